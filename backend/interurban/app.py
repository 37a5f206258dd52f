"""The HTTP application: modules' routes under /v1, the built page at /, documentation from our own files."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

from fastapi import FastAPI
from starlette.types import Receive, Scope, Send

from interurban import assembly, worker
from interurban.core import openapi, problems_http, static
from interurban.core.database import Database
from interurban.core.files import open_store
from interurban.core.http import check_policies
from interurban.core.origins import Origins
from interurban.core.settings import Settings
from interurban.modules.identity.public import authenticate

log = logging.getLogger(__name__)


class Application(FastAPI):
    """Some answers cost less than the framework's own look at a request: those go out before it."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not await assembly.FIRST(self.state, scope, send):
            await super().__call__(scope, receive, send)


def create_app(settings: Settings, database_url: str) -> FastAPI:
    """Refuses to start when a route declares no policy, or settings do not go together."""

    # Connects when it is first asked.
    database = Database(database_url, read_url=settings.database_read_url, pool_size=settings.pool_size)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            stack.push_async_callback(database.close)
            app.state.files = open_store(settings)
            for start in assembly.SERVICES:
                await stack.enter_async_context(start(app, settings, database))
            if settings.runs_worker:
                await stack.enter_async_context(worker.inside(settings, database))
            yield

    app = Application(
        title="Interurban",
        version="1.0.0",
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url="/v1/openapi.json",
        separate_input_output_schemas=True,
    )
    app.state.settings = settings
    app.state.database = database
    app.state.authenticate = authenticate
    problems_http.install(app)
    for layer in assembly.MIDDLEWARE:
        app.add_middleware(layer)
    app.add_middleware(Origins, allowed=settings.allowed_origins)
    for router in assembly.ROUTERS:
        app.include_router(router)
    check_policies(app)
    openapi.install(app)
    static.install(app, settings)
    return app
