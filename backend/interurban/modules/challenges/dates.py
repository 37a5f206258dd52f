"""From a city's own clock to instants: what is written, in which zone, and whether that is certain."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

Fold = Literal["earlier", "later"] | None


class UnclearTime(ValueError):
    """A local time that does not exist, or exists twice. `code` is stable; the message says what to do."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def instant(written: str, zone: ZoneInfo, fold: Fold = None) -> datetime:
    """UTC instant of "2027-01-15T16:00" in `zone`; a date alone is the end of that day; an offset is kept.

    Raises UnclearTime where the zone's clock skips or repeats that time, and ValueError for no date at all.
    """
    if len(written) == 10:
        day = date.fromisoformat(written)
        # The last second of the day: the start of the next day would read as another date.
        return datetime.combine(day, time(23, 59, 59), zone).astimezone(UTC)
    found = datetime.fromisoformat(written)
    if found.tzinfo is not None:
        return found.astimezone(UTC)
    return _local(found, zone, fold)


def _local(naive: datetime, zone: ZoneInfo, fold: Fold) -> datetime:
    first, second = (naive.replace(tzinfo=zone, fold=f) for f in (0, 1))
    if first.utcoffset() == second.utcoffset():
        return first.astimezone(UTC)
    if first.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != naive:
        raise UnclearTime(
            "time_does_not_exist",
            f"{naive:%H:%M} does not exist on {naive:%d %B %Y} in {zone.key}: the clocks go forward. "
            "Choose a time an hour later.",
        )
    if fold is None:
        raise UnclearTime(
            "time_exists_twice",
            f"{naive:%H:%M} comes twice on {naive:%d %B %Y} in {zone.key}. Say which one with `fold`.",
        )
    return (first if fold == "earlier" else second).astimezone(UTC)


def assumes_zone(written: str | None) -> bool:
    """Whether the city's zone had to be assumed, because the text gives none."""
    return written is not None and not (
        written.endswith("Z") or (written[-6:-5] in ("+", "-") and "T" in written)
    )


def whole_days(start: datetime, end: datetime) -> int:
    return (end - start) // timedelta(days=1)
