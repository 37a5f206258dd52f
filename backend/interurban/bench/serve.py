"""The servers that are measured: the application, and a bare answer of a given size as the floor.

python -m interurban.bench.serve app|forgetful DATABASE_URL
python -m interurban.bench.serve bare BODY HEAD HEAD_304     (sizes in bytes)
"""

from __future__ import annotations

import socket
import sys
from collections.abc import Callable
from typing import Any

import uvicorn

from interurban.app import create_app
from interurban.core.settings import Settings
from interurban.serve import spare_collections


def bare(size: str, head: str, head_304: str) -> Any:
    """What any ASGI application costs at least: so many bytes every time, or a 304 of as many."""
    body = b"x" * int(size)
    headers = [(b"content-length", size.encode()), (b"x-fill", b"x" * int(head))]
    headers_304 = [(b"x-fill", b"x" * int(head_304))]

    async def app(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await receive()
            await send({"type": "lifespan.startup.complete"})
            return
        if scope["path"] == "/304":
            await send({"type": "http.response.start", "status": 304, "headers": headers_304})
            await send({"type": "http.response.body", "body": b""})
            return
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    return app


def main() -> None:
    what, *arguments = sys.argv[1:]
    app = KINDS[what](*arguments)
    spare_collections()
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    print(listening.getsockname()[1], flush=True)
    config = uvicorn.Config(app, loop="uvloop", http="httptools", access_log=False, log_level="warning")
    uvicorn.Server(config).run(sockets=[listening])


def application(database_url: str) -> Any:
    settings = Settings(
        environment="test", worker_inside=False, ready_accounts=False, database_url=database_url
    )
    return create_app(settings, database_url)


def forgetful(database_url: str) -> Any:
    """Answers every request as if nothing were kept."""
    app = application(database_url)

    async def forgetting(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http":
            app.state.feed_cache.forget()
        await app(scope, receive, send)

    return forgetting


KINDS: dict[str, Callable[..., Any]] = {"app": application, "forgetful": forgetful, "bare": bare}


if __name__ == "__main__":
    main()
