"""What the containers are told, as the programs in them understand it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

COMPOSE = Path(__file__).resolve().parents[2] / "docker-compose.yml"


@pytest.mark.parametrize(
    ("forwarded", "caller"),
    [
        # The page's container adds who called it.
        ("203.0.113.9", "203.0.113.9"),
        # Behind a proxy that ends TLS on the same machine.
        ("203.0.113.9, 172.18.0.1", "203.0.113.9"),
        # What a caller makes up stands before what a proxy adds.
        ("10.1.2.3, 203.0.113.9, 172.18.0.1", "203.0.113.9"),
    ],
)
async def test_the_api_knows_callers_apart_behind_the_page(forwarded: str, caller: str) -> None:
    given = re.search(r"FORWARDED_ALLOW_IPS: \$\{FORWARDED_ALLOW_IPS:-(\S+)\}", COMPOSE.read_text())
    assert given is not None
    seen: list[Any] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        seen.append(scope["client"][0])

    scope: Any = {
        "type": "http",
        "client": ("172.18.0.5", 40000),
        "headers": [(b"x-forwarded-for", forwarded.encode())],
    }
    nothing: Any = None
    await ProxyHeadersMiddleware(app, given[1])(scope, nothing, nothing)
    assert seen == [caller]
