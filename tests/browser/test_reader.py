"""A newcomer without an account: what fits, the list and its filters, a challenge, the end of the line."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from .site import Site
from .visitor import Visitor

Visit = Callable[..., Visitor]
everywhere = pytest.mark.parametrize(
    ("device", "language"), [("desktop", "en"), ("desktop", "fr"), ("phone", "en"), ("phone", "fr")]
)
WHAT_WE_DO = {
    "en": "We fit cheap sensors to storm drains and predict which streets will flood in the next hour.",
    "fr": "Nous posons des capteurs dans les égouts et prévoyons quelles rues seront inondées dans l'heure.",
}


def query(visitor: Visitor) -> dict[str, list[str]]:
    return parse_qs(urlsplit(visitor.page.url).query)


@everywhere
def test_a_newcomer_says_what_they_do_and_sees_what_fits(visit: Visit, device: str, language: str) -> None:
    visitor = visit(device, language)
    page = visitor.open("/")
    visitor.field("What do you do?").fill(WHAT_WE_DO[language])
    fits = page.get_by_role("region", name=visitor.t("What fits"))
    first = fits.get_by_role("article").first
    expect(first).to_be_visible()
    expect(first.get_by_role("mark").first).to_be_visible()  # a reason that quotes
    expect(fits.get_by_role("list", name=visitor.t("Conditions")).first).to_be_visible()
    assert visitor.barriers() == []
    title = first.get_by_role("heading").inner_text()
    first.get_by_role("heading").get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    page.go_back()
    assert visitor.context.cookies() == []  # nothing is kept of somebody without an account


@everywhere
def test_filters_live_in_the_address(visit: Visit, device: str, language: str) -> None:
    visitor = visit(device, language)
    page = visitor.open("/")
    expect(page.locator("#list")).to_contain_text(re.compile(r"\d"))
    whole = page.locator("#list").inner_text()
    if device == "phone":
        page.get_by_role("complementary").get_by_role("button").first.click()
    paid = page.get_by_role("checkbox", name=visitor.t("Pilot is paid"))
    paid.check(force=True)
    page.wait_for_url("**right=*")
    expect(page.locator("#list")).not_to_have_text(whole)
    narrowed = page.locator("#list").inner_text()
    assert int(narrowed.split()[0]) < int(whole.split()[0])
    address = page.url

    page.go_back()
    expect(page.locator("#list")).to_have_text(whole)
    assert "right" not in query(visitor)

    visitor.open(address)
    expect(page.locator("#list")).to_have_text(narrowed)


def test_searching_is_blind_to_accents(visit: Visit, site: Site) -> None:
    visitor = visit()
    page = visitor.open("/")
    search = page.get_by_role("searchbox")
    search.fill("vesijarvi")
    search.press("Enter")
    page.wait_for_url("**q=vesijarvi*")
    expect(page.get_by_role("article").first).to_contain_text("Vesijärvi")


def test_a_filter_that_leaves_nothing_says_so_and_offers_a_way_out(visit: Visit) -> None:
    visitor = visit()
    page = visitor.open("/?q=zzzzzzzz")
    expect(visitor.heading("No record fits all of these filters")).to_be_visible()
    assert visitor.barriers() == []
    visitor.button("Clear all filters").click()
    expect(page.get_by_role("article").first).to_be_visible()


@everywhere
def test_an_unknown_address_ends_the_line(visit: Visit, device: str, language: str) -> None:
    visitor = visit(device, language)
    for path in ("/nothing/here", "/challenges/01900000-0000-7000-8000-000000000000/gone", "/cities/nowhere"):
        visitor.expected = {404}
        visitor.open(path)
        expect(visitor.heading("This line ends here")).to_be_visible()
    assert visitor.barriers() == []


def test_the_other_language_is_one_press_away_and_stays(visit: Visit) -> None:
    visitor = visit()
    page = visitor.open("/")
    page.get_by_role("button", name="Français").click()
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    page.reload()
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    expect(page.get_by_role("button", name="English")).to_be_visible()


def test_everything_is_reached_by_keyboard(visit: Visit) -> None:
    """The skip link comes first, and the question next in the content."""
    visitor = visit()
    page = visitor.open("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name=visitor.t("Skip to the content"))).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(visitor.field("What do you do?")).to_be_focused()
    page.keyboard.type(WHAT_WE_DO["en"])
    visitor.heading("What fits").wait_for()
    page.keyboard.press("Enter")
    expect(visitor.heading("What fits")).to_be_focused()
