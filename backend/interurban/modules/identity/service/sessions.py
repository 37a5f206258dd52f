"""Signing in and out.

Hashing never happens while a connection is held, or a guessing attack would take them all.
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from pydantic import SecretStr
from sqlalchemy.ext.asyncio import AsyncSession

from interurban.core import audit, crypto
from interurban.core.actor import Actor
from interurban.core.database import Database
from interurban.core.errors import NotFound
from interurban.core.settings import Settings
from interurban.modules.identity import repository
from interurban.modules.identity.errors import WrongCredentials
from interurban.modules.identity.models import Session, User
from interurban.modules.identity.types import READY_ACCOUNTS, SignedIn

from . import limits
from .passwords import refuse_weak


async def open_session(
    session: AsyncSession, user_id: UUID, user_agent: str, replaced: str | None = None
) -> str:
    """The token of a new session. The one that the browser had before ends."""
    if replaced:
        await repository.forget_session(session, crypto.token_hash(replaced))
    token = crypto.new_token()
    await repository.add_session(session, user_id, crypto.token_hash(token), user_agent)
    return token


async def sign_in(
    database: Database,
    session: AsyncSession,
    *,
    email: str,
    password: SecretStr,
    address: str,
    user_agent: str,
    replaced: str | None,
) -> SignedIn:
    """Raises WrongCredentials after the same work, and with the same words, whatever was wrong."""
    tries = await limits.hold(database, "password", account=email, address=address)
    async with database.write() as reading:
        user = await repository.user_by_email(reading, email)
    hashed = user.password_hash if user is not None and may_sign_in(user) else None
    if not await crypto.check_password(password.get_secret_value(), hashed) or user is None:
        raise WrongCredentials(headers=tries.headers)
    await limits.forgive(session, tries)
    token = await open_session(session, user.id, user_agent, replaced)
    return SignedIn(user.id, token, tries.headers)


def may_sign_in(user: User) -> bool:
    """By password: ready accounts have none, and an unproven address may be somebody else's."""
    return user.verified_at is not None and user.disabled_at is None and not user.demo


async def sign_in_ready(
    session: AsyncSession, settings: Settings, name: str, user_agent: str, replaced: str | None
) -> SignedIn:
    """One click, no password: only where settings allow ready accounts."""
    account = next((a for a in READY_ACCOUNTS if a.name == name), None)
    user = None
    if settings.ready_accounts and account is not None:
        user = await repository.user_by_email(session, account.email)
    if user is None or not user.demo or user.disabled_at is not None:
        raise NotFound("There is no ready account of this name here.")
    return SignedIn(user.id, await open_session(session, user.id, user_agent, replaced), {})


async def sign_out(session: AsyncSession, actor: Actor) -> None:
    assert actor.user_id is not None  # the route lets only people with a session in
    await repository.end_session(session, actor.user_id, key=actor.session_id)


async def open_sessions(session: AsyncSession, actor: Actor) -> Sequence[Session]:
    assert actor.user_id is not None
    return await repository.open_sessions(session, actor.user_id)


async def end_elsewhere(session: AsyncSession, actor: Actor, key: UUID) -> None:
    assert actor.user_id is not None
    if not await repository.end_session(session, actor.user_id, key=key):
        raise NotFound("You have no session with this id.")
    await audit.record(session, actor, actor.user_id, "session.revoked", {"session": key})


async def reauthenticate(
    database: Database,
    session: AsyncSession,
    settings: Settings,
    actor: Actor,
    password: SecretStr | None,
    address: str,
) -> SignedIn:
    """Gives the session a new token, with the time at which the password was given."""
    assert actor.user_id is not None
    assert actor.session_id is not None
    headers: dict[str, str] = {}
    async with database.write() as reading:
        user = await reading.get_one(User, actor.user_id)
    if not (user.demo and settings.ready_accounts):
        headers = await _prove(database, session, user, password, address)
    token = crypto.new_token()
    await repository.rotate_session(session, actor.session_id, crypto.token_hash(token))
    return SignedIn(user.id, token, headers)


async def _prove(
    database: Database, session: AsyncSession, user: User, password: SecretStr | None, address: str
) -> dict[str, str]:
    tries = await limits.hold(database, "password", account=user.email, address=address)
    given = password.get_secret_value() if password else ""
    if not await crypto.check_password(given, user.password_hash):
        raise WrongCredentials(headers=tries.headers)
    await limits.forgive(session, tries)
    return tries.headers


async def change_password(
    database: Database,
    session: AsyncSession,
    actor: Actor,
    old: SecretStr,
    new: SecretStr,
    address: str,
) -> SignedIn:
    """Ends every other session, and gives this one a new token."""
    assert actor.user_id is not None
    assert actor.session_id is not None
    async with database.write() as reading:
        user = await reading.get_one(User, actor.user_id)
    refuse_weak(new, user.email, pointer="/password/new")
    headers = await _prove(database, session, user, old, address)
    hashed = await crypto.hash_password(new.get_secret_value())
    mine = await session.get_one(User, actor.user_id)
    mine.password_hash = hashed
    ended = await repository.end_session(session, user.id, keep=actor.session_id)
    token = crypto.new_token()
    await repository.rotate_session(session, actor.session_id, crypto.token_hash(token))
    await audit.record(session, actor, user.id, "password.changed", {"sessions_ended": ended})
    return SignedIn(user.id, token, headers)
