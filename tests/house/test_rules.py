"""Rules of the house that no other tool holds."""

from __future__ import annotations

import subprocess
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MOST_LINES = 400
WRITTEN_BY_HAND = (".py", ".ts", ".tsx")
GENERATED = ("frontend/src/api/", "frontend/src/locales/", "migrations/versions/0002_tables.py")


def tracked() -> list[Path]:
    done = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True)
    names = [name for name in done.stdout.splitlines() if not name.startswith(GENERATED)]
    return [path for path in map(Path, names) if path.suffix in WRITTEN_BY_HAND and (ROOT / path).exists()]


def test_every_module_is_held_to_the_direction_of_imports() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    held = {container for contract in contracts for container in contract.get("containers", [])}
    folders = (ROOT / "backend" / "interurban" / "modules").glob("*/__init__.py")
    assert {f"interurban.modules.{path.parent.name}" for path in folders} - held == set()


def test_files_fit_a_readers_patience() -> None:
    lengths = {path: len((ROOT / path).read_text().splitlines()) for path in tracked()}
    assert {path: length for path, length in lengths.items() if length > MOST_LINES} == {}


def test_names_say_what_is_inside() -> None:
    vague = {"utils", "util", "helpers", "helper", "misc", "common", "stuff"}
    assert [path for path in tracked() if vague & {path.stem, *path.parent.parts}] == []
