"""The Italian portals that bandiradar reads: their names, addresses, licences and publishers."""

from __future__ import annotations

import re
from typing import Any

from interurban.modules.sources.types import ImportedParty, Origin

from .items import Refused, identifier
from .persons import is_public_body, organisation_name
from .ted_xml import ORIGIN as TED
from .text_repair import one_line

ZONE = "Europe/Rome"
_CC_BY = "CC BY 4.0"
_IODL = "IODL 2.0"
_ATTRIBUTE = "Public notices; attribute the source"
# Key in bandiradar's ids -> name, address, licence.
_PORTALS = {
    "anac": ("ANAC – contratti pubblici", "https://data.open-contracting.org/en/publication/117", _CC_BY),
    "anac_pvl": (
        "ANAC – Pubblicità a Valore Legale",
        "https://pubblicitalegale.anticorruzione.it",
        "Public legal notices",
    ),
    "basilicata": ("Regione Basilicata", "https://portalebandi.regione.basilicata.it", _ATTRIBUTE),
    "calabria": (
        "Regione Calabria – Calabria Europa",
        "https://calabriaeuropa.regione.calabria.it",
        _ATTRIBUTE,
    ),
    "campania": ("Regione Campania – Sviluppo Campania", "https://www.sviluppocampania.it", _ATTRIBUTE),
    "emilia_romagna": (
        "Regione Emilia-Romagna – Politiche territoriali",
        "https://politicheterritoriali.regione.emilia-romagna.it",
        _ATTRIBUTE,
    ),
    "fvg": ("Regione Autonoma Friuli Venezia Giulia", "https://www.regione.fvg.it", _ATTRIBUTE),
    "incentivi": (
        "incentivi.gov.it – Ministero delle Imprese e del Made in Italy",
        "https://www.incentivi.gov.it",
        _IODL,
    ),
    "lazio": ("Lazio Innova – Regione Lazio", "https://www.lazioinnova.it", _ATTRIBUTE),
    "liguria": ("Regione Liguria", "https://www.regione.liguria.it", _ATTRIBUTE),
    "lombardia": ("Regione Lombardia – Osservatorio Regionale", "https://dati.lombardia.it", "CC0 1.0"),
    "piemonte": ("Regione Piemonte", "https://bandi.regione.piemonte.it", _ATTRIBUTE),
    "puglia": ("Regione Puglia", "https://pr2127.regione.puglia.it", _ATTRIBUTE),
    "sardegna": (
        "Regione Autonoma della Sardegna – Sardegna Impresa",
        "https://www.sardegnaimpresa.eu",
        _ATTRIBUTE,
    ),
    "sicilia": ("Regione Siciliana – EuroInfoSicilia", "https://www.euroinfosicilia.it", _ATTRIBUTE),
    "toscana": ("Regione Toscana – Sviluppo Toscana", "https://www.sviluppo.toscana.it", _ATTRIBUTE),
    "trentino": ("Provincia Autonoma di Trento", "https://dati.trentino.it", _CC_BY),
    "veneto": ("Regione del Veneto", "https://bandi.regione.veneto.it", _ATTRIBUTE),
}  # fmt: skip
REGIONS = {
    "basilicata": "Basilicata",
    "calabria": "Calabria",
    "campania": "Campania",
    "emilia_romagna": "Emilia-Romagna",
    "fvg": "Friuli-Venezia Giulia",
    "lazio": "Lazio",
    "liguria": "Liguria",
    "lombardia": "Lombardia",
    "piemonte": "Piemonte",
    "puglia": "Puglia",
    "sardegna": "Sardegna",
    "sicilia": "Sicilia",
    "toscana": "Toscana",
    "trentino": "Trentino-Alto Adige",
    "veneto": "Veneto",
}
# Where a portal's own body sits, for records that name no other.
_SEATS = {
    "basilicata": "Potenza",
    "calabria": "Catanzaro",
    "campania": "Napoli",
    "emilia_romagna": "Bologna",
    "fvg": "Trieste",
    "lazio": "Roma",
    "liguria": "Genova",
    "lombardia": "Milano",
    "piemonte": "Torino",
    "puglia": "Bari",
    "sardegna": "Cagliari",
    "sicilia": "Palermo",
    "toscana": "Firenze",
    "trentino": "Trento",
    "veneto": "Venezia",
    "incentivi": "Roma",
}


def origin_of(portal: str) -> Origin:
    if portal == "ted":
        return TED
    if portal not in _PORTALS:
        raise Refused("unknown_portal", f"{portal[:60]} is none of the portals of this format.")
    name, url, licence = _PORTALS[portal]
    return Origin(source=f"it_{portal}", name=name, url=url, licence=licence, attribution=name)


def split_id(written: Any) -> tuple[str, str]:
    """ "anac:ocds-hu01ve-1" as portal and the portal's own id."""
    portal, _, own = identifier(written).partition(":")
    return portal, identifier(own)


def issuer(name: Any, region: Any, origin: Origin, identifier: str | None = None) -> ImportedParty:
    """The body that publishes; the portal itself where a record names none."""
    written = organisation_name(one_line(str(name or ""))) or origin.name
    if not is_public_body(written, identifier, "IT"):
        written = origin.name
    own = identifier if identifier and re.fullmatch(r"\d{11}", identifier) else None
    portal = origin.source.removeprefix("it_")
    seat = _SEATS.get(portal) if _same_body(written, origin.name) else None
    return ImportedParty(
        name=written,
        country="IT",
        scheme="IT-CF" if own else "name",
        identifier=own,
        locality=municipality(written) or seat,
        region=region if isinstance(region, str) else None,
    )


def _same_body(name: str, portal: str) -> bool:
    return bool(set(re.findall(r"\w{5,}", name.lower())) & set(re.findall(r"\w{5,}", portal.lower())))


_MUNICIPALITY = re.compile(
    r"\b(?:comune|comunale|citta|città|municipio)\s+(?:di|de|del|della|d')\s*([^\W\d_][\w' .-]*?)"
    r"(?=$|[,;(–]| - | settore| ufficio| area | servizio)",
    re.IGNORECASE,
)


def municipality(name: str) -> str | None:
    """Tiggiano of "COMUNE DI TIGGIANO"."""
    found = _MUNICIPALITY.search(name[:300])
    return " ".join(word.capitalize() for word in found.group(1).split())[:100] if found else None
