"""Queries on identity's tables. `now` is always the database's clock."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, or_, select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from interurban.core.actor import Role

from .models import (
    ApiClient,
    EmailToken,
    Invitation,
    Organisation,
    OrganisationMembership,
    Session,
    User,
)
from .types import SESSION_ABSOLUTE, SESSION_IDLE, Link

_LIVE = or_(
    OrganisationMembership.expires_at.is_(None), OrganisationMembership.expires_at > func.clock_timestamp()
)


async def user_by_email(session: AsyncSession, email: str, *, lock: bool = False) -> User | None:
    query = select(User).where(User.email == email)
    found: User | None = await session.scalar(query.with_for_update() if lock else query)
    return found


async def add_user(session: AsyncSession, **fields: Any) -> User:
    """A new user, or the one who had the address a moment before; locked either way."""
    await session.execute(insert(User).values(**fields).on_conflict_do_nothing(index_elements=["email"]))
    user = await user_by_email(session, fields["email"], lock=True)
    assert user is not None  # inserted above, by us or by another
    return user


async def users(session: AsyncSession, ids: Collection[UUID]) -> Sequence[User]:
    return (await session.scalars(select(User).where(User.id.in_(ids), User.disabled_at.is_(None)))).all()


async def organisation(session: AsyncSession, key: UUID, *, lock: bool = False) -> Organisation | None:
    """Locked, changes of its members wait for each other."""
    return await session.get(Organisation, key, with_for_update=lock or None)


async def memberships(
    session: AsyncSession, user_id: UUID
) -> list[tuple[OrganisationMembership, Organisation]]:
    rows = await session.execute(
        select(OrganisationMembership, Organisation)
        .join(Organisation, Organisation.id == OrganisationMembership.organisation_id)
        .where(OrganisationMembership.user_id == user_id, _LIVE)
        .order_by(OrganisationMembership.id)
    )
    return [(row[0], row[1]) for row in rows]


async def member(
    session: AsyncSession, organisation_id: UUID, user_id: UUID
) -> tuple[OrganisationMembership, User] | None:
    row = (
        await session.execute(
            select(OrganisationMembership, User)
            .join(User, User.id == OrganisationMembership.user_id)
            .where(
                OrganisationMembership.organisation_id == organisation_id,
                OrganisationMembership.user_id == user_id,
            )
        )
    ).first()
    return (row[0], row[1]) if row else None


async def member_page(
    session: AsyncSession, organisation_id: UUID, after: UUID | None, limit: int
) -> list[tuple[OrganisationMembership, User]]:
    query = (
        select(OrganisationMembership, User)
        .join(User, User.id == OrganisationMembership.user_id)
        .where(OrganisationMembership.organisation_id == organisation_id)
        .order_by(OrganisationMembership.id)
        .limit(limit)
    )
    if after is not None:
        query = query.where(OrganisationMembership.id > after)
    return [(row[0], row[1]) for row in await session.execute(query)]


async def member_ids(session: AsyncSession, organisation_id: UUID, roles: Collection[Role]) -> list[UUID]:
    query = (
        select(OrganisationMembership.user_id)
        .join(User, User.id == OrganisationMembership.user_id)
        .where(OrganisationMembership.organisation_id == organisation_id, _LIVE, User.disabled_at.is_(None))
    )
    if roles:
        query = query.where(OrganisationMembership.role.in_(roles))
    return list((await session.scalars(query)).all())


async def lasting_keepers(session: AsyncSession, organisation_id: UUID, role: Role) -> set[UUID]:
    """Those who keep the organisation without an end, and can sign in."""
    rows = await session.scalars(
        select(OrganisationMembership.user_id)
        .join(User, User.id == OrganisationMembership.user_id)
        .where(
            OrganisationMembership.organisation_id == organisation_id,
            OrganisationMembership.role == role,
            OrganisationMembership.expires_at.is_(None),
            User.disabled_at.is_(None),
        )
    )
    return set(rows.all())


async def add_session(session: AsyncSession, user_id: UUID, token_hash: bytes, user_agent: str) -> None:
    await session.execute(
        insert(Session).values(
            user_id=user_id,
            token_hash=token_hash,
            user_agent=user_agent[:400],
            expires_at=func.now() + SESSION_ABSOLUTE,
        )
    )


async def rotate_session(session: AsyncSession, key: UUID, token_hash: bytes) -> None:
    await session.execute(
        update(Session)
        .where(Session.id == key)
        .values(token_hash=token_hash, reauthenticated_at=func.clock_timestamp())
    )


async def open_sessions(session: AsyncSession, user_id: UUID) -> Sequence[Session]:
    return (
        await session.scalars(
            select(Session)
            .where(
                Session.user_id == user_id,
                Session.expires_at > func.now(),
                Session.seen_at > func.now() - SESSION_IDLE,
            )
            .order_by(Session.seen_at.desc(), Session.id)
        )
    ).all()


async def end_session(
    session: AsyncSession, user_id: UUID, *, key: UUID | None = None, keep: UUID | None = None
) -> int:
    """Ends one session of the user, or all but `keep`. Returns how many ended."""
    query = delete(Session).where(Session.user_id == user_id)
    if key is not None:
        query = query.where(Session.id == key)
    if keep is not None:
        query = query.where(Session.id != keep)
    return len((await session.scalars(query.returning(Session.id))).all())


async def forget_session(session: AsyncSession, token_hash: bytes) -> None:
    await session.execute(delete(Session).where(Session.token_hash == token_hash))


async def add_link(
    session: AsyncSession,
    user_id: UUID,
    purpose: str,
    token_hash: bytes,
    lifetime: timedelta,
    payload: dict[str, str] | None = None,
) -> None:
    """A new link takes the place of the ones sent before for the same purpose."""
    await drop_links(session, user_id, purpose)
    await session.execute(
        insert(EmailToken).values(
            token_hash=token_hash,
            user_id=user_id,
            purpose=purpose,
            payload=payload or {},
            expires_at=func.now() + lifetime,
        )
    )


async def drop_links(session: AsyncSession, user_id: UUID, purpose: str) -> None:
    await session.execute(
        delete(EmailToken).where(EmailToken.user_id == user_id, EmailToken.purpose == purpose)
    )


async def use_link(session: AsyncSession, purpose: str, token_hash: bytes) -> Link | None:
    """Uses the link up. Null when it was used, replaced, is out of date or never was."""
    row = (
        await session.execute(
            update(EmailToken)
            .where(
                EmailToken.token_hash == token_hash,
                EmailToken.purpose == purpose,
                EmailToken.used_at.is_(None),
                EmailToken.expires_at > func.clock_timestamp(),
            )
            .values(used_at=func.clock_timestamp())
            .returning(EmailToken.user_id, EmailToken.payload)
        )
    ).first()
    return Link(row[0], row[1]) if row else None


async def open_invitations(session: AsyncSession, organisation_id: UUID) -> Sequence[Invitation]:
    return (
        await session.scalars(
            select(Invitation)
            .where(
                Invitation.organisation_id == organisation_id,
                Invitation.accepted_at.is_(None),
                Invitation.revoked_at.is_(None),
                Invitation.expires_at > func.now(),
            )
            .order_by(Invitation.id.desc())
        )
    ).all()


async def invitation_by_token(
    session: AsyncSession, token_hash: bytes, *, lock: bool = False
) -> Invitation | None:
    query = select(Invitation).where(Invitation.token_hash == token_hash)
    found: Invitation | None = await session.scalar(query.with_for_update() if lock else query)
    return found


async def replace_invitations(session: AsyncSession, organisation_id: UUID, email: str) -> None:
    """Open invitations of the same address end when a new one is made."""
    await session.execute(
        update(Invitation)
        .where(
            Invitation.organisation_id == organisation_id,
            Invitation.email == email,
            Invitation.accepted_at.is_(None),
            Invitation.revoked_at.is_(None),
        )
        .values(revoked_at=func.now())
    )


async def clients(session: AsyncSession, organisation_id: UUID) -> Sequence[ApiClient]:
    return (
        await session.scalars(
            select(ApiClient)
            .where(ApiClient.organisation_id == organisation_id)
            .order_by(ApiClient.id.desc())
            .limit(200)
        )
    ).all()


async def live_client(session: AsyncSession, key: UUID) -> ApiClient | None:
    found: ApiClient | None = await session.scalar(
        select(ApiClient).where(
            ApiClient.id == key,
            ApiClient.revoked_at.is_(None),
            ApiClient.expires_at > func.clock_timestamp(),
        )
    )
    return found


async def count_tries(
    session: AsyncSession, subjects: Sequence[str], window: timedelta
) -> tuple[datetime, dict[str, tuple[int, datetime]]]:
    """The clock, and per subject how many tries the window holds and when the oldest of them was.

    Locks the subjects until the transaction ends, in one order, so that no two tries count the same room.
    """
    for subject in sorted(subjects):
        await session.execute(
            text("SELECT pg_advisory_xact_lock(hashtextextended(:subject, 7))"), {"subject": subject}
        )
    now: datetime = (await session.execute(text("SELECT clock_timestamp()"))).scalar_one()
    rows = await session.execute(
        text(
            "SELECT subject, count(*), min(at) FROM sign_in_attempts "
            "WHERE subject = ANY(:subjects) AND at > :since GROUP BY subject"
        ),
        {"subjects": list(subjects), "since": now - window},
    )
    return now, {row[0]: (row[1], row[2]) for row in rows}


async def add_tries(session: AsyncSession, subjects: Sequence[str]) -> tuple[UUID, ...]:
    rows = await session.execute(
        text("INSERT INTO sign_in_attempts (subject) SELECT unnest(CAST(:subjects AS text[])) RETURNING id"),
        {"subjects": list(subjects)},
    )
    return tuple(row[0] for row in rows)


async def forgive_tries(session: AsyncSession, ids: Sequence[UUID], account: str | None) -> None:
    await session.execute(
        text("DELETE FROM sign_in_attempts WHERE id = ANY(:ids) OR subject = :account"),
        {"ids": list(ids), "account": account},
    )


async def forget_expired(session: AsyncSession, window: timedelta) -> None:
    """What nobody can use any more. Used links stay until their end: a second click then says so."""
    for statement in (
        "DELETE FROM sessions WHERE expires_at < now() OR seen_at < now() - CAST(:idle AS interval)",
        "DELETE FROM email_tokens WHERE expires_at < now()",
        "DELETE FROM sign_in_attempts WHERE at < now() - CAST(:window AS interval)",
    ):
        query = text(statement)
        given = {"idle": SESSION_IDLE, "window": window}
        await session.execute(query, {name: given[name] for name in query.compile().params})


async def taken(session: AsyncSession, email: str) -> bool:
    """Whether somebody proved to have this address."""
    found = await session.scalar(select(User.id).where(User.email == email, User.verified_at.is_not(None)))
    return found is not None


async def platform_id(session: AsyncSession) -> UUID | None:
    """Locks out a second process that would make it at the same time."""
    await session.execute(text("SELECT pg_advisory_xact_lock(hashtextextended('platform', 7))"))
    found: UUID | None = await session.scalar(
        select(Organisation.id).where(Organisation.kind == "platform").order_by(Organisation.id).limit(1)
    )
    return found


async def homes(session: AsyncSession, emails: Collection[str]) -> dict[str, str]:
    """The organisation's name of each of these accounts that exists."""
    rows = await session.execute(
        select(User.email, Organisation.name)
        .join(OrganisationMembership, OrganisationMembership.user_id == User.id)
        .join(Organisation, Organisation.id == OrganisationMembership.organisation_id)
        .where(User.email.in_(emails), User.demo)
    )
    return {row[0]: row[1] for row in rows}
