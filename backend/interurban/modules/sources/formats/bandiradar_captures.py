"""Captures of Italian portals and of TED's search, as the package bandiradar keeps them."""

from __future__ import annotations

import hashlib
import re
from typing import Any

from interurban.modules.sources.types import ImportedPlace, ImportedRecord, ImportedTexts, RecordKind

from .bandiradar_origins import REGIONS, ZONE, issuer, origin_of
from .items import Clock, Refused, categories, identifier, or_lapse, texts
from .markdown import to_markdown
from .money import money
from .text_repair import one_line
from .zones import country_code, zone_of

_LANGUAGES = {
    "bul": "bg", "ces": "cs", "dan": "da", "deu": "de", "ell": "el", "eng": "en", "est": "et", "fin": "fi",
    "fra": "fr", "gle": "ga", "hrv": "hr", "hun": "hu", "ita": "it", "lav": "lv", "lit": "lt", "mlt": "mt",
    "nld": "nl", "pol": "pl", "por": "pt", "ron": "ro", "slk": "sk", "slv": "sl", "spa": "es", "swe": "sv",
}  # fmt: skip
_COUNTRIES = {
    "AUT": "AT", "BEL": "BE", "BGR": "BG", "CHE": "CH", "CYP": "CY", "CZE": "CZ", "DEU": "DE", "DNK": "DK",
    "ESP": "ES", "EST": "EE", "FIN": "FI", "FRA": "FR", "GRC": "GR", "HRV": "HR", "HUN": "HU", "IRL": "IE",
    "ISL": "IS", "ITA": "IT", "LIE": "LI", "LTU": "LT", "LUX": "LU", "LVA": "LV", "MLT": "MT", "NLD": "NL",
    "NOR": "NO", "POL": "PL", "PRT": "PT", "ROU": "RO", "SVK": "SK", "SVN": "SI", "SWE": "SE",
}  # fmt: skip


def own_title(title: Any, portal: str) -> str:
    """TED's search puts country and category before a title: "Italia – Server – Accordo quadro"."""
    line = one_line(str(title or ""))
    parts = line.split(" – ", 2)
    return parts[2] if portal == "ted" and len(parts) == 3 else line


def ted_search_result(item: dict[str, Any], _name: str, position: int) -> ImportedRecord:
    source_id = identifier(item["publication-number"])
    titles = item.get("notice-title") or {}
    buyer_country = _COUNTRIES.get(str(_first(item.get("buyer-country"))))
    buyer_names = item.get("buyer-name") or {}
    language = next((code for code in buyer_names if code in _LANGUAGES), "eng")
    if language not in titles:
        language = next(iter(titles), "eng")
    zone = zone_of(country_code(buyer_country))
    extra: dict[str, Any] = {}
    clock = Clock(zone, extra)
    day = str(_first(item.get("deadline-receipt-tender-date-lot")) or "")
    hour = str(_first(item.get("deadline-receipt-tender-time-lot")) or "")
    deadline = f"{day[:10]}T{hour}" if day and hour else day
    total = item.get("estimated-value-proc") or _first(item.get("estimated-value-lot"))
    currency = item.get("estimated-value-cur-proc") or _first(item.get("estimated-value-cur-lot"))
    origin = origin_of("ted")
    name = _first(buyer_names.get(language) or next(iter(buyer_names.values()), None))
    return ImportedRecord(
        position=position,
        origin=origin,
        source_id=source_id,
        kind="notice",
        language=_LANGUAGES.get(language, "en"),
        texts={
            _LANGUAGES.get(language, "en"): texts(
                own_title(titles.get(language), "ted"), "", extra, source_id=source_id
            )
        },
        url=f"https://ted.europa.eu/en/notice/-/detail/{source_id}",
        zone=zone,
        categories=categories(item.get("classification-cpv") or []),
        published_at=clock.start("published_at", item.get("publication-date")),
        closes_at=clock.deadline("closes_at", deadline),
        closes_zone_assumed=clock.zone_assumed,
        money=money(total, total, currency, "excluded"),
        buyer=issuer(name, None, origin) if buyer_country == "IT" else None,
        extra=extra,
    )


def legal_notice(item: dict[str, Any], _name: str, position: int) -> ImportedRecord:
    """ANAC's legal publicity: a template of sections, with the lots in section C."""
    source_id = identifier(item["idAvviso"])
    if item.get("oscurato"):
        raise Refused("withdrawn", "The portal has blanked this notice.", source_id)
    blocks = item.get("template") or [{}]
    template = blocks[0].get("template") or {}
    sections = template.get("sections") or []
    lots = [lot for section in sections for lot in section.get("items") or []]
    bodies = [body for s in sections for body in (s.get("fields") or {}).get("soggetti_sa") or []]
    body = bodies[0] if bodies else {}
    extra: dict[str, Any] = {"form": item.get("codiceScheda"), "notice_type": item.get("tipo")}
    clock = Clock(ZONE, extra)
    ends = [
        item.get("dataScadenza"),
        *(lot.get("termine_ricezione") or lot.get("termine_invito") for lot in lots),
    ]
    origin = origin_of("anac_pvl")
    title = (template.get("metadata") or {}).get("descrizione") or (lots and lots[0].get("descrizione"))
    lines = (
        f"{one_line(str(lot['descrizione']))} ({lot.get('cpv')})" for lot in lots if lot.get("descrizione")
    )
    values = [lot["valore_complessivo_stimato"] for lot in lots if lot.get("valore_complessivo_stimato")]
    localities = dict.fromkeys(one_line(str(lot.get("luogo_istat") or "")).title() for lot in lots)
    return ImportedRecord(
        position=position,
        origin=origin,
        source_id=source_id,
        kind="notice",
        language="it",
        texts=_italian(title, "\n".join(f"- {line}" for line in dict.fromkeys(lines)), extra, source_id),
        url=f"{origin.url}/bandi/{source_id}",
        zone=ZONE,
        published_at=clock.start("published_at", item.get("dataPubblicazione")),
        closes_at=clock.deadline("closes_at", next((end for end in ends if end), None)),
        closes_zone_assumed=clock.zone_assumed,
        money=money(sum(values), sum(values), "EUR", "excluded") if values else None,
        buyer=issuer(body.get("denominazione_amministrazione"), None, origin, body.get("codice_fiscale")),
        places=tuple(ImportedPlace(country="IT", locality=place) for place in localities if place),
        extra=extra,
    )


def lombardia(item: dict[str, Any], _name: str, position: int) -> ImportedRecord:
    """A row of the regional observatory. The official in charge, who is a person, is not read."""
    source_id = identifier(item["codice_bando"])
    origin = origin_of("lombardia")
    extra: dict[str, Any] = {
        "procedure": item.get("procedura_gara"),
        "source_status": item.get("stato_bando"),
    }
    clock = Clock(ZONE, extra)
    value = item.get("importo_complessivo_base")
    place = one_line(str(item.get("comune") or "")).title() or None
    return ImportedRecord(
        position=position,
        origin=origin,
        source_id=source_id,
        kind="notice",
        language="it",
        texts=_italian(item.get("oggetto_dell_appalto"), "", extra, source_id),
        url=f"{origin.url}/resource/k6cb-4hbm.json?codice_bando={source_id}",
        zone=ZONE,
        categories=categories([item.get("codice_cpv")]),
        published_at=clock.start("published_at", item.get("data_pubblicazione")),
        closes_at=clock.deadline("closes_at", _without_midnight(item.get("data_presentazioni_offerte"))),
        closes_zone_assumed=clock.zone_assumed,
        money=money(value, value, "EUR"),
        buyer=issuer(item.get("stazione_appaltante"), "Lombardia", origin, item.get("codice_fiscale")),
        places=(ImportedPlace(country="IT", locality=place, region="Lombardia"),),
        extra=extra,
    )


def incentive(item: dict[str, Any], _name: str, position: int) -> ImportedRecord:
    node = re.search(r"node/(\d+)", str(item["ss_search_api_id"]))
    source_id = identifier(node.group(1) if node else item.get("id"))
    origin = origin_of("incentivi")
    region = _first(item.get("zs_field_regions_value"))
    extra: dict[str, Any] = {
        name: value
        for name, key in (
            ("region", "zs_field_regions_value"),
            ("scope", "zs_field_scopes_value"),
            ("support_form", "zs_field_support_form_value"),
        )
        if (value := _first(item.get(key)))
    }
    clock = Clock(ZONE, extra)
    low, high = (_first(item.get(f"zs_field_cost_{end}")) for end in ("min", "max"))
    opens = clock.start("opens_at", _without_midnight(_first(item.get("zs_field_open_date"))))
    return ImportedRecord(
        position=position,
        origin=origin,
        source_id=source_id,
        kind="funding_call",
        language="it",
        texts=_italian(
            _first(item.get("tum_X3b_it_title_ft")), str(_first(item.get("zs_body")) or ""), extra, source_id
        ),
        url=_first(item.get("zs_field_link")),
        zone=ZONE,
        published_at=opens,
        modified_at=clock.start("modified_at", _first(item.get("ds_last_update"))),
        opens_at=opens,
        closes_at=clock.deadline("closes_at", _without_midnight(_first(item.get("zs_field_close_date")))),
        closes_zone_assumed=clock.zone_assumed,
        money=money(low, high, "EUR"),
        buyer=issuer(_first(item.get("zs_field_subject_grant")), region, origin),
        extra=extra,
    )


def extracted_page(item: dict[str, Any], name: str, position: int) -> ImportedRecord:
    """Fields that were extracted from a region's page."""
    source_id, origin, region = identifier(item["_post_id"]), origin_of(name), REGIONS.get(name)
    extra: dict[str, Any] = {"region": region, "keywords": item.get("keywords") or [], "extracted": True}
    clock = Clock(ZONE, extra)
    kind: RecordKind = "notice" if item.get("kind") == "tender" else "funding_call"
    total = item.get("value_amount")
    body = "\n\n".join(str(item[key]) for key in ("summary", "eligibility_text") if item.get(key))
    return ImportedRecord(
        position=position,
        origin=origin,
        source_id=source_id,
        kind=kind,
        language="it",
        texts=_italian(item.get("title") or item.get("_listing_title"), body, extra, source_id),
        url=item.get("_url") or None,
        zone=ZONE,
        closes_at=clock.deadline("closes_at", item.get("deadline")),
        closes_zone_assumed=clock.zone_assumed,
        money=money(item.get("value_min") or total, item.get("value_max") or total, "EUR"),
        buyer=issuer(None, region, origin),
        extra=extra,
    )


def wordpress_post(item: dict[str, Any], name: str, position: int) -> ImportedRecord:
    source_id, origin, region = identifier(item.get("id")), origin_of(name), REGIONS.get(name)
    extra: dict[str, Any] = {"region": region}
    published = Clock(ZONE, extra).start("published_at", item.get("date"))
    return ImportedRecord(
        position=position,
        origin=origin,
        source_id=source_id,
        kind="funding_call",
        language="it",
        texts=_italian(_rendered(item, "title"), _rendered(item, "content"), extra, source_id),
        url=item.get("link") or None,
        zone=ZONE,
        published_at=published,
        closes_at=or_lapse(None, published, extra),
        buyer=issuer(None, region, origin),
        extra=extra,
    )


def plone_item(item: dict[str, Any], name: str, position: int) -> ImportedRecord:
    source_id, origin, region = identifier(item["UID"]), origin_of(name), REGIONS.get(name)
    extra: dict[str, Any] = {"region": region, "keywords": item.get("materie") or []}
    clock = Clock(ZONE, extra)
    body = "\n\n".join((str(item.get("description") or ""), str((item.get("text") or {}).get("data") or "")))
    published = clock.start("published_at", item.get("effective"))
    closes = clock.deadline("closes_at", item.get("scadenza_bando"))
    closed = "closed" in (item.get("bando_state") or [])
    return ImportedRecord(
        position=position,
        origin=origin,
        source_id=source_id,
        kind="funding_call",
        language="it",
        texts=_italian(item.get("title"), body, extra, source_id),
        url=item.get("@id") or None,
        zone=ZONE,
        published_at=published,
        opens_at=clock.start("opens_at", item.get("apertura_bando")),
        closes_at=or_lapse(closes, published, extra),
        closes_zone_assumed=clock.zone_assumed,
        concluded_at=published if closed and closes is None else None,
        buyer=issuer(item.get("ente_bando"), region, origin),
        extra=extra,
    )


def calendar_row(item: dict[str, Any], name: str, position: int) -> ImportedRecord:
    """A row of Trento's calendar of rural development calls. It has no id: what names a call makes one."""
    title = one_line(str(item.get("INTERVENTO") or ""))
    named = "|".join(one_line(str(item.get(key) or "")).lower() for key in _CALENDAR_KEY)
    source_id = hashlib.sha256(named.encode()).hexdigest()[:16]
    origin, region = origin_of(name), REGIONS.get(name)
    extra: dict[str, Any] = {"region": region, "source_status": item.get("STATO")}
    clock = Clock(ZONE, extra)
    link = re.search(r'href="(https?://[^"]+)"', str(item.get("INFORMAZIONI") or ""))
    opens = clock.start("opens_at", item.get("DATA APERTURA"))
    body = "\n\n".join(to_markdown(str(item.get(key) or "")) for key in ("INFORMAZIONI", "BENEFICIARI"))
    return ImportedRecord(
        position=position,
        origin=origin,
        source_id=source_id,
        kind="funding_call",
        language="it",
        texts=_italian(title, body, extra, source_id),
        url=link.group(1) if link else None,
        zone=ZONE,
        opens_at=opens,
        closes_at=clock.deadline("closes_at", item.get("DATA CHIUSURA"), counted_from=opens),
        closes_zone_assumed=clock.zone_assumed,
        money=money(item.get("IMPORTO (Euro)"), item.get("IMPORTO (Euro)"), "EUR"),
        buyer=issuer(None, region, origin),
        extra=extra,
    )


_CALENDAR_KEY = ("INTERVENTO", "DATA APERTURA", "DATA CHIUSURA", "IMPORTO (Euro)", "Codice avviso")


def _italian(title: Any, body: str, extra: dict[str, Any], source_id: str) -> dict[str, ImportedTexts]:
    return {"it": texts(title, body, extra, source_id=source_id)}


def _first(value: Any) -> Any:
    return (value[0] if value else None) if isinstance(value, list) else value


def _rendered(item: dict[str, Any], field: str) -> str:
    value = item.get(field)
    return (
        to_markdown(str((value or {}).get("rendered") or "")) if isinstance(value, dict) else str(value or "")
    )


def _without_midnight(written: Any) -> Any:
    """A stamp at midnight is a date alone in these feeds."""
    return re.sub(r"T00:00:00(?:\.0+)?Z?$", "", written) if isinstance(written, str) else written
