"""Who may do what with accounts, members and API clients. None of it is ever open to an API client."""

from __future__ import annotations

from interurban.core.actor import Role
from interurban.core.policy import Permission

SESSION_READ = Permission("session.read", audience="anyone")
SIGN_UP = Permission("account.sign_up", audience="anyone")
SIGN_IN = Permission("session.sign_in", audience="anyone")
SIGN_IN_READY = Permission("session.sign_in_ready", audience="anyone")
RECOVER = Permission("account.recover", audience="anyone")
TOKEN = Permission("client.token", audience="anyone")
INVITATION_READ = Permission("invitation.read", audience="anyone")
INVITATION_ACCEPT = Permission("invitation.accept", audience="anyone")

ACCOUNT = Permission("account.own", audience="signed_in")
SESSIONS = Permission("session.own", audience="signed_in")

_KEEPERS = frozenset({Role.platform_admin, Role.city_admin, Role.supplier_owner})
MEMBERS_READ = Permission("member.read", roles=frozenset(Role))
# Everybody may leave; removing somebody else takes MEMBERS_MANAGE.
MEMBERS_REMOVE = Permission("member.remove", roles=frozenset(Role))
MEMBERS_MANAGE = Permission("member.manage", roles=_KEEPERS)
CLIENTS_MANAGE = Permission("client.manage", roles=_KEEPERS - {Role.platform_admin})
