"""Who is asking: a person with memberships, an API client, or nobody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class Role(StrEnum):
    platform_admin = "platform_admin"
    city_admin = "city_admin"
    city_officer = "city_officer"
    evaluator = "evaluator"
    supplier_owner = "supplier_owner"
    supplier_member = "supplier_member"


@dataclass(frozen=True, slots=True)
class Membership:
    """One right's source: a role in one organisation. Expired ones are never loaded."""

    organisation_id: UUID
    role: Role
    may_submit: bool = False


@dataclass(frozen=True, slots=True)
class Actor:
    """`scopes` is null for a person's session; an API client has only the scopes listed."""

    user_id: UUID | None = None
    client_id: UUID | None = None
    memberships: tuple[Membership, ...] = ()
    scopes: frozenset[str] | None = None
    session_id: UUID | None = None
    reauthenticated_at: datetime | None = None
    language: str = "en"

    @property
    def signed_in(self) -> bool:
        return self.user_id is not None or self.client_id is not None

    @property
    def principal(self) -> UUID | None:
        return self.client_id or self.user_id

    @property
    def is_platform_admin(self) -> bool:
        return any(m.role is Role.platform_admin for m in self.memberships)

    def roles_in(self, organisation_id: UUID | None) -> frozenset[Role]:
        return frozenset(m.role for m in self.memberships if m.organisation_id == organisation_id)

    def organisations(self, *roles: Role) -> tuple[UUID, ...]:
        """Organisations in which the actor has one of the roles (any role when none is named)."""
        return tuple(m.organisation_id for m in self.memberships if not roles or m.role in roles)


ANYONE = Actor()
