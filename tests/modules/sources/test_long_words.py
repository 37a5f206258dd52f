"""Text that is one run of a million characters: time must grow with its length, not with the square."""

from __future__ import annotations

from collections.abc import Callable
from time import process_time

import pytest

from interurban.modules.sources.formats.markdown import to_markdown
from interurban.modules.sources.formats.persons import is_natural_person, organisation_name
from interurban.modules.sources.formats.persons_in_texts import without_persons
from interurban.modules.sources.formats.prozorro_places import locality
from interurban.modules.sources.formats.text_repair import one_line

RUNS = [
    "0",
    "а",
    "А",
    "a",
    "_",
    "Аб-",
    "Іваненко Івановича ",
    ".,;(",
    " ",
    "1 ",
    "<ul><li>",
    "м.",
    "&amp;",
    "Ã©",
    "é",
    "aé",
    "аé",
    "'",
]
FUNCTIONS: list[Callable[[str], object]] = [
    to_markdown,
    one_line,
    without_persons,
    organisation_name,
    locality,
    lambda text: is_natural_person(text, None, "UA"),
]


@pytest.mark.parametrize("run", RUNS)
def test_time_grows_with_the_length(run: str) -> None:
    text = run * (200_000 // len(run)) + "x"
    started = process_time()
    for function in FUNCTIONS:
        function(text)
    assert process_time() - started < 5
