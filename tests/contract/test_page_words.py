"""The page says in its languages what the API finds; a code without words there would be English to all."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

from interurban.modules.challenges.checks import Instants, findings
from interurban.modules.challenges.schemas import ChallengeInput, ChallengeTerms
from interurban.modules.challenges.types import Approach

WORDS = Path(__file__).parents[2] / "frontend" / "src" / "features" / "desk-city" / "findings.ts"
NOW = datetime(2026, 11, 30, tzinfo=UTC)


def place(pointer: str) -> str:
    return re.sub(r"^(/texts|/terms/direct_justification)/[a-z]+", r"\1/*", pointer)


def test_every_finding_has_words_on_the_page() -> None:
    terms = ChallengeTerms(approach=None)
    empty = ChallengeInput.model_validate({"original_language": "en", "texts": {"en": {}}, "terms": terms})
    direct = empty.model_copy(update={"terms": terms.model_copy(update={"approach": Approach.direct})})
    nothing = Instants(None, None, None, None, None)
    before, after = NOW - timedelta(days=2), NOW + timedelta(days=2)
    wrong = Instants(
        opens_at=NOW, questions_until=after, closes_at=before, opening_at=before, decision_by=before
    )
    wrong_too = Instants(NOW, after, NOW - timedelta(days=1), before, before)
    found = {
        f"{place(finding.pointer)} {finding.code}"
        for draft in (empty, direct)
        for at in (nothing, wrong, wrong_too)
        for finding in findings(draft, at, NOW)
    }
    said = set(re.findall(r'^  "(/[^"]+)": msg`', WORDS.read_text(encoding="utf-8"), re.MULTILINE))
    assert len(found) > 15
    assert found == said
