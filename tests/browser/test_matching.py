"""Matches as people read them: reasons in place, what is shared, how it was found, who else is near."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from .site import Site
from .test_reader import WHAT_WE_DO
from .visitor import Visitor

Visit = Callable[..., Visitor]
everywhere = pytest.mark.parametrize(
    ("device", "language"), [("desktop", "en"), ("desktop", "fr"), ("phone", "en"), ("phone", "fr")]
)
OFFICER = "Officer of Hollowmere"
SNOW = {
    "en": "After every storm people phone to ask when the plough will come to their block of road.",
    "fr": "Après chaque tempête, on téléphone pour demander quand la déneigeuse passera dans sa rue.",
}
READ, TEXTS = 1_240, 1_870


def new_draft(visitor: Visitor) -> Page:
    visitor.sign_in_ready(OFFICER)
    visitor.open("/desk")
    visitor.button("Draft a new challenge").click()
    visitor.page.wait_for_url("**/desk/*")
    visitor.heading("The problem").wait_for()
    return visitor.page


def as_model(site: Site, read: list[int]) -> Callable[[Route], None]:
    """Answers as an installation whose model has read so many texts, the next number each time."""
    status: dict[str, Any] = site.get("/v1/matching")
    model = {"name": "multilingual-e5-small", "hash": "0123456789ab", "version": 1}
    status |= {"mode": "model", "reason": None, "complete": True, "model": model}

    def answer(route: Route) -> None:
        done = read.pop(0) if len(read) > 1 else read[0]
        body = json.dumps(status | {"embedding": {"done": done, "total": TEXTS}})
        route.fulfill(body=body, content_type="application/json")

    return answer


@everywhere
def test_a_reason_stands_in_its_place_and_a_picture_says_what_is_shared(
    visit: Visit, device: str, language: str
) -> None:
    visitor = visit(device, language)
    page = visitor.open("/")
    visitor.field("What do you do?").fill(WHAT_WE_DO[language])
    first = page.get_by_role("region", name=visitor.t("What fits")).get_by_role("article").first
    passage = first.locator("p").filter(has=page.locator("mark")).first
    expect(passage).to_be_visible()
    quoted = passage.locator("mark").first
    assert len(quoted.inner_text()) < len(passage.inner_text())  # in its surroundings
    assert quoted.evaluate("mark => mark.closest('article [lang]')?.lang") == language
    assert first.locator("u").count() > 0  # words of both texts
    picture = first.get_by_role("img")
    start = visitor.t("What the fit is made of: {shared}").partition("{")[0]
    expect(picture).to_have_attribute("aria-label", re.compile(f"^{re.escape(start)}.*%"))
    # What the picture says, its own letters say too.
    expect(first.get_by_role("figure")).to_contain_text(visitor.t("Words"))
    assert visitor.barriers() == []


@everywhere
def test_how_matching_works_is_told_with_its_figures(
    visit: Visit, site: Site, device: str, language: str
) -> None:
    visitor = visit(device, language)
    page = visitor.open("/")
    page.get_by_role("contentinfo").get_by_role("link", name=visitor.t("How matching works here")).click()
    expect(visitor.heading("How matching works here")).to_be_visible()
    for fit in site.get("/v1/matching")["fits"]:
        word = page.get_by_role("rowheader", name=visitor.t(fit["fit"]), exact=True)
        figure = str(round(fit["precision"] * 100))
        expect(page.get_by_role("row").filter(has=word).get_by_text(figure, exact=True)).to_be_visible()
    expect(visitor.heading("What is not known")).to_be_visible()
    assert visitor.barriers() == []
    assert visitor.sideways() <= 0


def test_the_page_says_how_far_the_model_has_read_until_it_has(visit: Visit, site: Site) -> None:
    visitor = visit()
    asked = [READ, READ, TEXTS]
    visitor.page.route("**/v1/matching", as_model(site, asked))
    page = visitor.open("/matching")
    expect(page.get_by_text("Compared by meaning, across languages.")).to_be_visible()
    progress = page.get_by_role("progressbar", name="The model is reading")
    expect(progress).to_have_attribute("aria-valuetext", "1,240 of 1,870 texts read")
    assert visitor.barriers() == []
    expect(progress).to_have_count(0)  # asked again by itself
    again: list[str] = []
    page.on("request", lambda request: again.append(request.url))
    page.wait_for_timeout(4_000)
    assert [url for url in again if "/v1/matching" in url] == []  # and no more once all is read


@everywhere
def test_who_drafts_sees_the_cities_with_this_problem(visit: Visit, device: str, language: str) -> None:
    visitor = visit(device, language)
    page = new_draft(visitor)
    wait = visitor.t("Write the problem in a sentence or two, and what other cities posted appears here.")
    expect(page.get_by_text(wait)).to_be_visible()
    problem = page.get_by_role("textbox", name=visitor.t("The problem"), exact=True)
    problem.press_sequentially(SNOW[language])
    expect(page.get_by_text(visitor.t("Everything is saved."))).to_be_visible()
    expect(page.get_by_text(wait)).to_have_count(0)
    expect(problem).to_be_focused()  # the list came without taking anything from who writes
    if device == "phone":
        expect(page.get_by_role("link", name=re.compile("plough|déneigeuse|charrue"))).to_have_count(0)
        visitor.button("Cities with this problem").click()
    # The panel on barriers lists what it finds under headings too.
    share = page.get_by_role("button", name=visitor.t("What the two share"))
    need = page.get_by_role("listitem").filter(has=share).first
    expect(need).to_contain_text("Northbridge")
    share.first.click()
    expect(need.get_by_role("img")).to_be_visible()
    assert visitor.barriers() == []


@everywhere
def test_a_city_reads_which_firms_a_draft_would_fit(visit: Visit, device: str, language: str) -> None:
    visitor = visit(device, language)
    page = new_draft(visitor)
    draft = page.url
    visitor.open(f"{draft}/suppliers")
    expect(visitor.heading("No firm fits yet")).to_be_visible()
    lacking = visitor.t("what would be better, and how one would see it")
    expect(page.get_by_role("listitem").filter(has_text=lacking)).to_be_visible()
    assert visitor.barriers() == []

    page.get_by_role("link", name=visitor.t("Add it to the draft")).click()
    problem = page.get_by_role("textbox", name=visitor.t("The problem"), exact=True)
    problem.fill(WHAT_WE_DO[language])
    expect(page.get_by_text(visitor.t("Everything is saved."))).to_be_visible()
    visitor.open(f"{draft}/suppliers")
    firm = page.get_by_role("listitem").filter(has=page.get_by_role("heading", level=3)).first
    expect(firm).to_contain_text("Delta Hydrologics")
    expect(firm).to_contain_text(visitor.t("Profile by the firm itself"))
    expect(firm.locator("mark").first).to_be_visible()
    assert visitor.barriers() == []
    page.get_by_role("group", name=visitor.t("Which firms")).get_by_role("button").nth(1).click()
    page.wait_for_url("**/suppliers?show=near_misses")
    assert visitor.barriers() == []


def test_the_market_of_a_published_challenge_is_one_press_from_it(visit: Visit, site: Site) -> None:
    own = site.get("/v1/challenges?city=hollowmere&limit=1")["items"][0]
    visitor = visit()
    visitor.sign_in_ready(OFFICER)
    page = visitor.open(f"/challenges/{own['id']}/{own['slug']}")
    page.get_by_role("link", name="Firms it would fit").click()
    page.wait_for_url("**/suppliers")
    expect(page.get_by_role("heading", level=3).first).to_be_visible()
    assert visitor.barriers() == []


def test_hiding_a_match_by_keyboard_goes_on_at_the_next(visit: Visit) -> None:
    visitor = visit()
    visitor.sign_in_ready("Owner of Delta")
    page = visitor.open("/matches")
    second = page.get_by_role("article").nth(1).get_by_role("heading").inner_text()
    page.get_by_role("article").first.get_by_role("button", name=re.compile("^Not for me")).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("article").first.get_by_role("heading")).to_have_text(second)
    expect(page.get_by_role("link", name=second)).to_be_focused()
    visitor.button("Undo").click()
    expect(page.get_by_role("article").nth(1).get_by_role("heading")).to_have_text(second)
