"""Why a mail did not leave."""

from __future__ import annotations


class MailNotConfigured(Exception):
    """There is no mail server, and this is no developer's machine. The mail waits in the outbox."""
