"""Serves the built page: hashed files for ever, the one HTML file for every path of the page."""

from __future__ import annotations

from pathlib import Path

from fastapi import FastAPI
from fastapi.responses import FileResponse, HTMLResponse
from starlette.routing import Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from .errors import NotFound
from .settings import Settings


class HashedFiles(StaticFiles):
    """File names hold their content's hash, so that a browser never needs to ask again."""

    async def get_response(self, path: str, scope: Scope):  # type: ignore[no-untyped-def]
        response = await super().get_response(path, scope)
        response.headers["cache-control"] = "public, max-age=31536000, immutable"
        return response


def install(app: FastAPI, settings: Settings) -> None:
    folder = settings.page_folder
    if folder is None or not (folder / "index.html").exists():
        return
    app.mount("/assets", HashedFiles(directory=folder / "assets"), name="assets")

    async def page(request):  # type: ignore[no-untyped-def]
        path = request.path_params["path"]
        if path.startswith("v1/"):
            raise NotFound()
        file = (folder / path).resolve()
        if path and file.is_file() and file.is_relative_to(folder.resolve()):
            return FileResponse(file, headers={"cache-control": "public, max-age=3600"})
        return HTMLResponse(_read(folder), headers={"cache-control": "no-cache"})

    app.router.routes.append(Route("/{path:path}", page, methods=["GET", "HEAD"]))


def _read(folder: Path) -> str:
    return (folder / "index.html").read_text()
