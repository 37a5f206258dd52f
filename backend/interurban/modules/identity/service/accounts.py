"""Making an account, proving an address, resetting a password, changing one's own account.

Whether an account exists never shows: sign-up and reset do the same work before they answer, and the
rest happens in the worker.
"""

from __future__ import annotations

from typing import Any

from pydantic import SecretStr
from sqlalchemy.ext.asyncio import AsyncSession

from interurban.core import audit, crypto, outbox
from interurban.core.actor import Actor
from interurban.core.database import Database, database_now
from interurban.core.http import etag, require_match
from interurban.core.settings import Settings
from interurban.modules.identity import repository
from interurban.modules.identity.errors import LinkOver
from interurban.modules.identity.models import User
from interurban.modules.identity.schemas import AccountChange, SignUp
from interurban.modules.identity.types import RESET_LIFETIME, VERIFY_LIFETIME, SignedIn

from . import limits, mail, sessions
from .organisations import found_supplier
from .passwords import refuse_weak

SIGN_UP_TOPIC, RESET_TOPIC = "identity.sign_up", "identity.reset"


async def sign_up(
    database: Database, session: AsyncSession, settings: Settings, data: SignUp, address: str
) -> dict[str, str]:
    """Returns the headers that say how many tries are left."""
    refuse_weak(data.password, data.email)
    tries = await limits.hold(database, "sign-up", account=data.email, address=address)
    payload = {
        "email": data.email,
        "name": data.name,
        "language": data.language,
        "password_hash": await crypto.hash_password(data.password.get_secret_value()),
        "organisation": data.organisation.model_dump(mode="json") if data.organisation else {},
        "origin": settings.origin,
    }
    if settings.verifies_addresses:
        await outbox.put(session, SIGN_UP_TOPIC, payload)
    else:
        await register(session, payload, verify=False)
    return tries.headers


async def register(session: AsyncSession, payload: dict[str, Any], *, verify: bool) -> None:
    """Makes the account that a sign-up asked for, or tells the owner of the address that there is one.

    As long as nobody proved to have the address, the newest sign-up wins: whoever typed somebody else's
    address before has gained nothing by the time its owner follows the link.
    """
    email, origin = payload["email"], payload["origin"]
    user = await repository.add_user(session, email=email, display_name=payload["name"])
    if user.verified_at is not None:
        if verify:
            await mail.put(session, email, user.language, "account_exists", f"{origin}/sign-in")
        return
    user.display_name, user.language = payload["name"], payload["language"]
    user.password_hash = payload["password_hash"]
    if not verify:
        await _prove_address(session, user, payload["organisation"])
        return
    token = crypto.new_token()
    await repository.add_link(
        session, user.id, "verify", crypto.token_hash(token), VERIFY_LIFETIME, payload["organisation"]
    )
    await mail.put(session, email, user.language, "verify", f"{origin}/verify#token={token}")


async def _prove_address(session: AsyncSession, user: User, organisation: dict[str, str]) -> None:
    user.verified_at = user.verified_at or await database_now(session)
    await session.flush()
    if organisation:
        await found_supplier(session, user, organisation["name"], organisation["country"])
    await audit.record(session, Actor(user_id=user.id), user.id, "account.verified")


async def confirm_address(session: AsyncSession, token: str) -> None:
    link = await repository.use_link(session, "verify", crypto.token_hash(token))
    if link is None:
        raise LinkOver("Sign up once more to get a new link, or sign in if you followed it before.")
    await _prove_address(session, await session.get_one(User, link.user_id), link.payload)


async def ask_reset(
    database: Database, session: AsyncSession, settings: Settings, email: str, address: str
) -> dict[str, str]:
    tries = await limits.hold(database, "reset", account=email, address=address)
    await outbox.put(session, RESET_TOPIC, {"email": email, "origin": settings.origin})
    return tries.headers


async def send_reset(session: AsyncSession, email: str, origin: str) -> None:
    """To whoever has the account; silence for everybody else."""
    user = await repository.user_by_email(session, email, lock=True)
    if user is None or user.demo or user.disabled_at is not None:
        return
    token = crypto.new_token()
    await repository.add_link(session, user.id, "reset", crypto.token_hash(token), RESET_LIFETIME)
    await mail.put(session, email, user.language, "reset", f"{origin}/reset#token={token}")


async def confirm_reset(session: AsyncSession, settings: Settings, token: str, password: SecretStr) -> None:
    """A new password proves the address too, and ends every session. Only a valid link is worth a hash."""
    link = await repository.use_link(session, "reset", crypto.token_hash(token))
    if link is None:
        raise LinkOver("Ask for a new link to reset the password.")
    user = await session.get_one(User, link.user_id)
    refuse_weak(password, user.email)
    user.password_hash = await crypto.hash_password(password.get_secret_value())
    user.verified_at = user.verified_at or await database_now(session)
    ended = await repository.end_session(session, user.id)
    await mail.put(session, user.email, user.language, "password_changed", f"{settings.origin}/reset")
    await audit.record(session, Actor(user_id=user.id), user.id, "password.reset", {"sessions_ended": ended})


def tag(user: User) -> str:
    return etag("account", user.id, user.display_name, user.language, user.password_hash)


async def own(session: AsyncSession, actor: Actor) -> User:
    assert actor.user_id is not None  # the route lets only people with a session in
    return await session.get_one(User, actor.user_id)


async def change(
    database: Database,
    session: AsyncSession,
    settings: Settings,
    actor: Actor,
    data: AccountChange,
    if_match: str | None,
    address: str,
) -> tuple[User, SignedIn | None]:
    """The second is null unless the password changed, and with it the session's token."""
    user = await own(session, actor)
    require_match(if_match, tag(user))
    user.display_name = data.name or user.display_name
    user.language = data.language or user.language
    if data.password is None:
        return user, None
    renewed = await sessions.change_password(
        database, session, actor, data.password.old, data.password.new, address
    )
    await mail.put(session, user.email, user.language, "password_changed", f"{settings.origin}/reset")
    return user, renewed
