"""Where the modules are put together: their routers, and the services that live as long as a process.

The order of ROUTERS is the order of the OpenAPI document.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

from fastapi import APIRouter, FastAPI

from interurban.core.database import Database
from interurban.core.health import router as health
from interurban.core.settings import Settings
from interurban.modules.exchange.routes import router as exchange
from interurban.modules.feed import tasks as feed_tasks
from interurban.modules.feed.routes import router as feed
from interurban.modules.feed.service.cached import CachedAnswers

Service = Callable[[FastAPI, Settings, Database], AbstractAsyncContextManager[None]]

ROUTERS: tuple[APIRouter, ...] = (health, feed, exchange)

SERVICES: tuple[Service, ...] = (feed_tasks.live,)

# Plain ASGI around the whole application, innermost first.
MIDDLEWARE: tuple[Any, ...] = (CachedAnswers,)
