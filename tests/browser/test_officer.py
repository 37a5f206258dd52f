from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from playwright.sync_api import Locator, expect

from .visitor import Visitor

Visit = Callable[..., Visitor]
_numbers = count(1)
TEXTS = {
    "Title": "Which underpass floods first? Trial {number}",
    "Summary": "Two underpasses fill within minutes. We want a warning before a car is caught.",
    "The problem": "Storm drains fill unseen, and the first call comes from a driver in the water.",
    "What would be better": "A warning thirty minutes before a street holds water.",
    "Innovation in your own words": "Nobody warns for single streets yet.",
    "When it may end, and how": "We may stop after the trial. Everyone gets written feedback.",
}
CHOICES = ("What a supplier brings", "What is made in the work", "Data that goes in", "Data that comes out")


def finish(visitor: Visitor, title: str) -> None:
    """Everything that the checklist asks for, field by field."""
    page = visitor.page
    for label, text in TEXTS.items():
        visitor.page.get_by_role("textbox", name=visitor.t(label), exact=True).fill(
            title if label == "Title" else text
        )
    page.get_by_role("radio", name=visitor.t("Challenge-based")).check(force=True)
    page.get_by_role("checkbox", name=visitor.t("New to the market")).check(force=True)
    for label in CHOICES:
        page.get_by_role("combobox", name=visitor.t(label), exact=True).select_option(index=0)
    page.get_by_role("combobox", name=visitor.t("May models be trained on the data?")).select_option(index=0)
    visitor.pick("Categories (CPV)", "713")
    closes = (datetime.now(UTC) + timedelta(days=40)).strftime("%Y-%m-%d")
    day(visitor, "Closes").fill(closes)
    expect(page.get_by_text(visitor.t("Everything is saved."))).to_be_visible()


def day(visitor: Visitor, label: str) -> Locator:
    name = visitor.t("{label}: day").replace("{label}", visitor.t(label))
    return visitor.page.get_by_label(name, exact=True)


@pytest.mark.parametrize(
    ("device", "language"), [("desktop", "en"), ("desktop", "fr"), ("phone", "en"), ("phone", "fr")]
)
def test_a_city_publishes_and_the_right_firm_is_matched(visit: Visit, device: str, language: str) -> None:
    title = TEXTS["Title"].format(number=next(_numbers))
    visitor = visit(device, language)
    visitor.sign_in_ready("Officer of Hollowmere")
    page = visitor.open("/desk")
    visitor.button("Draft a new challenge").click()
    page.wait_for_url("**/desk/*")
    visitor.heading("The problem").wait_for()
    assert visitor.barriers() == []

    # Too early: nothing is published, and the first field that is missing has the focus.
    visitor.button("Publish").click()
    expect(page.get_by_role("textbox", name=visitor.t("Title"), exact=True)).to_be_focused()
    expect(page.get_by_role("textbox", name=visitor.t("Title"), exact=True)).to_have_attribute(
        "aria-invalid", "true"
    )
    expect(page.get_by_role("alertdialog")).to_have_count(0)
    assert visitor.barriers() == []

    finish(visitor, title)
    visitor.button("Publish").click()
    dialog = page.get_by_role("alertdialog")
    expect(dialog).to_be_visible()
    assert visitor.barriers() == []
    visitor.button("Publish it now").click()
    page.wait_for_url("**/challenges/**")
    expect(page.get_by_role("heading", level=1)).to_have_text(title)

    reader = visit(device, language)
    found = reader.open(f"/?q={title.rpartition(' ')[2]}&sort=newest")
    expect(found.get_by_role("heading", name=title)).to_be_visible()

    supplier = visit(device, language)
    supplier.sign_in_ready("Owner of Delta")
    matches = supplier.open("/matches")
    expect(matches.get_by_role("heading", name=title)).to_be_visible()


def test_of_two_colleagues_the_second_is_told(visit: Visit) -> None:
    first = visit()
    first.sign_in_ready("Officer of Hollowmere")
    first.open("/desk")
    first.button("Draft a new challenge").click()
    first.page.wait_for_url("**/desk/*")
    title = first.page.get_by_role("textbox", name="Title", exact=True)
    title.fill("Written by the first")
    expect(first.page.get_by_text("Everything is saved.")).to_be_visible()

    second = visit()
    second.expected = {412}
    second.sign_in_ready("Officer of Hollowmere")
    second.open(first.page.url)
    title.fill("Changed by the first")
    expect(first.page.get_by_text("Saving…")).to_have_count(0)
    second.page.get_by_role("textbox", name="Title", exact=True).fill("Changed by the second")
    expect(second.page.get_by_role("alertdialog").or_(second.page.get_by_role("dialog"))).to_be_visible()
    assert second.barriers() == []
