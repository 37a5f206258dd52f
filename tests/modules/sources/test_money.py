from decimal import Decimal

import pytest

from interurban.modules.sources.formats.money import money, number, prize
from interurban.modules.sources.types import ImportedMoney


@pytest.mark.parametrize(
    ("written", "value"),
    [
        (1234.5, "1234.5"),
        ("148214675.00", "148214675.00"),
        ("3.200.000,00", "3200000.00"),
        ("4 789 000,00", "4789000.00"),
        ("1,234", "1234"),
        ("1.234", "1234"),
        ("7109950.125", "7109950.125"),
        ("$300,000", "300000"),
        ("12,5", "12.5"),
    ],
)
def test_numbers_in_the_usual_spellings(written: object, value: str) -> None:
    assert number(written) == Decimal(value)


@pytest.mark.parametrize("nothing", [None, "", "to be agreed", True, float("nan")])
def test_no_number_is_none(nothing: object) -> None:
    assert number(nothing) is None


def test_minor_units_follow_the_currency() -> None:
    assert money(10, 10, "EUR") == ImportedMoney(1000, 1000, "EUR")
    assert money(10, 10, "JPY") == ImportedMoney(10, 10, "JPY")
    assert money("10", None, "KWD") == ImportedMoney(10000, None, "KWD")


def test_swapped_ends_are_put_in_order() -> None:
    assert money(20, 10, "EUR") == ImportedMoney(1000, 2000, "EUR")


def test_placeholders_and_the_impossible_are_no_amounts() -> None:
    assert money("0.01", "0.01", "EUR") is None
    assert money(10**17, 10**17, "EUR") is None
    assert money(5, 5, "euro") is None


@pytest.mark.parametrize(
    ("written", "low", "high"),
    [
        ("$300,000", 30_000_000, 30_000_000),
        ("Up to $1.5 million", None, 150_000_000),
        ("$5,000 - $20,000", 500_000, 2_000_000),
        ("$15,000,000.00", 1_500_000_000, 1_500_000_000),
    ],
)
def test_prizes_as_people_write_them(written: str, low: int | None, high: int) -> None:
    assert prize(written, "USD") == ImportedMoney(low, high, "USD")


def test_an_empty_prize_is_none() -> None:
    assert prize("", "USD") is None
