"""Who may do what with cities."""

from __future__ import annotations

from interurban.core.actor import Role
from interurban.core.policy import Permission

READ = Permission("city.read", audience="anyone")
CREATE = Permission("city.create", roles=frozenset({Role.platform_admin}), anywhere=True)
EDIT = Permission("city.edit", roles=frozenset({Role.city_admin}), scope="cities:write")
