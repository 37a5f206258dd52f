"""The outbox's topic `mail`: one mail a row, tried again until the server takes it or refuses it for good."""

from __future__ import annotations

from typing import Any

from interurban.core.database import Database
from interurban.core.outbox import handles
from interurban.core.settings import Settings

from .errors import MailNotConfigured
from .service import mail
from .service.notices import TOPIC
from .types import Mail

_settings: Settings | None = None


def configure(settings: Settings) -> None:
    """Called where the worker starts: handlers of the outbox are given the database only."""
    global _settings
    _settings = settings


@handles(TOPIC)
async def send_mail(_: Database, payload: dict[str, Any]) -> None:
    if _settings is None:
        raise MailNotConfigured("this process was not told how to send mail")
    await mail.send(Mail(**payload), _settings)
