"""HTTP of challenges, one file per subject."""

from __future__ import annotations

from . import (
    acts,
    changes,
    contacts,
    documents,
    drafts,
    follows,
    participation,
    questions,
    reading,
    signing,
    sounding,
)

routers = (
    reading.router,
    drafts.router,
    documents.router,
    participation.router,
    acts.router,
    questions.router,
    follows.router,
    sounding.router,
    changes.router,
    signing.router,
    contacts.router,
)
