"""The one function that decides, and the declaration that every route carries.

A route names one permission. Before its handler runs, the actor must hold it somewhere; the service
then asks `can()` again with the resource at hand. Unknown permissions and missing declarations stop
the application from starting.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from .actor import Actor, Role
from .errors import Forbidden, NotFound, NotSignedIn, ReauthenticationNeeded

# How long a password counts as given just now, for publishing, keys and what else cannot be taken back.
RECENT = timedelta(minutes=15)
Audience = Literal["anyone", "signed_in", "roles"]


@dataclass(frozen=True, slots=True)
class Permission:
    """`audience` roles: one of `roles` is needed, in the resource's own organisation unless `anywhere`.
    A platform admin, where named, is one in every organisation.

    `scope` is what an API client needs; null means that no API client may ever do it.
    `states` limits it to resources in one of these states; empty means any.
    """

    name: str
    audience: Audience = "roles"
    roles: frozenset[Role] = frozenset()
    anywhere: bool = False
    scope: str | None = None
    states: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Resource:
    """What `can()` needs to know of a thing: whose it is and how it stands."""

    organisation_id: UUID | None = None
    state: str | None = None
    owner_id: UUID | None = None


def may_anywhere(actor: Actor, permission: Permission) -> bool:
    """Whether the actor holds the permission at all; says nothing of a particular resource."""
    if permission.audience == "anyone":
        return True
    if not actor.signed_in:
        return False
    if actor.scopes is not None and (permission.scope is None or permission.scope not in actor.scopes):
        return False
    if permission.audience == "signed_in":
        return True
    return any(m.role in permission.roles for m in actor.memberships)


def can(
    actor: Actor,
    permission: Permission,
    resource: Resource,
    *,
    now: datetime | None = None,
) -> bool:
    """Deny unless a rule allows. `now` is the database's clock, for permissions that a time limits."""
    if not may_anywhere(actor, permission):
        return False
    if permission.states and resource.state not in permission.states:
        return False
    if resource.owner_id is not None and resource.owner_id != actor.user_id:
        return False
    if permission.audience in ("anyone", "signed_in") or permission.anywhere:
        return True
    if actor.is_platform_admin and Role.platform_admin in permission.roles:
        return True
    return bool(actor.roles_in(resource.organisation_id) & permission.roles)


def require(actor: Actor, permission: Permission, resource: Resource, *, visible: bool = True) -> None:
    """404 before 403: what the actor may not see does not exist for them."""
    if not visible:
        raise NotFound()
    if not can(actor, permission, resource):
        raise NotSignedIn() if not actor.signed_in else Forbidden()


def require_recent(actor: Actor, now: datetime) -> None:
    """A person must have given their password within RECENT; an API client is bound by its scopes instead."""
    if actor.client_id is None and (
        actor.reauthenticated_at is None or now - actor.reauthenticated_at > RECENT
    ):
        raise ReauthenticationNeeded("Give your password at /v1/session/reauthenticate, then try again.")


def refuse_undeclared(declared: Mapping[str, Permission | None]) -> None:
    """Called at start with every route's permission."""
    missing = sorted(name for name, permission in declared.items() if permission is None)
    if missing:
        raise RuntimeError(f"routes without a policy: {', '.join(missing)}")
