"""Serves the built page: hashed files for ever, the one HTML file for every path of the page, /docs."""

from __future__ import annotations

import gzip
import mimetypes
from functools import lru_cache
from pathlib import Path

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from .errors import NotFound
from .settings import Settings

FOREVER = "public, max-age=31536000, immutable"
HOUR = "public, max-age=3600"
_TEXT = {".js", ".css", ".html", ".svg", ".json", ".txt", ".map", ".webmanifest"}
# Redoc sets style elements and works in a blob: it is let, on its own page alone.
DOCS_POLICY = (
    "default-src 'self'; script-src 'self'; worker-src blob:; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; font-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'"
)


def install(app: FastAPI, settings: Settings) -> None:
    """Adds the page behind every route of the API; without a built page the API stands alone."""
    folder = settings.page_folder
    if folder is None or not (folder / "index.html").exists():
        return
    root = folder.resolve()

    async def page(request: Request) -> Response:
        path = request.path_params["path"]
        if path == "v1" or path.startswith("v1/"):
            raise NotFound("There is no such address in the API.")
        file = (root / path).resolve()
        if path and file.is_relative_to(root) and file.is_file():
            return answer(request, file, FOREVER if path.startswith("assets/") else HOUR)
        if path.startswith("assets/"):
            raise NotFound()
        if path.rstrip("/") == "docs" and (root / "docs" / "index.html").exists():
            found = answer(request, root / "docs" / "index.html", "no-cache")
            found.headers["content-security-policy"] = DOCS_POLICY
            return found
        return answer(request, root / "index.html", "no-cache")

    app.router.routes.append(Route("/{path:path}", page, methods=["GET", "HEAD"]))


def answer(request: Request, file: Path, cache_control: str) -> Response:
    """One file, compressed where the browser takes it and it helps."""
    headers = {"cache-control": cache_control, "vary": "Accept-Encoding"}
    kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    squeeze = file.suffix in _TEXT and "gzip" in request.headers.get("accept-encoding", "")
    body = content(file, file.stat().st_mtime_ns, squeeze)
    if squeeze:
        headers["content-encoding"] = "gzip"
    return Response(body, media_type=kind, headers=headers)


@lru_cache(maxsize=400)
def content(file: Path, changed: int, squeeze: bool) -> bytes:
    """The page is a few MB in all: each file is read, and compressed, once. `changed` ends an old entry."""
    raw = file.read_bytes()
    return gzip.compress(raw, 9, mtime=0) if squeeze else raw
