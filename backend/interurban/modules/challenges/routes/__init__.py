"""HTTP of challenges, one file per subject."""

from __future__ import annotations

from . import contacts, documents, drafts, follows, questions, reading, signing, sounding

routers = (
    reading.router,
    drafts.router,
    documents.router,
    questions.router,
    follows.router,
    sounding.router,
    signing.router,
    contacts.router,
)
