"""Who may call from a page elsewhere: anyone may read without credentials; listed origins may sign in."""

from __future__ import annotations

from collections.abc import Collection

from starlette.datastructures import MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_EXPOSED = "ETag, Link, Location, RateLimit, RateLimit-Policy, Retry-After, Deprecation, Sunset"
_READ = {
    "access-control-allow-methods": "GET, HEAD",
    "access-control-allow-headers": "Accept-Language, If-None-Match",
    "access-control-max-age": "86400",
}
_WRITE = {
    "access-control-allow-methods": "GET, HEAD, POST, PUT, PATCH, DELETE",
    "access-control-allow-headers": "Accept-Language, Content-Type, If-Match, If-None-Match, Idempotency-Key",
    "access-control-max-age": "600",
}


class Origins:
    """Plain ASGI. A cookie is only ever allowed from an origin that the operator listed."""

    def __init__(self, app: ASGIApp, allowed: Collection[str]) -> None:
        self.app = app
        self.allowed = frozenset(allowed)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        origin = _header(scope, b"origin") if scope["type"] == "http" else ""
        if not origin:
            await self.app(scope, receive, send)
            return
        listed = origin in self.allowed
        if scope["method"] == "OPTIONS" and _header(scope, b"access-control-request-method"):
            headers = {**self.allow(origin, listed), **(_WRITE if listed else _READ)}
            await Response(status_code=204, headers=headers)(scope, receive, send)
            return

        async def answered(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(self.allow(origin, listed))
                headers["access-control-expose-headers"] = _EXPOSED
                headers.add_vary_header("Origin")
            await send(message)

        await self.app(scope, receive, answered if listed or scope["method"] in ("GET", "HEAD") else send)

    @staticmethod
    def allow(origin: str, listed: bool) -> dict[str, str]:
        if not listed:
            return {"access-control-allow-origin": "*"}
        return {"access-control-allow-origin": origin, "access-control-allow-credentials": "true"}


def _header(scope: Scope, name: bytes) -> str:
    return next((v.decode("latin-1") for k, v in scope["headers"] if k == name), "")
