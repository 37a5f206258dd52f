from __future__ import annotations

from fastapi import Request, Response

from interurban.core.errors import (
    ConditionRequired,
    Forbidden,
    ForeignOrigin,
    NotSignedIn,
    StaleEdit,
    problems,
)
from interurban.core.http import (
    CurrentActor,
    CurrentDatabase,
    CurrentSettings,
    IfMatch,
    Write,
    allow,
    make_router,
)
from interurban.modules.identity import policy
from interurban.modules.identity.errors import LinkOver, WrongCredentials
from interurban.modules.identity.schemas import (
    Account,
    AccountChange,
    ResetConfirm,
    ResetRequest,
    SignUp,
    SignUpAccepted,
    VerificationConfirm,
)
from interurban.modules.identity.service import accounts
from interurban.modules.identity.service.overview import account

from .parts import address_of, set_cookie

router = make_router("identity")


@router.post(
    "/sign-up",
    operation_id="signUp",
    status_code=202,
    dependencies=[allow(policy.SIGN_UP)],
    responses=problems(),
    summary="Ask for an account, with or without a supplier of one's own",
)
async def sign_up(
    request: Request,
    response: Response,
    data: SignUp,
    database: CurrentDatabase,
    session: Write,
    settings: CurrentSettings,
) -> SignUpAccepted:
    headers = await accounts.sign_up(database, session, settings, data, address_of(request))
    response.headers.update(headers)
    return SignUpAccepted(verification=settings.verifies_addresses)


@router.post(
    "/email-verifications/confirm",
    operation_id="confirmAddress",
    status_code=204,
    dependencies=[allow(policy.RECOVER)],
    responses=problems(LinkOver),
    summary="Follow the link that proves an address",
)
async def confirm_address(data: VerificationConfirm, session: Write) -> None:
    await accounts.confirm_address(session, data.token)


@router.post(
    "/password-resets",
    operation_id="askPasswordReset",
    status_code=202,
    dependencies=[allow(policy.RECOVER)],
    responses=problems(),
    summary="Ask for a link; the answer is the same whether or not there is an account",
)
async def ask_reset(
    request: Request,
    response: Response,
    data: ResetRequest,
    database: CurrentDatabase,
    session: Write,
    settings: CurrentSettings,
) -> None:
    headers = await accounts.ask_reset(database, session, settings, data.email, address_of(request))
    response.headers.update(headers)


@router.post(
    "/password-resets/confirm",
    operation_id="confirmPasswordReset",
    status_code=204,
    dependencies=[allow(policy.RECOVER)],
    responses=problems(LinkOver),
    summary="Set a new password by the link; every session ends",
)
async def confirm_reset(data: ResetConfirm, session: Write, settings: CurrentSettings) -> None:
    await accounts.confirm_reset(session, settings, data.token, data.password)


@router.get(
    "/account",
    operation_id="getAccount",
    dependencies=[allow(policy.ACCOUNT)],
    responses=problems(NotSignedIn, Forbidden),
    summary="One's own account",
)
async def get_account(response: Response, session: Write, actor: CurrentActor) -> Account:
    user = await accounts.own(session, actor)
    response.headers["etag"] = accounts.tag(user)
    return account(user)


@router.patch(
    "/account",
    operation_id="changeAccount",
    dependencies=[allow(policy.ACCOUNT)],
    responses=problems(WrongCredentials, NotSignedIn, Forbidden, ForeignOrigin, StaleEdit, ConditionRequired),
    summary="Change name, language or password",
)
async def change_account(
    request: Request,
    response: Response,
    data: AccountChange,
    database: CurrentDatabase,
    session: Write,
    settings: CurrentSettings,
    actor: CurrentActor,
    if_match: IfMatch = None,
) -> Account:
    user, renewed = await accounts.change(
        database, session, settings, actor, data, if_match, address_of(request)
    )
    if renewed is not None:
        set_cookie(response, settings, renewed.token)
        response.headers.update(renewed.headers)
    response.headers["etag"] = accounts.tag(user)
    return account(user)
