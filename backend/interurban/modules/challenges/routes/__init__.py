"""HTTP of challenges, one file per subject."""

from __future__ import annotations

from . import documents, drafts, reading

routers = (reading.router, drafts.router, documents.router)
