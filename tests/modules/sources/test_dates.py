from datetime import UTC, date, datetime, timedelta

import pytest

from interurban.modules.sources.formats.dates import read_date, read_moment, read_relative

NEW_YORK = "America/New_York"


@pytest.mark.parametrize(
    ("written", "local"),
    [
        ("05/14/2031 05:00 PM", "2031-05-14T17:00"),
        ("05/14/2031 5:00 PM", "2031-05-14T17:00"),
        ("05/14/2031 12:00 AM", "2031-05-14T00:00"),
        ("05/14/2031 12:00 PM", "2031-05-14T12:00"),
        ("05/14/2031 11:00AM", "2031-05-14T11:00"),
        ("05/14/2031 9 AM", "2031-05-14T09:00"),
        ("05/14/2031 5 p.m.", "2031-05-14T17:00"),
        ("05/14/2031 10 a.m.", "2031-05-14T10:00"),
        ("5/14/2031 06:00 PM", "2031-05-14T18:00"),
        ("2031/05/14 11:59 PM", "2031-05-14T23:59"),
        ("2031/5/14 8:00 AM", "2031-05-14T08:00"),
        ("2031/05/14 8:00 AM ", "2031-05-14T08:00"),
        ("2031/05/14 12 p.m.", "2031-05-14T12:00"),
        ("2031/05/14 8 a.m.", "2031-05-14T08:00"),
        ("2031/05/14 11:00 AM ET", "2031-05-14T11:00"),
        ("05/14/2031 12:00 AM ET", "2031-05-14T00:00"),
        ("2031/05/14", "2031-05-14T00:00"),
        ("05/14/2031 ", "2031-05-14T00:00"),
        ("May 14, 2031 4:59 PM", "2031-05-14T16:59"),
        ("14 May 2031", "2031-05-14T00:00"),
        ("20310514", "2031-05-14T00:00"),
        ("20310514 10:30", "2031-05-14T10:30"),
    ],
)
def test_the_shapes_of_one_feed_are_read_in_its_zone(written: str, local: str) -> None:
    moment = read_moment(written, NEW_YORK, order="month-first")
    assert moment is not None
    # New York is four hours behind UTC in May.
    assert moment.instant == datetime.fromisoformat(local + "+00:00") + timedelta(hours=4)
    assert moment.zone_assumed is not written.strip().endswith("ET")


@pytest.mark.parametrize(
    "written", ["03/02/20312 05:00 PM", "04/23/ 10:00 AM", "2 weeks", "", None, "2031-13-01", 5.5]
)
def test_what_is_not_certainly_a_date_is_no_date(written: object) -> None:
    assert read_moment(written, NEW_YORK, order="month-first") is None


@pytest.mark.parametrize(
    ("written", "instant"),
    [
        ("2031-05-14T10:00:00+03:00", "2031-05-14T07:00:00+00:00"),
        ("2031-05-14T10:00:00.426+00:00", "2031-05-14T10:00:00+00:00"),
        ("2031-05-14T10:00:00Z", "2031-05-14T10:00:00+00:00"),
        ("2031-05-14+02:00", "2031-05-13T22:00:00+00:00"),
        ("Wed, 14 May 2031 04:00:00 GMT", "2031-05-14T04:00:00+00:00"),
    ],
)
def test_a_stated_offset_is_kept(written: str, instant: str) -> None:
    moment = read_moment(written, "Europe/Rome")
    assert moment is not None
    assert moment.instant == datetime.fromisoformat(instant)
    assert not moment.zone_assumed


def test_a_date_alone_is_the_end_of_that_day_for_a_deadline_only() -> None:
    deadline = read_moment("14/05/2031", "Europe/Helsinki", deadline=True)
    start = read_moment("14/05/2031", "Europe/Helsinki")
    assert deadline is not None
    assert start is not None
    assert deadline.instant == datetime(2031, 5, 14, 20, 59, 59, tzinfo=UTC)
    assert start.instant == datetime(2031, 5, 13, 21, 0, tzinfo=UTC)
    assert not deadline.has_time


def test_a_local_time_that_does_not_exist_is_unreadable() -> None:
    assert read_moment("2031-03-30T02:30", "Europe/Rome") is None


def test_of_a_time_that_exists_twice_the_earlier_is_taken() -> None:
    moment = read_moment("2031-10-26T02:30", "Europe/Rome", deadline=True)
    assert moment is not None
    assert moment.instant == datetime(2031, 10, 26, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "order", "expected"),
    [
        ("03/04/2031", "day-first", date(2031, 4, 3)),
        ("03/04/2031", "month-first", date(2031, 3, 4)),
        ("04/23/2031", "day-first", date(2031, 4, 23)),
        ("1/12/31", "day-first", date(2031, 12, 1)),
        ("31.12.2031", "day-first", date(2031, 12, 31)),
    ],
)
def test_the_order_of_day_and_month_is_the_portals(written: str, order: str, expected: date) -> None:
    assert read_date(written, order) == expected  # type: ignore[arg-type]


def test_a_deadline_of_two_weeks_counts_from_the_start() -> None:
    start = datetime(2031, 5, 1, tzinfo=UTC)
    assert read_relative("2 weeks", start) == start + timedelta(days=14)
    assert read_relative("within 10 days", start) == start + timedelta(days=10)
    assert read_relative("2 weeks", None) is None
    assert read_relative("soon", start) is None
