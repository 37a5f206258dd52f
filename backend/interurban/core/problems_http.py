"""Turns every error that leaves a route into an RFC 9457 document, and sets the headers of safe answers."""

from __future__ import annotations

import logging
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .errors import (
    MEDIA_TYPE,
    AppError,
    Internal,
    Invalid,
    MethodNotAllowed,
    NotFound,
    TooLarge,
    UnsupportedMedia,
)
from .http import api_routes
from .schemas import FieldError

log = logging.getLogger(__name__)

MAX_JSON_BYTES = 2 * 1024 * 1024
_BY_STATUS: dict[int, type[AppError]] = {
    404: NotFound,
    405: MethodNotAllowed,
    413: TooLarge,
    415: UnsupportedMedia,
}
_SECURITY = {
    "content-security-policy": (
        "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
        "font-src 'self'; "
        "connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "strict-origin-when-cross-origin",
    "x-frame-options": "DENY",
}


def respond(error: AppError, request: Request) -> Response:
    body = error.problem(instance=request.url.path).model_dump(mode="json")
    return JSONResponse(body, error.status, error.headers, media_type=MEDIA_TYPE)


def pointer(location: tuple[Any, ...]) -> str:
    """JSON pointer of a validation error: into the body without a prefix, else /query/…, /path/…"""
    parts = location[1:] if location and location[0] == "body" else location
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in parts)


async def on_app_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, AppError)
    return respond(error, request)


async def on_validation(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    fields = [
        FieldError(pointer=pointer(tuple(e["loc"])), code=e["type"], detail=e["msg"])
        for e in error.errors()[:50]
    ]
    return respond(Invalid("Change the fields named below and send it again.", errors=fields), request)


async def on_http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if error.status_code == 400:  # the framework's word for bytes that are not even text
        return respond(Invalid("The body cannot be read. Send JSON in UTF-8."), request)
    cls = _BY_STATUS.get(error.status_code, AppError if error.status_code < 500 else Internal)
    headers = dict(error.headers or {})
    if cls is MethodNotAllowed and (methods := _methods_at(request)):
        # The framework's own header names the methods of the first route of this address alone.
        allow = {"Allow": ", ".join(methods)}
        return respond(MethodNotAllowed(f"Use {' or '.join(methods)} here.", headers=allow), request)
    return respond(cls(headers=headers), request)


def _methods_at(request: Request) -> list[str]:
    routes = [route for route in api_routes(request.app) if route.path_regex.match(request.url.path)]
    return sorted({method for route in routes for method in route.methods or ()})


async def on_unexpected(request: Request, error: Exception) -> Response:
    log.exception("unexpected error", exc_info=error, extra={"path": request.url.path})
    detail = "It is written in our log. Try again; if it stays, tell us when it was."
    # Answered outside of every middleware, so Guard does not see it.
    return respond(Internal(detail, headers=_SECURITY), request)


class Guard:
    """Plain ASGI, so that streaming stays streaming: caps JSON bodies and adds the security headers."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = {k: v for k, v in scope["headers"] if k in (b"content-length", b"content-type")}
        length = headers.get(b"content-length", b"0")
        seen = 0
        is_json = b"json" in headers.get(b"content-type", b"json")

        async def counted() -> Message:
            """A body without a stated length is counted as it comes."""
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if is_json and seen > MAX_JSON_BYTES:
                # FastAPI turns any other exception of a body that it reads into a 400.
                raise HTTPException(413)
            return message

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                present = {k.lower() for k, _ in message["headers"]}
                message["headers"] = [
                    *message["headers"],
                    *((k.encode(), v.encode()) for k, v in _SECURITY.items() if k.encode() not in present),
                ]
            await send(message)

        if is_json and length.isdigit() and int(length) > MAX_JSON_BYTES:
            error = TooLarge(f"JSON bodies may hold {MAX_JSON_BYTES} bytes; send files as files.")
            await respond(error, Request(scope))(scope, receive, guarded)
            return
        await self.app(scope, counted, guarded)


def install(app: FastAPI) -> None:
    app.add_middleware(Guard)
    app.add_exception_handler(AppError, on_app_error)
    app.add_exception_handler(RequestValidationError, on_validation)
    app.add_exception_handler(HTTPException, on_http)
    app.add_exception_handler(Exception, on_unexpected)
