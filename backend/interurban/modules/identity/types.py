"""The words and tables of identity: which roles an organisation has, how long things last."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from interurban.core.actor import Role


class OrganisationKind(StrEnum):
    city = "city"
    supplier = "supplier"
    platform = "platform"


# The first role of each kind keeps the organisation: there is always one who has it without an end.
ROLES: dict[OrganisationKind, tuple[Role, ...]] = {
    OrganisationKind.city: (Role.city_admin, Role.city_officer, Role.evaluator),
    OrganisationKind.supplier: (Role.supplier_owner, Role.supplier_member),
    OrganisationKind.platform: (Role.platform_admin,),
}

# What an API client may be at most, in its own organisation; its scopes cut this down.
CLIENT_ROLES: dict[OrganisationKind, tuple[Role, ...]] = {
    OrganisationKind.city: (Role.city_admin, Role.city_officer),
    OrganisationKind.supplier: (Role.supplier_owner,),
    OrganisationKind.platform: (),
}

SESSION_IDLE = timedelta(days=14)
SESSION_ABSOLUTE = timedelta(days=30)
SESSION_TOUCH = timedelta(minutes=5)
RESET_LIFETIME = timedelta(hours=2)
VERIFY_LIFETIME = timedelta(days=3)
INVITATION_LIFETIME = timedelta(days=14)
CLIENT_LIFETIME = timedelta(days=90)
CLIENT_LIFETIME_MAX = timedelta(days=366)
TOKEN_LIFETIME = timedelta(minutes=10)
TOKEN_AUDIENCE = "interurban-api"  # noqa: S105

# (session, organisation, name, country, language): makes the row that the organisation's own module keeps.
SupplierHook = Callable[[AsyncSession, UUID, str, str, str], Awaitable[object]]


def keeper(kind: OrganisationKind) -> Role:
    return ROLES[kind][0]


@dataclass(frozen=True, slots=True)
class Contact:
    """Where a notice to a person goes."""

    user_id: UUID
    email: str
    name: str
    language: str


@dataclass(frozen=True, slots=True)
class Link:
    """What a link from a mail stands for."""

    user_id: UUID
    payload: dict[str, str]


@dataclass(frozen=True, slots=True)
class Tries:
    """A try that counts until it succeeds: its rows, and the headers that say how many are left."""

    ids: tuple[UUID, ...]
    account: str | None
    headers: dict[str, str]


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A new session: its token is for the cookie and is stored nowhere."""

    user_id: UUID
    token: str
    headers: dict[str, str]


@dataclass(frozen=True, slots=True)
class ReadyAccount:
    """One-click accounts of a developer's machine. `organisation` is the key that the seeder uses."""

    name: str
    title: str
    role: Role
    organisation: str

    @property
    def email(self) -> str:
        return f"{self.name}@ready.example"


READY_ACCOUNTS = (
    ReadyAccount("officer-hollowmere", "Officer of Hollowmere", Role.city_officer, "hollowmere"),
    ReadyAccount("officer-vesijarvi", "Officer of Vesijärvi", Role.city_officer, "vesijarvi"),
    ReadyAccount("admin-hollowmere", "Admin of Hollowmere", Role.city_admin, "hollowmere"),
    ReadyAccount("supplier-delta", "Owner of Delta", Role.supplier_owner, "delta"),
    ReadyAccount("evaluator", "Evaluator of Hollowmere", Role.evaluator, "hollowmere"),
    ReadyAccount("admin", "Platform admin", Role.platform_admin, "platform"),
)


@dataclass(frozen=True, slots=True)
class NewClient:
    """The secret is shown once."""

    id: UUID
    secret: str
    created_at: datetime
