"""Schemathesis reads the document and tries to break every operation, as nobody, a supplier and a city.

In the suite each operation gets a fixed handful of cases; `make fuzz` sets INTERURBAN_FUZZ_EXAMPLES for many
new ones.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.config import SchemathesisConfig

from interurban.app import create_app
from interurban.core.actor import Role
from interurban.core.settings import Settings
from tests import factories
from tests.fixtures.app import copied
from tests.fixtures.live import LiveServer, live

pytestmark = pytest.mark.xdist_group("fuzz")
EXAMPLES = int(os.environ.get("INTERURBAN_FUZZ_EXAMPLES", "0"))
ORIGIN = "http://127.0.0.1:8000"
# A request may fit the document and be refused for what it means (dates in the wrong order, a stale ETag),
# and one that does not fit may be refused for that first.
MEANT_OTHERWISE = ["401", "403", "404", "409", "410", "412", "413", "415", "422", "428", "429"]
CONFIG = {
    "checks": {
        "positive_data_acceptance": {"expected-statuses": ["2xx", "3xx", *MEANT_OTHERWISE]},
        "negative_data_rejection": {"expected-statuses": ["400", "405", "406", *MEANT_OTHERWISE]},
    },
    # Whose session it is belongs to the test; unknown query parameters are passed over, as on the whole web.
    "generation": {"with-security-parameters": False, "allow-extra-parameters": False},
    "phases": {"coverage": {"enabled": bool(EXAMPLES)}},
}

document = create_app(
    Settings(environment="test", home=Path("nowhere"), ready_accounts=True), "postgresql://nowhere/nothing"
).openapi()
# Over plain http on loopback the cookie goes by its plain name.
document["components"]["securitySchemes"]["session"]["name"] = "interurban"
schema = schemathesis.openapi.from_dict(document, config=SchemathesisConfig.from_dict(CONFIG))


@dataclass
class Target:
    """The running application, and what exists there."""

    server: LiveServer
    city: UUID
    supplier: UUID
    known: dict[str, str] = field(default_factory=dict)

    def refresh(self) -> None:
        """Things that a request may have used up."""
        draft = self.server.run(factories.draft(self.server.app.state.database, self.city))
        self.known = {
            "challenge_id": str(draft),
            "supplier_id": str(self.supplier),
            "organisation_id": str(self.city),
        }

    def cookies(self, caller: str) -> dict[str, str]:
        """Of a new session, since a request may have ended the one before."""
        if caller == "nobody":
            return {}
        role, home = (
            (Role.supplier_owner, self.supplier) if caller == "supplier" else (Role.city_officer, self.city)
        )
        client = self.server.run(factories.client_as(self.server.app, role, home))
        return dict(client.cookies)


current: list[Target] = []


@pytest.fixture(scope="module")
def target(server_url: str, template: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Target]:
    home: Path = tmp_path_factory.mktemp("home")
    with copied(server_url, template) as url:
        app = create_app(
            Settings(environment="test", home=home, worker_inside=False, ready_accounts=True), url
        )
        with live(app) as server:
            database = app.state.database
            found = Target(
                server, server.run(factories.city(database)), server.run(factories.supplier(database))
            )
            current[:] = [found]
            yield found
            current.clear()


@schema.hook
def map_path_parameters(context: Any, path_parameters: dict[str, Any] | None) -> dict[str, Any] | None:
    """Most requests name something that exists; made-up ids alone would never get past 404."""
    if not path_parameters or not current:
        return path_parameters
    known = current[0].known
    return {
        name: known.get(name, value) if str(value)[-1:] not in "01" else value
        for name, value in path_parameters.items()
    }


@schema.parametrize()
@pytest.mark.parametrize("caller", ["nobody", "supplier", "officer"])
@settings(
    max_examples=EXAMPLES or 5,
    derandomize=not EXAMPLES,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
def test_nothing_breaks(case: Any, caller: str, target: Target) -> None:
    target.refresh()
    case.call_and_validate(
        base_url=target.server.url, headers={"Origin": ORIGIN}, cookies=target.cookies(caller)
    )
