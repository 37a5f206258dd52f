"""Where records come from is public; what was rejected may hold anything and is the operator's."""

from __future__ import annotations

from interurban.core.actor import Role
from interurban.core.policy import Permission

READ = Permission("source.read", audience="anyone")
READ_REJECTS = Permission("source.rejects", roles=frozenset({Role.platform_admin}), anywhere=True)
