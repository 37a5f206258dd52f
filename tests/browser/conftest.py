from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from .site import Site, serve
from .visitor import CHROMIUM, DEVICES, FLAGS, Visitor

expect.set_options(timeout=10_000)


@pytest.fixture(scope="package")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    home: Path = tmp_path_factory.mktemp("site") / "home"
    with serve(home) as found:
        yield found


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield found
        found.close()


@pytest.fixture
def visit(browser: Browser, site: Site) -> Iterator[Callable[..., Visitor]]:
    """Makes visitors: `visit("phone", "fr", dark=True)`. Each has a browser profile of their own."""
    made: list[Visitor] = []

    def make(device: str = "desktop", language: str = "en", *, dark: bool = False) -> Visitor:
        context = browser.new_context(
            **DEVICES[device],
            base_url=site.url,
            locale={"en": "en-CA", "fr": "fr-CA"}[language],
            timezone_id="America/Toronto",
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
        )
        context.set_default_timeout(15_000)
        made.append(Visitor(context, language))
        return made[-1]

    yield make
    for visitor in made:
        visitor.leave()
