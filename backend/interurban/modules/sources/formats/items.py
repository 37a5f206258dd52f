"""What every parser does alike: texts in shape, rejects with reasons, one bad item kept from the rest."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Literal

from interurban.modules.sources.types import ImportedRecord, ImportedTexts, Reject

from .dates import DayOrder, Moment, read_moment, read_relative
from .json_values import Broken, json_values
from .markdown import MAX_TEXT_CHARACTERS, cut, summary_of, to_markdown
from .persons_in_texts import without_personal_data
from .reading import members
from .text_repair import one_line, tidy

MAX_TITLE_CHARACTERS = 500
MAX_EXCERPT_CHARACTERS = 500
_SOURCE_ID = re.compile(r"[^\x00-\x20\x7f\ud800-\udfff]{1,300}")


class Refused(Exception):
    """Raised inside a parser for an item that cannot become a record."""

    def __init__(self, code: str, detail: str, source_id: str | None = None) -> None:
        super().__init__(detail)
        self.code, self.detail, self.source_id = code, detail, source_id


def reject(position: int, code: str, detail: str, raw: Any = "", source_id: str | None = None) -> Reject:
    """A reject with the beginning of the item, without personal data."""
    if isinstance(raw, bytes):
        raw = raw[: MAX_EXCERPT_CHARACTERS * 4].decode("utf-8", "replace")
    elif not isinstance(raw, str):
        raw = json.dumps(raw, ensure_ascii=False, default=str)
    excerpt = without_personal_data(tidy(raw[: MAX_EXCERPT_CHARACTERS * 4]))[:MAX_EXCERPT_CHARACTERS]
    return Reject(position, source_id, code, detail[:500], excerpt)


Read = Callable[[Any, int], ImportedRecord]


def guarded(item: Any, position: int, read: Read) -> ImportedRecord | Reject:
    try:
        return read(item, position)
    except Refused as error:
        return reject(position, error.code, error.detail, item, error.source_id)
    except (ValueError, TypeError, KeyError, AttributeError, IndexError, ArithmeticError) as error:
        detail = f"The item does not have the shape of this format ({type(error).__name__}: {error})."
        return reject(position, "unexpected_shape", detail, item)


def identifier(value: Any) -> str:
    """A source's own id, as text without blanks around it; an item without one cannot be told apart."""
    text = str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""
    if not _SOURCE_ID.fullmatch(text):
        raise Refused("no_id", "Without an identifier a later version could not replace the item.")
    return text


def texts(
    title: Any, body: str, extra: dict[str, Any], *, source_id: str, summary: str = ""
) -> ImportedTexts:
    """Texts of one language; `extra` learns when the body was cut. Refuses what has nothing to read."""
    line = one_line(str(title or ""))
    markdown = to_markdown(body)
    if not line:
        line = cut(summary_of(markdown), 150)[0]
    if not line:
        raise Refused("no_text", "The item has neither a title nor a text.", source_id)
    kept, was_cut = cut(markdown, MAX_TEXT_CHARACTERS)
    if was_cut:
        extra["text_cut_from"] = len(markdown)
    return ImportedTexts(cut(line, MAX_TITLE_CHARACTERS)[0], summary_of(to_markdown(summary) or kept), kept)


def categories(codes: Iterable[Any]) -> tuple[str, ...]:
    """CPV codes as eight digits without check digit, each once, in order; anything else is left out."""
    found = (re.match(r"\s*(\d{8})(?:-\d)?\s*$", str(code)) for code in codes)
    return tuple(dict.fromkeys(match.group(1) for match in found if match))


class Clock:
    """Reads the dates of one record and remembers what was assumed or could not be read."""

    def __init__(self, zone: str, extra: dict[str, Any], order: DayOrder = "day-first") -> None:
        self.zone, self.order, self._extra = zone, order, extra
        self.zone_assumed = False

    def start(self, name: str, written: Any) -> datetime | None:
        """An instant; of a date alone the beginning of the day."""
        moment = self._read(name, written, deadline=False)
        return moment.instant if moment else None

    def deadline(self, name: str, written: Any, counted_from: datetime | None = None) -> datetime | None:
        """A deadline; of a date alone the end of the day; "2 weeks" counts from a known start."""
        moment = self._read(name, written, deadline=True)
        if moment:
            self.zone_assumed = moment.zone_assumed
            return moment.instant
        if relative := read_relative(written, counted_from):
            self._extra.get("dates_unreadable", {}).pop(name, None)
            self._extra["closes_at_basis"] = f"counted from the start: {str(written)[:60]}"
            return relative
        return None

    def _read(self, name: str, written: Any, *, deadline: bool) -> Moment | None:
        if written in (None, ""):
            return None
        moment = read_moment(written, self.zone, deadline=deadline, order=self.order)
        if moment is None:
            self._extra.setdefault("dates_unreadable", {})[name] = str(written)[:100]
        elif not moment.has_time:
            self._extra.setdefault("dates_without_time", []).append(name)
        return moment


Lapse = Literal["forecast", "no deadline stated", "standing system"]
# How long a record counts as current when its source states no end. A prior information notice may shorten
# deadlines for twelve months (2014/24/EU, article 48); systems without an end were to be renewed within three
# years before 2014, and a reader is better served by a record that ends than by one that stays for ever.
_CURRENT_FOR = {"forecast": 365, "no deadline stated": 365, "standing system": 3 * 365}


def lapses(basis: Lapse, start: datetime | None, extra: dict[str, Any]) -> datetime | None:
    """The day from which a record without a stated deadline is no longer shown as open."""
    if start is None:
        return None
    extra["closes_at_basis"] = f"lapses: {basis}"
    return start.astimezone(UTC) + timedelta(days=_CURRENT_FOR[basis])


def or_lapse(closes: datetime | None, start: datetime | None, extra: dict[str, Any]) -> datetime | None:
    """The deadline, or where there is none the day from which the record no longer counts as current."""
    return closes if closes is not None else lapses("no deadline stated", start, extra)


@dataclass(frozen=True, slots=True)
class JsonItem:
    """A value of a JSON input, with the name of its file."""

    name: str
    value: Any


def from_json(item: JsonItem, position: int, read: Read) -> ImportedRecord | Reject:
    if isinstance(item.value, Broken):
        return reject(position, "json_broken", f"{item.name}: {item.value.reason}", item.value.text)
    if not isinstance(item.value, dict):
        return reject(position, "unexpected_shape", f"{item.name}: not an object", item.value)
    return guarded(item.value, position, read)


def json_items(
    path: Path,
    *,
    within: tuple[str, ...] = (),
    skip: Callable[[Any], bool] = lambda item: False,
) -> Iterator[JsonItem]:
    """The values of all files of an input. A value that is a list, or an object
    holding one under a name of `within`, stands for its items."""
    for member in members(path, (".json", ".jsonl")):
        for value in json_values(member.stream):
            for item in _listed(value, within):
                if not skip(item):
                    yield JsonItem(member.name, item)


def _listed(value: Any, within: tuple[str, ...]) -> list[Any]:
    if isinstance(value, list):
        return value
    if isinstance(value, dict):
        for name in within:
            if isinstance(value.get(name), list):
                return value[name]
    return [value]
