from __future__ import annotations

import socket
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope, LoginPassword

from interurban.core.database import Database
from interurban.core.settings import Settings
from interurban.modules.identity.models import User
from interurban.modules.notifications import tasks


class Mailbox:
    """A real mail server on a free port. `answers` are given, in turn, instead of taking a mail."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.recipients: list[str] = []
        self.answers: list[str] = []
        self.refused: dict[str, str] = {}
        self.passwords: list[tuple[bytes, bytes]] = []

    async def handle_RCPT(
        self, _server: Any, _session: Any, envelope: Envelope, address: str, _options: Any
    ) -> str:
        if address in self.refused:
            return self.refused[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Envelope) -> str:
        if self.answers:
            return self.answers.pop(0)
        assert isinstance(envelope.content, bytes)
        parsed = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(parsed, EmailMessage)
        self.mails.append(parsed)
        self.recipients += envelope.rcpt_tos
        return "250 OK"

    def authenticate(
        self, _server: Any, _session: Any, _envelope: Any, _mechanism: str, data: Any
    ) -> AuthResult:
        assert isinstance(data, LoginPassword)
        self.passwords.append((data.login, data.password))
        return AuthResult(success=data.password == b"a:secret/word", handled=False)


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


@pytest.fixture
def mailbox() -> Mailbox:
    return Mailbox()


@pytest.fixture
def smtp(mailbox: Mailbox) -> Iterator[int]:
    """The port of a running server."""
    controller = Controller(
        mailbox,
        hostname="127.0.0.1",
        port=free_port(),
        authenticator=mailbox.authenticate,
        auth_require_tls=False,
    )
    controller.start()
    yield controller.port
    controller.stop()


@pytest.fixture
def mail_settings(smtp: int, tmp_path: Path) -> Iterator[Settings]:
    found = Settings(
        environment="test", home=tmp_path, ready_accounts=False, smtp_url=f"smtp://127.0.0.1:{smtp}"
    )
    tasks.configure(found)
    yield found
    tasks._settings = None


@pytest.fixture
async def people(database: Database) -> list[UUID]:
    """One reads English, the other French."""
    async with database.write() as session:
        users = [
            User(email=f"{language}@riverbend.example", display_name="Someone", language=language)
            for language in ("en", "fr")
        ]
        session.add_all(users)
        await session.flush()
    return [user.id for user in users]
