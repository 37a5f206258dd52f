"""The words of a mail in one language, and what one mail needs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Words:
    """`{name}` is filled from the values; `action` names the link; empty lines part paragraphs."""

    subject: str
    body: str
    action: str


@dataclass(frozen=True, slots=True)
class Mail:
    """`id` stays the same over retries, so that a mailbox can tell a repetition."""

    id: str
    to: str
    language: str
    text: str
    link: str
    values: dict[str, Any]
