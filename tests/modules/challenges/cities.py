"""Cities that post together, as tests speak of them: their officers' browsers and the steps between them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import httpx
from tests.factories.world import World

from interurban.core.actor import Role

Json = dict[str, Any]
ANY = {"If-Match": "*"}


@dataclass
class Town:
    id: UUID
    officer: httpx.AsyncClient


async def town(world: World, name: str, **fields: Any) -> Town:
    city = await world.city(name, **fields)
    return Town(city, await world.member(city, Role.city_officer, f"officer@{name}.example"))


@dataclass
class Joint:
    """A challenge with its lead; steps answer with what the server said."""

    id: str
    lead: Town

    @property
    def path(self) -> str:
        return f"/v1/challenges/{self.id}"

    async def invite(self, city: Town, **more: Any) -> httpx.Response:
        body = {"city_id": str(city.id), **more}
        return await self.lead.officer.post(f"{self.path}/participations", json=body)

    async def ask(self, city: Town, **more: Any) -> httpx.Response:
        body = {"city_id": str(city.id), **more}
        return await city.officer.post(f"{self.path}/participations/ask", json=body)

    async def of(
        self, city: Town, verb: str, by: Town | None = None, tag: str = "*", **body: Any
    ) -> httpx.Response:
        """accept, decline or leave; by the city itself unless `by` says who."""
        browser = (by or city).officer
        path = f"{self.path}/participations/{city.id}/{verb}"
        return await browser.post(path, json=body, headers={"If-Match": tag})

    async def terms(self, city: Town, terms: Json, tag: str = "*", by: Town | None = None) -> httpx.Response:
        path = f"{self.path}/participations/{city.id}"
        browser = (by or city).officer
        return await browser.patch(path, json={"local_terms": terms}, headers={"If-Match": tag})

    async def join(self, city: Town, **terms: Any) -> None:
        assert (await self.invite(city)).status_code == 201
        answer = await self.of(city, "accept", local_terms=terms)
        assert answer.status_code == 200, answer.text

    async def publish(self, by: Town | None = None) -> httpx.Response:
        return await (by or self.lead).officer.post(f"{self.path}/publish", headers=ANY)

    async def seen_by(self, city: Town) -> Json:
        found: Json = (await city.officer.get(f"{self.path}/joint")).json()
        return found

    async def pending(self, city: Town | None = None) -> Json | None:
        acts = (await self.seen_by(city or self.lead))["acts"]
        return next((act for act in acts if act["state"] == "pending"), None)

    async def approve(self, city: Town, act: Json, tag: str | None = None) -> httpx.Response:
        path = f"{self.path}/acts/{act['id']}/approve"
        headers = {"If-Match": tag or act["tag"]}
        return await city.officer.post(path, json={"office": "Water office"}, headers=headers)

    async def status(self) -> str:
        found: str = (await self.lead.officer.get(self.path)).json()["status"]
        return found


async def drafted(lead: Town, draft: Json) -> Joint:
    answer = await lead.officer.post("/v1/challenges", json={**draft, "organisation_id": str(lead.id)})
    assert answer.status_code == 201, answer.text
    return Joint(answer.json()["id"], lead)


async def published_by(joint: Joint, *others: Town) -> None:
    """Every city approves, one after the other."""
    assert (await joint.publish()).status_code == (202 if others else 200)
    for city in others:
        act = await joint.pending(city)
        assert act is not None
        answer = await joint.approve(city, act)
        assert answer.status_code == 200, answer.text
    assert await joint.status() in ("open", "planned")
