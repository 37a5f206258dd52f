from __future__ import annotations

from pathlib import Path

import httpx
from tests.modules.sources.conftest import Import
from tests.modules.sources.notices import ted
from tests.modules.sources.test_storing import notices


async def test_runs_are_listed_in_pages_newest_first(
    do_import: Import, tmp_path: Path, client: httpx.AsyncClient
) -> None:
    for number in range(3):
        await do_import("ted-xml", notices(tmp_path / f"in{number}", ted(doc_id=f"00000{number}-2031")))
    first = (await client.get("/v1/sources/runs?limit=2")).json()
    second = (await client.get("/v1/sources/runs", params={"limit": 2, "cursor": first["next"]})).json()
    assert [run["label"] for run in first["items"] + second["items"]] == ["in2", "in1", "in0"]
    assert (first["items"][0]["total"], first["items"][0]["counts"]["read"], second["next"]) == (1, 1, None)
