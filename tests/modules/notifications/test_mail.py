from __future__ import annotations

import string
from typing import Any

import pytest
from sqlalchemy import text as sql
from tests.modules.notifications.conftest import Mailbox, free_port

from interurban.core import outbox
from interurban.core.actor import Role
from interurban.core.database import Database
from interurban.core.settings import Settings
from interurban.modules.notifications import tasks
from interurban.modules.notifications.errors import MailNotConfigured
from interurban.modules.notifications.public import Words, add_texts
from interurban.modules.notifications.service import mail, texts
from interurban.modules.notifications.types import Mail

INVITATION: dict[str, Any] = {
    "id": "0190a8c0-0000-7000-8000-000000000001",
    "to": "guest@riverbend.example",
    "language": "fr",
    "text": "invitation",
    "link": "https://here.example/invitations/abc?x=1&y=2",
    "values": {"organisation": "Ville d'Été <script>", "role": "evaluator"},
}


async def put(database: Database, **changed: Any) -> None:
    async with database.write() as session:
        await outbox.put(session, "mail", INVITATION | changed)


async def waiting(database: Database) -> list[tuple[int, str]]:
    async with database.write() as session:
        rows = await session.execute(sql("SELECT attempts, last_error FROM outbox ORDER BY id"))
        return [(row[0], row[1]) for row in rows]


async def retry(database: Database) -> None:
    async with database.write() as session:
        await session.execute(sql("UPDATE outbox SET due_at = now()"))
    await outbox.drain(database)


@pytest.mark.usefixtures("mail_settings")
async def test_a_mail_arrives_in_the_readers_language(database: Database, mailbox: Mailbox) -> None:
    await put(database)
    await outbox.drain(database)
    [message] = mailbox.mails
    assert mailbox.recipients == ["guest@riverbend.example"]
    assert message["Subject"] == "Ville d'Été <script> vous invite"
    assert message["From"] == "Interurban <no-reply@interurban.example>"
    assert message["Message-ID"] == f"<{INVITATION['id']}@interurban.example>"
    plain, html = message.get_body(("plain",)), message.get_body(("html",))
    assert plain is not None
    assert html is not None
    assert "membre du jury" in plain.get_content()
    assert INVITATION["link"] in plain.get_content()
    assert "Ville d&#x27;Été &lt;script&gt; vous invite" in html.get_content()
    assert 'href="https://here.example/invitations/abc?x=1&amp;y=2"' in html.get_content()
    assert "<script>" not in html.get_content()
    assert await waiting(database) == []


@pytest.mark.usefixtures("mail_settings")
async def test_a_mail_that_was_rolled_back_is_never_sent(database: Database, mailbox: Mailbox) -> None:
    async with database.sessions() as session:
        await outbox.put(session, "mail", INVITATION)
        await session.rollback()
    await outbox.drain(database)
    assert mailbox.mails == []


@pytest.mark.usefixtures("mail_settings")
async def test_a_mail_that_failed_for_now_is_sent_again_as_the_same(
    database: Database, mailbox: Mailbox
) -> None:
    mailbox.answers = ["451 later", "421 much later"]
    await put(database)
    await outbox.drain(database)
    assert [attempts for attempts, _ in await waiting(database)] == [1]
    await outbox.drain(database)
    assert [attempts for attempts, _ in await waiting(database)] == [1], "it waits before it tries again"
    await retry(database)
    await retry(database)
    assert await waiting(database) == []
    assert [message["Message-ID"] for message in mailbox.mails] == [
        f"<{INVITATION['id']}@interurban.example>"
    ]


async def test_a_server_that_is_away_is_asked_again(
    database: Database, mail_settings: Settings, mailbox: Mailbox
) -> None:
    tasks.configure(mail_settings.model_copy(update={"smtp_url": f"smtp://127.0.0.1:{free_port()}"}))
    await put(database)
    await outbox.drain(database)
    [(attempts, error)] = await waiting(database)
    assert attempts == 1
    assert error.startswith("SMTPConnectError")
    tasks.configure(mail_settings)
    await retry(database)
    assert len(mailbox.mails) == 1


@pytest.mark.usefixtures("mail_settings")
async def test_a_mail_refused_for_good_is_over(database: Database, mailbox: Mailbox) -> None:
    mailbox.refused = {"gone@riverbend.example": "550 no such mailbox"}
    mailbox.answers = ["554 we do not take this"]
    await put(database, to="gone@riverbend.example")
    await put(database)
    await outbox.drain(database)
    assert await waiting(database) == []
    assert mailbox.mails == []


@pytest.mark.usefixtures("mail_settings")
async def test_a_mailbox_that_is_full_for_now_is_tried_again(database: Database, mailbox: Mailbox) -> None:
    mailbox.refused = {"full@riverbend.example": "452 mailbox full"}
    await put(database, to="full@riverbend.example")
    await outbox.drain(database)
    assert [attempts for attempts, _ in await waiting(database)] == [1]


@pytest.mark.usefixtures("mail_settings")
async def test_one_mail_that_fails_holds_no_other_up(database: Database, mailbox: Mailbox) -> None:
    mailbox.answers = ["451 later"]
    await put(database)
    await put(database, to="second@riverbend.example")
    await outbox.drain(database)
    assert mailbox.recipients == ["second@riverbend.example"]
    assert len(await waiting(database)) == 1


async def test_the_password_of_the_mail_server_may_hold_anything(
    database: Database, mail_settings: Settings, mailbox: Mailbox, smtp: int
) -> None:
    url = f"smtp://user%40here:a%3Asecret%2Fword@127.0.0.1:{smtp}"
    tasks.configure(mail_settings.model_copy(update={"smtp_url": url}))
    await put(database)
    await outbox.drain(database)
    assert mailbox.passwords == [(b"user@here", b"a:secret/word")]
    assert len(mailbox.mails) == 1


async def test_a_wrong_password_is_a_matter_of_settings_and_loses_no_mail(
    database: Database, mail_settings: Settings, smtp: int
) -> None:
    tasks.configure(mail_settings.model_copy(update={"smtp_url": f"smtp://user:wrong@127.0.0.1:{smtp}"}))
    await put(database)
    await outbox.drain(database)
    [(attempts, error)] = await waiting(database)
    assert (attempts, error.split(":")[0]) == (1, "SMTPAuthenticationError")


async def test_a_developer_reads_mail_on_the_console(
    mail_settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    console = mail_settings.model_copy(update={"smtp_url": ""})
    await mail.send(Mail(**(INVITATION | {"link": "/desk"})), console)
    printed = capsys.readouterr().out
    assert "guest@riverbend.example" in printed
    assert "http://127.0.0.1:8000/desk" in printed


async def test_production_without_a_mail_server_prints_nothing_and_keeps_the_mail(
    database: Database, mail_settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    tasks.configure(mail_settings.model_copy(update={"smtp_url": "", "environment": "production"}))
    await put(database)
    await outbox.drain(database)
    assert [error.split(":")[0] for _, error in await waiting(database)] == ["MailNotConfigured"]
    assert capsys.readouterr().out == ""


async def test_a_process_that_was_told_nothing_sends_nothing() -> None:
    tasks._settings = None
    with pytest.raises(MailNotConfigured):
        await tasks.send_mail(None, INVITATION)  # type: ignore[arg-type]


@pytest.mark.parametrize("value", ["Town\r\nBcc: evil@evil.example", "Town\n\nBody", "Town\x0bBcc: x"])
async def test_a_name_cannot_write_headers(mail_settings: Settings, value: str) -> None:
    values = {"organisation": value, "role": "evaluator"}
    message = mail.compose(Mail(**(INVITATION | {"values": values})), mail_settings)
    assert "\n" not in message["Subject"]
    assert message["Bcc"] is None


async def test_a_name_is_no_template(mail_settings: Settings) -> None:
    values = {"organisation": "{role.__class__} {0}", "role": "evaluator"}
    message = mail.compose(Mail(**(INVITATION | {"values": values})), mail_settings)
    assert message["Subject"] == "{role.__class__} {0} vous invite"


@pytest.mark.parametrize("kind", sorted(texts._texts))
def test_every_text_has_both_languages_with_the_same_blanks(kind: str) -> None:
    def blanks(words: Words) -> set[str]:
        whole = words.subject + words.body + words.action
        return {name for _, name, _, _ in string.Formatter().parse(whole) if name}

    by_language = texts._texts[kind]
    assert {"en", "fr"} <= by_language.keys()
    assert len({frozenset(blanks(words)) for words in by_language.values()}) == 1
    assert len({words.body for words in by_language.values()}) == len(by_language)


def test_every_role_has_a_word_in_every_language_of_the_texts() -> None:
    for language in ("en", "fr"):
        assert texts.ROLES[language].keys() == {str(role) for role in Role}


def test_another_language_gets_english() -> None:
    assert texts.fill("reset", "fi", {}).subject == "Choose a new password"


def test_a_module_adds_its_words_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts, "_texts", dict(texts._texts))
    words = Words("s", "b", "a")
    with pytest.raises(RuntimeError, match="English and French"):
        add_texts("new", {"en": words})
    both = {"en": words, "fr": words}
    add_texts("new", both)
    with pytest.raises(RuntimeError, match="two texts"):
        add_texts("new", dict(both))
