from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from .visitor import Visitor

Visit = Callable[..., Visitor]
SUPPLIER = "Owner of Delta"


@pytest.mark.parametrize(
    ("device", "language"), [("desktop", "en"), ("desktop", "fr"), ("phone", "en"), ("phone", "fr")]
)
def test_a_supplier_picks_a_category_by_keyboard_and_sees_matches(
    visit: Visit, device: str, language: str
) -> None:
    visitor = visit(device, language)
    visitor.sign_in_ready(SUPPLIER)
    page = visitor.open("/profile")
    visitor.heading("My profile").wait_for()

    chosen = visitor.pick("Categories (CPV)", "441")
    expect(page.get_by_text(visitor.t("Everything is saved."))).to_be_visible()
    assert visitor.barriers() == []

    page.reload()
    row = page.get_by_role("listitem").filter(has_text=chosen).first
    row.get_by_role("button").click()
    expect(page.get_by_role("listitem").filter(has_text=chosen)).to_have_count(0)
    expect(page.get_by_text(visitor.t("Everything is saved."))).to_be_visible()

    visitor.open("/matches")
    match = page.get_by_role("article").first
    expect(match.get_by_role("mark").first).to_be_visible()
    expect(match.get_by_role("list", name=visitor.t("Conditions"))).to_be_visible()
    assert visitor.barriers() == []
    page.get_by_role("group", name=visitor.t("Which matches")).get_by_role("button").nth(1).click()
    missed = page.get_by_role("article").first
    expect(missed.get_by_role("list", name=visitor.t("Conditions"))).to_contain_text(visitor.t("not met"))
    assert visitor.barriers() == []


def test_a_match_that_is_not_for_me_is_hidden_until_taken_back(visit: Visit) -> None:
    visitor = visit()
    visitor.sign_in_ready(SUPPLIER)
    page = visitor.open("/matches")
    article = page.get_by_role("article").last
    title = article.get_by_role("heading").inner_text()
    page.get_by_role("button", name=f"Not for me: {title}").click()
    visitor.open("/matches")
    expect(page.get_by_role("heading", name=title)).to_have_count(0)
    visitor.button("Hidden").click()
    hidden = page.get_by_role("article").filter(has_text=title)
    expect(hidden).to_be_visible()
    hidden.get_by_role("button").last.click()
    visitor.open("/matches")
    expect(page.get_by_role("heading", name=title)).to_be_visible()
