"""The audit chain: one function writes, and nobody else may."""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"

APPEND = """
CREATE FUNCTION audit_append(subject uuid, actor uuid, action text, detail jsonb) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  head audit_heads%ROWTYPE;
  moment timestamptz;
  mark bytea;
BEGIN
  INSERT INTO audit_heads (subject_id, position, hash) VALUES (subject, 0, '\\x') ON CONFLICT DO NOTHING;
  SELECT * INTO head FROM audit_heads WHERE subject_id = subject FOR UPDATE;
  moment := clock_timestamp();
  mark := audit_hash(head.hash, subject, head.position + 1, moment, actor, action, detail);
  INSERT INTO audit_entries (subject_id, position, at, actor_id, action, detail, hash)
    VALUES (subject, head.position + 1, moment, actor, action, detail, mark);
  UPDATE audit_heads SET position = head.position + 1, hash = mark WHERE subject_id = subject;
  RETURN head.position + 1;
END $$
"""

HASH = """
CREATE FUNCTION audit_hash(
  before bytea, subject uuid, pos bigint, at timestamptz, actor uuid, action text, detail jsonb
) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
  SELECT sha256(before || convert_to(
    jsonb_build_array(subject, pos, extract(epoch FROM at)::text, actor, action, detail)::text, 'UTF8'))
$$
"""

BROKEN = """
CREATE FUNCTION audit_broken() RETURNS TABLE (subject_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH linked AS (
    SELECT e.*, lag(e.hash, 1, '\\x'::bytea) OVER chain AS before, row_number() OVER chain AS rank
    FROM audit_entries e WINDOW chain AS (PARTITION BY e.subject_id ORDER BY e.position)
  )
  SELECT l.subject_id FROM linked l
    WHERE l.rank <> l.position
       OR l.hash <> audit_hash(l.before, l.subject_id, l.position, l.at, l.actor_id, l.action, l.detail)
  UNION
  SELECT h.subject_id FROM audit_heads h
    LEFT JOIN audit_entries e ON e.subject_id = h.subject_id AND e.position = h.position
    WHERE e.hash IS DISTINCT FROM h.hash
$$
"""


def upgrade() -> None:
    op.execute(HASH)
    op.execute(APPEND)
    op.execute(BROKEN)
    op.execute("REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON audit_entries, audit_heads FROM interurban_app")
    op.execute("REVOKE ALL ON audit_entries, audit_heads FROM interurban_read")
    op.execute("REVOKE EXECUTE ON FUNCTION audit_append(uuid, uuid, text, jsonb) FROM PUBLIC")
    op.execute("GRANT EXECUTE ON FUNCTION audit_append(uuid, uuid, text, jsonb) TO interurban_app")


def downgrade() -> None:
    for function in ("audit_broken()", "audit_append(uuid, uuid, text, jsonb)"):
        op.execute(f"DROP FUNCTION {function}")
    op.execute("DROP FUNCTION audit_hash(bytea, uuid, bigint, timestamptz, uuid, text, jsonb)")
