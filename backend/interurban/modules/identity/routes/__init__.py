"""HTTP of identity, one file per subject."""

from __future__ import annotations

from . import accounts, clients, members, sessions

routers = (accounts.router, sessions.router, members.router, clients.router)
