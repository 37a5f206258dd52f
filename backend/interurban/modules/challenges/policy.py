"""Who may do what with challenges."""

from __future__ import annotations

from interurban.core.actor import Role
from interurban.core.policy import Permission

CITY_STAFF = frozenset({Role.city_admin, Role.city_officer})

READ = Permission("challenge.read", audience="anyone")
DRAFT = Permission("challenge.draft", roles=CITY_STAFF, scope="challenges:write")
# Publishing binds a city towards the market: a person does it, never an API client.
PUBLISH = Permission(
    "challenge.publish", roles=CITY_STAFF, states=frozenset({"draft", "in_review", "planned"})
)
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

# The life of a public challenge. What binds a city towards the market is done by a person, never by a client.
SUPPLIER = frozenset({Role.supplier_owner, Role.supplier_member})
FOLLOW = Permission("challenge.follow", audience="signed_in")
ASK = Permission("challenge.ask", audience="signed_in")
ANSWER = Permission("challenge.answer", roles=CITY_STAFF)
ANNOUNCE = Permission("challenge.announce", roles=CITY_STAFF, states=frozenset({"draft", "in_review"}))
SOUND = Permission("challenge.sound", roles=CITY_STAFF)
ANSWER_SOUNDING = Permission("challenge.answer_sounding", roles=SUPPLIER)
AMEND = Permission("challenge.amend", roles=CITY_STAFF)
EXTEND = Permission("challenge.extend", roles=CITY_STAFF)
END = Permission("challenge.end", roles=CITY_STAFF)
DECIDE_PHASE = Permission("challenge.decide_phase", roles=CITY_STAFF)
SIGN = Permission("challenge.sign", roles=CITY_STAFF)
READ_SIGNATURES = Permission(
    "challenge.read_signatures", roles=CITY_STAFF | {Role.evaluator}, scope="challenges:read"
)
# A firm's consent is its owner's to give and to take back; its people may read what came of it.
CONSENT = Permission("challenge.consent", roles=frozenset({Role.supplier_owner}))
READ_CONSENT = Permission("challenge.read_consent", roles=SUPPLIER)
READ_CONTACTS = Permission("challenge.read_contacts", roles=CITY_STAFF)

# Asking, declining, and a city's own terms.
JOIN = Permission("challenge.join", roles=CITY_STAFF, scope="challenges:write")
# Inviting, accepting, approving and leaving bind a city towards the others and the market: a person does it,
# never an API client.
APPROVE = Permission("challenge.approve", roles=CITY_STAFF)
