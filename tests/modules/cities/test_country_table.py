from __future__ import annotations

import json
import re
from importlib.resources import files

from tests.shared_data import shared

TABLE: dict[str, dict[str, str]] = json.loads(
    files("interurban.modules.cities").joinpath("countries.json").read_text("utf-8")
)
# Former countries, and a code that ISO 3166-1 leaves to its users.
NOT_IN_ISO_3166 = {"AN", "CS", "XK"}


def test_every_country_is_named_once_in_english_and_french() -> None:
    assert len(TABLE) == 250  # 249 of ISO 3166-1 and the Union
    for code, names in TABLE.items():
        assert re.fullmatch(r"[A-Z]{2}", code)
        assert set(names) == {"en", "fr"}, code
        assert all(name and name == name.strip() for name in names.values()), code
    for lang in ("en", "fr"):
        assert len({names[lang] for names in TABLE.values()}) == len(TABLE)


def test_the_union_stands_among_the_countries() -> None:
    assert TABLE["EU"] == {"en": "European Union", "fr": "Union européenne"}


def test_codes_are_those_of_the_reference_file() -> None:
    reference = set(json.loads(shared("data/reference/geonames_countries.json").read_text("utf-8")))
    assert set(TABLE) - {"EU"} == reference - NOT_IN_ISO_3166
