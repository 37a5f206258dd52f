"""What a city's people are told of challenges they post with others: in the product, and by mail."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from interurban.core.actor import Actor, Role
from interurban.modules.cities import public as cities
from interurban.modules.identity import public as identity
from interurban.modules.notifications import public as notifications
from interurban.modules.notifications.public import Words

from . import repository
from .models import Challenge

INVITED, ASKED, JOINED, DECLINED, LEFT = (
    "joint_invited",
    "joint_asked",
    "joint_joined",
    "joint_declined",
    "joint_left",
)
WITHDRAWN, ACT, ACT_DONE, ACT_ENDED, ACT_VOID = (
    "joint_withdrawn",
    "joint_act",
    "joint_act_done",
    "joint_act_ended",
    "joint_act_void",
)

_WORDS: dict[str, dict[str, Words]] = {
    INVITED: {
        "en": Words(
            "{city} invites your city: {title}",
            "{city} invites your city to post a challenge together: {title}\n\nYou can read the draft, set "
            "what differs for your city, and accept or decline. Nothing binds your city before it approves "
            "the publication.",
            "Look at the draft",
        ),
        "fr": Words(
            "{city} invite votre ville : {title}",
            "{city} invite votre ville à publier un défi ensemble : {title}\n\nVous pouvez lire le "
            "brouillon, fixer ce qui diffère pour votre ville, puis accepter ou refuser. Rien n'engage votre "
            "ville avant qu'elle n'approuve la publication.",
            "Voir le brouillon",
        ),
    },
    ASKED: {
        "en": Words(
            "{city} asks to join: {title}",
            "{city} has the same problem and asks to join your challenge: {title}\n\nYou can admit it or "
            "decline; what would differ for it is on the page.",
            "Answer {city}",
        ),
        "fr": Words(
            "{city} demande à participer : {title}",
            "{city} a le même problème et demande à rejoindre votre défi : {title}\n\nVous pouvez "
            "l'admettre ou refuser ; ce qui différerait pour elle figure sur la page.",
            "Répondre à {city}",
        ),
    },
    JOINED: {
        "en": Words(
            "{city} has joined: {title}",
            "{city} now posts the challenge together with your city: {title}\n\nWhat differs for it is on "
            "the page.",
            "See the cities",
        ),
        "fr": Words(
            "{city} participe : {title}",
            "{city} publie désormais le défi avec votre ville : {title}\n\nCe qui diffère pour elle figure "
            "sur la page.",
            "Voir les villes",
        ),
    },
    DECLINED: {
        "en": Words(
            "{city} has declined: {title}",
            "{city} does not take part in the challenge: {title}",
            "See the cities",
        ),
        "fr": Words(
            "{city} a refusé : {title}",
            "{city} ne participe pas au défi : {title}",
            "Voir les villes",
        ),
    },
    WITHDRAWN: {
        "en": Words(
            "{city} took the invitation back",
            "{city} took its invitation or its request back: {title}\n\nThere is nothing left to answer.",
            "Open the desk",
        ),
        "fr": Words(
            "{city} a retiré l'invitation",
            "{city} a retiré son invitation ou sa demande : {title}\n\nIl n'y a plus rien à répondre.",
            "Ouvrir le bureau",
        ),
    },
    LEFT: {
        "en": Words(
            "{city} has left: {title}",
            "{city} no longer posts the challenge with your city: {title}\n\nYour part and the common terms "
            "stay as they are. Approvals of a publication start again.",
            "See the cities",
        ),
        "fr": Words(
            "{city} s'est retirée : {title}",
            "{city} ne publie plus le défi avec votre ville : {title}\n\nVotre part et les conditions "
            "communes restent telles quelles. Les approbations d'une publication recommencent.",
            "Voir les villes",
        ),
    },
    ACT: {
        "en": Words(
            "Your city's approval is awaited: {title}",
            "{city} has proposed something that happens only when every city has approved it, and waits for "
            "yours: {title}",
            "Read and answer",
        ),
        "fr": Words(
            "L'approbation de votre ville est attendue : {title}",
            "{city} a proposé une démarche qui n'a lieu que si chaque ville l'approuve, et attend la "
            "vôtre : {title}",
            "Lire et répondre",
        ),
    },
    ACT_DONE: {
        "en": Words(
            "Every city has approved: {title}",
            "What was proposed has happened, for every city has approved it: {title}",
            "See the challenge",
        ),
        "fr": Words(
            "Chaque ville a approuvé : {title}",
            "La démarche proposée a eu lieu, car chaque ville l'a approuvée : {title}",
            "Voir le défi",
        ),
    },
    ACT_ENDED: {
        "en": Words(
            "A proposal has ended: {title}",
            "What was proposed does not happen: {reason}\n\nIt can be proposed again; nobody's approval is "
            "carried over. The challenge: {title}",
            "See why",
        ),
        "fr": Words(
            "Une proposition a pris fin : {title}",
            "La démarche proposée n'a pas lieu : {reason}\n\nElle peut être proposée à nouveau ; aucune "
            "approbation n'est reprise. Le défi : {title}",
            "Voir pourquoi",
        ),
    },
    ACT_VOID: {
        "en": Words(
            "A proposal is void: {title}",
            "The challenge, a city's terms or the cities themselves have changed, so what was proposed is no "
            "longer what was approved. It can be proposed again; nobody's approval is carried over. The "
            "challenge: {title}",
            "See what changed",
        ),
        "fr": Words(
            "Une proposition est caduque : {title}",
            "Le défi, les conditions d'une ville ou les villes elles-mêmes ont changé ; la démarche proposée "
            "n'est donc plus celle qui a été approuvée. Elle peut être proposée à nouveau ; aucune "
            "approbation n'est reprise. Le défi : {title}",
            "Voir ce qui a changé",
        ),
    },
}
for _kind, _words in _WORDS.items():
    notifications.add_texts(_kind, _words)


async def tell(
    session: AsyncSession,
    actor: Actor,
    row: Challenge,
    kind: str,
    about: UUID,
    to: Iterable[UUID],
    **values: Any,
) -> None:
    """Tells the officers of the cities `to`, but never who did it. `about` is the city that is named."""
    titles = (await repository.titles(session, [row.id])).get(row.id, {})
    facts = (await cities.city_facts(session, [about]))[about]
    filled = {
        "title": titles.get(row.original_language, ""),
        "city": facts.names.get(facts.original_language, facts.slug),
        **values,
    }
    for city in dict.fromkeys(to):
        people = await identity.member_ids(session, city, Role.city_admin, Role.city_officer)
        await notifications.notify(
            session,
            [person for person in people if person != actor.user_id],
            kind,
            filled,
            "/desk" if kind == WITHDRAWN else f"/desk/{row.id}",
            mail=True,
            organisation_id=city,
        )
