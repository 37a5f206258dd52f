"""Errors as RFC 9457 problem documents. Each class has a status, a stable code and a place in the spec."""

from __future__ import annotations

from typing import Any, ClassVar

from .schemas import FieldError, Problem

MEDIA_TYPE = "application/problem+json"


class AppError(Exception):
    """Raise a subclass. `detail` says what happened and what to do; `errors` point into the request."""

    status: ClassVar[int] = 400
    code: ClassVar[str] = "bad_request"
    title: ClassVar[str] = "The request could not be used"

    def __init__(
        self,
        detail: str = "",
        *,
        errors: list[FieldError] | None = None,
        headers: dict[str, str] | None = None,
    ) -> None:
        super().__init__(detail or self.title)
        self.detail = detail or self.title
        self.errors = errors or []
        self.headers = headers or {}

    def problem(self, instance: str | None = None) -> Problem:
        return Problem(
            type=f"urn:interurban:problem:{self.code}",
            title=self.title,
            status=self.status,
            code=self.code,
            detail=self.detail,
            instance=instance,
            errors=self.errors,
        )


class NotSignedIn(AppError):
    status, code, title = 401, "not_signed_in", "Sign in first"


class Forbidden(AppError):
    status, code, title = 403, "forbidden", "You may not do this"


class ReauthenticationNeeded(AppError):
    status, code, title = 403, "reauthentication_needed", "Give your password again"


class ForeignOrigin(AppError):
    status, code, title = 403, "foreign_origin", "This request came from a page of another origin"


class NotFound(AppError):
    status, code, title = 404, "not_found", "There is nothing here"


class MethodNotAllowed(AppError):
    status, code, title = 405, "method_not_allowed", "This address does not take that method"


class Conflict(AppError):
    status, code, title = 409, "conflict", "This does not go together with how things stand"


class StaleEdit(AppError):
    status, code, title = 412, "stale_edit", "Somebody changed this since you read it"


class TooLarge(AppError):
    status, code, title = 413, "too_large", "The request is larger than the limit"


class UnsupportedMedia(AppError):
    status, code, title = 415, "unsupported_media_type", "This type of content is not taken here"


class Invalid(AppError):
    status, code, title = 422, "invalid", "Some fields need a change"


class KeyReused(AppError):
    status, code, title = 422, "idempotency_key_reused", "This Idempotency-Key was used for another request"


class ConditionRequired(AppError):
    status, code, title = 428, "condition_required", "Send If-Match with the ETag you read"


class TooManyRequests(AppError):
    status, code, title = 429, "too_many_requests", "Too many requests; wait and try again"


class Unavailable(AppError):
    status, code, title = 503, "unavailable", "Not ready yet; try again in a moment"


class Internal(AppError):
    status, code, title = 500, "internal", "Something went wrong on our side"


def problems(*classes: type[AppError]) -> dict[int | str, dict[str, Any]]:
    """The `responses=` of a route: every problem it may answer with, by status."""
    by_status: dict[int, list[type[AppError]]] = {}
    every: tuple[type[AppError], ...] = (*classes, Invalid, TooManyRequests, Internal)
    for cls in every:
        if cls not in by_status.setdefault(cls.status, []):
            by_status[cls.status].append(cls)
    return {
        status: {
            "description": "; ".join(f"{c.title} (`{c.code}`)" for c in found),
            "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }
        for status, found in sorted(by_status.items())
    }
