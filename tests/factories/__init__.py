"""What tests start from, made through the services that people use. Nothing here asks for a password."""

from __future__ import annotations

from .challenges import announced, draft, input_of, published
from .organisations import city, platform, supplier
from .people import api_client, client_as, member, nobody, person, program, signed_in, token

__all__ = [
    "announced",
    "api_client",
    "city",
    "client_as",
    "draft",
    "input_of",
    "member",
    "nobody",
    "person",
    "platform",
    "program",
    "published",
    "signed_in",
    "supplier",
    "token",
]
