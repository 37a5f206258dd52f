"""Who is asking, as the page needs it at its start."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession

from interurban.core.actor import Actor, Role
from interurban.core.settings import Settings
from interurban.modules.identity import repository
from interurban.modules.identity.models import Organisation, OrganisationMembership, User
from interurban.modules.identity.schemas import (
    Account,
    MembershipOut,
    OrganisationOut,
    ReadyAccountOut,
    SessionOut,
)
from interurban.modules.identity.types import READY_ACCOUNTS


async def overview(session: AsyncSession, settings: Settings, actor: Actor, language: str) -> SessionOut:
    """`language` is the reader's own choice where nobody is signed in."""
    user = await session.get(User, actor.user_id) if actor.user_id else None
    rows = await repository.memberships(session, user.id) if user else []
    return SessionOut(
        account=account(user) if user else None,
        memberships=[_membership(*row) for row in rows],
        session_id=actor.session_id,
        reauthenticated_at=actor.reauthenticated_at,
        language=user.language if user else language,
        environment=settings.environment,
        demonstration=settings.demonstration,
        ready_accounts=await _ready(session) if settings.ready_accounts else [],
    )


def account(user: User) -> Account:
    return Account(
        id=user.id,
        email=user.email,
        name=user.display_name,
        language="fr" if user.language == "fr" else "en",
        demo=user.demo,
        has_password=user.password_hash is not None,
    )


def _membership(membership: OrganisationMembership, organisation: Organisation) -> MembershipOut:
    return MembershipOut(
        organisation=OrganisationOut.model_validate(organisation),
        role=Role(membership.role),
        may_submit=membership.may_submit,
        expires_at=membership.expires_at,
    )


async def _ready(session: AsyncSession) -> list[ReadyAccountOut]:
    homes = await repository.homes(session, [account.email for account in READY_ACCOUNTS])
    return [
        ReadyAccountOut(name=a.name, title=a.title, role=a.role, organisation=homes[a.email])
        for a in READY_ACCOUNTS
        if a.email in homes
    ]
