"""The barrier review as people use it: a text that is pasted, and a draft that is being written."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from .visitor import Visitor

Visit = Callable[..., Visitor]
everywhere = pytest.mark.parametrize(
    ("device", "language"), [("desktop", "en"), ("desktop", "fr"), ("phone", "en"), ("phone", "fr")]
)
CALL = {
    "en": (
        "The city wants to know how many people cycle where, and when.\n"
        "- Bidders must provide references from at least two cities.\n"
        "- The pilot is unpaid.\n"
    ),
    "fr": (
        "La ville veut savoir combien de personnes vont à vélo dans les rues.\n"
        "- Le candidat présente trois références similaires.\n"
        "- Le pilote n'est pas rémunéré.\n"
    ),
}
UNPAID = {"en": "The pilot is unpaid", "fr": "Le pilote n'est pas rémunéré"}
PAID = {"en": "The pilot is paid", "fr": "Le pilote est payé"}


def undo(visitor: Visitor) -> None:
    visitor.button("Undo").click()


@everywhere
def test_a_pasted_text_is_marked_and_better_words_go_in_and_out_again(
    visit: Visit, device: str, language: str
) -> None:
    visitor = visit(device, language)
    page = visitor.open("/review")
    visitor.heading("Review a text").wait_for()
    assert visitor.barriers() == []
    visitor.field("The call").fill(CALL[language])
    visitor.button("Review this text").click()
    marks = page.locator("mark")
    expect(marks).to_have_count(2)
    assert marks.nth(1).inner_text() == UNPAID[language]
    assert visitor.barriers() == []
    assert visitor.sideways() <= 0

    # A mark leads to what is said of it.
    marks.nth(1).get_by_role("link").click()
    expect(page.locator("li:focus blockquote")).to_have_text(UNPAID[language])

    kind = visitor.t("Work without pay")
    name = visitor.t("Use this wording: {kind}").replace("{kind}", kind)
    page.get_by_role("button", name=name).click()
    expect(visitor.field("The call")).to_have_value(
        CALL[language].replace(UNPAID[language], paid(page, language))
    )
    expect(marks).to_have_count(1)
    undo(visitor)
    expect(visitor.field("The call")).to_have_value(CALL[language])
    visitor.leave()


def paid(page: Page, language: str) -> str:
    """The proposed words without their full stop, as the page put them in."""
    text = page.locator("textarea").first.input_value()
    line = next(line for line in text.splitlines() if PAID[language] in line)
    return line.removeprefix("- ").removesuffix(".")


@everywhere
def test_words_of_a_draft_are_shown_in_place_and_changed(visit: Visit, device: str, language: str) -> None:
    visitor = visit(device, language)
    visitor.sign_in_ready("Officer of Hollowmere")
    visitor.open("/desk")
    visitor.button("Draft a new challenge").click()
    page = visitor.page
    page.wait_for_url("**/desk/*")
    panel = page.locator("section", has=visitor.heading("What shuts small firms out"))
    field = page.locator('[data-pointer$="/context"] textarea')
    before = CALL[language]
    field.fill(before)
    found = panel.locator("li", has_text=UNPAID[language])
    expect(found).to_have_count(1)
    assert visitor.barriers() == []

    found.get_by_role("button", name=visitor.t("Show the words")).click()
    selected = "(field) => field.value.slice(field.selectionStart, field.selectionEnd)"
    expect(field).to_be_focused()
    page.wait_for_function(f"(words) => ({selected})(document.activeElement) === words", arg=UNPAID[language])

    found.get_by_role("button", name=visitor.t("Use this wording")).first.click()
    expect(field).not_to_have_value(before)
    assert PAID[language] in field.input_value()
    undo(visitor)
    expect(field).to_have_value(before)
    assert visitor.sideways() <= 0
    visitor.leave()
