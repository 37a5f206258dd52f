"""Who may do what with suppliers."""

from __future__ import annotations

from interurban.core.actor import Role
from interurban.core.policy import Permission

OWN = frozenset({Role.supplier_owner, Role.supplier_member})
CITY = frozenset({Role.city_admin, Role.city_officer})

READ = Permission("supplier.read", audience="anyone")
READ_PROFILE = Permission("supplier.read_profile", roles=OWN, scope="suppliers:read")
EDIT_PROFILE = Permission("supplier.edit_profile", roles=OWN, scope="suppliers:write")
# Cities see profiles whose owner agreed to it.
READ_AS_CITY = Permission("supplier.read_as_city", roles=CITY, anywhere=True, scope="suppliers:read")
