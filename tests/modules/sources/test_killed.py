"""An import whose process is killed goes on, and ends as if nothing had happened."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from pathlib import Path

from tests.modules.sources.conftest import Rows
from tests.modules.sources.notices import write
from tests.modules.sources.test_storing import tender

from interurban.modules.sources.service import BATCH

ROOT = Path(__file__).resolve().parents[3]
TENDERS = 8 * BATCH


def start(path: Path, url: str) -> subprocess.Popen[str]:
    environment = {**os.environ, "DATABASE_URL": url, "PYTHONPATH": str(ROOT / "backend")}
    command = [sys.executable, "-m", "interurban", "import", "prozorro", str(path), "--json"]
    return subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


async def test_a_killed_import_loses_and_doubles_nothing(
    database_url: str, tmp_path: Path, rows: Rows
) -> None:
    path = write(tmp_path / "many.jsonl", *[tender(number) for number in range(TENDERS)])
    first = start(path, database_url)
    while not (position := await rows("SELECT position FROM import_runs")) or position == [(0,)]:
        assert first.poll() is None, first.communicate()
        await asyncio.sleep(0.02)
    first.kill()
    first.communicate()
    ((stopped_at,),) = await rows("SELECT position FROM import_runs")
    assert 0 < stopped_at < TENDERS
    assert await rows("SELECT count(*) FROM challenges") == [(stopped_at,)]

    output, errors = start(path, database_url).communicate(timeout=120)
    counts = json.loads(output.splitlines()[-1])
    assert (counts["read"], counts["created"], counts["merged"]) == (TENDERS, TENDERS, 0), errors
    assert await rows("SELECT count(*), count(DISTINCT source_id) FROM challenges") == [(TENDERS, TENDERS)]
    assert await rows("SELECT count(*) FROM import_runs") == [(1,)]
