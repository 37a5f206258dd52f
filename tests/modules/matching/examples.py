"""Small texts of our own: what cities ask for, and what firms say they do."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from interurban.modules.matching.board import Document
from interurban.modules.matching.labels import groups
from interurban.modules.matching.words.index import Query, WordIndex, make_query

CHALLENGES: dict[str, tuple[str, str, str]] = {
    "snow": (
        "en",
        "Clear bicycle lanes of snow before seven",
        "Ploughs are too wide for our cycle tracks. We seek narrow machines that clear and grit by night."
        " The depot lends a heated garage. Reports on where the ploughs went should reach the control room.",
    ),
    "leaks": (
        "en",
        "Hear leaks in old water mains",
        "A third of our drinking water is lost underground. We want sensors that hear leaks in iron pipes. "
        "Street works are expensive in the old town.",
    ),
    "meals": (
        "en",
        "Less wasted food in school canteens",
        "Kitchens cook for children who stay at home. We want forecasts of the meals a canteen needs.",
    ),
    "neige": (
        "fr",
        "Déneiger les pistes cyclables avant sept heures",
        "Nos engins sont trop larges. Nous cherchons le déneigement et le salage des pistes la nuit.",
    ),
    "eau": (
        "fr",
        "Trouver les fuites d'eau potable",
        "Un tiers de l'eau se perd dans les conduites. Des capteurs devraient écouter le réseau.",
    ),
    "lumi": (
        "fi",
        "Pyöräteiden auraus ennen seitsemää",
        "Aurat ovat liian leveitä. Etsimme kapeita koneita pyöräteiden talvihoitoon.",
    ),
    "сніг": (
        "uk",
        "Прибирання снігу з велосипедних доріжок",
        "Снігоочисники завеликі. Шукаємо послуги з прибирання снігу та посипання доріжок уночі.",
    ),
    "заміна": (
        "uk",
        "Капітальний ремонт теплових мереж",
        "Потрібна заміна труб теплової мережі та утеплення будівель школи.",
    ),
}
CODES = {"snow": ("90620000",), "lumi": ("90620000",), "leaks": ("38420000",), "meals": ("55520000",)}
PLOUGH = "Narrow snow ploughs for cycle tracks, with gritting and night service."


def query(key: str, *, codes: bool = False) -> Query:
    lang, *parts = CHALLENGES[key]
    return make_query({lang: parts}, CODES.get(key, ()) if codes else ())


def index(*, codes: bool = False) -> WordIndex:
    found = WordIndex(groups())
    for key in CHALLENGES:
        found.put("challenge", key, query(key, codes=codes))
    return found


def profile(text: str = PLOUGH, lang: str = "en", **changes: Any) -> Document:
    fields: dict[str, Any] = {
        "entity": "profile",
        "id": UUID(int=1),
        "organisation_id": UUID(int=1),
        "kind": "claimed",
        "visibility": "cities",
        "country": "FI",
        "texts": {lang: ["", text]},
    }
    return Document(**{**fields, **changes})


def challenge(number: int, key: str = "snow", **changes: Any) -> Document:
    lang, *parts = CHALLENGES[key]
    fields: dict[str, Any] = {
        "entity": "challenge",
        "id": UUID(int=number),
        "organisation_id": None,
        "kind": "challenge",
        "visibility": "public",
        "country": "FI",
        "texts": {lang: parts},
    }
    return Document(**{**fields, **changes})
