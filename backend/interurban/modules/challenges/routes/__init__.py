"""HTTP of challenges, one file per subject."""

from __future__ import annotations

from . import acts, documents, drafts, participation, reading

routers = (reading.router, drafts.router, documents.router, participation.router, acts.router)
