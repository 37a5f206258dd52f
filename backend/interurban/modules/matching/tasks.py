"""What matching does by itself while a process runs."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import datetime
from typing import Any
from uuid import UUID

from interurban.core.database import Database
from interurban.core.limits import Limiter
from interurban.core.outbox import handles
from interurban.core.settings import Settings

from . import alerts, categories
from .embedding import Embedder
from .meanings import Meanings, shared_encoder
from .mirror import Mirror
from .neural.weights import ModelUnavailable, WeightsMissing, WeightsWrong
from .search import Search
from .store import PUBLISHED
from .types import WithoutModel

log = logging.getLogger(__name__)


@asynccontextmanager
async def live(app: Any, settings: Settings, database: Database) -> AsyncIterator[None]:
    """The mirror of this process and its encoder, loaded in the background."""
    mirror = Mirror(database)
    app.state.matching = mirror
    app.state.search_by_meaning = Search(mirror, database)
    app.state.match_previews = Limiter("preview")
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


# The hash of the model that this process's worker reads with; empty while it is opened, null without one.
_reads: str | None = None


def configure(settings: Settings) -> None:
    """Called where the worker starts, before the outbox is looked at."""
    global _reads
    _reads = "" if settings.model else None


async def embed(settings: Settings, database: Database) -> None:
    """Gives texts their vectors until it is cancelled: the worker's part."""
    global _reads
    if not settings.model:
        return
    try:
        encoder = await asyncio.to_thread(shared_encoder, settings)
    except ModelUnavailable as error:
        log.warning("no model: matching by words alone", extra={"reason": str(error)})
        _reads = None
        return
    _reads = encoder.hash
    await categories.ensure_groups(database)
    await Embedder(database, encoder).run()


@handles(PUBLISHED)
async def tell_suppliers(database: Database, payload: dict[str, Any]) -> None:
    published_at = datetime.fromisoformat(payload["published_at"])
    await alerts.tell(database, UUID(payload["challenge_id"]), published_at, _reads)
