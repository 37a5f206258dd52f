"""The words of a capability profile."""

from __future__ import annotations

from enum import StrEnum


class Size(StrEnum):
    """Staff headcount bands of the EU's definition: below 10, 50, 250, and above."""

    micro = "micro"
    small = "small"
    medium = "medium"
    large = "large"


class Visibility(StrEnum):
    """Who sees a claimed profile besides its owner."""

    private = "private"
    cities = "cities"
    public = "public"


class IpStance(StrEnum):
    keep = "keep"  # keeps what it brings and makes; the city gets a licence
    share = "share"
    assign = "assign"
    open_source = "open_source"
    unstated = "unstated"
