from __future__ import annotations

import gzip
import json
import re
from importlib.resources import files

from tests.shared_data import shared

TABLE: dict[str, dict[str, str]] = json.loads(
    files("interurban.modules.matching").joinpath("cpv_groups.json").read_text("utf-8")
)


def test_codes_are_divisions_and_groups_in_order() -> None:
    assert all(re.fullmatch(r"\d{3}00000", code) for code in TABLE)
    assert list(TABLE) == sorted(TABLE)


def test_every_code_is_named_once_in_english_and_french() -> None:
    for code, labels in TABLE.items():
        assert set(labels) == {"en", "fr"}, code
        assert all(label and label == label.strip() for label in labels.values()), code
    for lang in ("en", "fr"):
        names = [labels[lang] for labels in TABLE.values()]
        assert len(set(names)) == len(names)


def test_there_are_45_divisions_and_each_group_has_its_own() -> None:
    divisions = {code for code in TABLE if code.endswith("000000")}
    assert len(divisions) == 45
    assert {code[:2] + "000000" for code in TABLE} == divisions


def test_codes_are_those_of_the_official_file() -> None:
    with gzip.open(shared("data/reference/cpv2008_24lang.jsonl.gz"), "rt", encoding="utf-8") as lines:
        codes = {json.loads(line)["code"][:8] for line in lines}
    assert set(TABLE) == {code for code in codes if code.endswith("00000")}
