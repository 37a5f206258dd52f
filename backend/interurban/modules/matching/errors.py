"""What can go wrong with a match."""

from __future__ import annotations

from interurban.core.errors import Invalid


class NothingToMatch(Invalid):
    code, title = "nothing_to_match", "There are no words to match on"
