"""What matching does by itself while a process runs."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

from interurban.core.database import Database
from interurban.core.settings import Settings

from . import categories
from .embedding import Embedder
from .limits import Limiter
from .meanings import Meanings, shared_encoder
from .mirror import Mirror
from .neural.weights import ModelUnavailable, WeightsMissing, WeightsWrong
from .search import Search
from .types import WithoutModel

log = logging.getLogger(__name__)


@asynccontextmanager
async def live(app: Any, settings: Settings, database: Database) -> AsyncIterator[None]:
    """The mirror of this process and its encoder, loaded in the background."""
    mirror = Mirror(database)
    app.state.matching = mirror
    app.state.search_by_meaning = Search(mirror, database)
    app.state.match_previews = Limiter()
    running = [
        asyncio.create_task(_run(mirror, database), name="matching"),
        asyncio.create_task(_open(mirror, settings), name="encoder"),
    ]
    try:
        yield
    finally:
        for task in running:
            task.cancel()
        for task in running:
            with suppress(asyncio.CancelledError):
                await task


async def _run(mirror: Mirror, database: Database) -> None:
    await categories.ensure_groups(database)
    await mirror.run()


async def _open(mirror: Mirror, settings: Settings) -> None:
    """Until it is open, and where it cannot be, words alone are compared."""
    if not settings.model:
        mirror.without_model(WithoutModel.switched_off)
        return
    try:
        mirror.meanings = Meanings(await asyncio.to_thread(shared_encoder, settings))
    except WeightsMissing:
        mirror.without_model(WithoutModel.weights_missing)
    except WeightsWrong:
        mirror.without_model(WithoutModel.weights_refused)
    except Exception:
        log.exception("the model cannot be opened")
        mirror.without_model(WithoutModel.failed)


async def embed(settings: Settings, database: Database) -> None:
    """Gives texts their vectors until it is cancelled: the worker's part."""
    if not settings.model:
        return
    try:
        encoder = await asyncio.to_thread(shared_encoder, settings)
    except ModelUnavailable as error:
        log.warning("no model: matching by words alone", extra={"reason": str(error)})
        return
    await categories.ensure_groups(database)
    await Embedder(database, encoder).run()
