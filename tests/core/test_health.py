from __future__ import annotations

import httpx


async def test_ready_needs_a_migrated_database(client: httpx.AsyncClient) -> None:
    answer = await client.get("/v1/ready")
    assert answer.status_code == 200
    assert answer.json() == {"status": "ok"}
    again = await client.get("/v1/ready", headers={"If-None-Match": answer.headers["etag"]})
    assert again.status_code == 304


async def test_an_unknown_address_gets_a_problem_document(client: httpx.AsyncClient) -> None:
    answer = await client.get("/v1/nothing")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["code"] == "not_found"
