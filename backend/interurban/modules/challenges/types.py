"""The words of a challenge: closed lists, and the table that gives its status.

Status is never stored. It follows from facts (timestamps that people caused) and the database's clock.
"""

from __future__ import annotations

from enum import StrEnum

from interurban.modules.cities.public import Route as Route


class Kind(StrEnum):
    """What a record is. Only a `challenge` is written here; the others come from importers."""

    challenge = "challenge"
    notice = "notice"
    funding_call = "funding_call"
    award = "award"


# Challenges first, history last: the order of the default feed.
KIND_RANK: dict[Kind, int] = {Kind.challenge: 0, Kind.notice: 1, Kind.funding_call: 2, Kind.award: 3}


class Status(StrEnum):
    draft = "draft"
    in_review = "in_review"
    planned = "planned"
    open = "open"
    evaluation = "evaluation"
    pilot = "pilot"
    concluded = "concluded"
    off_ramped = "off_ramped"
    cancelled = "cancelled"
    withdrawn = "withdrawn"


# First row that holds decides. Facts are columns of `challenges`; `now` is the database's clock.
STATUS_RULES: tuple[tuple[Status, str], ...] = (
    (Status.withdrawn, "withdrawn_at IS NOT NULL"),
    (Status.cancelled, "cancelled_at IS NOT NULL"),
    (Status.off_ramped, "off_ramped_at IS NOT NULL"),
    (Status.concluded, "concluded_at IS NOT NULL"),
    (Status.pilot, "pilot_started_at IS NOT NULL"),
    (Status.planned, "published_at IS NULL AND announced_at IS NOT NULL"),
    (Status.draft, "published_at IS NULL AND submitted_at IS NULL"),
    (Status.in_review, "published_at IS NULL"),
    (Status.planned, "opens_at > now"),
    (Status.open, "closes_at IS NULL OR closes_at > now"),
    (Status.evaluation, "TRUE"),
)


# How a public challenge may end, and from which status. An ending is final: none follows another.
ENDINGS: dict[Status, frozenset[Status]] = {
    Status.withdrawn: frozenset({Status.planned}),  # nobody can have answered yet
    Status.cancelled: frozenset({Status.open, Status.evaluation}),
    Status.off_ramped: frozenset({Status.evaluation, Status.pilot}),
}
FINAL = frozenset({Status.withdrawn, Status.cancelled, Status.off_ramped, Status.concluded})


class ChangeKind(StrEnum):
    """What a numbered change of a public challenge is."""

    forecast = "forecast"  # before anything is fixed
    amendment = "amendment"
    extension = "extension"


class Verdict(StrEnum):
    go = "go"
    no_go = "no_go"


class SignatureKind(StrEnum):
    """What an office puts its name to."""

    sponsor = "sponsor"  # the executive who stands behind it
    council = "council"
    board = "board"
    risks = "risks"  # the risks named are accepted


class Approach(StrEnum):
    solution_based = "solution_based"
    challenge_based = "challenge_based"
    pilot_living_lab = "pilot_living_lab"
    direct = "direct"


class PhaseKind(StrEnum):
    market_sounding = "market_sounding"
    solution_design = "solution_design"
    prototype = "prototype"
    pilot = "pilot"
    scale = "scale"


class InnovationKind(StrEnum):
    shared_solution = "shared_solution"
    iterative_process = "iterative_process"
    new_to_market = "new_to_market"
    co_designed = "co_designed"


# eForms BT-776 (codelist innovative-acquisition): what each of our words is called there.
BT_776: dict[InnovationKind, str] = {
    InnovationKind.shared_solution: "prod-innov",
    InnovationKind.iterative_process: "proc-innov",
    InnovationKind.new_to_market: "mar-nov",
    InnovationKind.co_designed: "rd-act",
}


class Ownership(StrEnum):
    supplier = "supplier"
    city = "city"
    joint = "joint"
    open = "open"
    unstated = "unstated"


class Licence(StrEnum):
    """What the city may do with a result that the supplier owns."""

    none = "none"
    use = "use"
    use_and_modify = "use_and_modify"
    open_source = "open_source"
    unstated = "unstated"


class Permission(StrEnum):
    yes = "yes"
    on_terms = "on_terms"
    no = "no"
    unstated = "unstated"


class TrainingUse(StrEnum):
    """Whether a supplier may train models on the city's data."""

    allowed = "allowed"
    deidentified_only = "deidentified_only"
    not_allowed = "not_allowed"
    unstated = "unstated"


class SocialKind(StrEnum):
    environment = "environment"
    accessibility = "accessibility"
    equity = "equity"
    indigenous_participation = "indigenous_participation"
    local_benefit = "local_benefit"


class GateKind(StrEnum):
    """Hard conditions on eligibility. Each compares `value` with one fact of a capability profile."""

    country = "country"  # value: list of country codes; the supplier is established in one of them
    language = "language"  # value: list of language codes; the supplier works in one of them
    certificate = "certificate"  # value: one certificate's name, for instance "ISO 27001"
    insurance = "insurance"  # value: cover in minor units, with `currency`
    turnover = "turnover"  # value: yearly turnover in minor units, with `currency`
    years = "years"  # value: least years in business
    prior_projects = "prior_projects"  # value: least number of comparable finished projects
    size = "size"  # value: list out of micro, small, medium, large
    other = "other"  # value: null; only a person can answer it


class Approval(StrEnum):
    council = "council"
    board = "board"
    executive = "executive"
    none = "none"


class Entitlement(StrEnum):
    """What those who took part get when a challenge ends without a purchase."""

    written_feedback = "written_feedback"
    meeting = "meeting"
    fee = "fee"
    results_shared = "results_shared"
    contact_kept = "contact_kept"


class Part(StrEnum):
    """One city's part in a challenge. An invitation or a request whose `answer_by` has passed is lapsed:
    that is read from the database's clock, never stored."""

    lead = "lead"
    invited = "invited"
    asked = "asked"
    accepted = "accepted"
    declined = "declined"
    left = "left"


# Whoever has another part has no right on any route. An invited city reads the draft it is to answer for.
LIVE: frozenset[str] = frozenset({Part.lead, Part.accepted})
WAITING: frozenset[str] = frozenset({Part.invited, Part.asked})
# While these last, a city may join.
JOINABLE: frozenset[str] = frozenset({Status.draft, Status.in_review, Status.planned, Status.open})
ENDED: frozenset[str] = frozenset({Status.concluded, Status.off_ramped, Status.cancelled, Status.withdrawn})


class ActKind(StrEnum):
    """What cities that post together do only when each of them has approved it."""

    announce = "announce"
    publish = "publish"
    admit = "admit"
    extend = "extend"
    amend = "amend"
    cancel = "cancel"
    withdraw = "withdraw"
    off_ramp = "off_ramp"
    hand_over = "hand_over"
    award = "award"


# Who runs the process proposes; an award is each city's own.
BY_ANY_CITY: frozenset[ActKind] = frozenset({ActKind.award})
# Two people, whatever the number of cities.
BY_TWO_PEOPLE: frozenset[ActKind] = frozenset({ActKind.extend})
# What was agreed on is gone when a city has left. The others go on without it.
VOID_BY_DEPARTURE: frozenset[ActKind] = frozenset(
    {ActKind.announce, ActKind.publish, ActKind.admit, ActKind.hand_over}
)


class NoticeKind(StrEnum):
    """What the public is told of the cities of a published challenge."""

    joined = "joined"
    left = "left"
    lead_changed = "lead_changed"


class Recommendation(StrEnum):
    """What the sources ask of a city that drafts: the headings of the checklist."""

    define_innovation = "define_innovation"
    small_steps = "small_steps"
    leaders_involved = "leaders_involved"
    own_rules = "own_rules"
    market_first = "market_first"
    suppliers = "suppliers"
    off_ramps = "off_ramps"
    rights_and_data = "rights_and_data"
    social_impact = "social_impact"
