from __future__ import annotations

import argparse
import asyncio
import gzip
import json
import sys
from pathlib import Path

import pytest
from tests.modules.sources.conftest import Rows
from tests.modules.sources.notices import ted, write
from tests.modules.sources.test_bandiradar import OPPORTUNITY
from tests.modules.sources.test_storing import tender

from interurban.core.database import Database
from interurban.core.settings import Settings
from interurban.modules.sources import command, first_start
from interurban.modules.sources.first_start import import_packages


@pytest.fixture
def packages(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    (folder / "prozorro_mcp" / "data").mkdir(parents=True)
    (folder / "bandiradar" / "data" / "eval").mkdir(parents=True)
    lines = "\n".join(json.dumps(tender(number)) for number in range(3))
    (folder / "prozorro_mcp" / "data" / "demo.jsonl.gz").write_bytes(gzip.compress(lines.encode()))
    write(folder / "bandiradar" / "data" / "eval" / "opportunities.jsonl", OPPORTUNITY)
    return folder


async def test_installed_packages_are_imported_once(
    database: Database, settings: Settings, packages: Path, rows: Rows
) -> None:
    settings.data_folder = packages
    told: list[tuple[str, int, int | None]] = []
    done = await import_packages(
        settings, database, lambda label, counts, total: told.append((label, counts.read, total))
    )
    assert {name: counts.created for name, counts in done.items()} == {"prozorro": 3, "bandiradar": 1}
    assert told == [("prozorro", 0, 3), ("prozorro", 3, 3), ("bandiradar", 0, 1), ("bandiradar", 1, 1)]
    assert await import_packages(settings, database) == {}
    assert await rows("SELECT count(*) FROM import_runs") == [(2,)]


async def test_without_packages_the_start_goes_on(
    database: Database, settings: Settings, tmp_path: Path
) -> None:
    settings.data_folder = tmp_path
    assert await import_packages(settings, database) == {}


def test_packages_are_looked_for_beside_the_environment(
    settings: Settings, packages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "prefix", str(packages.parent))
    assert first_start.data_folder(settings) == packages


async def run(given: list[str], settings: Settings, database: Database) -> int:
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    return await command.run(settings, database.url, parser.parse_args(given))


async def test_the_last_line_is_the_counts(
    database: Database, settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path / "1.xml", ted())
    write(tmp_path / "2.xml", "<broken")
    assert await run(["ted-xml", str(tmp_path), "--json"], settings, database) == 0
    printed = capsys.readouterr()
    counts = json.loads(printed.out.splitlines()[-1])
    assert list(counts) == ["read", "created", "updated", "unchanged", "merged", "rejected", "seconds"]
    assert (counts["read"], counts["created"], counts["rejected"]) == (2, 1, 1)
    assert "2 of 2 records" in printed.err


async def test_an_input_that_cannot_be_read_is_said(
    database: Database, settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert await run(["ted-xml", str(tmp_path / "absent")], settings, database) == 1
    assert "There is no file or folder" in capsys.readouterr().err
    await asyncio.sleep(0)
