"""What identity's routes share: the session's cookie, the caller's address, the refusal of foreign pages."""

from __future__ import annotations

from fastapi import Request, Response

from interurban.core.errors import ForeignOrigin
from interurban.core.http import settings_of
from interurban.core.settings import Settings
from interurban.modules.identity.service.authentication import cookie_name, same_origin
from interurban.modules.identity.types import SESSION_ABSOLUTE


def address_of(request: Request) -> str:
    return request.client.host if request.client else "unknown"


def agent_of(request: Request) -> str:
    return request.headers.get("user-agent", "")


def cookie_of(request: Request) -> str | None:
    return request.cookies.get(cookie_name(settings_of(request)))


def set_cookie(response: Response, settings: Settings, token: str) -> None:
    response.set_cookie(
        cookie_name(settings),
        token,
        max_age=int(SESSION_ABSOLUTE.total_seconds()),
        path="/",
        secure=settings.secure_cookies,
        httponly=True,
        samesite="lax",
    )
    response.headers["cache-control"] = "no-store"


def drop_cookie(response: Response, settings: Settings) -> None:
    response.delete_cookie(
        cookie_name(settings), path="/", secure=settings.secure_cookies, httponly=True, samesite="lax"
    )


def refuse_foreign_page(request: Request) -> None:
    """Before a cookie is set: a foreign page may not sign its visitor in as somebody else."""
    if "origin" in request.headers and not same_origin(request, settings_of(request)):
        raise ForeignOrigin("Sign in on the page itself.")
