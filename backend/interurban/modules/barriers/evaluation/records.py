"""The fields that labels point into, read from the folder of real records; nothing of them is kept."""

from __future__ import annotations

import json
import lzma
import tarfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

Key = tuple[str, str, str, str]  # file, record, field, language; the language only of notices in XML


def fields(folder: Path, wanted: Iterable[Key]) -> dict[Key, str]:
    """The text of each wanted field. Raises KeyError for the first that the folder does not have."""
    by_file: dict[str, list[Key]] = defaultdict(list)
    for key in wanted:
        by_file[key[0]].append(key)
    found: dict[Key, str] = {}
    for file, keys in by_file.items():
        read = _notices if file.endswith(".tar.xz") else _lines
        found.update(read(folder / file, keys))
    missing = [key for keys in by_file.values() for key in keys if key not in found]
    if missing:
        raise KeyError(f"no such field: {' '.join(missing[0])}")
    return found


def _lines(path: Path, keys: list[Key]) -> Iterator[tuple[Key, str]]:
    by_record: dict[str, list[Key]] = defaultdict(list)
    for key in keys:
        by_record[key[1]].append(key)
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row: dict[str, Any] = json.loads(line)
            for key in by_record.get(str(row["source_id"]), ()):
                yield key, row[key[2]]


def _notices(path: Path, keys: list[Key]) -> Iterator[tuple[Key, str]]:
    by_record: dict[str, list[Key]] = defaultdict(list)
    for key in keys:
        by_record[key[1]].append(key)
    with lzma.open(path) as unpacked, tarfile.open(fileobj=unpacked) as archive:
        for member in archive:
            wanted = by_record.get(Path(member.name).stem)
            opened = archive.extractfile(member) if wanted else None
            if wanted and opened is not None:
                texts = dict(_form_texts(fromstring(opened.read())))
                for key in wanted:
                    if (key[3], key[2]) in texts:
                        yield key, texts[key[3], key[2]]


def _form_texts(root: Element) -> Iterator[tuple[tuple[str, str], str]]:
    """((language, `TAG.n`), text) of every element of the original forms that holds paragraphs alone."""
    section = next(part for part in root if _name(part) == "FORM_SECTION")
    for form in section:
        if form.get("CATEGORY") != "ORIGINAL":
            continue
        seen: Counter[str] = Counter()
        for element in form.iter():
            parts = list(element)
            if parts and all(_name(part) == "P" for part in parts):
                name = _name(element)
                lines = [" ".join("".join(p.itertext()).split()) for p in element.iter() if _name(p) == "P"]
                yield ((form.get("LG") or "").lower(), f"{name}.{seen[name]}"), "\n".join(lines)
                seen[name] += 1


def _name(element: Element) -> str:
    return element.tag.rsplit("}", 1)[-1]
