from __future__ import annotations

from interurban.core.errors import Conflict


class SlugTaken(Conflict):
    status, code, title = 409, "slug_taken", "Another city has this address"
