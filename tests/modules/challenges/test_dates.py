from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from interurban.modules.challenges.dates import UnclearTime, assumes_zone, instant

TALLINN, TORONTO, LISBON = ZoneInfo("Europe/Tallinn"), ZoneInfo("America/Toronto"), ZoneInfo("Europe/Lisbon")


@pytest.mark.parametrize(
    ("written", "zone", "utc"),
    [
        ("2027-01-15T16:00", TALLINN, datetime(2027, 1, 15, 14, 0, tzinfo=UTC)),
        ("2027-07-15T16:00", TALLINN, datetime(2027, 7, 15, 13, 0, tzinfo=UTC)),
        ("2027-01-15", TALLINN, datetime(2027, 1, 15, 21, 59, 59, tzinfo=UTC)),
        ("2027-03-14", TORONTO, datetime(2027, 3, 15, 3, 59, 59, tzinfo=UTC)),
        ("2027-01-15T16:00:00+05:00", TALLINN, datetime(2027, 1, 15, 11, 0, tzinfo=UTC)),
        ("2027-01-15T16:00:00Z", TORONTO, datetime(2027, 1, 15, 16, 0, tzinfo=UTC)),
    ],
)
def test_local_times_become_instants(written: str, zone: ZoneInfo, utc: datetime) -> None:
    assert instant(written, zone) == utc


@pytest.mark.parametrize(
    ("written", "zone"),
    [("2027-03-28T03:30", TALLINN), ("2027-03-14T02:15", TORONTO), ("2027-03-28T01:30", LISBON)],
)
def test_a_time_that_the_clocks_skip_is_refused(written: str, zone: ZoneInfo) -> None:
    with pytest.raises(UnclearTime) as refused:
        instant(written, zone, "earlier")
    assert refused.value.code == "time_does_not_exist"


def test_a_time_that_comes_twice_asks_which_one() -> None:
    with pytest.raises(UnclearTime) as refused:
        instant("2027-10-31T03:30", TALLINN)
    assert refused.value.code == "time_exists_twice"
    assert instant("2027-10-31T03:30", TALLINN, "earlier") == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)
    assert instant("2027-10-31T03:30", TALLINN, "later") == datetime(2027, 10, 31, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize("written", ["2027-02-30", "2027-13-01T10:00", "2027-01-15T25:00"])
def test_no_such_date(written: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        instant(written, TALLINN)


def test_what_gives_no_zone_is_marked_as_assumed() -> None:
    assert assumes_zone("2027-01-15T16:00")
    assert assumes_zone("2027-01-15")
    assert not assumes_zone("2027-01-15T16:00:00Z")
    assert not assumes_zone("2027-01-15T16:00:00-05:00")
    assert not assumes_zone(None)
