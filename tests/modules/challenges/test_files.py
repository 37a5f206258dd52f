from __future__ import annotations

import io
import zipfile
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from tests.factories.world import World

from interurban.core.actor import Role
from interurban.modules.challenges import files
from interurban.modules.challenges.errors import FileTypeRefused

from .test_drafting import start

PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


@pytest.fixture
async def draft(world: World, complete: dict[str, Any]) -> tuple[httpx.AsyncClient, str]:
    city = await world.city()
    officer = await world.member(city, Role.city_officer)
    return officer, (await start(officer, city, complete))[0]["id"]


async def add(officer: httpx.AsyncClient, challenge: str, name: str, body: Any) -> httpx.Response:
    return await officer.post(
        f"/v1/challenges/{challenge}/documents",
        params={"name": name},
        content=body,
        headers={"Content-Type": "application/octet-stream"},
    )


async def test_a_file_comes_back_as_it_was_and_as_an_attachment(
    draft: tuple[httpx.AsyncClient, str],
) -> None:
    officer, challenge = draft
    added = await add(officer, challenge, "Plan für Brücke.pdf", PDF)
    assert added.status_code == 201, added.text
    assert added.json()["media_type"] == "application/pdf"
    back = await officer.get(added.json()["url"])
    assert back.content == PDF
    assert back.headers["content-disposition"].startswith("attachment;")
    assert back.headers["x-content-type-options"] == "nosniff"
    listed = (await officer.get(f"/v1/challenges/{challenge}/documents")).json()
    assert [f["name"] for f in listed["items"]] == ["Plan für Brücke.pdf"]
    assert listed["max_bytes"] == files.MAX_BYTES


async def test_files_of_a_draft_do_not_exist_for_others(
    world: World, draft: tuple[httpx.AsyncClient, str]
) -> None:
    officer, challenge = draft
    url = (await add(officer, challenge, "a.pdf", PDF)).json()["url"]
    assert (await (await world.browser()).get(url)).status_code == 404


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("page.html", b"<!doctype html><script>alert(1)</script>"),
        ("picture.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
        ("report.pdf", b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00"),
        ("script.pdf", b"#!/bin/sh\nrm -rf /\n"),
        ("macros.docm", b"PK\x03\x04\x14\x00\x06\x00\x08\x00"),
        ("text.txt", b"\xff\xfe\x00binary\x00"),
    ],
)
def test_the_type_is_read_from_the_content(name: str, body: bytes) -> None:
    with pytest.raises(FileTypeRefused):
        files.media_type(name, body)


def test_documents_and_tables_are_taken() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.txt", "a")
    assert files.media_type("a.zip", packed.getvalue()) == "application/zip"
    assert files.media_type("a.docx", packed.getvalue()).endswith("wordprocessingml.document")
    assert files.media_type("a.csv", "Straße;Länge\n".encode()) == "text/csv"
    assert files.media_type("a.pdf", PDF) == "application/pdf"


async def test_a_file_over_the_limit_leaves_nothing_behind(
    draft: tuple[httpx.AsyncClient, str], monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    officer, challenge = draft
    monkeypatch.setattr(files, "MAX_BYTES", 200_000)

    async def chunks() -> AsyncIterator[bytes]:
        yield PDF
        for _ in range(10):
            yield b"x" * 65_536

    answer = await add(officer, challenge, "long.pdf", chunks())
    assert answer.status_code == 413
    assert answer.json()["code"] == "file_too_large"
    assert [path for path in (settings.home / "files").rglob("*") if path.is_file()] == []


async def test_a_challenge_carries_a_limited_number_of_files(
    draft: tuple[httpx.AsyncClient, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    officer, challenge = draft
    monkeypatch.setattr(files, "MAX_FILES", 2)
    for name in ("1.pdf", "2.pdf"):
        assert (await add(officer, challenge, name, PDF)).status_code == 201
    assert (await add(officer, challenge, "3.pdf", PDF)).json()["code"] == "too_many_files"
    # The same name replaces what was there.
    assert (await add(officer, challenge, "2.pdf", PDF + b"%")).status_code == 201
    assert len((await officer.get(f"/v1/challenges/{challenge}/documents")).json()["items"]) == 2


async def test_a_removed_file_is_gone(draft: tuple[httpx.AsyncClient, str]) -> None:
    officer, challenge = draft
    added = (await add(officer, challenge, "a.pdf", PDF)).json()
    assert (await officer.delete(added["url"])).status_code == 204
    assert (await officer.get(added["url"])).status_code == 404


@pytest.mark.parametrize("name", ["../a.pdf", "a/b.pdf", "a\n.pdf"])
async def test_a_name_with_a_path_in_it_is_refused(draft: tuple[httpx.AsyncClient, str], name: str) -> None:
    officer, challenge = draft
    assert (await add(officer, challenge, name, PDF)).status_code == 422
