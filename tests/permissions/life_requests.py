"""Requests on the life of a public challenge."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from interurban.modules.challenges.life_models import KeptContact, Question, Signature, Sounding
from tests import factories

from .expected import Access
from .principals import Principal
from .requests import Call, challenge, recipe, standing
from .world import World

WORDS = {"en": "Because the winter was long."}


async def living(world: World, state: str) -> UUID:
    """Like `challenge`, and also a forecast, or one that was cancelled."""
    if state == "forecast":
        made = await factories.announced(world.database, world.own("city"))
        await world.other_takes_part(made)
        return made
    if state == "cancelled":
        made = await challenge(world, "open")
        await world.run("UPDATE challenges SET cancelled_at = now() WHERE id = :id", id=made)
        return made
    return await challenge(world, state)


@recipe("listQuestions", "listAmendments", "listSignatures")
@recipe("getFollow", "followChallenge", "unfollowChallenge")
async def read(world: World, access: Access, principal: Principal) -> Call:
    return Call({"challenge_id": (await standing(world, access.state))[0]})


@recipe("listFollows")
async def nothing(world: World, access: Access, principal: Principal) -> Call:
    return Call()


@recipe("listContacts")
async def on_life(world: World, access: Access, principal: Principal) -> Call:
    return Call({"challenge_id": await living(world, access.state)})


@recipe("askQuestion")
async def ask(world: World, access: Access, principal: Principal) -> Call:
    made = await living(world, access.state)
    return Call({"challenge_id": made}, json={"text": "How many hydrants?", "lang": "en"})


async def question(world: World, made: UUID) -> UUID:
    async with world.database.write() as session:
        row = Question(challenge_id=made, lang="en", text="How many?", asked_at=datetime.now(UTC))
        session.add(row)
        await session.flush()
        return row.id


@recipe("answerQuestion")
async def answer(world: World, access: Access, principal: Principal) -> Call:
    made = await living(world, access.state)
    path = {"challenge_id": made, "question_id": await question(world, made)}
    return Call(path, json={"texts": WORDS})


@recipe("setQuestionAside")
async def set_aside(world: World, access: Access, principal: Principal) -> Call:
    made = await living(world, access.state)
    path = {"challenge_id": made, "question_id": await question(world, made)}
    return Call(path, json={"reason": "It is about another city."})


def in_days(days: int) -> str:
    return (datetime.now(UTC) + timedelta(days=days)).strftime("%Y-%m-%dT%H:%M:%SZ")


@recipe("saveSounding")
async def save_sounding(world: World, access: Access, principal: Principal) -> Call:
    body = {"questions": [{"id": "price", "text": WORDS}], "until": in_days(9)}
    return Call({"challenge_id": await living(world, access.state)}, json=body)


async def sounded(world: World, state: str) -> UUID:
    made = await living(world, state)
    async with world.database.write() as session:
        session.add(
            Sounding(
                challenge_id=made,
                questions=[{"id": "price", "text": WORDS}],
                until=datetime.now(UTC) + timedelta(days=9),
            )
        )
    return made


@recipe("getSounding")
async def get_sounding(world: World, access: Access, principal: Principal) -> Call:
    return Call({"challenge_id": await sounded(world, access.state)})


@recipe("answerSounding")
async def answer_sounding(world: World, access: Access, principal: Principal) -> Call:
    path = {"challenge_id": await sounded(world, access.state), "question_id": "price"}
    body = {"text": "Twenty thousand.", "lang": "en", "supplier_id": str(world.own("supplier"))}
    return Call(path, json=body)


@recipe("takeBackSoundingAnswer")
async def take_sounding_back(world: World, access: Access, principal: Principal) -> Call:
    path = {"challenge_id": await sounded(world, access.state), "question_id": "price"}
    return Call(path, query={"supplier_id": str(world.own("supplier"))})


@recipe("announceChallenge")
async def announce(world: World, access: Access, principal: Principal) -> Call:
    return Call({"challenge_id": await living(world, access.state)}, json={"office": "Water Department"})


@recipe("amendChallenge", "previewAmendment")
async def amend(world: World, access: Access, principal: Principal) -> Call:
    body: dict[str, Any] = {"reason": WORDS, "dates": {"decision_by": "2099-12-01"}}
    return Call({"challenge_id": await living(world, access.state)}, json=body)


@recipe("extendChallenge")
async def extend(world: World, access: Access, principal: Principal) -> Call:
    body = {"reason": WORDS, "closes_at": in_days(60)}
    return Call({"challenge_id": await living(world, access.state)}, json=body)


@recipe("withdrawChallenge", "cancelChallenge", "offRampChallenge")
async def end(world: World, access: Access, principal: Principal) -> Call:
    body = {"reason": WORDS, "feedback": WORDS}
    return Call({"challenge_id": await living(world, access.state)}, json=body)


@recipe("decidePhase")
async def decide(world: World, access: Access, principal: Principal) -> Call:
    made = await living(world, access.state)
    phases = '[{"kind": "prototype", "go_no_go": true}]'
    await world.run(
        "UPDATE challenges SET terms = jsonb_set(terms, '{phases}', CAST(:phases AS jsonb)) WHERE id = :id",
        phases=phases,
        id=made,
    )
    body = {"phase": 0, "verdict": "go", "reason": WORDS, "office": "Water Department"}
    return Call({"challenge_id": made}, json=body)


@recipe("signChallenge")
async def sign(world: World, access: Access, principal: Principal) -> Call:
    body = {"kind": "sponsor", "office": "Director of Water"}
    return Call({"challenge_id": await living(world, access.state)}, json=body)


@recipe("takeSignatureBack")
async def take_signature_back(world: World, access: Access, principal: Principal) -> Call:
    made = await living(world, access.state)
    async with world.database.write() as session:
        row = Signature(
            challenge_id=made,
            city_id=world.own("city"),
            kind="sponsor",
            office="Director of Water",
            reference="",
            risks=[],
            public=True,
            content_hash=bytes(32),
            at=datetime.now(UTC),
        )
        session.add(row)
        await session.flush()
        return Call({"challenge_id": made, "signature_id": row.id})


@recipe("getContact", "giveContact", "takeContactBack")
async def contact(world: World, access: Access, principal: Principal) -> Call:
    made = (await standing(world, access.state))[0]
    return Call({"challenge_id": made, "supplier_id": world.own("supplier")})


@recipe("writeFeedback")
async def feedback(world: World, access: Access, principal: Principal) -> Call:
    made, firm = await living(world, access.state), world.own("supplier")
    async with world.database.write() as session:
        session.add(KeptContact(challenge_id=made, supplier_id=firm))
    body = {"text": "Your sensors were the quietest.", "lang": "en"}
    return Call({"challenge_id": made, "supplier_id": firm}, json=body)
