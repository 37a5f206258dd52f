"""Organisations and who belongs to them, for other modules and for sign-up."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from uuid import UUID

from pydantic_core import to_json
from sqlalchemy import func, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from interurban.core import audit, crypto
from interurban.core.actor import ANYONE, Actor, Role
from interurban.core.database import database_now
from interurban.core.errors import NotFound
from interurban.core.text import slug as slug_of
from interurban.modules.identity import repository
from interurban.modules.identity.models import Organisation, OrganisationMembership, User
from interurban.modules.identity.types import ROLES, Contact, OrganisationKind, SupplierHook, keeper

# The suppliers module puts its own row beside each new supplier; identity knows nothing of it.
on_supplier_created: list[SupplierHook] = []


async def create_organisation(
    session: AsyncSession, kind: str, name: str, *, demo: bool = False, slug: str | None = None
) -> UUID:
    """`slug` is the one of the organisation's own page; made from the name when it has none."""
    created = Organisation(kind=OrganisationKind(kind), name=name, slug=slug or slug_of(name), demo=demo)
    session.add(created)
    await session.flush()
    return created.id


async def rename_organisation(session: AsyncSession, key: UUID, name: str, slug: str | None = None) -> None:
    found = await session.get(Organisation, key)
    if found is None:
        raise NotFound("There is no organisation with this id.")
    found.name = name
    found.slug = slug or found.slug


async def add_membership(
    session: AsyncSession, user_id: UUID, organisation_id: UUID, role: Role, *, may_submit: bool = False
) -> None:
    """Raises ValueError for a role that the kind of organisation does not have."""
    organisation = await session.get_one(Organisation, organisation_id)
    if role not in ROLES[OrganisationKind(organisation.kind)]:
        raise ValueError(f"a {organisation.kind} has no {role}")
    session.add(
        OrganisationMembership(
            user_id=user_id, organisation_id=organisation_id, role=role, may_submit=may_submit
        )
    )
    await session.flush()


async def found_supplier(session: AsyncSession, user: User, name: str, country: str) -> UUID:
    """A supplier whose owner is the user, with what other modules keep of it."""
    key = await create_organisation(session, OrganisationKind.supplier, name)
    await add_membership(session, user.id, key, Role.supplier_owner)
    for hook in on_supplier_created:
        await hook(session, key, name, country, user.language)
    await audit.record(
        session, Actor(user_id=user.id), key, "organisation.created", {"kind": OrganisationKind.supplier}
    )
    return key


async def contacts(session: AsyncSession, user_ids: Collection[UUID]) -> list[Contact]:
    """Where notices to these people go; those who may no longer sign in are left out."""
    return [
        Contact(user.id, user.email, user.display_name, user.language)
        for user in await repository.users(session, user_ids)
    ]


async def member_ids(session: AsyncSession, organisation_id: UUID, *roles: Role) -> list[UUID]:
    """Who belongs to the organisation now, in one of the roles or in any."""
    return await repository.member_ids(session, organisation_id, roles)


async def platform(session: AsyncSession) -> UUID:
    """The one organisation of kind platform; made when it is first asked for."""
    return await repository.platform_id(session) or await create_organisation(
        session, OrganisationKind.platform, "Interurban"
    )


async def create_platform_admin(session: AsyncSession, email: str, name: str, password: str) -> UUID:
    """For the command line, where an installation gets its first admin. Also gives an account back."""
    user = await repository.add_user(session, email=email.strip().lower(), display_name=name)
    user.password_hash = await crypto.hash_password(password)
    user.verified_at = user.verified_at or await database_now(session)
    home = await platform(session)
    if await repository.member(session, home, user.id) is None:
        await add_membership(session, user.id, home, keeper(OrganisationKind.platform))
    await audit.record(session, ANYONE, home, "member.added", {"user": user.id, "by": "command line"})
    return user.id


_CREATE_MANY = text("""
INSERT INTO organisations (id, kind, name, slug)
SELECT id, :kind, name, slug FROM json_to_recordset(CAST(:rows AS json)) AS r (id uuid, name text, slug text)
""")


async def create_organisations(
    session: AsyncSession, kind: str, names: Sequence[tuple[str, str]]
) -> list[UUID]:
    """Many at once, from (name, slug), without members: for suppliers known only from public records."""
    given = select(func.uuidv7()).select_from(func.generate_series(1, len(names)).alias())
    ids = list(await session.scalars(given))
    rows = [{"id": id_, "name": name, "slug": slug} for id_, (name, slug) in zip(ids, names, strict=True)]
    values = {"kind": OrganisationKind(kind), "rows": to_json(rows).decode()}
    await session.execute(_CREATE_MANY, values)
    return ids
