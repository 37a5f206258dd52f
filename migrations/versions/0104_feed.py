"""The feed: its one row of state, wide columns out of line, and the rebuilding of the log after a restore."""

from __future__ import annotations

from alembic import op

revision = "0104"
down_revision = "0003"

# After a restore from a backup, clients may hold cursors of a future that no longer exists, and the rows'
# transaction ids belong to another history. The log starts again: one upsert for everything that is public,
# under a new epoch, so that every older cursor is refused and nobody misses what was lost.
RESTORED = """
CREATE FUNCTION feed_restored() RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  LOCK TABLE changes IN SHARE ROW EXCLUSIVE MODE;
  DELETE FROM changes;
  INSERT INTO changes (entity, entity_id, op) SELECT 'challenge', id, 'upsert' FROM feed_entries ORDER BY id;
  UPDATE feed_state SET epoch = gen_random_uuid(), cluster = feed_cluster();
  NOTIFY interurban_feed;
END $$
"""

CLUSTER = """
CREATE FUNCTION feed_cluster() RETURNS text LANGUAGE sql STABLE AS $$
  SELECT system_identifier::text FROM pg_control_system()
$$
"""

# Great-circle distance in kilometres; good to 0.5 %, which is finer than "near" means. Written so that the
# planner can put it in line; the factor keeps rounding from leaving the domain of asin between antipodes.
DISTANCE = """
CREATE FUNCTION feed_distance_km(lat1 float8, lon1 float8, lat2 float8, lon2 float8) RETURNS float8
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS $$
  SELECT 12742.0 * asin(sqrt(0.999999999999 * (
    sind((lat2 - lat1) / 2) ^ 2 + cosd(lat1) * cosd(lat2) * sind((lon2 - lon1) / 2) ^ 2)))
$$
"""

# Answers from the text index always: the planner takes the table for small, because it does not see that
# every search vector lies out of line, and would read all of them for a common word.
FOUND = """
CREATE FUNCTION feed_found(query tsquery) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 1000 SET enable_seqscan = off AS $$
BEGIN
  RETURN QUERY SELECT id FROM public.feed_entries WHERE search @@ query;
END $$
"""

# Only the index's owner may do this. Without it a search reads through what writers left unsorted.
SETTLE = """
CREATE FUNCTION feed_settle() RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT gin_clean_pending_list('ix_feed_entries_search')
$$
"""


def upgrade() -> None:
    op.execute(CLUSTER)
    op.execute(RESTORED)
    op.execute(DISTANCE)
    op.execute(FOUND)
    op.execute(SETTLE)
    op.execute("INSERT INTO feed_state (id, cluster) VALUES (1, feed_cluster())")
    # Filters, sorts and counts read every narrow column and few of the wide ones.
    op.execute("ALTER TABLE feed_entries SET (toast_tuple_target = 512)")
    op.execute("ALTER TABLE feed_entries ALTER flags SET STORAGE MAIN, ALTER categories SET STORAGE MAIN")
    # Most of a batch's cost is its words in the index: the more come together, the cheaper each is. The
    # worker sorts them in (feed_settle); a writer only does when this many kilobytes wait.
    op.execute("ALTER INDEX ix_feed_entries_search SET (gin_pending_list_limit = 16384)")


def downgrade() -> None:
    op.execute("ALTER TABLE feed_entries RESET (toast_tuple_target)")
    op.execute("DELETE FROM feed_state")
    op.execute("DROP FUNCTION feed_settle()")
    op.execute("DROP FUNCTION feed_found(tsquery)")
    op.execute("DROP FUNCTION feed_distance_km(float8, float8, float8, float8)")
    op.execute("DROP FUNCTION feed_restored()")
    op.execute("DROP FUNCTION feed_cluster()")
