from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from tests.fixtures.app import client_of

from interurban.core.errors import AppError
from interurban.core.problems_http import MAX_JSON_BYTES
from interurban.core.settings import Settings

ELSEWHERE, LISTED = "https://tools.example", "https://page.example"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    page = tmp_path / "page"
    (page / "assets").mkdir(parents=True)
    (page / "index.html").write_text("<!doctype html><title>Interurban</title>")
    (page / "assets" / "a-1.js").write_text("export const a = 1;\n" * 200)
    return Settings(
        environment="test",
        home=tmp_path / "home",
        worker_inside=False,
        page_folder=page,
        allowed_origins=[LISTED],
    )


@pytest.fixture
async def plain(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    async with client_of(app) as found:
        del found.headers["origin"]
        yield found


async def test_anyone_may_read_from_another_page_but_without_credentials(plain: httpx.AsyncClient) -> None:
    answer = await plain.get("/v1/health", headers={"Origin": ELSEWHERE})
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in answer.headers
    refused = await plain.options(
        "/v1/challenges", headers={"Origin": ELSEWHERE, "Access-Control-Request-Method": "POST"}
    )
    assert "POST" not in refused.headers["access-control-allow-methods"]


async def test_a_listed_origin_may_write_with_its_cookie(plain: httpx.AsyncClient) -> None:
    answer = await plain.options(
        "/v1/challenges", headers={"Origin": LISTED, "Access-Control-Request-Method": "POST"}
    )
    assert answer.headers["access-control-allow-origin"] == LISTED
    assert answer.headers["access-control-allow-credentials"] == "true"
    assert "POST" in answer.headers["access-control-allow-methods"]


async def test_every_path_of_the_page_gets_the_page(plain: httpx.AsyncClient) -> None:
    answer = await plain.get("/challenges/some/where")
    assert answer.status_code == 200
    assert "script-src 'self'" in answer.headers["content-security-policy"]
    assert "unsafe-inline" not in answer.headers["content-security-policy"]
    missing = await plain.get("/assets/gone.js")
    assert missing.status_code == 404


async def test_hashed_files_are_compressed_and_kept_for_ever(plain: httpx.AsyncClient) -> None:
    answer = await plain.get("/assets/a-1.js", headers={"Accept-Encoding": "gzip"})
    assert answer.headers["content-encoding"] == "gzip"
    assert "immutable" in answer.headers["cache-control"]
    assert answer.text.startswith("export")


@pytest.mark.parametrize("path", ["/../secret", "/%2e%2e/secret", "/..%2fsecret"])
async def test_nothing_outside_the_page_is_served(
    plain: httpx.AsyncClient, settings: Settings, path: str
) -> None:
    assert settings.page_folder is not None
    (settings.page_folder.parent / "secret").write_text("do not show")
    answer = await plain.get(path)
    assert "do not show" not in answer.text


@pytest.mark.parametrize("stated", [True, False])
async def test_a_json_body_over_the_limit_is_refused(plain: httpx.AsyncClient, stated: bool) -> None:
    async def chunks() -> AsyncIterator[bytes]:
        for _ in range(MAX_JSON_BYTES // 65_536 + 2):
            yield b" " * 65_536

    body = b" " * (MAX_JSON_BYTES + 1) if stated else chunks()
    answer = await plain.post("/v1/cities", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == 413
    assert answer.json()["code"] == "too_large"


def every(cls: type[AppError]) -> set[type[AppError]]:
    return {cls}.union(*map(every, cls.__subclasses__()))


@pytest.mark.parametrize("cls", sorted(every(AppError), key=lambda cls: cls.__name__))
def test_every_problem_says_what_to_do_and_not_its_title_again(cls: type[AppError]) -> None:
    problem = cls().problem()
    assert problem.detail not in ("", problem.title)
    assert problem.detail.endswith(".")
    in_core = cls.__module__ == AppError.__module__
    assert not in_core or "advice" in vars(cls), "every class of the core has advice of its own"


async def test_a_problem_tells_how_to_sign_in_and_which_methods_there_are(
    plain: httpx.AsyncClient,
) -> None:
    unknown = (await plain.get("/v1/notifications")).json()
    assert (unknown["status"], unknown["code"]) == (401, "not_signed_in")
    assert "POST /v1/session" in unknown["detail"]
    assert "Authorization: Bearer" in unknown["detail"]
    answer = await plain.delete("/v1/health")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET")
    assert answer.json()["detail"] == "Use GET here."
    several = await plain.delete("/v1/challenges")
    assert (several.status_code, several.headers["allow"]) == (405, "GET, POST")
    assert several.json()["detail"] == "Use GET or POST here."
