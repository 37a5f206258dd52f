"""Where the labels of the classification (CPV 2008) come from: our own file, data packages, official file."""

from __future__ import annotations

import csv
import gzip
import json
from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import IO, Any

Labels = dict[str, dict[str, str]]  # language -> code of eight digits -> label


class BadLabels(ValueError):
    """A file of labels that cannot be read. The message names the file and the line."""


def groups() -> Labels:
    """The divisions and groups in English and French, which the project itself writes."""
    path = files(__package__).joinpath("cpv_groups.json")
    found: Labels = {}
    for code, labels in json.loads(path.read_text(encoding="utf-8")).items():
        for lang, label in labels.items():
            found.setdefault(lang, {})[code] = label
    return found


def rows_of(labels: Labels) -> Iterator[tuple[str, str, str]]:
    """(code, language, label) of each."""
    for lang, by_code in labels.items():
        for code, label in by_code.items():
            yield code, lang, label


def package_labels(folder: Path) -> Iterator[tuple[str, str, str]]:
    """All codes in Ukrainian and in Italian, from the data packages unpacked in `folder`."""
    ukrainian = folder / "prozorro_mcp" / "data" / "dk021_uk.json"
    if ukrainian.exists():
        for code, label in json.loads(ukrainian.read_text(encoding="utf-8")).items():
            yield _code(code), "uk", label.strip()
    italian = folder / "bandiradar" / "data" / "cpv_it.json"
    if italian.exists():
        # Here the label is the key, in lower case.
        for label, code in json.loads(italian.read_text(encoding="utf-8")).items():
            yield _code(code), "it", label[:1].upper() + label[1:]


def installed_labels(folders: Iterable[Path] = (), official: Path | None = None) -> Labels:
    """What an installation has after its first start: our own labels and those of data packages in `folders`;
    over them those of an official file where one is given.
    """
    found = groups()
    rows = [row for folder in folders for row in package_labels(folder)]
    for code, lang, label in (*rows, *(read_labels(official) if official is not None else ())):
        found.setdefault(lang, {})[code] = label
    return found


def open_text(path: Path) -> IO[str]:
    """A text file, by its name gzipped or not; a byte-order mark is passed over."""
    if path.suffix == ".gz":
        return gzip.open(path, "rt", encoding="utf-8-sig")
    return path.open(encoding="utf-8-sig")


def read_labels(path: Path) -> Iterator[tuple[str, str, str]]:
    """(code, language, label) of a file: JSON Lines, JSON, or CSV with a column a language; .gz as it comes.

    JSON Lines: {"code", "labels": {lang: label}}. CSV: a column `code` and columns named by language.
    """
    with open_text(path) as text:
        if ".csv" in path.suffixes:
            yield from _from_csv(path, text)
        else:
            yield from _from_json_lines(path, text)


def _from_json_lines(path: Path, lines: Any) -> Iterator[tuple[str, str, str]]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            code, labels = _code(row["code"]), row["labels"].items()
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise BadLabels(f'{path}:{number}: expected {{"code", "labels": {{language: label}}}}') from error
        for lang, label in labels:
            if label:
                yield code, str(lang).lower(), str(label)


def _from_csv(path: Path, lines: Any) -> Iterator[tuple[str, str, str]]:
    table = csv.DictReader(lines, dialect=_dialect(lines))
    columns = {(name or "").strip().lower(): name for name in table.fieldnames or []}
    if "code" not in columns:
        raise BadLabels(f"{path}: expected a column named code and a column for each language")
    languages = {lang: name for lang, name in columns.items() if len(lang) == 2}
    if not languages:
        raise BadLabels(f"{path}: no column is named by a language of two letters")
    for number, row in enumerate(table, 2):
        try:
            code = _code(row[columns["code"]])
        except ValueError as error:
            raise BadLabels(f"{path}:{number}: {error}") from error
        for lang, name in languages.items():
            if row[name]:
                yield code, lang, row[name].strip()


def _dialect(lines: Any) -> type[csv.Dialect]:
    sample = lines.read(4_096)
    lines.seek(0)
    try:
        return csv.Sniffer().sniff(sample.splitlines()[0] if sample else "", delimiters=",;\t")
    except csv.Error:
        return csv.excel


def _code(given: object) -> str:
    """Eight digits; the check digit after a dash is left out."""
    code = str(given).strip().split("-")[0]
    if not (len(code) == 8 and code.isdigit()):
        raise ValueError(f"not a code of eight digits: {str(given)[:40]!r}")
    return code
