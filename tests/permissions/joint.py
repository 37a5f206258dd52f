"""What the people of another city may do on a challenge, by how their city stands to it. Written by hand.

Whoever is not named here gets what a stranger gets. `answer` is for those who may: null for success.
"""

from __future__ import annotations

from dataclasses import dataclass

from interurban.core.actor import Role

from .expected import CITY_READERS, CITY_STAFF, NO_ROLES

STANDINGS = ("accepted", "invited", "lapsed", "asked", "declined", "left")


@dataclass(frozen=True)
class Row:
    """`roles` may; everybody else of that city gets `refusal`. `scope` is what a program needs."""

    roles: frozenset[Role] = NO_ROLES
    scope: str | None = None
    answer: int | None = None
    refusal: int = 403


def reads(scope: str = "challenges:read") -> Row:
    return Row(CITY_READERS, scope)


# Which firms a challenge would reach: for the cities that post it.
MARKET = ("listSupplierMatches", "getSupplierPool", "listTypicalFirms")
NOTHING = Row()  # it knows of the challenge, and may not do this
# By standing, then operation and state. A standing without an entry is a stranger's.
OTHER: dict[str, dict[tuple[str, str], Row]] = {
    "accepted": {
        **{
            (operation, "draft"): reads()
            for operation in (
                "getChallenge",
                "listParticipations",
                "listDocuments",
                "getDocument",
                "listSimilarChallenges",
                "reviewChallenge",
                "getDraft",
                "getJoint",
                "listActs",
            )
        },
        **{(operation, "open"): reads() for operation in ("getDraft", "getJoint")},
        **{
            (operation, state): Row(CITY_STAFF, "challenges:read")
            for operation in MARKET
            for state in ("draft", "open")
        },
        # The common parts are the lead's.
        **{
            (operation, state): NOTHING
            for operation in ("changeChallenge", "submitChallenge", "deleteDraft", "addDocument")
            for state in ("draft", "in_review")
        },
        **{("removeDocument", state): NOTHING for state in ("draft", "in_review")},
        **{("publishChallenge", state): NOTHING for state in ("draft", "in_review")},
        **{
            (operation, state): Row(CITY_STAFF, "challenges:write", answer=409)
            for operation in (
                "changeChallenge",
                "submitChallenge",
                "deleteDraft",
                "addDocument",
                "removeDocument",
            )
            for state in ("open", "evaluation")
        },
        **{
            ("publishChallenge", state): Row(CITY_STAFF, None, answer=409) for state in ("open", "evaluation")
        },
        **{("inviteCity", state): NOTHING for state in ("draft", "open", "evaluation")},
        **{("handOverLead", state): NOTHING for state in ("draft", "open")},
        # Of the lead's own part: each city decides on its own alone.
        **{("changeLocalTerms", state): NOTHING for state in ("draft", "in_review", "open", "evaluation")},
        # The rows below act on another city's behalf: nobody may, but they know of the challenge.
        **{("leaveChallenge", state): NOTHING for state in ("draft", "open")},
        **{("acceptParticipation", "invited"): NOTHING, ("declineParticipation", "invited"): NOTHING},
        ("takeBackParticipation", "invited"): NOTHING,
        # Proposed to every city that takes part, so to this one too.
        ("getAct", "draft"): reads(),
        **{
            (operation, state): Row(CITY_STAFF, None)
            for operation in ("approveAct", "objectToAct")
            for state in ("draft", "open")
        },
        # Its life: each city answers, decides and signs; the steps are the lead's to propose.
        **{
            (operation, "draft"): reads()
            for operation in ("listQuestions", "listAmendments", "listSignatures")
        },
        **{
            (operation, "open"): Row(CITY_STAFF, None)
            for operation in ("answerQuestion", "setQuestionAside", "previewAmendment", "decidePhase")
        },
        **{("signChallenge", state): Row(CITY_STAFF, None) for state in ("draft", "open")},
        ("takeSignatureBack", "draft"): Row(CITY_STAFF, None, answer=404),  # it is the other city's
        **{("saveSounding", state): NOTHING for state in ("draft", "open")},
        ("announceChallenge", "draft"): NOTHING,
        ("announceChallenge", "open"): Row(CITY_STAFF, None, answer=409),
        **{("amendChallenge", state): NOTHING for state in ("draft", "forecast", "open")},
        **{("extendChallenge", state): NOTHING for state in ("open", "evaluation")},
        **{("withdrawChallenge", state): NOTHING for state in ("forecast", "open")},
        **{("cancelChallenge", state): NOTHING for state in ("forecast", "open")},
        **{("offRampChallenge", state): NOTHING for state in ("open", "evaluation")},
        ("listContacts", "open"): Row(CITY_STAFF, None, answer=409),
        ("listContacts", "cancelled"): Row(CITY_STAFF, None),
        ("writeFeedback", "cancelled"): Row(CITY_STAFF, None),
    },
    "invited": {
        **{(operation, "draft"): reads() for operation in ("listQuestions", "listAmendments")},
        ("announceChallenge", "draft"): NOTHING,
        ("announceChallenge", "open"): Row(CITY_STAFF, None, answer=409),
        **{
            (operation, "draft"): reads()
            for operation in (
                "getChallenge",
                "listParticipations",
                "listDocuments",
                "getDocument",
                "listSimilarChallenges",
                "reviewChallenge",
                "getDraft",
                "getJoint",
            )
        },
        **{(operation, "open"): reads() for operation in ("getDraft", "getJoint")},
        **{(operation, "draft"): NOTHING for operation in MARKET},
        **{
            (operation, state): NOTHING
            for operation in (
                "changeChallenge",
                "submitChallenge",
                "deleteDraft",
                "addDocument",
                "removeDocument",
                "publishChallenge",
            )
            for state in ("draft", "in_review")
        },
        **{
            (operation, state): Row(CITY_STAFF, "challenges:write", answer=409)
            for operation in (
                "changeChallenge",
                "submitChallenge",
                "deleteDraft",
                "addDocument",
                "removeDocument",
            )
            for state in ("open", "evaluation")
        },
        **{
            ("publishChallenge", state): Row(CITY_STAFF, None, answer=409) for state in ("open", "evaluation")
        },
        **{("inviteCity", state): NOTHING for state in ("draft", "open", "evaluation")},
        **{("handOverLead", state): NOTHING for state in ("draft", "open")},
        **{("changeLocalTerms", state): NOTHING for state in ("draft", "in_review", "open", "evaluation")},
        **{("leaveChallenge", state): NOTHING for state in ("draft", "open")},
        **{("acceptParticipation", "invited"): NOTHING, ("declineParticipation", "invited"): NOTHING},
        ("takeBackParticipation", "invited"): NOTHING,
    },
    # It sees its own request, and what everybody sees.
    "asked": {("getJoint", "draft"): reads(), ("getJoint", "open"): reads()},
}


def other_gets(standing: str, operation: str, state: str) -> Row | None:
    return OTHER.get(standing, {}).get((operation, state))
