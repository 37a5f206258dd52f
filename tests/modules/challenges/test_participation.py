from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from tests.factories.world import World

from .cities import ANY, Joint, Town, drafted, published_by, town

Json = dict[str, Any]


@pytest.fixture
async def ash(world: World) -> Town:
    return await town(world, "ash")


@pytest.fixture
async def birch(world: World) -> Town:
    return await town(world, "birch")


@pytest.fixture
async def cedar(world: World) -> Town:
    return await town(world, "cedar")


@pytest.fixture
async def joint(ash: Town, complete: Json) -> Joint:
    return await drafted(ash, complete)


async def test_an_invited_city_looks_sets_its_terms_and_joins(
    world: World, joint: Joint, ash: Town, birch: Town
) -> None:
    assert (await birch.officer.get(joint.path)).status_code == 404
    answer = await joint.invite(birch, message="You have the same pipes.")
    assert answer.status_code == 201, answer.text
    # It reads the draft now, may not change it, and is in its own list with what is to be done.
    assert (await birch.officer.get(f"{joint.path}/draft")).status_code == 200
    refused = await birch.officer.patch(joint.path, json={"dates": {}}, headers=ANY)
    assert refused.status_code == 403
    own = (await birch.officer.get(f"/v1/organisations/{birch.id}/challenges")).json()["items"]
    assert [(one["part"], one["waiting"]) for one in own] == [("invited", True)]
    told = (await birch.officer.get("/v1/notifications")).json()["items"]
    assert [(one["kind"], one["values"]["city"]) for one in told] == [("joint_invited", "Ash")]
    assert len(await world.mails("joint_invited")) == 1

    terms = {"budget_share": {"amount_minor": 500, "currency": "EUR"}, "route": "invited_quotes"}
    accepted = await joint.of(birch, "accept", local_terms=terms)
    assert accepted.status_code == 200, accepted.text
    shown = (await ash.officer.get(f"{joint.path}/participations")).json()["items"]
    assert [(part["state"], part["city"]["slug"]) for part in shown] == [
        ("lead", "ash"),
        ("accepted", "birch"),
    ]
    assert shown[1]["local_terms"]["route"] == shown[1]["route"] == "invited_quotes"
    assert (await ash.officer.get("/v1/notifications")).json()["items"][0]["kind"] == "joint_joined"
    assert await world.audit(UUID(joint.id)) == [
        "challenge.created",
        "participation.invited",
        "participation.accepted",
    ]


async def test_publication_waits_for_every_city_and_comes_with_the_last(
    world: World, joint: Joint, ash: Town, birch: Town, cedar: Town
) -> None:
    await joint.join(birch)
    await joint.join(cedar)
    proposed = await joint.publish()
    assert (proposed.status_code, proposed.json()["status"]) == (202, "draft")
    nobody = await world.browser()
    act = await joint.pending(birch)
    assert act is not None
    assert sorted(act["missing"]) == sorted([str(birch.id), str(cedar.id)])
    assert (await joint.approve(birch, act)).json()["state"] == "pending"
    assert (await nobody.get(joint.path)).status_code == 404
    again = await joint.approve(birch, act)
    assert (again.status_code, again.json()["code"]) == (409, "already_approved")
    done = await joint.approve(cedar, act)
    assert done.json()["state"] == "done"
    found = (await nobody.get(joint.path)).json()
    assert found["status"] == "open"
    assert [part["city"]["slug"] for part in found["participations"]] == ["ash", "birch", "cedar"]
    card = (await nobody.get("/v1/challenges")).json()["items"][0]
    assert {one["slug"] for one in card["publishers"]} == {"ash", "birch", "cedar"}
    assert "challenge.published" in await world.audit(UUID(joint.id))


@pytest.mark.parametrize("change", ["text", "own terms", "another's terms", "file", "new city"])
async def test_no_approval_is_carried_over_a_change(
    world: World, joint: Joint, ash: Town, birch: Town, cedar: Town, complete: Json, change: str
) -> None:
    await joint.join(birch)
    await joint.join(cedar)
    assert (await joint.publish()).status_code == 202
    act = await joint.pending()
    assert act is not None
    assert (await joint.approve(birch, act)).status_code == 200
    if change == "text":
        texts = {"en": {**complete["texts"]["en"], "title": "Something else entirely"}}
        answer = await ash.officer.patch(joint.path, json={"texts": texts}, headers=ANY)
    elif change == "own terms":
        answer = await joint.terms(ash, {"contact": "Water office"})
    elif change == "another's terms":
        answer = await joint.terms(birch, {"contact": "Water office"})
    elif change == "file":
        answer = await ash.officer.post(f"{joint.path}/documents?name=a.txt", content=b"What changed.")
    else:
        dogwood = await town(world, "dogwood")
        await joint.invite(dogwood)
        answer = await joint.of(dogwood, "accept")
    assert answer.is_success, answer.text
    late = await joint.approve(cedar, act)
    assert (late.status_code, late.json()["code"]) == (409, "act_ended")
    assert await joint.pending() is None
    assert await joint.status() == "draft"
    kinds = [one["kind"] for one in (await cedar.officer.get("/v1/notifications")).json()["items"]]
    assert "joint_act_void" in kinds


async def test_an_objection_ends_it_for_all(joint: Joint, birch: Town, cedar: Town) -> None:
    await joint.join(birch)
    await joint.join(cedar)
    await joint.publish()
    act = await joint.pending()
    assert act is not None
    path = f"{joint.path}/acts/{act['id']}/object"
    answer = await birch.officer.post(path, json={"reason": "Our council has not met."})
    assert answer.json()["state"] == "ended"
    assert answer.json()["end_reason"] == "Our council has not met."
    assert (await joint.approve(cedar, act)).status_code == 409
    assert (await joint.publish()).status_code == 202


async def test_a_city_that_has_left_has_no_right_on_anything(
    joint: Joint, ash: Town, birch: Town, cedar: Town
) -> None:
    await joint.join(birch)
    await joint.join(cedar)
    await joint.publish()
    act = await joint.pending()
    assert act is not None
    assert (await joint.of(birch, "leave", reason="The council said no.")).status_code == 204
    for path in ("", "/draft", "/joint", "/acts", f"/acts/{act['id']}", "/documents", "/participations"):
        assert (await birch.officer.get(joint.path + path)).status_code == 404, path
    assert (await birch.officer.get(f"{joint.path}/supplier-matches")).status_code == 404
    assert (await birch.officer.get(f"{joint.path}/similar")).status_code == 404
    assert (await joint.approve(birch, act)).status_code == 404
    assert (await joint.terms(birch, {})).status_code == 404
    assert (await birch.officer.get(f"/v1/organisations/{birch.id}/challenges")).json()["items"] == []
    # What the others had approved was with that city.
    assert (await joint.approve(cedar, act)).status_code == 409


async def test_leaving_a_public_challenge_is_told_and_touches_nothing_else(
    world: World, joint: Joint, ash: Town, birch: Town, cedar: Town
) -> None:
    await joint.join(birch, contact="Birch water office")
    await joint.join(cedar, contact="Cedar water office")
    await published_by(joint, birch, cedar)
    nobody = await world.browser()
    before = (await nobody.get(joint.path)).json()
    assert (await joint.of(birch, "leave", reason="Our pipes are new now.")).status_code == 204
    after = (await nobody.get(joint.path)).json()
    assert [one["city"]["slug"] for one in after["participations"]] == ["ash", "cedar"]
    assert after["participations"][1] == before["participations"][2]
    assert [(n["kind"], n["city"]["slug"], n["reason"]) for n in after["participation_notices"]] == [
        ("left", "birch", "Our pipes are new now.")
    ]
    assert {k: v for k, v in after.items() if k in ("texts", "terms", "dates", "status", "ocid")} == {
        k: v for k, v in before.items() if k in ("texts", "terms", "dates", "status", "ocid")
    }
    card = (await nobody.get("/v1/challenges")).json()["items"][0]
    assert {one["slug"] for one in card["publishers"]} == {"ash", "cedar"}
    assert (await birch.officer.get(f"{joint.path}/draft")).status_code == 404


async def test_an_invitation_lapses_by_the_databases_clock(world: World, joint: Joint, birch: Town) -> None:
    soon = (datetime.now(UTC) + timedelta(days=1)).isoformat()
    assert (await joint.invite(birch, answer_by=soon)).status_code == 201
    assert (await birch.officer.get(f"{joint.path}/draft")).status_code == 200
    await world.run("UPDATE participations SET answer_by = clock_timestamp() WHERE state = 'invited'")
    assert (await birch.officer.get(f"{joint.path}/draft")).status_code == 404
    assert (await joint.of(birch, "accept")).status_code == 404
    assert (await birch.officer.get(f"/v1/organisations/{birch.id}/challenges")).json()["items"] == []
    shown = (await joint.seen_by(joint.lead))["parts"][1]
    assert (shown["state"], shown["lapsed"]) == ("invited", True)
    # It may be invited again.
    assert (await joint.invite(birch)).status_code == 201
    assert (await joint.of(birch, "accept")).status_code == 200


async def test_a_time_to_answer_must_be_to_come(joint: Joint, birch: Town) -> None:
    answer = await joint.invite(birch, answer_by="2020-01-01T00:00:00Z")
    assert [e["pointer"] for e in answer.json()["errors"]] == ["/answer_by"]


async def test_asking_to_join_and_being_admitted(
    world: World, joint: Joint, ash: Town, birch: Town, cedar: Town
) -> None:
    assert (await joint.ask(birch)).status_code == 404  # a draft is not known to others
    await joint.join(cedar)
    await published_by(joint, cedar)
    asked = await joint.ask(birch, message="We have it too.", local_terms={"contact": "Birch"})
    assert asked.status_code == 201, asked.text
    assert [(p["state"], p["mine"]) for p in asked.json()["parts"]][-1] == ("asked", True)
    assert asked.json()["acts"] == []
    # The lead wants it; cedar, who posts it too, must want it as well.
    assert (await joint.of(birch, "accept", by=ash)).status_code == 200
    nobody = await world.browser()
    assert len((await nobody.get(joint.path)).json()["participations"]) == 2
    act = await joint.pending(cedar)
    assert act is not None
    assert act["kind"] == "admit"
    assert (await joint.approve(cedar, act)).json()["state"] == "done"
    found = (await nobody.get(joint.path)).json()
    assert [p["city"]["slug"] for p in found["participations"]] == ["ash", "cedar", "birch"]
    assert found["participations"][2]["local_terms"]["contact"] == "Birch"
    assert [(n["kind"], n["city"]["slug"]) for n in found["participation_notices"]] == [("joined", "birch")]


async def test_inviting_to_a_public_challenge_needs_every_city(
    joint: Joint, ash: Town, birch: Town, cedar: Town
) -> None:
    await joint.join(cedar)
    await published_by(joint, cedar)
    assert (await joint.invite(birch, message="Join us.")).status_code == 201
    assert (await joint.of(birch, "accept")).status_code == 409  # not invited yet
    act = await joint.pending(cedar)
    assert act is not None
    assert (await joint.approve(cedar, act)).json()["state"] == "done"
    assert (await joint.of(birch, "accept")).status_code == 200


async def test_the_lead_is_handed_over_with_everybodys_approval(
    world: World, joint: Joint, ash: Town, birch: Town
) -> None:
    await joint.join(birch)
    stays = await joint.of(ash, "leave", reason="Too much work.")
    assert (stays.status_code, stays.json()["code"]) == (409, "lead_stays")
    body = {"city_id": str(birch.id), "note": "Birch has the crew."}
    answer = await ash.officer.post(f"{joint.path}/hand-over", json=body, headers=ANY)
    assert answer.status_code == 200, answer.text
    act = await joint.pending(birch)
    assert act is not None
    assert (await joint.approve(birch, act)).json()["state"] == "done"
    parts = (await joint.seen_by(birch))["parts"]
    assert [(p["city"]["slug"], p["state"]) for p in parts] == [("birch", "lead"), ("ash", "accepted")]
    # The new lead writes the common parts, the old one only its own; now it may leave.
    assert (await birch.officer.patch(joint.path, json={"dates": {}}, headers=ANY)).status_code == 200
    assert (await ash.officer.patch(joint.path, json={"dates": {}}, headers=ANY)).status_code == 403
    assert (await joint.of(ash, "leave", reason="Done.")).status_code == 204
    assert "participation.lead_handed_over" in await world.audit(UUID(joint.id))


async def test_each_city_writes_its_own_terms_alone(
    joint: Joint, ash: Town, birch: Town, cedar: Town
) -> None:
    await joint.join(birch)
    await joint.join(cedar)
    assert (await joint.terms(birch, {"contact": "x"}, by=ash)).status_code == 403
    assert (await joint.terms(birch, {"contact": "x"}, by=cedar)).status_code == 403
    tag = next(p["tag"] for p in (await joint.seen_by(birch))["parts"] if p["mine"])
    answers = await asyncio.gather(*(joint.terms(birch, {"contact": n}, tag) for n in ("one", "two")))
    assert sorted(answer.status_code for answer in answers) == [200, 412]
    missing = await birch.officer.patch(f"{joint.path}/participations/{birch.id}", json={"local_terms": {}})
    assert missing.status_code == 428


async def test_shares_above_the_budget_block_publication(joint: Joint, birch: Town, complete: Json) -> None:
    budget = {"min_minor": 0, "max_minor": 1_000, "currency": "EUR"}
    terms = {**complete["terms"], "funding": {"budget": budget}}
    await joint.lead.officer.patch(joint.path, json={"terms": terms}, headers=ANY)
    await joint.join(birch, budget_share={"amount_minor": 1_001, "currency": "EUR"})
    answer = await joint.publish()
    assert answer.status_code == 422
    assert [e["code"] for e in answer.json()["errors"]] == ["shares_above_budget"]


async def test_a_joint_draft_is_not_deleted_over_the_others_heads(
    joint: Joint, ash: Town, birch: Town
) -> None:
    await joint.join(birch)
    answer = await ash.officer.delete(joint.path, headers=ANY)
    assert (answer.status_code, answer.json()["code"]) == (409, "joint_draft")
    assert (await joint.of(birch, "leave", reason="No.")).status_code == 204
    assert (await ash.officer.delete(joint.path, headers=ANY)).status_code == 204


async def test_declining_and_taking_back(world: World, joint: Joint, ash: Town, birch: Town) -> None:
    await joint.invite(birch)
    twice = await joint.invite(birch)
    assert (twice.status_code, twice.json()["code"]) == (409, "part_taken")
    assert (await joint.of(birch, "decline", reason="Not this year.")).status_code == 204
    assert (await birch.officer.get(f"{joint.path}/draft")).status_code == 404
    part = (await joint.seen_by(ash))["parts"][1]
    assert (part["state"], part["message"]) == ("declined", "Not this year.")
    await joint.invite(birch)
    taken = await ash.officer.delete(f"{joint.path}/participations/{birch.id}", headers=ANY)
    assert taken.status_code == 204
    assert (await birch.officer.get(f"{joint.path}/draft")).status_code == 404
    assert len((await joint.seen_by(ash))["parts"]) == 1


async def test_a_real_challenge_invites_no_invented_city(world: World, joint: Joint, birch: Town) -> None:
    await world.run("UPDATE cities SET demo = true WHERE id = :id", id=birch.id)
    answer = await joint.invite(birch)
    assert [e["code"] for e in answer.json()["errors"]] == ["no_such_city"]
