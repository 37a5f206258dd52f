"""What tests start from, made through the services that people use. Nothing here asks for a password."""

from __future__ import annotations

from .challenges import draft, input_of, published
from .organisations import city, platform, supplier
from .people import api_client, client_as, member, person, signed_in

__all__ = [
    "api_client",
    "city",
    "client_as",
    "draft",
    "input_of",
    "member",
    "person",
    "platform",
    "published",
    "signed_in",
    "supplier",
]
