"""The servers that are measured: the application, and a bare answer of a given size as the floor.

python -m interurban.bench.serve app DATABASE_URL
python -m interurban.bench.serve bare SIZE
"""

from __future__ import annotations

import socket
import sys
from typing import Any

import uvicorn

from interurban.app import create_app
from interurban.core.settings import Settings


def bare(size: int) -> Any:
    """What any ASGI application costs at least: the same bytes every time, or a 304 for the asking."""
    body = b"x" * size
    headers = [(b"content-type", b"application/json"), (b"content-length", str(size).encode())]

    async def app(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await receive()
            await send({"type": "lifespan.startup.complete"})
            return
        if scope["path"] == "/304":
            await send({"type": "http.response.start", "status": 304, "headers": []})
            await send({"type": "http.response.body", "body": b""})
            return
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    return app


def main() -> None:
    what, argument = sys.argv[1:3]
    app = bare(int(argument)) if what == "bare" else application(argument)
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


if __name__ == "__main__":
    main()
