"""One request for each operation, good enough to succeed for whoever may.

Things that a request uses up or changes are made anew for each, so that an earlier one never decides a later.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from typing import Any
from uuid import UUID

from sqlalchemy import select

from interurban.core import crypto
from interurban.core.actor import Role
from interurban.core.database import database_now
from interurban.modules.challenges.models import ChallengeFile
from interurban.modules.cities.models import Buyer
from interurban.modules.cities.public import city_facts
from interurban.modules.identity import repository
from interurban.modules.identity.models import Invitation, Session
from interurban.modules.sources.models import ImportRun
from tests import factories
from tests.factories.challenges import CHALLENGE
from tests.factories.organisations import CITY, PROFILE

from .expected import Access
from .principals import Principal
from .world import KEEPERS, PASSWORD, World

_numbers = count(1)


@dataclass(frozen=True)
class Call:
    """What to send besides method and path; `path` fills the path's parameters."""

    path: dict[str, Any] = field(default_factory=dict)
    query: dict[str, Any] = field(default_factory=dict)
    json: Any = None
    data: dict[str, str] | None = None
    content: bytes | None = None


Recipe = Callable[[World, Access, Principal], Awaitable[Call]]
RECIPES: dict[str, Recipe] = {}


def recipe(*operations: str) -> Callable[[Recipe], Recipe]:
    def register(made: Recipe) -> Recipe:
        RECIPES.update(dict.fromkeys(operations, made))
        return made

    return register


def plain(*operations: str) -> None:
    async def nothing(world: World, access: Access, principal: Principal) -> Call:
        return Call()

    recipe(*operations)(nothing)


plain("listChallenges", "listChanges", "listCities", "listSuppliers", "getHealth", "getReady")
plain("getChallengesRss", "getChallengesAtom", "getChallengesJsonFeed", "searchCategories", "getMatching")
plain("listSources", "listImportRuns")
plain("getSession", "getAccount", "signOut", "listSessions", "listNotifications")


@recipe("listImportRejects")
async def an_import(world: World, access: Access, principal: Principal) -> Call:
    async with world.database.write() as session:
        run = ImportRun(format="ted-xml", label="notices.tar", input_hash=str(next(_numbers)))
        session.add(run)
        await session.flush()
        return Call(path={"run_id": run.id})


async def challenge(world: World, state: str, lead: UUID | None = None) -> UUID:
    """A challenge of the own city: draft, in_review, open or evaluation (its deadline has passed)."""
    made = await _challenge(world, state, lead or world.own("city"))
    await world.other_takes_part(made)
    return made


async def _challenge(world: World, state: str, city: UUID) -> UUID:
    if state in ("draft", "in_review"):
        made = await factories.draft(world.database, city)
        if state == "in_review":
            await world.run("UPDATE challenges SET submitted_at = now() WHERE id = :id", id=made)
        return made
    closes_in = timedelta(days=30 if state == "open" else -1)
    return await factories.published(world.database, city, factories.input_of(closes_in=closes_in))


async def file_of(world: World, challenge_id: UUID) -> UUID:
    """A file's row, and its bytes in the store."""
    key = f"challenges/{challenge_id}/{next(_numbers)}"
    await world.app.state.files.put_async(key, b"%PDF-1.7 map")
    row = ChallengeFile(
        challenge_id=challenge_id,
        organisation_id=world.own("city"),
        name="map.pdf",
        media_type="application/pdf",
        length=12,
        sha256=bytes(32),
        key=key,
    )
    async with world.database.write() as session:
        session.add(row)
        await session.flush()
        return row.id


async def standing(world: World, state: str) -> tuple[UUID, UUID]:
    """A challenge with a file that nobody changes."""
    key = f"{state} {world.other}"
    if key not in world.standing:
        made = await challenge(world, state)
        world.standing[key] = (made, await file_of(world, made))
    return world.standing[key]


@recipe("getChallenge", "listParticipations", "listDocuments", "getDraft")
@recipe("listSimilarChallenges", "listSupplierMatches", "getSupplierPool", "listTypicalFirms")
@recipe("reviewChallenge")
async def read_challenge(world: World, access: Access, principal: Principal) -> Call:
    return Call({"challenge_id": (await standing(world, access.state))[0]})


@recipe("getDocument")
async def read_document(world: World, access: Access, principal: Principal) -> Call:
    made, file = await standing(world, access.state)
    return Call({"challenge_id": made, "file_id": file})


@recipe("submitChallenge", "publishChallenge", "deleteDraft")
async def on_challenge(world: World, access: Access, principal: Principal) -> Call:
    return Call({"challenge_id": await challenge(world, access.state)})


@recipe("removeDocument")
async def on_document(world: World, access: Access, principal: Principal) -> Call:
    made = await challenge(world, access.state)
    return Call({"challenge_id": made, "file_id": await file_of(world, made)})


@recipe("addDocument")
async def add_document(world: World, access: Access, principal: Principal) -> Call:
    made = await challenge(world, access.state)
    return Call({"challenge_id": made}, query={"name": "notes.txt"}, content=b"Where the hydrants are.")


@recipe("changeChallenge")
async def change_challenge(world: World, access: Access, principal: Principal) -> Call:
    return Call({"challenge_id": await challenge(world, access.state)}, json={"terms": CHALLENGE["terms"]})


@recipe("createChallenge")
async def create_challenge(world: World, access: Access, principal: Principal) -> Call:
    return Call(json={"organisation_id": str(world.own("city")), **CHALLENGE})


@recipe("listOwnChallenges")
async def own_challenges(world: World, access: Access, principal: Principal) -> Call:
    return Call({"organisation_id": world.own("city")})


@recipe("getCity")
async def get_city(world: World, access: Access, principal: Principal) -> Call:
    slug = f"town-{next(_numbers)}"
    await factories.city(world.database, slug=slug)
    return Call({"slug": slug})


@recipe("createCity")
async def create_city(world: World, access: Access, principal: Principal) -> Call:
    number = next(_numbers)
    return Call(json={**CITY, "slug": f"new-{number}", "name": {"en": f"New {number}"}})


async def own_slug(world: World) -> str:
    city = world.own("city")
    async with world.database.write() as session:
        return (await city_facts(session, [city]))[city].slug


@recipe("changeCity")
async def change_city(world: World, access: Access, principal: Principal) -> Call:
    return Call({"slug": await own_slug(world)}, json={"line": 3})


@recipe("getBuyer")
async def get_buyer(world: World, access: Access, principal: Principal) -> Call:
    row = Buyer(
        scheme="name",
        identifier=str(next(_numbers)),
        name="Harbour board",
        country="CA",
        region="",
        locality="",
    )
    async with world.database.write() as session:
        session.add(row)
        await session.flush()
        return Call({"buyer_id": row.id})


@recipe("getSupplier")
async def get_supplier(world: World, access: Access, principal: Principal) -> Call:
    await world.run(
        "UPDATE suppliers SET visibility = :state WHERE id = :id",
        state=access.state,
        id=world.own("supplier"),
    )
    return Call({"supplier_id": world.own("supplier")})


@recipe("getProfile", "listMatches")
async def of_supplier(world: World, access: Access, principal: Principal) -> Call:
    return Call({"supplier_id": world.own("supplier")})


@recipe("saveProfile")
async def save_profile(world: World, access: Access, principal: Principal) -> Call:
    return Call({"supplier_id": world.own("supplier")}, json={"name": "Delta", **PROFILE})


@recipe("answerMatch")
async def answer_match(world: World, access: Access, principal: Principal) -> Call:
    challenge_id, _ = await standing(world, "open")
    path = {"supplier_id": world.own("supplier"), "challenge_id": challenge_id}
    return Call(path, json={"answer": "not_for_me"})


@recipe("previewMatches")
async def preview(world: World, access: Access, principal: Principal) -> Call:
    return Call(json={"text": "We find leaks in water mains with acoustic sensors."})


@recipe("reviewText")
async def review_text(world: World, access: Access, principal: Principal) -> Call:
    return Call(json={"text": "Bidders must show three similar projects."})


@recipe("signUp")
async def sign_up(world: World, access: Access, principal: Principal) -> Call:
    email = f"new-{next(_numbers)}@people.example"
    return Call(json={"email": email, "password": PASSWORD, "name": "Somebody new"})


async def link(world: World, purpose: str) -> str:
    token = crypto.new_token()
    user = await factories.person(world.database)
    async with world.database.write() as session:
        await repository.add_link(session, user, purpose, crypto.token_hash(token), timedelta(hours=1))
    return token


@recipe("confirmAddress")
async def confirm_address(world: World, access: Access, principal: Principal) -> Call:
    return Call(json={"token": await link(world, "verify")})


@recipe("askPasswordReset")
async def ask_reset(world: World, access: Access, principal: Principal) -> Call:
    return Call(json={"email": "somebody@people.example"})


@recipe("confirmPasswordReset")
async def confirm_reset(world: World, access: Access, principal: Principal) -> Call:
    return Call(json={"token": await link(world, "reset"), "password": PASSWORD})


@recipe("signIn")
async def sign_in(world: World, access: Access, principal: Principal) -> Call:
    user = world.users["city_admin (own)"]
    return Call(json={"email": await world.email(user), "password": PASSWORD})


@recipe("signInReady")
async def sign_in_ready(world: World, access: Access, principal: Principal) -> Call:
    return Call({"name": "officer-hollowmere"})


@recipe("getToken")
async def get_token(world: World, access: Access, principal: Principal) -> Call:
    client, secret = await factories.program(world.app, world.own("city"), KEEPERS["city"], "challenges:read")
    form = {"grant_type": "client_credentials", "client_id": str(client), "client_secret": secret}
    return Call(data=form)


@recipe("changeAccount")
async def change_account(world: World, access: Access, principal: Principal) -> Call:
    return Call(json={"name": "Somebody else"})


@recipe("reauthenticate")
async def reauthenticate(world: World, access: Access, principal: Principal) -> Call:
    return Call(json={"password": PASSWORD})


@recipe("endSession")
async def end_session(world: World, access: Access, principal: Principal) -> Call:
    """Another session of the same person; of somebody, where a program or nobody asks."""
    user = world.users.get(principal.name) or await factories.person(world.database)
    hashed = crypto.token_hash(crypto.new_token())
    async with world.database.write() as session:
        await repository.add_session(session, user, hashed, "elsewhere")
        found = await session.scalars(select(Session.id).where(Session.token_hash == hashed))
        return Call({"session_id": found.one()})


async def new_member(world: World, access: Access) -> UUID:
    role = {"city": Role.city_officer, "supplier": Role.supplier_member}[access.home]
    return await factories.member(world.database, world.own(access.home), role)


@recipe("listMembers", "listInvitations", "listApiClients")
async def in_organisation(world: World, access: Access, principal: Principal) -> Call:
    return Call({"organisation_id": world.own(access.home)})


@recipe("getMember", "removeMember")
async def on_member(world: World, access: Access, principal: Principal) -> Call:
    user = await new_member(world, access)
    return Call({"organisation_id": world.own(access.home), "user_id": user})


@recipe("changeMember")
async def change_member(world: World, access: Access, principal: Principal) -> Call:
    user = await new_member(world, access)
    return Call({"organisation_id": world.own(access.home), "user_id": user}, json={"may_submit": True})


@recipe("inviteMember")
async def invite(world: World, access: Access, principal: Principal) -> Call:
    email = f"guest-{next(_numbers)}@people.example"
    body = {"email": email, "role": KEEPERS[access.home]}
    return Call({"organisation_id": world.own(access.home)}, json=body)


async def invitation(world: World, organisation: UUID, email: str = "") -> tuple[UUID, str]:
    token = crypto.new_token()
    async with world.database.write() as session:
        row = Invitation(
            organisation_id=organisation,
            email=email or f"guest-{next(_numbers)}@people.example",
            role="evaluator",
            token_hash=crypto.token_hash(token),
            invited_by=world.users["city_admin (own)"],
            expires_at=await database_now(session) + timedelta(days=1),
        )
        session.add(row)
        await session.flush()
        return row.id, token


@recipe("revokeInvitation")
async def revoke_invitation(world: World, access: Access, principal: Principal) -> Call:
    own = world.own(access.home)
    return Call({"organisation_id": own, "invitation_id": (await invitation(world, own))[0]})


@recipe("getInvitation")
async def get_invitation(world: World, access: Access, principal: Principal) -> Call:
    return Call({"token": (await invitation(world, world.own("city")))[1]})


@recipe("acceptInvitation")
async def accept(world: World, access: Access, principal: Principal) -> Call:
    """To a city that nobody belongs to yet. Whoever has no account makes one."""
    city = await factories.city(world.database)
    user = world.users.get(principal.name)
    _, token = await invitation(world, city, await world.email(user) if user else "")
    return Call({"token": token}, json={} if user else {"name": "Guest", "password": PASSWORD})


@recipe("createApiClient")
async def create_client(world: World, access: Access, principal: Principal) -> Call:
    body = {"name": "Reader", "scopes": ["challenges:read"]}
    return Call({"organisation_id": world.own(access.home)}, json=body)


@recipe("revokeApiClient")
async def revoke_client(world: World, access: Access, principal: Principal) -> Call:
    organisation = world.own(access.home)
    client, _ = await factories.program(world.app, organisation, KEEPERS[access.home], "challenges:read")
    return Call({"organisation_id": organisation, "client_id": client})


@recipe("markNotificationsRead")
async def mark_read(world: World, access: Access, principal: Principal) -> Call:
    return Call(json={})
