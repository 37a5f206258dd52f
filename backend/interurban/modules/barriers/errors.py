"""What can go wrong with a review."""

from __future__ import annotations

from interurban.core.errors import Invalid


class NothingToReview(Invalid):
    code, title = "nothing_to_review", "There are no words to review"
    advice = "Send the text of a call: at least a sentence of words."
