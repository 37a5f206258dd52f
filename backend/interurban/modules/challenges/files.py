"""Files on a challenge: streamed to the object store, typed by their content, counted and limited."""

from __future__ import annotations

import hashlib
import re
from collections.abc import AsyncIterator
from urllib.parse import quote
from uuid import UUID, uuid4

import obstore
import puremagic
from obstore.store import ObjectStore
from sqlalchemy.ext.asyncio import AsyncSession

from interurban.core import audit
from interurban.core.actor import Actor
from interurban.core.errors import Invalid, NotFound
from interurban.core.schemas import FieldError

from . import acts, repository, service, standing
from .answers import FileList, FileOut
from .errors import FileTooLarge, FileTypeRefused, TooManyFiles
from .models import ChallengeFile

MAX_BYTES = 50 * 1024 * 1024
MAX_FILES = 20
# What a city sends with a challenge. HTML, SVG and scripts are not documents: they would run in a browser.
TYPES = {
    "application/pdf",
    "image/png",
    "image/jpeg",
    "image/webp",
    "application/zip",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "application/vnd.oasis.opendocument.text",
    "application/vnd.oasis.opendocument.spreadsheet",
    "application/vnd.oasis.opendocument.presentation",
    "text/plain",
    "text/csv",
    "application/json",
    "application/geo+json",
}
_TEXT_TYPES = {
    "txt": "text/plain",
    "csv": "text/csv",
    "json": "application/json",
    "geojson": "application/geo+json",
}
_NAME = re.compile(r"^[^/\\\x00-\x1f\x7f]{1,150}$")


def media_type(name: str, head: bytes) -> str:
    """The type of the content, never what the sender claims.

    Raises FileTypeRefused for what is not in TYPES.
    """
    extension = name.rsplit(".", 1)[-1].lower()
    found = _by_magic(extension, head)
    if found is None and extension in _TEXT_TYPES and _is_text(head):
        found = _TEXT_TYPES[extension]
    if found not in TYPES:
        raise FileTypeRefused(
            "Send PDF, office documents, pictures (PNG, JPEG, WebP), ZIP, text, CSV or JSON."
        )
    return found


def _by_magic(extension: str, head: bytes) -> str | None:
    """Office documents are ZIPs: there the name decides among the types that the content allows."""
    try:
        guesses = puremagic.magic_string(head)
    except puremagic.PureError:
        return None
    if guesses[0].mime_type.startswith("text/"):
        return None  # a few bytes are not enough to call something text
    types = {guess.extension.lstrip("."): guess.mime_type for guess in reversed(guesses)}
    if extension in types:
        return types[extension]
    return types.get("zip") or guesses[0].mime_type


def _is_text(head: bytes) -> bool:
    try:
        head[:-4].decode("utf-8")
    except UnicodeDecodeError:
        return False
    return b"\0" not in head


async def add(
    session: AsyncSession,
    store: ObjectStore,
    actor: Actor,
    challenge_id: UUID,
    name: str,
    body: AsyncIterator[bytes],
) -> FileOut:
    """Streams one file in. The same name replaces the file before."""
    row, status, _ = await standing.own(session, actor, challenge_id, lock=True)
    service.may_edit(actor, row, status)
    if not _NAME.match(name):
        raise Invalid(
            "Give the file a plain name.",
            errors=[
                FieldError(pointer="/query/name", code="name", detail="1 to 150 characters, no slashes.")
            ],
        )
    present = {file.name: file for file in await repository.files(session, challenge_id)}
    if name not in present and len(present) >= MAX_FILES:
        raise TooManyFiles("Remove one first, or put several into a ZIP.")
    key = f"challenges/{challenge_id}/{uuid4()}"
    digest, length, kind = await _store(store, key, name, body)
    if name in present:
        await session.delete(present[name])
        await session.flush()
    assert row.organisation_id is not None  # standing.own() only finds challenges of a city
    file = ChallengeFile(
        challenge_id=challenge_id,
        organisation_id=row.organisation_id,
        name=name,
        media_type=kind,
        length=length,
        sha256=digest,
        key=key,
        uploaded_by=actor.user_id,
    )
    session.add(file)
    await session.flush()
    await audit.record(session, actor, challenge_id, "file.added", {"file": file.id, "sha256": digest.hex()})
    await acts.void_pending(session, actor, row, f"A file was added: {name}")
    await session.refresh(file)
    return service.file_out(file)


async def _store(
    store: ObjectStore, key: str, name: str, body: AsyncIterator[bytes]
) -> tuple[bytes, int, str]:
    """Writes the stream and returns hash, length and type; nothing stays behind when it is refused."""
    digest, length, head = hashlib.sha256(), 0, b""
    kind: str | None = None
    try:
        async with obstore.open_writer_async(store, key) as writer:
            async for chunk in body:
                length += len(chunk)
                if length > MAX_BYTES:
                    raise FileTooLarge(f"A file may hold {MAX_BYTES // 1024 // 1024} MB.")
                if len(head) < 8_192:
                    head += chunk
                if kind is None and len(head) >= 8_192:
                    kind = media_type(name, head)
                digest.update(chunk)
                await writer.write(chunk)
            if length == 0:
                raise Invalid("The file is empty.")
            kind = kind or media_type(name, head)
    except BaseException:
        await _forget(store, key)
        raise
    return digest.digest(), length, kind


async def _forget(store: ObjectStore, key: str) -> None:
    try:
        await obstore.delete_async(store, key)
    except FileNotFoundError:
        return  # refused before the first byte was stored


async def remove(
    session: AsyncSession, store: ObjectStore, actor: Actor, challenge_id: UUID, file_id: UUID
) -> None:
    row, status, _ = await standing.own(session, actor, challenge_id, lock=True)
    service.may_edit(actor, row, status)
    file = await find(session, challenge_id, file_id)
    await session.delete(file)
    await audit.record(session, actor, challenge_id, "file.removed", {"file": file_id})
    await acts.void_pending(session, actor, row, f"A file was removed: {file.name}")
    await _forget(store, file.key)


async def find(session: AsyncSession, challenge_id: UUID, file_id: UUID) -> ChallengeFile:
    file = await session.get(ChallengeFile, file_id)
    if file is None or file.challenge_id != challenge_id:
        raise NotFound("There is no such file on this challenge.")
    return file


async def listing(session: AsyncSession, challenge_id: UUID) -> FileList:
    found = await repository.files(session, challenge_id)
    return FileList(items=[service.file_out(file) for file in found], limit=MAX_FILES, max_bytes=MAX_BYTES)


def headers(file: ChallengeFile) -> dict[str, str]:
    """Always an attachment: a file from outside must never run as a page of ours."""
    return {
        "content-length": str(file.length),
        "content-disposition": f"attachment; filename*=UTF-8''{quote(file.name, safe='')}",
        "content-security-policy": "sandbox; default-src 'none'",
        "etag": f'"{file.sha256.hex()[:24]}"',
    }
