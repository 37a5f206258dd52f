"""What identity takes and answers. Passwords are SecretStr from the start, and never show in a log."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import (
    AfterValidator,
    EmailStr,
    Field,
    GetPydanticSchema,
    SecretStr,
    StringConstraints,
)
from pydantic_core import core_schema

from interurban.core.actor import Role
from interurban.core.schemas import Country, Input, Instant, Output, Page

from .types import OrganisationKind

Language = Literal["en", "fr"]
Name = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Email = Annotated[EmailStr, Field(max_length=254), AfterValidator(str.lower)]


def _password(min_length: int) -> Any:
    """Never stripped: a space at either end belongs to a password."""
    text = core_schema.str_schema(min_length=min_length, max_length=200, strip_whitespace=False)
    return GetPydanticSchema(
        lambda _type, _handler: core_schema.no_info_after_validator_function(SecretStr, text)
    )


_AS_PASSWORD = Field(json_schema_extra={"format": "password", "writeOnly": True})
NewPassword = Annotated[SecretStr, _password(10), _AS_PASSWORD]
GivenPassword = Annotated[SecretStr, _password(1), _AS_PASSWORD]
LinkToken = Annotated[str, StringConstraints(min_length=20, max_length=100)]


class NewOrganisation(Input):
    """Cities are created by the platform after verification; anyone may bring a supplier."""

    kind: Literal["supplier"]
    name: Name
    country: Country


class SignUp(Input):
    email: Email
    password: NewPassword
    name: Name
    language: Language = "en"
    organisation: NewOrganisation | None = None


class SignUpAccepted(Output):
    """The same for a new address and a known one. `verification`: follow the link in the mail first."""

    verification: bool


class SignIn(Input):
    email: Email
    password: GivenPassword


class Reauthenticate(Input):
    """`password` may be left out only by a ready account, which has none."""

    password: GivenPassword | None = None


class PasswordChange(Input):
    old: GivenPassword
    new: NewPassword


class AccountChange(Input):
    name: Name | None = None
    language: Language | None = None
    password: PasswordChange | None = None


class ResetRequest(Input):
    email: Email


class ResetConfirm(Input):
    token: LinkToken
    password: NewPassword


class VerificationConfirm(Input):
    token: LinkToken


class OrganisationOut(Output):
    id: UUID
    kind: OrganisationKind
    name: str
    slug: str
    demo: bool


class Account(Output):
    id: UUID
    email: str
    name: str
    language: Language
    demo: bool
    has_password: bool


class MembershipOut(Output):
    organisation: OrganisationOut
    role: Role
    may_submit: bool
    expires_at: datetime | None


class ReadyAccountOut(Output):
    name: str
    title: str
    role: Role
    organisation: str


class SessionOut(Output):
    """Who is asking. `account` is null for nobody; `ready_accounts` is empty outside development."""

    account: Account | None
    memberships: list[MembershipOut]
    session_id: UUID | None
    reauthenticated_at: datetime | None
    language: str
    environment: Literal["development", "test", "production"]
    demonstration: bool
    ready_accounts: list[ReadyAccountOut]


class OpenSession(Output):
    id: UUID
    current: bool
    user_agent: str
    created_at: datetime
    seen_at: datetime
    expires_at: datetime


class OpenSessions(Output):
    items: list[OpenSession]


class Member(Output):
    """Send `etag` as If-Match with a change."""

    user_id: UUID
    name: str
    email: str
    role: Role
    may_submit: bool
    expires_at: datetime | None
    since: datetime
    etag: str


class MemberPage(Page[Member]):
    pass


class MemberChange(Input):
    """What is left out stays; `expires_at` null lifts the end."""

    role: Role | None = None
    may_submit: bool | None = None
    expires_at: Instant | None = None


class NewInvitation(Input):
    email: Email
    role: Role


class InvitationOut(Output):
    id: UUID
    email: str
    role: Role
    created_at: datetime
    expires_at: datetime


class Invitations(Output):
    items: list[InvitationOut]


class InvitationView(Output):
    """What the holder of the link sees. `account_exists`: sign in instead of choosing a password."""

    organisation: OrganisationOut
    role: Role
    email: str
    expires_at: datetime
    account_exists: bool


class Acceptance(Input):
    """Name and password make the account when there is none; somebody signed in sends neither."""

    name: Name | None = None
    password: NewPassword | None = None
    language: Language = "en"


class Accepted(Output):
    organisation: OrganisationOut
    role: Role


class NewApiClient(Input):
    name: Name
    scopes: Annotated[list[str], Field(min_length=1, max_length=50)]
    expires_at: Instant | None = Field(default=None, description="At most a year from now; 90 days.")


class ApiClientOut(Output):
    id: UUID
    name: str
    scopes: list[str]
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None


class ApiClientCreated(ApiClientOut):
    """The secret is shown this once."""

    client_secret: str


class ApiClients(Output):
    """`available_scopes`: everything that a client of this service can be given."""

    items: list[ApiClientOut]
    available_scopes: list[str]


class Token(Output):
    """RFC 6749, 5.1."""

    access_token: str
    token_type: Literal["Bearer"]
    expires_in: int
    scope: str


TokenErrorCode = Literal["invalid_request", "invalid_client", "unsupported_grant_type", "invalid_scope"]


class TokenError(Output):
    """RFC 6749, 5.2."""

    error: TokenErrorCode
    error_description: str
