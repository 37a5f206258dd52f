"""Who may do what with challenges."""

from __future__ import annotations

from interurban.core.actor import Role
from interurban.core.policy import Permission

CITY_STAFF = frozenset({Role.city_admin, Role.city_officer})

READ = Permission("challenge.read", audience="anyone")
DRAFT = Permission("challenge.draft", roles=CITY_STAFF, scope="challenges:write")
# Publishing binds a city towards the market: a person does it, never an API client.
PUBLISH = Permission("challenge.publish", roles=CITY_STAFF, states=frozenset({"draft", "in_review"}))
EDIT = Permission(
    "challenge.edit",
    roles=CITY_STAFF,
    scope="challenges:write",
    states=frozenset({"draft", "in_review"}),
)
# Everybody of a city reads its drafts; suppliers and other cities do not know that they exist.
READ_DRAFT = Permission(
    "challenge.read_draft",
    roles=CITY_STAFF | {Role.evaluator},
    scope="challenges:read",
)
# Asking, declining, and a city's own terms.
JOIN = Permission("challenge.join", roles=CITY_STAFF, scope="challenges:write")
# Inviting, accepting, approving and leaving bind a city towards the others and the market: a person does it,
# never an API client.
APPROVE = Permission("challenge.approve", roles=CITY_STAFF)
