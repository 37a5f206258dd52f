"""Amounts as portals write them, in minor units."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import Any

from interurban.modules.sources.types import ImportedMoney, TaxKind

# ISO 4217 currencies whose minor unit is not a hundredth.
_EXPONENT = {
    **dict.fromkeys(("BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX"), 0),
    **dict.fromkeys(("VND", "VUV", "XAF", "XOF", "XPF"), 0),
    **dict.fromkeys(("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"), 3),
}
LARGEST_MINOR = 10**15  # as in core.schemas.Money; what is above is a typing error of the portal
_AMOUNT = re.compile(r"\d[\d  .,'’]*\d|\d")
_SCALE = re.compile(r"^\s*(k|thousand|million|mln|m|billion|bn)\b", re.IGNORECASE)
_FACTOR = {"k": 10**3, "thousand": 10**3, "m": 10**6, "mln": 10**6, "million": 10**6}


def number(value: Any) -> Decimal | None:
    """A number from JSON or from text in any of the usual ways: 1234.5, "1.234,50", "1 234,50", "$1,234"."""
    if value is None or isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return Decimal(str(value)) if value == value and abs(value) != float("inf") else None
    found = _AMOUNT.search(str(value))
    return _plain(found.group()) if found else None


def _plain(written: str) -> Decimal | None:
    digits = re.sub(r"[\s'’]", "", written)
    mark = max(digits.rfind(","), digits.rfind("."))
    whole, part = (digits[:mark], digits[mark + 1 :]) if mark >= 0 else (digits, "")
    several = "," in digits and "." in digits  # of two different marks the later is the decimal one
    once = mark >= 0 and digits.count(digits[mark]) == 1
    # One mark before three digits groups thousands, unless more digits precede it than a group holds.
    groups = len(part) == 3 and not (digits[mark] == "." and len(whole) > 3)
    if not several and not (once and not groups):
        whole, part = digits, ""
    try:
        return Decimal(re.sub(r"[.,]", "", whole) + ("." + part if part else ""))
    except InvalidOperation:
        return None


def to_minor(amount: Decimal | None, currency: str) -> int | None:
    """Minor units, or None for nothing, nought, a placeholder below one unit, or the impossible."""
    if amount is None or amount < 1:
        return None
    minor = int((amount * 10 ** _EXPONENT.get(currency, 2)).to_integral_value())
    return minor if minor <= LARGEST_MINOR else None


def money(low: Any, high: Any, currency: str | None, tax: TaxKind = "unknown") -> ImportedMoney | None:
    """A range; swapped ends are put in order. None without an amount or a currency."""
    code = (currency or "").strip().upper()
    if not re.fullmatch(r"[A-Z]{3}", code):
        return None
    ends = [to_minor(number(low), code), to_minor(number(high), code)]
    if ends == [None, None]:
        return None
    if ends[0] is not None and ends[1] is not None and ends[0] > ends[1]:
        ends.reverse()
    return ImportedMoney(ends[0], ends[1], code, tax)


def prize(written: str, currency: str) -> ImportedMoney | None:
    """A prize as people write it: "$300,000", "Up to $1.5 million", "$5,000 - $20,000", ""."""
    amounts: list[Decimal] = []
    for found in _AMOUNT.finditer(written):
        value = _plain(found.group())
        scale = _SCALE.match(written[found.end() :])
        if value is not None:
            amounts.append(value * _FACTOR.get(scale.group(1).lower(), 10**9) if scale else value)
    if not amounts:
        return None
    up_to = re.search(r"\bup to\b|\bmaximum\b|\bmax\b", written, re.IGNORECASE) is not None
    return money(None if up_to else min(amounts), max(amounts), currency)
