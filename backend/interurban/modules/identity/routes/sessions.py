from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import Path, Request, Response

from interurban.core.errors import Forbidden, ForeignOrigin, NotFound, NotSignedIn, problems
from interurban.core.http import (
    CurrentActor,
    CurrentDatabase,
    CurrentSettings,
    Write,
    allow,
    languages_of,
    make_router,
)
from interurban.modules.identity import policy
from interurban.modules.identity.errors import WrongCredentials
from interurban.modules.identity.schemas import OpenSession, OpenSessions, Reauthenticate, SessionOut, SignIn
from interurban.modules.identity.service import overview, sessions

from .parts import address_of, agent_of, cookie_of, drop_cookie, refuse_foreign_page, set_cookie

router = make_router("identity")


@router.get(
    "/session",
    operation_id="getSession",
    dependencies=[allow(policy.SESSION_READ)],
    responses=problems(),
    summary="Who is asking",
)
async def get_session(
    request: Request, session: Write, settings: CurrentSettings, actor: CurrentActor
) -> SessionOut:
    language = next((lang for lang in languages_of(request) if lang in ("en", "fr")), "en")
    return await overview.overview(session, settings, actor, language)


@router.post(
    "/session",
    operation_id="signIn",
    status_code=204,
    dependencies=[allow(policy.SIGN_IN)],
    responses=problems(WrongCredentials, ForeignOrigin),
    summary="Sign in with e-mail address and password",
)
async def sign_in(
    request: Request,
    response: Response,
    data: SignIn,
    database: CurrentDatabase,
    session: Write,
    settings: CurrentSettings,
) -> None:
    refuse_foreign_page(request)
    signed_in = await sessions.sign_in(
        database,
        session,
        email=data.email,
        password=data.password,
        address=address_of(request),
        user_agent=agent_of(request),
        replaced=cookie_of(request),
    )
    set_cookie(response, settings, signed_in.token)
    response.headers.update(signed_in.headers)


@router.post(
    "/session/ready/{name}",
    operation_id="signInReady",
    status_code=204,
    dependencies=[allow(policy.SIGN_IN_READY)],
    responses=problems(ForeignOrigin, NotFound),
    summary="Sign in to a ready account, on a developer's machine only",
)
async def sign_in_ready(
    request: Request,
    response: Response,
    name: Annotated[str, Path(max_length=60)],
    session: Write,
    settings: CurrentSettings,
) -> None:
    refuse_foreign_page(request)
    signed_in = await sessions.sign_in_ready(session, settings, name, agent_of(request), cookie_of(request))
    set_cookie(response, settings, signed_in.token)


@router.delete(
    "/session",
    operation_id="signOut",
    status_code=204,
    dependencies=[allow(policy.SESSIONS)],
    responses=problems(NotSignedIn, Forbidden, ForeignOrigin),
    summary="Sign out",
)
async def sign_out(
    response: Response, session: Write, settings: CurrentSettings, actor: CurrentActor
) -> None:
    await sessions.sign_out(session, actor)
    drop_cookie(response, settings)


@router.post(
    "/session/reauthenticate",
    operation_id="reauthenticate",
    status_code=204,
    dependencies=[allow(policy.SESSIONS)],
    responses=problems(WrongCredentials, NotSignedIn, Forbidden, ForeignOrigin),
    summary="Give the password again, for what cannot be taken back",
)
async def reauthenticate(
    request: Request,
    response: Response,
    data: Reauthenticate,
    database: CurrentDatabase,
    session: Write,
    settings: CurrentSettings,
    actor: CurrentActor,
) -> None:
    signed_in = await sessions.reauthenticate(
        database, session, settings, actor, data.password, address_of(request)
    )
    set_cookie(response, settings, signed_in.token)
    response.headers.update(signed_in.headers)


@router.get(
    "/sessions",
    operation_id="listSessions",
    dependencies=[allow(policy.SESSIONS)],
    responses=problems(NotSignedIn, Forbidden, ForeignOrigin),
    summary="One's own open sessions",
)
async def list_sessions(session: Write, actor: CurrentActor) -> OpenSessions:
    found = await sessions.open_sessions(session, actor)
    kept = ("id", "user_agent", "created_at", "seen_at", "expires_at")
    return OpenSessions(
        items=[
            OpenSession(current=row.id == actor.session_id, **{field: getattr(row, field) for field in kept})
            for row in found
        ]
    )


@router.delete(
    "/sessions/{session_id}",
    operation_id="endSession",
    status_code=204,
    dependencies=[allow(policy.SESSIONS)],
    responses=problems(NotSignedIn, Forbidden, ForeignOrigin, NotFound),
    summary="Sign out elsewhere",
)
async def end_session(session_id: UUID, session: Write, actor: CurrentActor) -> None:
    await sessions.end_elsewhere(session, actor, session_id)
