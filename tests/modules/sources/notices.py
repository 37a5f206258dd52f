"""Small inputs written by hand, with the quirks of the real ones. Every name stands for anybody."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from interurban.modules.sources.formats import FORMATS
from interurban.modules.sources.types import ImportedRecord, Reject

NAMESPACE = "http://publications.europa.eu/resource/schema/ted/R2.0.9/publication"


def parse(format_name: str, path: Path) -> list[ImportedRecord | Reject]:
    return list(FORMATS[format_name].parse(path))


def records(format_name: str, path: Path) -> list[ImportedRecord]:
    """All records; a reject fails the test with its reason."""
    found = parse(format_name, path)
    assert [item for item in found if isinstance(item, Reject)] == []
    return [item for item in found if isinstance(item, ImportedRecord)]


def rejects(format_name: str, path: Path) -> list[Reject]:
    return [item for item in parse(format_name, path) if isinstance(item, Reject)]


def write(path: Path, *items: Any) -> Path:
    path.write_text("\n".join(item if isinstance(item, str) else json.dumps(item) for item in items))
    return path


def address(tag: str, name: str, *, number: str = "", town: str = "Musterstadt", country: str = "DE") -> str:
    national = f"<NATIONALID>{number}</NATIONALID>" if number else ""
    return (
        f"<{tag}><OFFICIALNAME>{name}</OFFICIALNAME>{national}<TOWN>{town}</TOWN>"
        f'<COUNTRY VALUE="{country}"/><CONTACT_POINT>Somebody</CONTACT_POINT></{tag}>'
    )


def ted(
    form: str = "",
    *,
    doc_id: str = "000001-2031",
    kind: str = "3",
    tag: str = "F02_2014",
    lang: str = "DE",
    deadline: str = "20310601 12:00",
    more_forms: str = "",
    coded: str = "",
    namespace: str = NAMESPACE,
    country: str = "DE",
    published: str = "20310501",
) -> str:
    """One notice; `form` is what stands in the form of the original language."""
    limit = f"<DT_DATE_FOR_SUBMISSION>{deadline}</DT_DATE_FOR_SUBMISSION>" if deadline else ""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<TED_EXPORT xmlns="{namespace}" DOC_ID="{doc_id}" EDITION="2031001">
<CODED_DATA_SECTION>
<REF_OJS><DATE_PUB>{published}</DATE_PUB></REF_OJS>
<NOTICE_DATA><LG_ORIG>{lang}</LG_ORIG><ISO_COUNTRY VALUE="{country}"/>
<ORIGINAL_CPV CODE="45000000">Construction work</ORIGINAL_CPV><ORIGINAL_CPV CODE="45232400"/>
<ORIGINAL_NUTS CODE="DE1"/>{coded}</NOTICE_DATA>
<CODIF_DATA>{limit}<TD_DOCUMENT_TYPE CODE="{kind}">A kind of notice</TD_DOCUMENT_TYPE></CODIF_DATA>
</CODED_DATA_SECTION>
<TRANSLATION_SECTION><ML_TITLES><ML_TI_DOC LG="{lang}"><TI_TOWN>Musterstadt</TI_TOWN></ML_TI_DOC></ML_TITLES>
<ML_AA_NAMES><AA_NAME LG="{lang}">Stadt Musterstadt</AA_NAME></ML_AA_NAMES></TRANSLATION_SECTION>
<FORM_SECTION>
<{tag} CATEGORY="ORIGINAL" FORM="{tag[:3]}" LG="{lang}">{form or body()}</{tag}>{more_forms}
<NOTICE_UUID>1</NOTICE_UUID>
</FORM_SECTION>
</TED_EXPORT>"""


def body(title: str = "Neue Brücke", description: str = "Bau einer Brücke.", awards: str = "") -> str:
    buyer = address(
        "ADDRESS_CONTRACTING_BODY", "Stadt Musterstadt", number="DE123456789", town="Musterstadt 3"
    )
    return f"""<CONTRACTING_BODY>{buyer}</CONTRACTING_BODY>
<OBJECT_CONTRACT><TITLE><P>{title}</P></TITLE><SHORT_DESCR><P>{description}</P></SHORT_DESCR>
<VAL_ESTIMATED_TOTAL CURRENCY="EUR">250000.00</VAL_ESTIMATED_TOTAL>
<OBJECT_DESCR ITEM="1"><TITLE><P>Los 1</P></TITLE><LOT_NO>1</LOT_NO>
<SHORT_DESCR><P>Zuerst:</P><P>— Pfeiler,</P><P>— Bögen.</P></SHORT_DESCR></OBJECT_DESCR></OBJECT_CONTRACT>
<PROCEDURE><DATE_RECEIPT_TENDERS>2031-05-20</DATE_RECEIPT_TENDERS></PROCEDURE>{awards}"""


def award(*addresses: str, value: str = "100000.00", published: str = "YES", lot: str = "1") -> str:
    contractors = "".join(f"<CONTRACTOR>{each}</CONTRACTOR>" for each in addresses)
    return f"""<AWARD_CONTRACT ITEM="1"><LOT_NO>{lot}</LOT_NO><AWARDED_CONTRACT>
<DATE_CONCLUSION_CONTRACT>2031-04-02</DATE_CONCLUSION_CONTRACT>
<CONTRACTORS PUBLICATION="{published}">{contractors}</CONTRACTORS>
<VALUES PUBLICATION="YES"><VAL_TOTAL CURRENCY="EUR">{value}</VAL_TOTAL></VALUES>
</AWARDED_CONTRACT></AWARD_CONTRACT>"""
