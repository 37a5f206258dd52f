"""Dates as portals write them, read in the publisher's own time zone.

A date alone means the end of that day for a deadline and its beginning for anything else. A time without a
zone takes the publisher's and says so. A time that does not exist (spring forward) is unreadable; of one
that exists twice the earlier is taken, the safe side for a deadline.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from email.utils import parsedate_to_datetime
from typing import Literal
from zoneinfo import ZoneInfo

DayOrder = Literal["day-first", "month-first"]
_END_OF_DAY = time(23, 59, 59)


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant in UTC, and what of it the source left open."""

    instant: datetime
    has_time: bool
    zone_assumed: bool


_ISO_DAY = re.compile(r"^\s*(\d{4})([-/.]?)(\d{1,2})\2(\d{1,2})(?!\d)")
_NUMERIC_DAY = re.compile(r"^\s*(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2}(?=\s|$))(?!\d)")
_WEEKDAY = r"^\s*(?:[A-Za-z]{3,9},?\s+)?"
_NAMED_DAY = re.compile(_WEEKDAY + r"([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b")
_DAY_NAMED = re.compile(_WEEKDAY + r"(\d{1,2})(?:st|nd|rd|th)?\s+([A-Za-z]{3,9})\.?,?\s+(\d{4})\b")
_MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS = {name: number for number, name in enumerate(_MONTH_NAMES, 1)}
_CLOCK = re.compile(
    r"^[\sT,]*(?:at\s+)?(\d{1,2})(?::(\d{2}))?(?::(\d{2})(?:[.,]\d+)?)?"
    r"\s*(?:([ap])\.?m\.?)?",
    re.IGNORECASE,
)
_OFFSET = re.compile(r"^\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})(?![\d])", re.IGNORECASE)
# North American abbreviations, which stand for a place's clock and not for a fixed offset in these feeds.
_ABBREVIATIONS = {
    **dict.fromkeys(("ET", "EST", "EDT", "EASTERN"), "America/New_York"),
    **dict.fromkeys(("CT", "CST", "CDT", "CENTRAL"), "America/Chicago"),
    **dict.fromkeys(("MT", "MST", "MDT", "MOUNTAIN"), "America/Denver"),
    **dict.fromkeys(("PT", "PST", "PDT", "PACIFIC"), "America/Los_Angeles"),
    **dict.fromkeys(("CET", "CEST"), "Europe/Brussels"),
    **dict.fromkeys(("EET", "EEST"), "Europe/Helsinki"),
    "BST": "Europe/London",
}
_RELATIVE = re.compile(r"^\W*(?:in\s+|within\s+)?(\d{1,3})\s*(day|week|month)s?\b", re.IGNORECASE)
_DAYS = {"day": 1, "week": 7, "month": 30}


def read_moment(
    written: object, zone: str, *, deadline: bool = False, order: DayOrder = "day-first"
) -> Moment | None:
    """A moment from text, or None where nothing certain can be read from it."""
    text = str(written).strip() if isinstance(written, str | int) else ""
    found = _day(text, order)
    if found is None:
        return _internet_date(text)
    day, rest = found
    clock, rest = _clock(rest)
    offset, rest = _zone(rest)
    if clock is None:
        clock = _END_OF_DAY if deadline else time.min
        has_time = False
    else:
        has_time = True
    instant = _instant(day, clock, offset or ZoneInfo(zone))
    return Moment(instant, has_time, offset is None) if instant else None


def read_date(written: object, order: DayOrder = "day-first") -> date | None:
    found = _day(str(written).strip(), order) if isinstance(written, str) else None
    return found[0] if found else None


def read_relative(written: object, start: datetime | None) -> datetime | None:
    """A deadline like "2 weeks", counted from the start; a month counts thirty days."""
    found = _RELATIVE.match(written) if isinstance(written, str) else None
    if not found or start is None:
        return None
    return start + timedelta(days=int(found.group(1)) * _DAYS[found.group(2).lower()])


def _day(text: str, order: DayOrder) -> tuple[date, str] | None:
    """The day a text begins with, and the rest of the text."""
    if found := _ISO_DAY.match(text):
        numbers = int(found[1]), int(found[3]), int(found[4])
    elif found := _NUMERIC_DAY.match(text):
        first, second = int(found[1]), int(found[3])
        month_first = order == "month-first" or second > 12 >= first
        year = int(found[4]) + (2000 if len(found[4]) == 2 else 0)
        numbers = (year, first, second) if month_first else (year, second, first)
    elif found := _NAMED_DAY.match(text):
        numbers = int(found[3]), _MONTHS.get(found[1][:3].lower(), 0), int(found[2])
    elif found := _DAY_NAMED.match(text):
        numbers = int(found[3]), _MONTHS.get(found[2][:3].lower(), 0), int(found[1])
    else:
        return None
    try:
        return (date(*numbers), text[found.end() :]) if 1900 <= numbers[0] <= 2199 else None
    except ValueError:
        return None


def _clock(text: str) -> tuple[time | None, str]:
    found = _CLOCK.match(text)
    if not found or (found[2] is None and found[4] is None):
        return None, text
    hour, minute, second = int(found[1]), int(found[2] or 0), int(found[3] or 0)
    if found[4]:
        hour = hour % 12 + (12 if found[4].lower() == "p" else 0) if hour <= 12 else hour
    if (hour, minute, second) == (24, 0, 0):
        return _END_OF_DAY, text[found.end() :]
    try:
        return time(hour, minute, second), text[found.end() :]
    except ValueError:
        return None, text


def _zone(text: str) -> tuple[timezone | ZoneInfo | None, str]:
    if found := _OFFSET.match(text):
        mark = found[1].upper()
        if mark in ("Z", "UTC", "GMT"):
            return UTC, text[found.end() :]
        digits = mark[1:].replace(":", "")
        delta = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
        if delta <= timedelta(hours=14):
            return timezone(-delta if mark[0] == "-" else delta), text[found.end() :]
    if (found := re.match(r"^\W*([A-Za-z]{2,8})\b", text)) and found[1].upper() in _ABBREVIATIONS:
        return ZoneInfo(_ABBREVIATIONS[found[1].upper()]), text[found.end() :]
    return None, text


def _instant(day: date, clock: time, zone: timezone | ZoneInfo) -> datetime | None:
    local = datetime.combine(day, clock, tzinfo=zone)
    instant = local.astimezone(UTC)
    exists = instant.astimezone(zone).replace(tzinfo=None) == local.replace(tzinfo=None)
    return instant if exists else None


def _internet_date(text: str) -> Moment | None:
    """RFC 5322, as RSS has it: "Tue, 10 Jun 2003 04:00:00 GMT"."""
    try:
        read = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        return None
    return Moment(read.astimezone(UTC), True, False) if read.tzinfo else None
