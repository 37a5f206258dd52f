from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import Path, Request, Response

from interurban.core import paging
from interurban.core.errors import (
    ConditionRequired,
    Conflict,
    Forbidden,
    ForeignOrigin,
    NotFound,
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
from interurban.modules.identity.errors import (
    AccountExists,
    AlreadyMember,
    LastKeeper,
    LinkOver,
    OtherAddress,
)
from interurban.modules.identity.models import Invitation
from interurban.modules.identity.schemas import (
    Acceptance,
    Accepted,
    InvitationOut,
    Invitations,
    InvitationView,
    Member,
    MemberChange,
    MemberPage,
    NewInvitation,
    OrganisationOut,
)
from interurban.modules.identity.service import invitations, members, sessions

from .parts import address_of, agent_of, cookie_of, refuse_foreign_page, set_cookie

router = make_router("identity")
_REFUSALS = (NotSignedIn, ForeignOrigin, Forbidden, NotFound)
InvitationToken = Annotated[str, Path(min_length=20, max_length=100)]


@router.get(
    "/organisations/{organisation_id}/members",
    operation_id="listMembers",
    dependencies=[allow(policy.MEMBERS_READ)],
    responses=problems(*_REFUSALS),
    summary="Members of one's organisation",
)
async def list_members(
    request: Request,
    response: Response,
    organisation_id: UUID,
    session: Write,
    actor: CurrentActor,
    cursor: paging.Cursor = None,
    limit: paging.Limit = 50,
) -> MemberPage:
    items, following = await members.page(session, actor, organisation_id, cursor, limit)
    response.headers.update(paging.links(request.url, following))
    return MemberPage(items=items, next=following, total=None, facets=None)


@router.get(
    "/organisations/{organisation_id}/members/{user_id}",
    operation_id="getMember",
    dependencies=[allow(policy.MEMBERS_READ)],
    responses=problems(*_REFUSALS),
    summary="One member",
)
async def get_member(
    response: Response, organisation_id: UUID, user_id: UUID, session: Write, actor: CurrentActor
) -> Member:
    member = await members.one(session, actor, organisation_id, user_id)
    response.headers["etag"] = member.etag
    return member


@router.patch(
    "/organisations/{organisation_id}/members/{user_id}",
    operation_id="changeMember",
    dependencies=[allow(policy.MEMBERS_MANAGE)],
    responses=problems(*_REFUSALS, Conflict, LastKeeper, StaleEdit, ConditionRequired),
    summary="Change a member's role, right to submit or end",
)
async def change_member(
    response: Response,
    organisation_id: UUID,
    user_id: UUID,
    data: MemberChange,
    session: Write,
    actor: CurrentActor,
    if_match: IfMatch = None,
) -> Member:
    member = await members.change(session, actor, organisation_id, user_id, data, if_match)
    response.headers["etag"] = member.etag
    return member


@router.delete(
    "/organisations/{organisation_id}/members/{user_id}",
    operation_id="removeMember",
    status_code=204,
    dependencies=[allow(policy.MEMBERS_REMOVE)],
    responses=problems(*_REFUSALS, LastKeeper),
    summary="Remove a member, or leave",
)
async def remove_member(organisation_id: UUID, user_id: UUID, session: Write, actor: CurrentActor) -> None:
    await members.remove(session, actor, organisation_id, user_id)


@router.post(
    "/organisations/{organisation_id}/invitations",
    operation_id="inviteMember",
    status_code=201,
    dependencies=[allow(policy.MEMBERS_MANAGE)],
    responses=problems(*_REFUSALS, AlreadyMember),
    summary="Invite somebody by mail",
)
async def invite(
    organisation_id: UUID,
    data: NewInvitation,
    session: Write,
    settings: CurrentSettings,
    actor: CurrentActor,
) -> InvitationOut:
    return _shown(await invitations.invite(session, settings, actor, organisation_id, data))


@router.get(
    "/organisations/{organisation_id}/invitations",
    operation_id="listInvitations",
    dependencies=[allow(policy.MEMBERS_MANAGE)],
    responses=problems(*_REFUSALS),
    summary="Open invitations",
)
async def list_invitations(organisation_id: UUID, session: Write, actor: CurrentActor) -> Invitations:
    found = await invitations.listing(session, actor, organisation_id)
    return Invitations(items=[_shown(invitation) for invitation in found])


@router.delete(
    "/organisations/{organisation_id}/invitations/{invitation_id}",
    operation_id="revokeInvitation",
    status_code=204,
    dependencies=[allow(policy.MEMBERS_MANAGE)],
    responses=problems(*_REFUSALS),
    summary="Take an invitation back",
)
async def revoke(organisation_id: UUID, invitation_id: UUID, session: Write, actor: CurrentActor) -> None:
    await invitations.revoke(session, actor, organisation_id, invitation_id)


@router.get(
    "/invitations/{token}",
    operation_id="getInvitation",
    dependencies=[allow(policy.INVITATION_READ)],
    responses=problems(NotFound, LinkOver),
    summary="What a link invites to",
)
async def look(token: InvitationToken, response: Response, session: Write) -> InvitationView:
    response.headers["cache-control"] = "no-store"
    return await invitations.look(session, token)


@router.post(
    "/invitations/{token}/accept",
    operation_id="acceptInvitation",
    dependencies=[allow(policy.INVITATION_ACCEPT)],
    responses=problems(ForeignOrigin, OtherAddress, NotFound, LinkOver, AccountExists, AlreadyMember),
    summary="Accept, signed in with the invited address or with a new account",
)
async def accept(
    request: Request,
    response: Response,
    token: InvitationToken,
    data: Acceptance,
    database: CurrentDatabase,
    session: Write,
    settings: CurrentSettings,
    actor: CurrentActor,
) -> Accepted:
    refuse_foreign_page(request)
    organisation, role, made = await invitations.accept(
        database, session, actor, token, data, address_of(request)
    )
    if made is not None:
        cookie = await sessions.open_session(session, made, agent_of(request), cookie_of(request))
        set_cookie(response, settings, cookie)
    return Accepted(organisation=OrganisationOut.model_validate(organisation), role=role)


def _shown(invitation: Invitation) -> InvitationOut:
    return InvitationOut.model_validate(invitation)
