"""Who may see matches."""

from __future__ import annotations

from interurban.core.actor import Role
from interurban.core.policy import Permission

_OWN = frozenset({Role.supplier_owner, Role.supplier_member})
_CITY = frozenset({Role.city_admin, Role.city_officer})

PREVIEW = Permission("match.preview", audience="anyone")
STATUS = Permission("match.status", audience="anyone")
CATEGORIES = Permission("category.read", audience="anyone")
# Published ones are everybody's; a draft only its own city's (the service asks).
SIMILAR = Permission("match.similar", audience="anyone")
READ = Permission("match.read", roles=_OWN, scope="suppliers:read")
ANSWER = Permission("match.answer", roles=_OWN, scope="suppliers:write")
SUPPLIERS = Permission("match.suppliers", roles=_CITY, scope="challenges:read")
# Texts that are being written, and counts of the market: for those who draft.
NEED = Permission("match.need", roles=_CITY, scope="challenges:read")
