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
from interurban.modules.barriers import tasks as barriers_tasks
from interurban.modules.barriers.routes import router as barriers
from interurban.modules.challenges.routes import routers as challenges
from interurban.modules.cities.routes import router as cities
from interurban.modules.exchange.routes import router as exchange
from interurban.modules.feed import tasks as feed_tasks
from interurban.modules.feed.public import label_with
from interurban.modules.feed.routes import router as feed
from interurban.modules.feed.service.cached import KeepsAnswers, from_memory
from interurban.modules.identity.public import on_supplier_created
from interurban.modules.identity.routes import routers as identity
from interurban.modules.matching import tasks as matching_tasks
from interurban.modules.matching.public import category_labels
from interurban.modules.matching.routes import router as matching
from interurban.modules.notifications.routes import router as notifications
from interurban.modules.sources.routes import router as sources
from interurban.modules.suppliers.public import create as create_supplier
from interurban.modules.suppliers.routes import router as suppliers
from interurban.serve import first_start

Service = Callable[[FastAPI, Settings, Database], AbstractAsyncContextManager[None]]

ROUTERS: tuple[APIRouter, ...] = (
    feed,
    exchange,
    *challenges,
    cities,
    suppliers,
    matching,
    barriers,
    *identity,
    notifications,
    sources,
    health,
)

SERVICES: tuple[Service, ...] = (feed_tasks.live, matching_tasks.live, barriers_tasks.live, first_start)

# Plain ASGI around the whole application, innermost first.
MIDDLEWARE: tuple[Any, ...] = (KeepsAnswers,)
# Before even the framework's own layers; answers whether it sent an answer.
FIRST = from_memory

on_supplier_created.append(create_supplier)
label_with(category_labels)
