"""Members of an organisation: read by all of them, changed by those who keep it."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from interurban.core import audit, paging
from interurban.core.actor import Actor, Role
from interurban.core.errors import Invalid, NotFound
from interurban.core.http import etag, require_match
from interurban.core.policy import Permission, Resource, require
from interurban.core.schemas import FieldError
from interurban.modules.identity import policy, repository
from interurban.modules.identity.errors import LastKeeper
from interurban.modules.identity.models import Organisation, OrganisationMembership, User
from interurban.modules.identity.schemas import Member, MemberChange
from interurban.modules.identity.types import ROLES, OrganisationKind, keeper


async def open_organisation(
    session: AsyncSession, actor: Actor, key: UUID, permission: Permission, *, lock: bool = False
) -> Organisation:
    """The organisation, if the actor belongs to it (or keeps the platform) and has the permission there."""
    visible = bool(actor.roles_in(key)) or actor.is_platform_admin
    found = await repository.organisation(session, key, lock=lock) if visible else None
    require(actor, permission, Resource(organisation_id=key), visible=found is not None)
    assert found is not None  # require() answered 404
    return found


def refuse_foreign_role(organisation: Organisation, role: Role) -> None:
    allowed = ROLES[OrganisationKind(organisation.kind)]
    if role not in allowed:
        raise Invalid(
            "This kind of organisation has other roles.",
            errors=[FieldError(pointer="/role", code="role", detail=f"One of: {', '.join(allowed)}.")],
        )


async def page(
    session: AsyncSession, actor: Actor, key: UUID, cursor: str | None, limit: int
) -> tuple[list[Member], str | None]:
    await open_organisation(session, actor, key, policy.MEMBERS_READ)
    after = UUID(paging.decode("members", cursor, 1)[0]) if cursor else None
    rows = await repository.member_page(session, key, after, limit + 1)
    following = paging.encode("members", [rows[limit - 1][0].id]) if len(rows) > limit else None
    return [shown(*row) for row in rows[:limit]], following


async def one(session: AsyncSession, actor: Actor, key: UUID, user_id: UUID) -> Member:
    await open_organisation(session, actor, key, policy.MEMBERS_READ)
    return shown(*await _find(session, key, user_id))


async def change(
    session: AsyncSession,
    actor: Actor,
    key: UUID,
    user_id: UUID,
    data: MemberChange,
    if_match: str | None,
) -> Member:
    organisation = await open_organisation(session, actor, key, policy.MEMBERS_MANAGE, lock=True)
    membership, user = await _find(session, key, user_id)
    require_match(if_match, tag(membership))
    if data.role is not None:
        refuse_foreign_role(organisation, data.role)
        membership.role = data.role
    if data.may_submit is not None:
        membership.may_submit = data.may_submit
    if "expires_at" in data.model_fields_set:
        membership.expires_at = data.expires_at
    await session.flush()
    await _refuse_orphan(session, organisation)
    detail = {"user": user_id, **data.model_dump(mode="json", exclude_unset=True)}
    await audit.record(session, actor, key, "member.changed", detail)
    return shown(membership, user)


async def remove(session: AsyncSession, actor: Actor, key: UUID, user_id: UUID) -> None:
    """Rights end with the row: every request reads memberships afresh. Anyone may leave by themselves."""
    leaving = policy.MEMBERS_REMOVE if user_id == actor.user_id else policy.MEMBERS_MANAGE
    organisation = await open_organisation(session, actor, key, leaving, lock=True)
    membership, _ = await _find(session, key, user_id)
    await session.delete(membership)
    await session.flush()
    await _refuse_orphan(session, organisation)
    await audit.record(session, actor, key, "member.removed", {"user": user_id})


async def _find(session: AsyncSession, key: UUID, user_id: UUID) -> tuple[OrganisationMembership, User]:
    found = await repository.member(session, key, user_id)
    if found is None:
        raise NotFound("This person is not a member of the organisation.")
    return found


async def _refuse_orphan(session: AsyncSession, organisation: Organisation) -> None:
    """After the change, so that it rolls back. The organisation's lock keeps two from going at once."""
    role = keeper(OrganisationKind(organisation.kind))
    if not await repository.lasting_keepers(session, organisation.id, role):
        raise LastKeeper(f"Give another member the role {role} without an end first.")


def tag(membership: OrganisationMembership) -> str:
    end = membership.expires_at.timestamp() if membership.expires_at else None
    return etag("member", membership.id, membership.role, membership.may_submit, end)


def shown(membership: OrganisationMembership, user: User) -> Member:
    return Member(
        user_id=user.id,
        name=user.display_name,
        email=user.email,
        role=Role(membership.role),
        may_submit=membership.may_submit,
        expires_at=membership.expires_at,
        since=membership.created_at,
        etag=tag(membership),
    )
