from __future__ import annotations

from typing import Any
from uuid import UUID

from fastapi import Request, Response
from fastapi.responses import JSONResponse

from interurban.core.errors import (
    Forbidden,
    ForeignOrigin,
    NotFound,
    NotSignedIn,
    ReauthenticationNeeded,
    TooLarge,
    problems,
)
from interurban.core.http import (
    CurrentActor,
    CurrentDatabase,
    CurrentSettings,
    Write,
    allow,
    make_router,
    scopes_of,
)
from interurban.core.schemas import dump
from interurban.modules.identity import policy
from interurban.modules.identity.schemas import (
    ApiClientCreated,
    ApiClientOut,
    ApiClients,
    NewApiClient,
    Token,
    TokenError,
)
from interurban.modules.identity.service import clients

from .parts import address_of

router = make_router("identity")
_REFUSALS = (NotSignedIn, ForeignOrigin, Forbidden, NotFound)
_MAX_FORM = 16_384
_NO_STORE = {"Cache-Control": "no-store", "Pragma": "no-cache"}
_FORM: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "application/x-www-form-urlencoded": {
                "schema": {
                    "type": "object",
                    "required": ["grant_type"],
                    "properties": {
                        "grant_type": {"type": "string", "enum": ["client_credentials"]},
                        "scope": {"type": "string", "description": "Separated by spaces; all when left out."},
                        "client_id": {"type": "string", "description": "Or by HTTP Basic."},
                        "client_secret": {"type": "string", "format": "password"},
                    },
                }
            }
        },
    }
}
_TOKEN_ERRORS: dict[int | str, dict[str, Any]] = {
    status: {"model": TokenError, "description": description}
    for status, description in (
        (400, "The request cannot be used (RFC 6749, 5.2)"),
        (401, "The client is not known (`invalid_client`)"),
    )
}


@router.post(
    "/organisations/{organisation_id}/api-clients",
    operation_id="createApiClient",
    status_code=201,
    dependencies=[allow(policy.CLIENTS_MANAGE)],
    responses=problems(*_REFUSALS, ReauthenticationNeeded),
    summary="Make an API client; its secret is in this answer only",
)
async def create(
    request: Request,
    response: Response,
    organisation_id: UUID,
    data: NewApiClient,
    session: Write,
    actor: CurrentActor,
) -> ApiClientCreated:
    client, secret = await clients.create(session, actor, organisation_id, data, scopes_of(request.app))
    response.headers.update(_NO_STORE)
    return ApiClientCreated(**ApiClientOut.model_validate(client).model_dump(), client_secret=secret)


@router.get(
    "/organisations/{organisation_id}/api-clients",
    operation_id="listApiClients",
    dependencies=[allow(policy.CLIENTS_MANAGE)],
    responses=problems(*_REFUSALS),
    summary="API clients, revoked and expired ones too",
)
async def listing(request: Request, organisation_id: UUID, session: Write, actor: CurrentActor) -> ApiClients:
    found = await clients.listing(session, actor, organisation_id)
    items = [ApiClientOut.model_validate(client) for client in found]
    return ApiClients(items=items, available_scopes=list(scopes_of(request.app)))


@router.delete(
    "/organisations/{organisation_id}/api-clients/{client_id}",
    operation_id="revokeApiClient",
    status_code=204,
    dependencies=[allow(policy.CLIENTS_MANAGE)],
    responses=problems(*_REFUSALS),
    summary="Revoke an API client; its tokens end at once",
)
async def revoke(organisation_id: UUID, client_id: UUID, session: Write, actor: CurrentActor) -> None:
    await clients.revoke(session, actor, organisation_id, client_id)


@router.post(
    "/oauth/token",
    response_model=Token,
    operation_id="getToken",
    dependencies=[allow(policy.TOKEN)],
    responses={**problems(TooLarge), **_TOKEN_ERRORS},
    openapi_extra=_FORM,
    summary="A token of ten minutes for an API client (OAuth 2 client credentials)",
)
async def token(
    request: Request, response: Response, database: CurrentDatabase, settings: CurrentSettings
) -> Token | JSONResponse:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > _MAX_FORM:
            raise TooLarge(f"The form may hold {_MAX_FORM} bytes.")
    authorization = request.headers.get("authorization", "")
    try:
        issued, headers = await clients.issue(
            database, settings, authorization, bytes(body), address_of(request)
        )
    except clients.TokenRefusal as refusal:
        return JSONResponse(dump(refusal.answer), refusal.status, {**_NO_STORE, **refusal.headers})
    response.headers.update({**_NO_STORE, **headers})
    return issued
