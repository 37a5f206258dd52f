"""Persons named in what a buyer writes: a hotel stay "for the veteran Surname Given Patronymic".

In texts only full Ukrainian names are looked for: a given name and a patronymic, with a surname before or
after them. Streets and institutions named after somebody keep their names.
"""

from __future__ import annotations

import re

from .given_names import GIVEN_NAMES
from .persons import fold

MARK = "[…]"

_WORD = r"(?:[А-ЯІЇЄҐ][а-яіїєґ'’ʼ-]{2,}|[А-ЯІЇЄҐ][А-ЯІЇЄҐ'’ʼ-]{2,})"
_PATRONYMIC = (
    r"[А-ЯІЇЄҐ](?i:[а-яіїєґ'’ʼ]+(?:[оєе]вич|ілліч|кузьмич|лукич|хомич)(?:а|у|ем|еві|і)?"
    r"|[а-яіїєґ'’ʼ]+[іїое]вн(?:а|и|і|у|ою|ой|ы|е))"
)
# Tried only where a word begins: a text may be one word of a million letters.
_NAME = re.compile(
    rf"(?<![\w'’ʼ-])(?:(?P<before>[\w'’ʼ-]+\.?),? )?(?P<given>{_WORD}) {_PATRONYMIC}(?![\w'’ʼ-])"
    rf"(?: (?P<after>{_WORD})(?!\w))?"
)
_SURNAME = re.compile(_WORD)
_MEMORIAL = re.compile(
    r"(?:імені|ім|пам'яті|героя|героїв|україни|упа|академіка|гетьмана|князя|княгині|отець|отця|святого|святої"
    r"|генерал\w*|хорунжого|полковника|вул|вулиця|вулиці|вулицю|просп\w*|пров\w*|пл|площа|площі|бульвар\w*)\.?"
)
# Names change their end with the case: Ольга, Ользі.
_STEMS = frozenset(fold(name)[: max(3, len(name) - 2)] for name in GIVEN_NAMES)


def without_persons(text: str) -> str:
    """The text with full names of persons replaced by a mark."""
    return _NAME.sub(_masked, text)


def _masked(found: re.Match[str]) -> str:
    before, given, after = found["before"], fold(found["given"]), found["after"]
    known = any(given[:length] in _STEMS for length in range(3, len(given) + 1))
    if not known or (before and _MEMORIAL.fullmatch(fold(before))):
        return found.group()
    if before and _SURNAME.fullmatch(before):
        return f"{MARK} {after}" if after else MARK
    if after is None:
        return found.group()
    return f"{before} {MARK}" if before else MARK


_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.-]+")
_LONG_NUMBER = re.compile(r"\+?\d[\d\s().-]{7,}\d")
_FOP = re.compile(r"(?i:\bфоп|\bфізична особа\W{1,3}підприємець)(?:\W{1,4}[А-ЯІЇЄҐ][\w'’ʼ-]*){1,3}")


def without_personal_data(text: str) -> str:
    """Text for an excerpt: no addresses, no telephone or personal numbers, no sole trader's name."""
    return without_persons(_LONG_NUMBER.sub(MARK, _EMAIL.sub(MARK, _FOP.sub(f"ФОП {MARK}", text))))
