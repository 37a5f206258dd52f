"""What is kept of the model: spaces, embeddings, vectors. Written by the embedder alone, read by all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import LargeBinary, cast, delete, func, literal, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from interurban.core.columns import HalfVector

from .models import EncodedText, MatchingEmbedding, MatchingEncoded, MatchingSpace, MatchingVector
from .words.pair import Side

Reader = AsyncConnection | AsyncSession
Rows = NDArray[np.float32]
Key = tuple[str, UUID]
RAW, COMPARED = 384, 480
_HEADER = 4  # bytes before the numbers of a vector as PostgreSQL sends it


@dataclass(frozen=True, slots=True)
class Stored:
    """A version of the space as it is stored."""

    version: int
    model_hash: str
    basis: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Sentences:
    """`spans`: (field, start, end) in characters; `without`: the text's vector without each of them."""

    spans: tuple[tuple[int, int, int], ...]
    without: Rows


@dataclass(frozen=True, slots=True)
class Embedding:
    lang: str
    text_hash: str
    raw: Rows
    sentences: Sentences | None


@dataclass(frozen=True, slots=True)
class Vector:
    """`points`: digits of codes of the classification -> how much the text points there."""

    lang: str
    vector: Rows
    points: Mapping[str, float]
    sentences: Sentences | None = None


def sent(column: Any) -> Any:
    """A halfvec column as the bytes that `received` reads: text costs twenty times as much to parse."""
    return func.halfvec_send(column, type_=LargeBinary)


def received(data: bytes) -> Rows:
    return np.frombuffer(data, ">f2", offset=_HEADER).astype(np.float32)


def written(row: Rows, length: int) -> Any:
    """A row as a parameter for a halfvec column."""
    return cast(literal("[" + ",".join(f"{value:.5g}" for value in row.tolist()) + "]"), HalfVector(length))


def packed(found: Sentences | None) -> dict[str, Any]:
    if found is None:
        return {"spans": None, "without": None}
    flat = [number for span in found.spans for number in span]
    return {"spans": flat, "without": found.without.astype(np.float16).tobytes()}


def unpacked(spans: Sequence[int] | None, without: bytes | None, width: int) -> Sentences | None:
    if spans is None or without is None:
        return None
    triples = tuple((spans[i], spans[i + 1], spans[i + 2]) for i in range(0, len(spans), 3))
    return Sentences(triples, np.frombuffer(without, np.float16).astype(np.float32).reshape(-1, width))


# Spaces.


async def serving(reader: Reader, model_hash: str) -> Stored | None:
    """The version that answers are made with: the newest that was ever complete."""
    query = select(MatchingSpace).where(MatchingSpace.model_hash == model_hash)
    query = query.where(MatchingSpace.serving_since.is_not(None))
    return await _space(reader, query.order_by(MatchingSpace.serving_since.desc()))


async def newest(reader: Reader, model_hash: str) -> Stored | None:
    query = select(MatchingSpace).where(MatchingSpace.model_hash == model_hash)
    return await _space(reader, query.order_by(MatchingSpace.version.desc()))


async def _space(reader: Reader, query: Any) -> Stored | None:
    columns = (MatchingSpace.version, MatchingSpace.model_hash, MatchingSpace.basis, MatchingSpace.data)
    row = (await reader.execute(query.with_only_columns(*columns).limit(1))).first()
    return None if row is None else Stored(*row)


async def add_space(session: AsyncSession, model_hash: str, basis: str, data: bytes) -> int:
    statement = insert(MatchingSpace).values(model_hash=model_hash, basis=basis, data=data)
    found: int = (await session.execute(statement.returning(MatchingSpace.version))).scalar_one()
    return found


async def drop_space(session: AsyncSession, version: int) -> None:
    """With its vectors."""
    await session.execute(text("DELETE FROM matching_spaces WHERE version = :v"), {"v": version})


async def serve(session: AsyncSession, version: int) -> None:
    """From now on answers are made with this version; those before it are dropped with their vectors."""
    await session.execute(
        text("UPDATE matching_spaces SET serving_since = now() WHERE version = :v"), {"v": version}
    )
    await session.execute(text("DELETE FROM matching_spaces WHERE version < :v"), {"v": version})


# Texts that belong to no document.


async def encoded(reader: Reader, model_hash: str, hashes: Sequence[str]) -> dict[str, Rows]:
    e = EncodedText
    query = select(e.text_hash, sent(e.raw)).where(e.model_hash == model_hash, e.text_hash.in_(hashes))
    return {row[0]: received(row[1]) for row in await reader.execute(query)}


async def keep_encoded(session: AsyncSession, model_hash: str, rows: Mapping[str, Rows]) -> None:
    if rows:
        values = [
            {"model_hash": model_hash, "text_hash": key, "raw": written(row, RAW)}
            for key, row in rows.items()
        ]
        await session.execute(insert(EncodedText).values(values).on_conflict_do_nothing())


# Documents.


async def embeddings(reader: Reader, model_hash: str, keys: Iterable[Key]) -> dict[Key, list[Embedding]]:
    """Every language of each document."""
    e = MatchingEmbedding
    wanted = {"hash": model_hash, **_keys(keys)}
    query = select(
        e.entity, e.entity_id, e.lang, e.text_hash, sent(e.raw).label("raw"), e.spans, e.without
    ).where(e.model_hash == text(":hash"), _AMONG)
    found: dict[Key, list[Embedding]] = {}
    for row in await reader.execute(query, wanted):
        one = Embedding(row.lang, row.text_hash, received(row.raw), unpacked(row.spans, row.without, RAW))
        found.setdefault((row.entity, row.entity_id), []).append(one)
    return found


async def keep_embeddings(
    session: AsyncSession, model_hash: str, key: Key, rows: Sequence[Embedding]
) -> None:
    """Replaces all that is kept of a document."""
    e = MatchingEmbedding
    await session.execute(
        delete(e).where(e.entity == key[0], e.entity_id == key[1], e.model_hash == model_hash)
    )
    for one in rows:
        await session.execute(
            insert(e).values(
                entity=key[0],
                entity_id=key[1],
                lang=one.lang,
                model_hash=model_hash,
                text_hash=one.text_hash,
                raw=written(one.raw, RAW),
                **packed(one.sentences),
            )
        )


async def keep_vectors(
    session: AsyncSession,
    model_hash: str,
    version: int,
    key: Key,
    watermark: int,
    rows: Sequence[Vector],
    *,
    sentences: bool,
) -> None:
    """Replaces a document's vectors of one version, and says which write of it they belong to."""
    v = MatchingVector
    of = {"entity": key[0], "entity_id": key[1], "centroid_version": version}
    await session.execute(delete(v).where(*(getattr(v, name) == value for name, value in of.items())))
    for one in rows:
        await session.execute(
            insert(v).values(
                **of,
                model_hash=model_hash,
                lang=one.lang,
                vector=written(one.vector, COMPARED),
                points={code: round(weight, 4) for code, weight in one.points.items()},
                **packed(one.sentences),
            )
        )
    mark = {"watermark": watermark, "sentences": sentences, "xid": text("pg_current_xact_id()")}
    statement = insert(MatchingEncoded).values(**of, **mark)
    await session.execute(
        statement.on_conflict_do_update(index_elements=["entity", "entity_id", "centroid_version"], set_=mark)
    )


async def vectors(
    reader: Reader, version: int, keys: Iterable[Key], *, explained: bool = False
) -> dict[Key, list[Vector]]:
    """Every language of each document; sentences and points only where they are asked for."""
    v = MatchingVector
    columns = [v.entity, v.entity_id, v.lang, sent(v.vector).label("vector")]
    if explained:
        columns += [v.points, v.spans, v.without]
    query = select(*columns).where(v.centroid_version == text(":version"), _AMONG)
    found: dict[Key, list[Vector]] = {}
    for row in await reader.execute(query, {"version": version, **_keys(keys)}):
        sentences = unpacked(row.spans, row.without, COMPARED) if explained else None
        one = Vector(row.lang, received(row.vector), row.points if explained else {}, sentences)
        found.setdefault((row.entity, row.entity_id), []).append(one)
    return found


async def written_since(reader: Reader, version: int, xid: int) -> dict[Key, int]:
    """Documents whose vectors of a version transactions from `xid` on wrote, with that transaction."""
    rows = await reader.execute(
        text(
            "SELECT entity, entity_id, xid::text AS xid FROM matching_encoded "
            "WHERE centroid_version = :version AND xid >= CAST(CAST(:xid AS text) AS xid8)"
        ),
        {"version": version, "xid": str(xid)},
    )
    return {(row.entity, row.entity_id): int(row.xid) for row in rows}


_NEAREST = text(
    """
    SELECT v.entity_id, max(-(v.vector <#> CAST(:vector AS halfvec))) AS score
    FROM matching_vectors v JOIN matching_documents d USING (entity, entity_id)
    WHERE v.centroid_version = :version AND v.entity = :entity AND NOT d.deleted
      AND (NOT :claimed OR d.kind = 'claimed') AND (:past
      OR (d.closes_at IS NULL OR d.closes_at > clock_timestamp())
      AND (d.opens_at IS NULL OR d.opens_at <= clock_timestamp())
      AND d.ended_at IS NULL AND d.kind <> 'award')
    GROUP BY v.entity_id ORDER BY score DESC, v.entity_id LIMIT :limit
    """
)


async def nearest(
    reader: Reader,
    version: int,
    side: Side,
    vector: Rows,
    limit: int,
    *,
    past: bool = False,
    claimed: bool = False,
) -> list[tuple[UUID, float]]:
    """The exact nearest by PostgreSQL itself: while a mirror is loading, and for history, with `past`.

    `claimed`: of profiles only those that somebody keeps.
    """
    given = "[" + ",".join(f"{value:.5g}" for value in vector.tolist()) + "]"
    asked = {
        "vector": given,
        "version": version,
        "entity": side,
        "limit": limit,
        "past": past,
        "claimed": claimed,
    }
    return [(row.entity_id, float(row.score)) for row in await reader.execute(_NEAREST, asked)]


_AMONG = text(
    "(entity, entity_id) IN (SELECT * FROM unnest(CAST(:entities AS text[]), CAST(:ids AS uuid[])))"
)


def _keys(keys: Iterable[Key]) -> dict[str, Any]:
    found = list(keys)
    return {"entities": [entity for entity, _ in found], "ids": [key for _, key in found]}
