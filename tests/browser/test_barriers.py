"""Every page by axe, light and dark, on a desk and on a phone, and none wider than its window."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from .site import Site
from .visitor import Visitor

Visit = Callable[..., Visitor]
looks = pytest.mark.parametrize(
    ("device", "language", "dark"),
    [
        ("desktop", "en", False),
        ("desktop", "fr", True),
        ("phone", "en", True),
        ("phone", "fr", False),
        ("narrow", "en", False),
    ],
)
PUBLIC = (
    "/",
    "/matching",
    "/review",
    "/cities",
    "/cities/hollowmere",
    "/sign-in",
    "/sign-up",
    "/reset",
    "/nothing",
)
OWN = {
    "Owner of Delta": ("/profile", "/matches", "/account", "/notifications"),
    "Officer of Hollowmere": ("/desk", "/account"),
    "Platform admin": ("/admin", "/account"),
}


def inspect(visitor: Visitor, path: str) -> list[str]:
    visitor.open(path)
    found = [f"{path} {finding}" for finding in visitor.barriers()]
    if visitor.sideways() > 0:
        found.append(f"{path} is {visitor.sideways()} pixels too wide")
    return found


@looks
def test_public_pages_have_no_barrier(
    visit: Visit, site: Site, device: str, language: str, dark: bool
) -> None:
    visitor = visit(device, language, dark=dark)
    shared = site.get("/v1/challenges?limit=3&posted_by=several")["items"]
    alone = site.get("/v1/challenges?limit=2&sort=newest")["items"]
    challenges = [f"/challenges/{item['id']}/{item['slug']}" for item in (*shared, *alone)]
    found = [finding for path in (*PUBLIC, *challenges) for finding in inspect(visitor, path)]
    assert found == [], "\n".join(found)


@looks
@pytest.mark.parametrize("who", OWN)
def test_pages_behind_sign_in_have_no_barrier(
    visit: Visit, who: str, device: str, language: str, dark: bool
) -> None:
    visitor = visit(device, language, dark=dark)
    visitor.sign_in_ready(who)
    found = [finding for path in OWN[who] for finding in inspect(visitor, path)]
    assert found == [], "\n".join(found)
