"""Who may do what: written by hand from the rules, and never derived from the code that decides.

Each operation has a row for every state of its thing that matters. A new route fails the suite until it
has its row here, and so does a row whose route is gone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from interurban.core.actor import Role

from .principals import Home, Principal

Who = Literal["everyone", "people", "roles"]


@dataclass(frozen=True)
class Access:
    """One row. `roles` may, in the organisation that owns the thing; `anywhere` may in any organisation.

    `scope` lets programs of the same organisation do what its people may; null lets no program do it.
    `others` is what people with one of the roles elsewhere get: 404 where they may not know of the thing.
    `aware` are more roles to whom `others` applies: they may, or may a part of it, in their own organisation.
    `hidden`: whoever may not, nobody included, gets 404, as if it were not there.
    `answer` is the status for those who may: 2xx, or the conflict with the thing's state.
    """

    who: Who = "roles"
    home: Home = "city"
    roles: frozenset[Role] = frozenset()
    anywhere: frozenset[Role] = frozenset()
    scope: str | None = None
    others: int = 404
    aware: frozenset[Role] = frozenset()
    hidden: bool = False
    answer: int | None = None
    state: str = ""


ALL_ROLES = frozenset(Role)
NO_ROLES: frozenset[Role] = frozenset()
CITY_STAFF = frozenset({Role.city_admin, Role.city_officer})
CITY_READERS = CITY_STAFF | {Role.evaluator}
CITY_KEEPERS = frozenset({Role.city_admin})
SUPPLIER = frozenset({Role.supplier_owner, Role.supplier_member})
SUPPLIER_KEEPERS = frozenset({Role.supplier_owner})
PLATFORM = frozenset({Role.platform_admin})

EVERYONE = (Access(who="everyone"),)
PEOPLE = (Access(who="people"),)


def city(roles: frozenset[Role], scope: str | None = None, **more: object) -> Access:
    return Access(home="city", roles=roles, scope=scope, **more)  # type: ignore[arg-type]


def supplier(roles: frozenset[Role], scope: str | None = None, **more: object) -> Access:
    return Access(home="supplier", roles=roles, scope=scope, **more)  # type: ignore[arg-type]


def draft_only(scope: str | None) -> tuple[Access, ...]:
    """What a city may do to a challenge before it is public, and no longer afterwards."""
    return (
        city(CITY_STAFF, scope, state="draft"),
        city(CITY_STAFF, scope, state="in_review"),
        city(CITY_STAFF, scope, state="open", answer=409),
        city(CITY_STAFF, scope, state="evaluation", answer=409),
    )


def seen_once_public() -> tuple[Access, ...]:
    return (
        city(CITY_READERS, "challenges:read", hidden=True, state="draft"),
        Access(who="everyone", state="open"),
        Access(who="everyone", state="evaluation"),
    )


def kept_by_members(
    city_roles: frozenset[Role],
    supplier_roles: frozenset[Role],
    *,
    anywhere: frozenset[Role] = PLATFORM,
    aware: frozenset[Role] | None = None,
) -> tuple[Access, ...]:
    """Rows for an organisation of either kind; the platform's admins look after all of them."""
    known = city_roles | supplier_roles if aware is None else aware
    return (
        city(city_roles, anywhere=anywhere, aware=known),
        supplier(supplier_roles, anywhere=anywhere, aware=known),
    )


EXPECTED: dict[str, tuple[Access, ...]] = {
    # Reading what is public
    "listChallenges": EVERYONE,
    "listChanges": EVERYONE,
    "getChallenge": seen_once_public(),
    "listParticipations": seen_once_public(),
    "listDocuments": seen_once_public(),
    "getDocument": seen_once_public(),
    "listCities": EVERYONE,
    "getCity": EVERYONE,
    "getBuyer": EVERYONE,
    "listSources": EVERYONE,
    "listImportRuns": EVERYONE,
    "listImportRejects": (Access(home="platform", roles=PLATFORM),),
    "listSuppliers": EVERYONE,
    "getSupplier": (
        supplier(SUPPLIER, "suppliers:read", hidden=True, state="private"),
        supplier(SUPPLIER, "suppliers:read", anywhere=CITY_STAFF, hidden=True, state="cities"),
        Access(who="everyone", state="public"),
    ),
    "getChallengesRss": EVERYONE,
    "getChallengesAtom": EVERYONE,
    "getChallengesJsonFeed": EVERYONE,
    "searchCategories": EVERYONE,
    "getMatching": EVERYONE,
    "getHealth": EVERYONE,
    "getReady": EVERYONE,
    # Challenges of a city
    "createChallenge": (city(CITY_STAFF, "challenges:write", others=403),),
    "listOwnChallenges": (city(CITY_READERS, "challenges:read", others=403),),
    "getDraft": (
        city(CITY_READERS, "challenges:read", state="draft"),
        city(CITY_READERS, "challenges:read", state="open"),
    ),
    "changeChallenge": draft_only("challenges:write"),
    "submitChallenge": draft_only("challenges:write"),
    "publishChallenge": draft_only(None),
    "deleteDraft": draft_only("challenges:write"),
    "addDocument": draft_only("challenges:write"),
    "removeDocument": draft_only("challenges:write"),
    # Cities that post together: of the city that leads, was invited, has asked or takes part
    "getJoint": (
        city(CITY_READERS, "challenges:read", state="draft"),
        city(CITY_READERS, "challenges:read", state="open"),
    ),
    "inviteCity": (
        city(CITY_STAFF, state="draft"),
        city(CITY_STAFF, state="open"),
        city(CITY_STAFF, state="evaluation", answer=409),
    ),
    "askToJoin": (
        city(CITY_STAFF, "challenges:write", state="draft", answer=404),
        city(CITY_STAFF, "challenges:write", state="open", others=403),
        city(CITY_STAFF, "challenges:write", state="evaluation", others=403, answer=409),
    ),
    "changeLocalTerms": draft_only("challenges:write"),
    "acceptParticipation": (
        city(CITY_STAFF, state="invited"),
        city(CITY_STAFF, state="asked", others=403),
    ),
    "declineParticipation": (
        city(CITY_STAFF, "challenges:write", state="invited"),
        city(CITY_STAFF, "challenges:write", state="asked", others=403),
    ),
    "takeBackParticipation": (
        city(CITY_STAFF, "challenges:write", state="invited"),
        city(CITY_STAFF, "challenges:write", state="asked", others=403),
    ),
    "leaveChallenge": (city(CITY_STAFF, state="draft"), city(CITY_STAFF, state="open")),
    "handOverLead": (city(CITY_STAFF, state="draft"), city(CITY_STAFF, state="open")),
    "listActs": (city(CITY_READERS, "challenges:read", state="draft"),),
    "getAct": (city(CITY_READERS, "challenges:read", state="draft"),),
    "approveAct": (city(CITY_STAFF, state="draft"), city(CITY_STAFF, state="open")),
    "objectToAct": (city(CITY_STAFF, state="draft"), city(CITY_STAFF, state="open")),
    # The life of a challenge
    "listQuestions": seen_once_public(),
    "askQuestion": (
        Access(who="people", state="open"),
        Access(who="people", state="evaluation", answer=409),
    ),
    "answerQuestion": (city(CITY_STAFF, state="open"),),
    "setQuestionAside": (city(CITY_STAFF, state="open"),),
    "listFollows": PEOPLE,
    "getFollow": (Access(who="people", state="open"),),
    "followChallenge": (Access(who="people", state="open"),),
    "unfollowChallenge": (Access(who="people", state="open"),),
    "getSounding": (Access(who="everyone", state="forecast"),),
    "saveSounding": (
        city(CITY_STAFF, state="draft"),
        city(CITY_STAFF, state="open", answer=409),
    ),
    "answerSounding": (supplier(SUPPLIER, others=403, state="forecast"),),
    "takeBackSoundingAnswer": (supplier(SUPPLIER, others=403, state="forecast"),),
    "listAmendments": seen_once_public(),
    "announceChallenge": (
        city(CITY_STAFF, state="draft"),
        city(CITY_STAFF, state="open", answer=409),
    ),
    "previewAmendment": (city(CITY_STAFF, state="open"),),
    "amendChallenge": (
        city(CITY_STAFF, state="draft", answer=409),
        city(CITY_STAFF, state="forecast"),
        city(CITY_STAFF, state="open"),
    ),
    "extendChallenge": (
        city(CITY_STAFF, state="open"),
        city(CITY_STAFF, state="evaluation", answer=409),
    ),
    "withdrawChallenge": (
        city(CITY_STAFF, state="forecast"),
        city(CITY_STAFF, state="open", answer=409),
    ),
    "cancelChallenge": (
        city(CITY_STAFF, state="forecast", answer=409),
        city(CITY_STAFF, state="open"),
    ),
    "offRampChallenge": (
        city(CITY_STAFF, state="open", answer=409),
        city(CITY_STAFF, state="evaluation"),
    ),
    "decidePhase": (city(CITY_STAFF, state="open"),),
    "listSignatures": (city(CITY_READERS, "challenges:read", state="draft"),),
    "signChallenge": (city(CITY_STAFF, state="draft"), city(CITY_STAFF, state="open")),
    "takeSignatureBack": (city(CITY_STAFF, state="draft"),),
    "listContacts": (
        city(CITY_STAFF, state="open", answer=409),
        city(CITY_STAFF, state="cancelled"),
    ),
    "getContact": (supplier(SUPPLIER, others=403, state="open"),),
    "giveContact": (supplier(SUPPLIER_KEEPERS, others=403, state="open"),),
    "takeContactBack": (supplier(SUPPLIER_KEEPERS, others=403, state="open"),),
    "writeFeedback": (city(CITY_STAFF, state="cancelled"),),
    # Cities
    "createCity": (Access(home="platform", roles=PLATFORM),),
    "changeCity": (city(CITY_KEEPERS, "cities:write", others=403),),
    "getCityPolicy": EVERYONE,
    "listCityPolicyVersions": EVERYONE,
    "listAllowedRoutes": EVERYONE,
    "addCityPolicyVersion": (city(CITY_KEEPERS, "cities:write", others=403),),
    # Suppliers
    "getProfile": (supplier(SUPPLIER, "suppliers:read"),),
    "saveProfile": (supplier(SUPPLIER, "suppliers:write"),),
    # Matches
    "previewMatches": EVERYONE,
    "listSimilarChallenges": seen_once_public(),
    # Barrier review
    "reviewText": EVERYONE,
    "reviewChallenge": seen_once_public(),
    "listMatches": (supplier(SUPPLIER, "suppliers:read"),),
    "answerMatch": (supplier(SUPPLIER, "suppliers:write"),),
    "listSupplierMatches": (
        city(CITY_STAFF, "challenges:read", state="draft"),
        city(CITY_STAFF, "challenges:read", state="open", others=403),
    ),
    "previewSimilarChallenges": (city(CITY_STAFF, "challenges:read", others=403),),
    "getSupplierPool": (
        city(CITY_STAFF, "challenges:read", state="draft"),
        city(CITY_STAFF, "challenges:read", state="open", others=403),
    ),
    "listTypicalFirms": (
        city(CITY_STAFF, "challenges:read", state="draft"),
        city(CITY_STAFF, "challenges:read", state="open", others=403),
    ),
    # Accounts and sessions
    "signUp": EVERYONE,
    "confirmAddress": EVERYONE,
    "askPasswordReset": EVERYONE,
    "confirmPasswordReset": EVERYONE,
    "signIn": EVERYONE,
    "signInReady": EVERYONE,
    "getToken": EVERYONE,
    "getSession": EVERYONE,
    "getAccount": PEOPLE,
    "changeAccount": PEOPLE,
    "signOut": PEOPLE,
    "reauthenticate": PEOPLE,
    "listSessions": PEOPLE,
    "endSession": PEOPLE,
    # Members and programs of an organisation
    "listMembers": kept_by_members(CITY_READERS, SUPPLIER),
    "getMember": kept_by_members(CITY_READERS, SUPPLIER),
    "changeMember": kept_by_members(CITY_KEEPERS, SUPPLIER_KEEPERS),
    "removeMember": kept_by_members(CITY_KEEPERS, SUPPLIER_KEEPERS, aware=ALL_ROLES),
    "inviteMember": kept_by_members(CITY_KEEPERS, SUPPLIER_KEEPERS),
    "listInvitations": kept_by_members(CITY_KEEPERS, SUPPLIER_KEEPERS),
    "revokeInvitation": kept_by_members(CITY_KEEPERS, SUPPLIER_KEEPERS),
    "getInvitation": EVERYONE,
    "acceptInvitation": EVERYONE,
    "createApiClient": kept_by_members(CITY_KEEPERS, SUPPLIER_KEEPERS, anywhere=NO_ROLES),
    "listApiClients": kept_by_members(CITY_KEEPERS, SUPPLIER_KEEPERS, anywhere=NO_ROLES),
    "revokeApiClient": kept_by_members(CITY_KEEPERS, SUPPLIER_KEEPERS, anywhere=NO_ROLES),
    # Notices
    "listNotifications": PEOPLE,
    "markNotificationsRead": PEOPLE,
}


def expected(access: Access, principal: Principal) -> int | None:
    """The status of a refusal; null where the principal may."""
    if access.who == "everyone":
        return None
    if access.hidden:
        return None if _may(access, principal) else 404
    if not principal.roles:
        return 401
    if principal.client and (not access.scope or not principal.scoped):
        return 403
    if access.who == "people" or _may(access, principal):
        return None
    outside = not principal.own or principal.home != access.home
    if outside and not principal.over and principal.roles & (access.roles | access.aware):
        return access.others
    return 403


def _may(access: Access, principal: Principal) -> bool:
    if principal.over or (principal.client and not (access.scope and principal.scoped)):
        return False
    at_home = principal.own and principal.home == access.home
    return bool(principal.roles & access.anywhere or (at_home and principal.roles & access.roles))
