"""What each live city's own rules say of a challenge, and which version of them it was published under."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from interurban.core.schemas import FieldError
from interurban.modules.cities import public as cities
from interurban.modules.cities.public import Asked, Broken, Clause, Facts

from . import checks, repository
from .answers import BrokenRule, CityRules
from .dates import whole_days
from .models import Challenge, Participation
from .schemas import ChallengeInput, ChallengeTerms, LocalTerms
from .types import LIVE, Licence, Ownership, Permission, Route, SocialKind

_WRITTEN = ("title", "summary", "problem")


async def judged(
    session: AsyncSession, row: Challenge, draft: ChallengeInput, at: checks.Instants, now: datetime
) -> list[CityRules]:
    """For each live city that has rules now: what they allow its part of the money, and what they miss."""
    parts = [part for part in await repository.participations(session, row.id) if part.state in LIVE]
    in_force = await cities.in_force(session, [part.city_id for part in parts], now)
    names = await cities.city_facts(session, [part.city_id for part in parts])
    found = []
    for part in parts:
        rules = in_force.get(part.city_id)
        if rules is None:
            continue
        facts = facts_of(draft, at, now, part, alone=len(parts) == 1)
        city = names[part.city_id]
        name = city.names.get(city.original_language, city.slug)
        found.append(
            CityRules(
                city_id=part.city_id,
                city_slug=city.slug,
                city_name=name,
                version=rules.version,
                valid_from=rules.valid_from,
                asked_minor=facts.asked.max_minor if facts.asked else None,
                route=facts.route,
                open_days=facts.open_days,
                routes=cities.routes_out(cities.routes(rules.document.rules, facts.asked)),
                broken=[
                    _broken(one, draft, name, is_lead=part.state == "lead")
                    for one in cities.check(rules.document.rules, facts)
                ],
            )
        )
    return found


def blocking(judged: Sequence[CityRules]) -> list[FieldError]:
    """What stops publication, as the other findings are told."""
    return [
        FieldError(pointer=one.pointer, code=f"policy_{one.code}", detail=one.detail)
        for city in judged
        for one in city.broken
        if one.blocks
    ]


async def keep_versions(session: AsyncSession, row: Challenge, at: datetime) -> None:
    """Notes with each live city the version of its rules that counted at `at`."""
    parts = [part for part in await repository.participations(session, row.id) if part.state in LIVE]
    in_force = await cities.in_force(session, [part.city_id for part in parts], at)
    for part in parts:
        rules = in_force.get(part.city_id)
        part.policy_version = rules.version if rules else None
    await session.flush()


def facts_of(
    draft: ChallengeInput, at: checks.Instants, now: datetime, part: Participation, *, alone: bool
) -> Facts:
    """A challenge as the rules of one of its cities look at it."""
    terms = draft.terms
    own = LocalTerms.model_validate(part.local_terms)
    route = own.route
    if route is Route.unstated and part.state == "lead":
        route = terms.funding.route
    return Facts(
        asked=_asked(terms, own, alone),
        route=route,
        open_days=_open_days(at, now),
        written=frozenset(
            lang for lang, texts in draft.texts.items() if all(getattr(texts, name) for name in _WRITTEN)
        ),
        said=frozenset(_said(terms)),
        residency=tuple(terms.data.residency),
        words={lang: "\n".join(texts.model_dump().values()) for lang, texts in draft.texts.items()},
        approval=terms.sponsorship.approval,
        approval_reference=terms.sponsorship.approval_reference,
    )


def _asked(terms: ChallengeTerms, own: LocalTerms, alone: bool) -> Asked | None:
    """The city's own money: its share where several pay, else the whole budget. Null where nobody said."""
    budget, share = terms.funding.budget, own.budget_share
    if share is not None:
        tax = budget.tax if budget else "unknown"
        return Asked(share.currency, tax, share.amount_minor, share.amount_minor)
    if budget is None or not alone:
        return None
    return Asked(budget.currency, budget.tax, budget.min_minor, budget.max_minor)


def _open_days(at: checks.Instants, now: datetime) -> int | None:
    """Whole days that firms have. A deadline at the end of a day counts that day."""
    if at.closes_at is None:
        return None
    opens = max(at.opens_at or now, now)
    return whole_days(opens, at.closes_at + timedelta(seconds=1))


_SOCIAL = {
    SocialKind.environment: Clause.environment,
    SocialKind.accessibility: Clause.accessibility,
    SocialKind.equity: Clause.equity,
    SocialKind.indigenous_participation: Clause.indigenous_participation,
    SocialKind.local_benefit: Clause.local_benefit,
}


def _said(terms: ChallengeTerms) -> Iterator[Clause]:
    held = {
        Clause.background_ip_kept: terms.ip.background is Ownership.supplier,
        Clause.licence_to_city: terms.ip.licence_to_city not in (Licence.none, Licence.unstated),
        Clause.reuse_by_other_cities: terms.ip.reuse_by_other_cities in (Permission.yes, Permission.on_terms),
        Clause.privacy_by_design: terms.data.privacy_by_design is True,
        Clause.audit_rights: terms.data.audit_rights is True,
        Clause.pilot_paid: terms.funding.pilot_paid is True,
        Clause.executive_sponsor: bool(terms.sponsorship.executive_sponsor.strip()),
        Clause.off_ramp_entitlement: bool(terms.off_ramp.participants_get),
    }
    yield from (clause for clause, holds in held.items() if holds)
    yield from {_SOCIAL[item.kind] for item in terms.social}


_CLAUSE_AT = {
    Clause.background_ip_kept: "/terms/ip/background",
    Clause.licence_to_city: "/terms/ip/licence_to_city",
    Clause.reuse_by_other_cities: "/terms/ip/reuse_by_other_cities",
    Clause.data_residency: "/terms/data/residency",
    Clause.privacy_by_design: "/terms/data/privacy_by_design",
    Clause.audit_rights: "/terms/data/audit_rights",
    Clause.pilot_paid: "/terms/funding/pilot_paid",
    Clause.executive_sponsor: "/terms/sponsorship/executive_sponsor",
    Clause.off_ramp_entitlement: "/terms/off_ramp/participants_get",
}


def _pointer(one: Broken, draft: ChallengeInput) -> str:
    if one.code == "min_days":
        return "/dates/closes_at"
    if one.code == "languages":
        return f"/texts/{one.lacking[0]}/title"
    if one.code == "approval":
        field = "approval_reference" if one.lacking == ("reference",) else "approval"
        return f"/terms/sponsorship/{field}"
    if one.code == "clause":
        clause = Clause(one.lacking[0])
        if clause is Clause.wording:
            return f"/texts/{draft.original_language}/rights"
        return _CLAUSE_AT.get(clause, "/terms/social")
    return "/terms/funding/route"


def _broken(one: Broken, draft: ChallengeInput, city: str, *, is_lead: bool) -> BrokenRule:
    pointer = _pointer(one, draft)
    if pointer == "/terms/funding/route" and not is_lead:
        pointer = "/terms/funding/budget"  # its own route stands in its own terms; the shares are common
    return BrokenRule(
        code=one.code,
        blocks=one.blocks,
        certain=one.certain,
        pointer=pointer,
        lacking=list(one.lacking),
        has=one.has,
        rule=one.rule,
        detail=f"{city}: {_words(one)} ({_cited(one)})",
    )


def _words(one: Broken) -> str:
    rule = one.rule
    if one.code == "min_days":
        return f"its rules ask for at least {rule.days} days until the deadline; this gives {one.has}."  # type: ignore[union-attr]
    said = {
        "languages": f"its rules ask for title, summary and problem in {', '.join(one.lacking)}.",
        "clause": f"its rules ask for this to be said: {', '.join(one.lacking).replace('_', ' ')}.",
        "approval": f"its rules ask for an approval: {', '.join(one.lacking)}.",
        "route_not_allowed": "its rules do not allow this route for this amount.",
        "route_unclear": "whether its rules allow this route cannot be told from the amount as it is stated.",
        "route_unstated": "choose the route that its rules allow for this amount.",
    }
    return said[one.code]


def _cited(one: Broken) -> str:
    source = one.rule.source
    return ", ".join(part for part in (source.title, source.article) if part)
