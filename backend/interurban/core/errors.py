"""Errors as RFC 9457 problem documents. Each class has a status, a stable code and a place in the spec."""

from __future__ import annotations

from typing import Any, ClassVar

from .schemas import FieldError, Problem

MEDIA_TYPE = "application/problem+json"


class AppError(Exception):
    """Raise a subclass. `detail` says what happened and what to do; `errors` point into the request.

    `advice` is the detail where whoever raises has nothing more precise to say.
    """

    status: ClassVar[int] = 400
    code: ClassVar[str] = "bad_request"
    title: ClassVar[str] = "The request could not be used"
    advice: ClassVar[str] = "Compare the request with the description of this address at /docs."

    def __init__(
        self,
        detail: str = "",
        *,
        errors: list[FieldError] | None = None,
        headers: dict[str, str] | None = None,
    ) -> None:
        super().__init__(detail or self.title)
        self.detail = detail or self.advice
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
    advice = "Sign in with POST /v1/session, or send an API client's token as `Authorization: Bearer …`."


class Forbidden(AppError):
    status, code, title = 403, "forbidden", "You may not do this"
    advice = (
        "Your role or the scopes of your token do not cover this. Ask an administrator of your organisation "
        "for a role, or for a client with the scope that /docs names here."
    )


class ReauthenticationNeeded(AppError):
    status, code, title = 403, "reauthentication_needed", "Give your password again"
    advice = "Give your password at POST /v1/session/reauthenticate, then send this again."


class ForeignOrigin(AppError):
    status, code, title = 403, "foreign_origin", "This request came from a page of another origin"
    advice = "Send it from the page itself, or use an API client's token instead of the cookie."


class NotFound(AppError):
    status, code, title = 404, "not_found", "There is nothing here"
    advice = "Check the address and the id. What you may not see is answered like this too."


class MethodNotAllowed(AppError):
    status, code, title = 405, "method_not_allowed", "This address does not take that method"
    advice = "Use a method that /docs lists for this address."


class Conflict(AppError):
    status, code, title = 409, "conflict", "This does not go together with how things stand"
    advice = "Read the current state, and send what still applies."


class StaleEdit(AppError):
    status, code, title = 412, "stale_edit", "Somebody changed this since you read it"
    advice = "Read it again, look at what changed, and send your change with the new ETag."


class TooLarge(AppError):
    status, code, title = 413, "too_large", "The request is larger than the limit"
    advice = "Send less at once, and files as files."


class UnsupportedMedia(AppError):
    status, code, title = 415, "unsupported_media_type", "This type of content is not taken here"
    advice = "Send JSON as `application/json`, and files in one of the types that /docs names."


class Invalid(AppError):
    status, code, title = 422, "invalid", "Some fields need a change"
    advice = "Change the fields named below and send it again."


class KeyReused(AppError):
    status, code, title = 422, "idempotency_key_reused", "This Idempotency-Key was used for another request"
    advice = "Use a new key for a new request; a repeated one gets the first answer again."


class ConditionRequired(AppError):
    status, code, title = 428, "condition_required", "Send If-Match with the ETag you read"
    advice = "Read the document first and send its ETag back as `If-Match`, so that nobody's change is lost."


class TooManyRequests(AppError):
    status, code, title = 429, "too_many_requests", "Too many requests; wait and try again"
    advice = "Wait as long as `Retry-After` says, then try again."


class Unavailable(AppError):
    status, code, title = 503, "unavailable", "Not ready yet; try again in a moment"
    advice = "Try again in a moment."


class Internal(AppError):
    status, code, title = 500, "internal", "Something went wrong on our side"
    advice = "Try again; if it stays, tell us when it was."


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
