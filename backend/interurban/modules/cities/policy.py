"""Who may do what with cities."""

from __future__ import annotations

from interurban.core.actor import Role
from interurban.core.policy import Permission

READ = Permission("city.read", audience="anyone")
CREATE = Permission("city.create", roles=frozenset({Role.platform_admin}), anywhere=True)
EDIT = Permission("city.edit", roles=frozenset({Role.city_admin}), scope="cities:write")
# Rules bind a city's challenges: its admin sets them, or a program of the city that may change it.
EDIT_POLICY = Permission("city.edit_policy", roles=frozenset({Role.city_admin}), scope="cities:write")
