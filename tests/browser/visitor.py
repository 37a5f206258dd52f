"""Somebody at the page, on a desk or a phone, who notices every error and every barrier."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page, Response, expect

from .site import ROOT
from .words import word

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DEVICES: dict[str, dict[str, Any]] = {
    "desktop": {"viewport": {"width": 1280, "height": 800}},
    "phone": {
        "viewport": {"width": 390, "height": 844},
        "device_scale_factor": 2,
        "is_mobile": True,
        "has_touch": True,
    },
    "narrow": {"viewport": {"width": 320, "height": 640}},
}
AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_AUDIT = """async (tags) => {
    const found = await axe.run(document, {runOnly: {type: "tag", values: tags}});
    const place = (node) => `${node.html.slice(0, 160)} ${node.any[0]?.message ?? ""}`;
    return found.violations.map((each) => `${each.id}: ${each.help}: ${each.nodes.map(place).join(" | ")}`);
}"""


class Visitor:
    """`page` is the one open page. `troubles` are what a careful developer would find in the console."""

    def __init__(self, context: BrowserContext, language: str) -> None:
        self.context = context
        self.language = language
        self.troubles: list[str] = []
        self.expected: set[int] = set()
        self.page: Page = context.new_page()
        self.page.on("pageerror", lambda error: self.troubles.append(f"error: {error}"))
        self.page.on("console", self._hear)
        self.page.on("response", self._see)

    def t(self, english: str) -> str:
        """The page's own words for this in the visitor's language."""
        return word(english, self.language)

    def button(self, english: str) -> Locator:
        return self.page.get_by_role("button", name=self.t(english), exact=True)

    def heading(self, english: str) -> Locator:
        return self.page.get_by_role("heading", name=self.t(english), exact=True)

    def field(self, english: str) -> Locator:
        return self.page.get_by_label(self.t(english), exact=True)

    def pick(self, label: str, text: str) -> str:
        """Types into a box with suggestions and takes the first by keyboard; returns its words.

        A scrolling page closes the list (it opens again with the next arrow key), so Enter waits, as a person
        does, until the suggestion is marked.
        """
        box = self.page.get_by_role("combobox", name=self.t(label))
        box.focus()
        self.page.keyboard.type(text)
        expect(self.page.get_by_role("option").first).to_contain_text(text)
        self.page.keyboard.press("ArrowDown")
        marked = self.page.locator("[role=option][data-focused]")
        expect(marked).to_be_visible()
        chosen = marked.inner_text().splitlines()[0]
        self.page.keyboard.press("Enter")
        expect(box).to_have_value("")
        self.page.keyboard.press("Escape")  # the list stays open for the next one
        expect(self.page.get_by_role("listitem").filter(has_text=chosen).first).to_be_visible()
        return chosen

    def _hear(self, message: ConsoleMessage) -> None:
        # Refused requests are written to the console too; `_see` has judged them by their status.
        refused = "Failed to load resource" in message.text or "urn:interurban:problem:" in message.text
        if message.type in ("error", "warning") and not refused:
            self.troubles.append(f"{message.type}: {message.text}")

    def _see(self, response: Response) -> None:
        if response.status >= 400 and response.status not in self.expected:
            self.troubles.append(f"{response.status} {response.request.method} {response.url}")

    def open(self, path: str) -> Page:
        self.page.goto(path, wait_until="networkidle")
        return self.page

    def sign_in_ready(self, name: str) -> None:
        """By the button that only a developer's machine has."""
        who, _, whose = name.partition(" of ")
        said = self.t(f"{who} of {{organisation}}").replace("{organisation}", whose) if whose else self.t(who)
        self.open("/sign-in")
        self.page.get_by_role("button", name=said).click()
        self.page.wait_for_url(lambda url: "/sign-in" not in url)
        self.page.wait_for_load_state("networkidle")

    def barriers(self) -> list[str]:
        """What axe finds on the page as it stands."""
        self.page.wait_for_load_state("networkidle")
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(AXE.read_text())
        found: list[str] = self.page.evaluate(_AUDIT, RULES)
        return found

    def sideways(self) -> int:
        """Pixels by which the page is wider than its window."""
        found: int = self.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        return found

    def leave(self) -> None:
        self.context.close()
        assert self.troubles == [], "\n".join(self.troubles)
