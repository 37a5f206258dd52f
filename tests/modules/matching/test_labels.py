from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from interurban.modules.matching.labels import BadLabels, package_labels, read_labels
from interurban.modules.matching.words.concepts import ancestors, significant

ROWS = [("90620000", "en", "Snow-clearing services"), ("90620000", "fi", "Lumenraivaus")]


def test_json_lines_plain_and_gzipped(tmp_path: Path) -> None:
    line = json.dumps({"code": "90620000-9", "labels": {"en": ROWS[0][2], "FI": ROWS[1][2], "sv": ""}})
    plain, packed = tmp_path / "cpv.jsonl", tmp_path / "cpv.jsonl.gz"
    plain.write_text("\ufeff" + line + "\n\n", encoding="utf-8")
    packed.write_bytes(gzip.compress(line.encode()))
    assert list(read_labels(plain)) == ROWS
    assert list(read_labels(packed)) == ROWS


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_csv_with_a_column_a_language(tmp_path: Path, mark: str) -> None:
    path = tmp_path / "cpv.csv"
    path.write_text(
        f"CODE{mark}EN{mark}FI\n90620000-9{mark}{ROWS[0][2]}{mark}{ROWS[1][2]}\n", encoding="utf-8"
    )
    assert list(read_labels(path)) == ROWS


@pytest.mark.parametrize("text", ['{"code": "9062"}', "[1]", "not json", '{"code": "90620000", "labels": 3}'])
def test_a_broken_line_is_named(tmp_path: Path, text: str) -> None:
    path = tmp_path / "cpv.jsonl"
    path.write_text(text)
    with pytest.raises(BadLabels, match=r"cpv\.jsonl:1"):
        list(read_labels(path))


def test_a_csv_without_codes_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "cpv.csv"
    path.write_text("number,en\n1,Snow\n")
    with pytest.raises(BadLabels, match="code"):
        list(read_labels(path))


def test_labels_of_data_packages(tmp_path: Path) -> None:
    for folder, name, content in (
        ("prozorro_mcp", "dk021_uk.json", {"90620000-9": "Послуги з прибирання снігу"}),
        ("bandiradar", "cpv_it.json", {"servizi di sgombero neve": "90620000"}),
    ):
        (tmp_path / folder / "data").mkdir(parents=True)
        (tmp_path / folder / "data" / name).write_text(json.dumps(content), encoding="utf-8")
    assert list(package_labels(tmp_path)) == [
        ("90620000", "uk", "Послуги з прибирання снігу"),
        ("90620000", "it", "Servizi di sgombero neve"),
    ]
    assert list(package_labels(tmp_path / "nothing")) == []


def test_codes_point_to_themselves_and_above() -> None:
    assert significant("90511000") == "90511"
    assert significant("30000000") == "30"
    assert significant("30200000") == "302"
    assert ancestors("90511") == ["90511", "9051", "905", "90"]
    assert ancestors("44508") == ["44508", "445", "44"]
