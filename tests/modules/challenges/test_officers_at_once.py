"""Twenty officers of two cities act at once: whatever was answered with success is there afterwards."""

from __future__ import annotations

import asyncio
from typing import Any
from uuid import UUID

import httpx
from tests.factories.people import client_as
from tests.factories.world import World

from interurban.core.actor import Role
from interurban.core.audit import broken_chains

from .cities import Joint, Town, drafted, published_by, town

Json = dict[str, Any]
OFFICERS = 10  # of each city


async def officers(world: World, city: Town) -> list[httpx.AsyncClient]:
    return [await client_as(world.app, Role.city_officer, city.id) for _ in range(OFFICERS)]


async def keeps_trying(browser: httpx.AsyncClient, path: str, read: str, body: Any) -> int:
    """As a person does: reads, writes with the ETag, and after 412 reads again. How often it wrote."""
    for turn in range(200):
        found = await browser.get(read)
        tag = found.headers["etag"]
        change = body(found.json())
        if read.endswith("/joint"):
            tag = next(part["tag"] for part in found.json()["parts"] if part["mine"])
        answer = await browser.patch(path, json=change, headers={"If-Match": tag})
        if answer.status_code == 200:
            return turn + 1
        assert answer.status_code == 412, answer.text
    raise AssertionError("never got through")


async def test_nobodys_words_are_lost(world: World, complete: Json) -> None:
    """Each of the lead's officers adds a risk, each of the other city's a language to its own terms."""
    ash, birch = await town(world, "ash"), await town(world, "birch")
    joint = await drafted(ash, complete)
    await joint.join(birch)

    def one_risk_more(n: int) -> Any:
        def change(draft: Json) -> Json:
            risks = [*draft["terms"]["sponsorship"]["risks"], {"text": {"en": f"risk {n}"}}]
            return {"terms": {**draft["terms"], "sponsorship": {"risks": risks}}}

        return change

    def one_gate_more(n: int) -> Any:
        def change(found: Json) -> Json:
            own = next(part["local_terms"] for part in found["parts"] if part["mine"])
            gates = [*own["gates"], {"id": f"gate-{n}", "kind": "other", "label": {"en": f"gate {n}"}}]
            return {"local_terms": {**own, "gates": gates}}

        return change

    terms = f"{joint.path}/participations/{birch.id}"
    await asyncio.gather(
        *(
            keeps_trying(browser, joint.path, f"{joint.path}/draft", one_risk_more(n))
            for n, browser in enumerate(await officers(world, ash))
        ),
        *(
            keeps_trying(browser, terms, f"{joint.path}/joint", one_gate_more(n))
            for n, browser in enumerate(await officers(world, birch))
        ),
    )
    draft = (await ash.officer.get(f"{joint.path}/draft")).json()
    risks = [risk["text"]["en"] for risk in draft["terms"]["sponsorship"]["risks"]]
    assert sorted(risks) == sorted(f"risk {n}" for n in range(OFFICERS))
    parts = (await joint.seen_by(birch))["parts"]
    own = next(part["local_terms"] for part in parts if part["mine"])
    assert {gate["id"] for gate in own["gates"]} == {f"gate-{n}" for n in range(OFFICERS)}
    actions = await world.audit(UUID(joint.id))
    assert actions.count("challenge.changed") == OFFICERS
    assert actions.count("participation.terms_changed") == OFFICERS


async def test_twenty_approvals_and_edits_at_once_leave_one_truth(world: World, complete: Json) -> None:
    """Ten approve what was proposed while ten others change it: it is public as approved, or not at all."""
    ash, birch = await town(world, "ash"), await town(world, "birch")
    joint = await drafted(ash, complete)
    await joint.join(birch)
    assert (await joint.publish()).status_code == 202
    act = await joint.pending()
    assert act is not None
    before = (await ash.officer.get(f"{joint.path}/draft")).json()
    writers, approvers = await officers(world, ash), await officers(world, birch)
    approve = f"{joint.path}/acts/{act['id']}/approve"

    async def write(n: int, browser: httpx.AsyncClient) -> httpx.Response:
        texts = {"en": {**complete["texts"]["en"], "title": f"title {n}"}}
        return await browser.patch(joint.path, json={"texts": texts}, headers={"If-Match": "*"})

    answers = await asyncio.gather(
        *(b.post(approve, json={}, headers={"If-Match": act["tag"]}) for b in approvers),
        *(write(n, browser) for n, browser in enumerate(writers)),
    )
    approved = [answer for answer in answers[:OFFICERS] if answer.status_code == 200]
    written = [answer for answer in answers[OFFICERS:] if answer.status_code == 200]
    assert {answer.status_code for answer in answers} <= {200, 409}
    found = (await ash.officer.get(joint.path)).json()
    if approved:
        # The approval came first: not one word was changed afterwards.
        assert (len(approved), written) == (1, [])
        assert found["status"] == "open"
        assert found["titles"]["en"] == before["texts"]["en"]["title"]
    else:
        assert len(written) == OFFICERS
        assert found["status"] == "draft"
        assert await joint.pending() is None
    async with world.database.write() as session:
        assert await broken_chains(session) == []


async def test_two_cities_leave_and_one_joins_at_the_same_moment(world: World, complete: Json) -> None:
    ash, birch, cedar = [await town(world, name) for name in ("ash", "birch", "cedar")]
    dogwood = await town(world, "dogwood")
    joint: Joint = await drafted(ash, complete)
    await joint.join(birch)
    await joint.join(cedar)
    await published_by(joint, birch, cedar)
    await joint.ask(dogwood)
    left, gone, admitted = await asyncio.gather(
        joint.of(birch, "leave", reason="One."),
        joint.of(cedar, "leave", reason="Two."),
        joint.of(dogwood, "accept", by=ash),
    )
    assert (left.status_code, gone.status_code, admitted.status_code) == (204, 204, 200)
    nobody = await world.browser()
    found = (await nobody.get(joint.path)).json()
    kinds = [(notice["kind"], notice["city"]["slug"]) for notice in found["participation_notices"]]
    shown = {part["city"]["slug"] for part in found["participations"]}
    # Admitted at once if it came last, else the proposal to admit it went with whoever left.
    assert {("left", "birch"), ("left", "cedar")} <= set(kinds)
    assert shown == ({"ash", "dogwood"} if ("joined", "dogwood") in kinds else {"ash"})
    card = (await nobody.get("/v1/challenges")).json()["items"][0]
    assert {one["slug"] for one in card["publishers"]} == shown
