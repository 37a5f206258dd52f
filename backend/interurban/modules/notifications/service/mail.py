"""Sending mail: by SMTP where one is configured, to the console on a developer's machine."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr
from html import escape
from ssl import create_default_context
from urllib.parse import unquote, urlsplit

import aiosmtplib

from interurban.core.settings import Settings
from interurban.modules.notifications.errors import MailNotConfigured
from interurban.modules.notifications.types import Mail

from . import texts

log = logging.getLogger(__name__)
_TIMEOUT = 15.0
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})

_HTML = """<!doctype html>
<html lang="{language}"><head><meta charset="utf-8"><title>{subject}</title></head>
<body style="font-family:sans-serif;line-height:1.5;max-width:36rem">
{paragraphs}
<p><a href="{link}">{action}</a></p>
<p style="color:#555">{footer}</p>
</body></html>
"""


def compose(mail: Mail, settings: Settings) -> EmailMessage:
    """Plain text with a plain HTML alternative. A link that is a path is one of the page's own."""
    words = texts.fill(mail.text, mail.language, mail.values)
    link = settings.origin + mail.link if mail.link.startswith("/") else mail.link
    footer = texts.footer(mail.language)
    message = EmailMessage()
    sender_name, sender = parseaddr(settings.mail_from)
    message["From"] = Address(sender_name, addr_spec=sender)
    message["To"] = Address(addr_spec=mail.to)
    message["Subject"] = words.subject
    message["Date"] = format_datetime(datetime.now(UTC))
    message["Message-ID"] = f"<{mail.id}@{sender.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(f"{words.body}\n\n{words.action}:\n{link}\n\n-- \n{footer}\n")
    paragraphs = "\n".join(f"<p>{escape(part)}</p>" for part in words.body.split("\n\n"))
    message.add_alternative(
        _HTML.format(
            language=escape(mail.language),
            subject=escape(words.subject),
            paragraphs=paragraphs,
            link=escape(link),
            action=escape(words.action),
            footer=escape(footer),
        ),
        subtype="html",
    )
    return message


async def send(mail: Mail, settings: Settings) -> None:
    """Raises what the mail server says for now; what it says for good is logged and over."""
    message = compose(mail, settings)
    if not settings.smtp_url:
        _print(message, settings)
        return
    try:
        await _deliver(message, settings.smtp_url)
    except (aiosmtplib.SMTPResponseException, aiosmtplib.SMTPRecipientsRefused) as error:
        if not _for_good(error):
            raise
        log.warning("mail refused for good", extra={"mail_id": mail.id, "text": mail.text})


async def _deliver(message: EmailMessage, url: str) -> None:
    """smtp:// takes STARTTLS where offered, and insists on it for a password; smtps:// is TLS at once."""
    parts = urlsplit(url)
    host = parts.hostname or "localhost"
    at_once = parts.scheme == "smtps"
    insist = bool(parts.username) and not at_once and host not in _LOOPBACK
    await aiosmtplib.send(
        message,
        hostname=host,
        port=parts.port or (465 if at_once else 587),
        username=unquote(parts.username) if parts.username else None,
        password=unquote(parts.password) if parts.password else None,
        use_tls=at_once,
        start_tls=True if insist else (False if at_once else None),
        tls_context=create_default_context(),
        timeout=_TIMEOUT,
    )


def _for_good(error: aiosmtplib.SMTPException) -> bool:
    """A 5xx about this mail; a refused sign-in is a matter of settings, and worth trying again."""
    if isinstance(error, aiosmtplib.SMTPAuthenticationError):
        return False
    if isinstance(error, aiosmtplib.SMTPRecipientsRefused):
        return all(_for_good(refused) for refused in error.recipients)
    return isinstance(error, aiosmtplib.SMTPResponseException) and error.code >= 500


def _print(message: EmailMessage, settings: Settings) -> None:
    """Whole, with its links: on this machine nobody else reads the console."""
    if settings.environment == "production":
        raise MailNotConfigured("set INTERURBAN_SMTP_URL")
    body = message.get_body(("plain",))
    assert body is not None  # compose() set it
    text = body.get_content()
    print(f"\n--- mail to {message['To']}: {message['Subject']}\n{text}---\n", flush=True)
