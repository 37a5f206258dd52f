"""Inviting somebody into an organisation. The link proves the address, so that it can make the account."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from interurban.core import audit, crypto
from interurban.core.actor import Actor, Role
from interurban.core.database import Database, database_now
from interurban.core.errors import Invalid, NotFound
from interurban.core.schemas import FieldError
from interurban.core.settings import Settings
from interurban.modules.identity import policy, repository
from interurban.modules.identity.errors import AccountExists, AlreadyMember, LinkOver, OtherAddress
from interurban.modules.identity.models import Invitation, Organisation, User
from interurban.modules.identity.schemas import Acceptance, InvitationView, NewInvitation, OrganisationOut
from interurban.modules.identity.types import INVITATION_LIFETIME

from . import limits, mail
from .members import open_organisation, refuse_foreign_role
from .organisations import add_membership
from .passwords import refuse_weak


async def invite(
    session: AsyncSession, settings: Settings, actor: Actor, key: UUID, data: NewInvitation
) -> Invitation:
    """A new invitation ends an open one of the same address."""
    organisation = await open_organisation(session, actor, key, policy.MEMBERS_MANAGE, lock=True)
    refuse_foreign_role(organisation, data.role)
    known = await repository.user_by_email(session, data.email)
    if known is not None and await repository.member(session, key, known.id) is not None:
        raise AlreadyMember("Change the role of the member instead.")
    assert actor.user_id is not None  # no API client has the permission
    await repository.replace_invitations(session, key, data.email)
    token = crypto.new_token()
    invitation = Invitation(
        organisation_id=key,
        email=data.email,
        role=data.role,
        token_hash=crypto.token_hash(token),
        invited_by=actor.user_id,
        expires_at=await database_now(session) + INVITATION_LIFETIME,
    )
    session.add(invitation)
    await session.flush()
    await mail.put(
        session,
        data.email,
        known.language if known else actor.language,
        "invitation",
        f"{settings.origin}/invitations/{token}",
        organisation=organisation.name,
        role=data.role,
    )
    await audit.record(
        session, actor, key, "invitation.made", {"invitation": invitation.id, "role": data.role}
    )
    await session.refresh(invitation)
    return invitation


async def listing(session: AsyncSession, actor: Actor, key: UUID) -> Sequence[Invitation]:
    await open_organisation(session, actor, key, policy.MEMBERS_MANAGE)
    return await repository.open_invitations(session, key)


async def revoke(session: AsyncSession, actor: Actor, key: UUID, invitation_id: UUID) -> None:
    await open_organisation(session, actor, key, policy.MEMBERS_MANAGE)
    invitation = await session.get(Invitation, invitation_id, with_for_update=True)
    if invitation is None or invitation.organisation_id != key or invitation.accepted_at is not None:
        raise NotFound("There is no open invitation with this id.")
    invitation.revoked_at = invitation.revoked_at or await database_now(session)
    await audit.record(session, actor, key, "invitation.revoked", {"invitation": invitation_id})


async def look(session: AsyncSession, token: str) -> InvitationView:
    invitation = await _open(session, token)
    organisation = await session.get_one(Organisation, invitation.organisation_id)
    return InvitationView(
        organisation=OrganisationOut.model_validate(organisation),
        role=Role(invitation.role),
        email=invitation.email,
        expires_at=invitation.expires_at,
        account_exists=await repository.taken(session, invitation.email),
    )


async def accept(
    database: Database, session: AsyncSession, actor: Actor, token: str, data: Acceptance, address: str
) -> tuple[Organisation, Role, UUID | None]:
    """The last is the account that this made, to be signed in."""
    invitation = await _open(session, token, lock=True)
    if actor.user_id is not None:
        user = await session.get_one(User, actor.user_id)
        if user.email != invitation.email:
            raise OtherAddress("Sign out, then open the link again with the invited address.")
    else:
        user = await _new_account(database, session, invitation.email, data, address)
    if await repository.member(session, invitation.organisation_id, user.id) is not None:
        raise AlreadyMember("You belong to this organisation; there is nothing to accept.")
    role = Role(invitation.role)
    await add_membership(session, user.id, invitation.organisation_id, role)
    invitation.accepted_at = await database_now(session)
    organisation = await session.get_one(Organisation, invitation.organisation_id)
    await audit.record(
        session,
        Actor(user_id=user.id),
        organisation.id,
        "member.added",
        {"user": user.id, "role": role, "invitation": invitation.id},
    )
    return organisation, role, None if actor.user_id else user.id


async def _new_account(
    database: Database, session: AsyncSession, email: str, data: Acceptance, address: str
) -> User:
    """Whoever holds the link has the address: an account that nobody proved before becomes theirs."""
    if await repository.taken(session, email):
        raise AccountExists(f"Sign in as {email}, then open the link again.")
    if data.name is None or data.password is None:
        missing = [name for name in ("name", "password") if getattr(data, name) is None]
        errors = [FieldError(pointer=f"/{name}", code="missing", detail="Needed.") for name in missing]
        raise Invalid("Sign in, or give a name and a password for a new account.", errors=errors)
    refuse_weak(data.password, email)
    tries = await limits.hold(database, "sign-up", account=email, address=address)
    hashed = await crypto.hash_password(data.password.get_secret_value())
    user = await repository.add_user(session, email=email, display_name=data.name)
    user.display_name, user.language, user.password_hash = data.name, data.language, hashed
    user.verified_at = await database_now(session)
    await repository.drop_links(session, user.id, "verify")
    await limits.forgive(session, tries)
    await session.flush()
    return user


async def _open(session: AsyncSession, token: str, *, lock: bool = False) -> Invitation:
    invitation = await repository.invitation_by_token(session, crypto.token_hash(token), lock=lock)
    if invitation is None:
        raise NotFound("There is no invitation behind this link.")
    now = await database_now(session)
    if invitation.accepted_at or invitation.revoked_at or invitation.expires_at <= now:
        raise LinkOver("Ask the organisation for a new invitation.")
    return invitation
