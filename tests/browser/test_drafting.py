"""Drafting that helps: two people at once, a city's rules, text that is not lost, a reading as a firm."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Locator, expect

from .visitor import Visitor

Visit = Callable[..., Visitor]
SAVED = "Everything is saved."


def begin(visitor: Visitor) -> str:
    """A new draft of Hollowmere; its address."""
    visitor.sign_in_ready("Officer of Hollowmere")
    visitor.open("/desk")
    visitor.button("Draft a new challenge").click()
    visitor.page.wait_for_url("**/desk/*")
    visitor.heading("The problem").wait_for()
    return visitor.page.url


def box(visitor: Visitor, label: str) -> Locator:
    return visitor.page.get_by_role("textbox", name=visitor.t(label), exact=True)


def write(visitor: Visitor, label: str, text: str) -> None:
    box(visitor, label).fill(text)


def saved(visitor: Visitor) -> None:
    expect(visitor.page.get_by_text(visitor.t(SAVED))).to_be_visible()


def join(visit: Visit, url: str, language: str = "en") -> Visitor:
    """A colleague who has the same draft open, and may meet the other's change."""
    other = visit("desktop", language)
    other.expected = {412}
    other.sign_in_ready("Officer of Hollowmere")
    other.open(url)
    return other


def test_two_people_write_different_fields_and_both_stay(visit: Visit) -> None:
    first = visit()
    first.expected = {412}
    url = begin(first)
    second = join(visit, url)
    write(first, "Title", "Which underpass floods first?")
    first.page.get_by_label("Budget to", exact=True).fill("40 000")
    saved(first)
    # The second began before that, and writes elsewhere: nobody is asked anything.
    write(second, "Summary", "Two underpasses fill within minutes.")
    expect(box(second, "Title")).to_have_value("Which underpass floods first?")
    expect(second.page.get_by_label("Budget to", exact=True)).to_have_value("40000")
    saved(second)
    expect(second.page.get_by_role("alertdialog")).to_have_count(0)
    # And back: the first goes on writing under a tag that is old by now.
    write(first, "The problem", "Storm drains fill unseen.")
    expect(box(first, "Summary")).to_have_value("Two underpasses fill within minutes.")
    saved(first)
    for visitor in (first, second):
        page = visitor.open(url)
        expect(page.get_by_role("textbox", name="Title", exact=True)).to_have_value(
            "Which underpass floods first?"
        )
        expect(box(visitor, "Summary")).to_have_value("Two underpasses fill within minutes.")
        expect(box(visitor, "The problem")).to_have_value("Storm drains fill unseen.")


def test_two_people_write_the_same_field_and_choose(visit: Visit) -> None:
    first = visit()
    url = begin(first)
    second = join(visit, url, "fr")
    write(first, "The problem", "Drains fill unseen.")
    write(first, "Title", "Leaks, says the first")
    write(first, "Context", "Only the first wrote this.")
    saved(first)
    write(second, "The problem", "A car is caught every year.")
    write(second, "Title", "Floods, says the second")
    dialog = second.page.get_by_role("alertdialog")
    expect(dialog).to_be_visible()
    expect(dialog.get_by_text("Drains fill unseen.")).to_be_visible()
    assert second.barriers() == []
    # Nothing of either is written over before every field is answered.
    merge = second.button("Save both together")
    expect(merge).to_be_disabled()
    groups = dialog.get_by_role("radiogroup")
    expect(groups).to_have_count(2)
    title = groups.filter(has_text=second.t("Title"))
    problem = groups.filter(has_text=second.t("The problem"))
    title.get_by_role("radio", name=second.t("Theirs"), exact=True).check(force=True)
    problem.get_by_role("radio", name=second.t("Both, theirs first")).check(force=True)
    merge.click()
    saved(second)
    page = first.open(url)
    expect(page.get_by_role("textbox", name="Title", exact=True)).to_have_value("Leaks, says the first")
    expect(box(first, "The problem")).to_have_value("Drains fill unseen.\n\nA car is caught every year.")
    expect(box(first, "Context")).to_have_value("Only the first wrote this.")


def test_what_was_typed_without_an_answer_survives_a_reload(visit: Visit) -> None:
    visitor = visit()
    url = begin(visitor)
    write(visitor, "Title", "Typed while it worked")
    saved(visitor)
    visitor.page.route("**/v1/challenges/*", lambda route: route.abort())
    write(visitor, "Summary", "Typed while nothing answered.")
    expect(visitor.page.get_by_text("Not saved yet: no answer from the server.")).to_be_visible()
    expect(visitor.page.get_by_text("Your text is kept on this device meanwhile.")).to_be_visible()
    expect(visitor.button("Try again now")).to_be_visible()
    visitor.page.unroute("**/v1/challenges/*")
    visitor.troubles.clear()
    visitor.page.on("dialog", lambda asked: asked.accept())
    visitor.page.reload(wait_until="networkidle")
    expect(box(visitor, "Summary")).to_have_value("Typed while nothing answered.")
    saved(visitor)
    # The server has it now, and the device forgot its copy.
    left = "Object.keys(localStorage).filter((key) => key.startsWith('interurban:draft:')).length"
    assert visitor.page.evaluate(left) == 0
    other = join(visit, url)
    expect(box(other, "Summary")).to_have_value("Typed while nothing answered.")


def test_a_citys_rules_speak_while_one_drafts(visit: Visit) -> None:
    visitor = visit()
    url = begin(visitor)
    page = visitor.page
    page.get_by_label("Budget to", exact=True).fill("40 000")
    page.get_by_role("combobox", name="Currency").first.select_option("GBP")
    expect(page.get_by_text("This amount allows: Invited quotes or Open procedure.")).to_be_visible()
    page.get_by_role("combobox", name="Route", exact=True).select_option("direct_below_threshold")
    expect(page.get_by_text("1 rule stops publication.")).to_be_visible()
    expect(page.get_by_role("button", name="This amount does not allow the route you chose")).to_be_visible()
    page.get_by_label("Budget to", exact=True).fill("20 000")
    expect(page.get_by_text("Nothing stops publication.")).to_be_visible()
    # The checklist follows the approach, and fills.
    page.get_by_role("radio", name="Direct, with a justification").check(force=True)
    expect(page.get_by_text("For the approach “Direct, with a justification”.")).to_be_visible()
    page.get_by_role("button", name="Keep to your own rules").click()
    expect(page.get_by_role("button", name="Why only one firm")).to_be_visible()
    box(visitor, "Why only one firm").fill("Only they have the pumps that fit under our streets.")
    expect(page.get_by_role("button", name="Why only one firm")).to_have_count(0)
    saved(visitor)
    assert visitor.barriers() == []
    visitor.open(f"{url}/preview")
    expect(page.get_by_text("No condition keeps this firm away.")).to_be_visible()


def test_an_admin_sets_new_rules_and_everybody_reads_the_difference(visit: Visit) -> None:
    admin = visit()
    admin.sign_in_ready("Admin of Hollowmere")
    page = admin.open("/desk/rules")
    page.get_by_role("button", name="Open for at least 21 days", exact=True).click()
    page.get_by_label("Whole days until the deadline").fill("22")
    expect(page.get_by_text("1 rule differs from the version that is set:")).to_be_visible()
    page.get_by_label("Why they change").fill("Firms asked for a day more.")
    assert admin.barriers() == []
    admin.button("Set the new version").click()
    expect(page.get_by_text("Version 2 is set.")).to_be_visible()
    officer = visit("phone", "fr")
    officer.sign_in_ready("Officer of Hollowmere")
    expect(
        officer.open("/desk/rules").get_by_text(officer.t("Only an admin of the city sets its rules."))
    ).to_be_visible()
    reader = visit("phone")
    found = reader.open("/cities/hollowmere")
    found.get_by_role("button", name="Thresholds, days, languages and approvals").click()
    expect(found.get_by_text("Firms asked for a day more.")).to_be_visible()
    expect(found.get_by_role("insertion")).to_have_text("Open for at least 22 days")
    assert reader.barriers() == []
    assert reader.sideways() <= 0
