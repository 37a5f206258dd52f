import io
import lzma
import tarfile
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from tests.modules.sources.notices import NAMESPACE, address, award, body, parse, records, rejects, ted, write

from interurban.modules.sources.formats import reading
from interurban.modules.sources.types import ImportedMoney, ImportedRecord


def one(tmp_path: Path, text: str) -> ImportedRecord:
    (found,) = records("ted-xml", write(tmp_path / "notice.xml", text))
    return found


def test_a_call_is_a_notice_with_its_dates_money_and_buyer(tmp_path: Path) -> None:
    found = one(tmp_path, ted())
    assert (found.kind, found.source_id, found.language, found.zone) == (
        "notice",
        "000001-2031",
        "de",
        "Europe/Berlin",
    )
    assert found.original.title == "Neue Brücke"
    assert found.original.text == "Bau einer Brücke.\n\n### Los 1\n\nZuerst:\n- Pfeiler,\n- Bögen."
    assert found.published_at == datetime(2031, 4, 30, 22, tzinfo=UTC)
    assert found.opens_at == found.published_at
    # The coded deadline is kept up to date after corrections; the form's is the first one.
    assert found.closes_at == datetime(2031, 6, 1, 10, tzinfo=UTC)
    assert found.closes_zone_assumed
    assert found.categories == ("45000000", "45232400")
    assert found.money == ImportedMoney(25_000_000, 25_000_000, "EUR", "excluded")
    assert found.buyer is not None
    assert (found.buyer.name, found.buyer.locality, found.buyer.country) == (
        "Stadt Musterstadt",
        "Musterstadt",
        "DE",
    )
    assert found.buyer.identifier == "123456789"
    assert found.origin.licence.startswith("Reuse authorised")
    assert found.url == "https://ted.europa.eu/udl?uri=TED:NOTICE:000001-2031:TEXT:DE:HTML"


def test_the_form_s_deadline_serves_where_the_coded_one_is_missing(tmp_path: Path) -> None:
    # A date alone: the end of that day in Berlin.
    assert one(tmp_path, ted(deadline="")).closes_at == datetime(2031, 5, 20, 21, 59, 59, tzinfo=UTC)


@pytest.mark.parametrize("namespace", ["ted/R2.0.9.S02/publication", NAMESPACE.replace("R2.0.9", "R2.0.8")])
def test_every_namespace_of_the_two_schemas_is_read(tmp_path: Path, namespace: str) -> None:
    assert one(tmp_path, ted(namespace=namespace)).original.title == "Neue Brücke"


def test_an_award_notice_keeps_firms_and_drops_persons(tmp_path: Path) -> None:
    firm = address("ADDRESS_CONTRACTOR", "Beispiel Bau GmbH", number="HRB 123456", town="Köln")
    person = address("ADDRESS_CONTRACTOR", "Jan Kowalski", country="PL")
    text = ted(body(awards=award(firm, lot="1") + award(person, lot="2")), kind="7", tag="F03_2014")
    found = one(tmp_path, text)
    assert found.kind == "award"
    assert found.concluded_at == found.published_at
    assert found.persons_dropped == 1
    (kept,) = found.awards
    assert (kept.supplier.name, kept.supplier.locality, kept.lot) == ("Beispiel Bau GmbH", "Köln", "1")
    assert (kept.date, kept.role) == (date(2031, 4, 2), "awarded")
    assert kept.money == ImportedMoney(10_000_000, 10_000_000, "EUR", "excluded")
    assert "Kowalski" not in repr(found)


def test_a_group_shares_no_single_amount(tmp_path: Path) -> None:
    firms = [address("ADDRESS_CONTRACTOR", f"Firma {letter} AG") for letter in "AB"]
    found = one(tmp_path, ted(body(awards=award(*firms)), kind="7"))
    assert [(each.supplier.name, each.money) for each in found.awards] == [
        ("Firma A AG", None),
        ("Firma B AG", None),
    ]


def test_who_asked_not_to_be_published_is_not(tmp_path: Path) -> None:
    text = ted(body(awards=award(address("ADDRESS_CONTRACTOR", "Leise GmbH"), published="NO")), kind="7")
    assert one(tmp_path, text).awards == ()


def test_lots_that_all_failed_are_unsuccessful(tmp_path: Path) -> None:
    lot = "<AWARD_CONTRACT><NO_AWARDED_CONTRACT/></AWARD_CONTRACT>"
    found = one(tmp_path, ted(body(awards=lot), kind="7"))
    assert found.unsuccessful_at == found.published_at
    assert found.concluded_at is None


def test_placeholders_for_values_and_winners_are_no_facts(tmp_path: Path) -> None:
    text = ted(body(awards=award(address("ADDRESS_CONTRACTOR", "entfällt"), value="1.00")), kind="7")
    text = text.replace("250000.00", "0.01")
    found = one(tmp_path, text)
    assert (found.awards, found.money) == ((), None)


def test_a_design_contest_keeps_its_winners_without_participants_or_jury(tmp_path: Path) -> None:
    results = f"""<PROCEDURE><MEMBER_NAME>Somebody Important</MEMBER_NAME>
    <PARTICIPANT_NAME>Somebody Else</PARTICIPANT_NAME></PROCEDURE>
    <RESULTS><AWARDED_PRIZE><DATE_DECISION_JURY>2031-03-01</DATE_DECISION_JURY><WINNERS><WINNER>
    {address("ADDRESS_WINNER", "Entwurf Architekten PartG mbB")}</WINNER></WINNERS>
    <VAL_PRIZE CURRENCY="EUR">15000</VAL_PRIZE></AWARDED_PRIZE></RESULTS>"""
    found = one(tmp_path, ted(body(awards=results), kind="R", tag="F13_2014"))
    assert [each.supplier.name for each in found.awards] == ["Entwurf Architekten PartG mbB"]
    assert found.awards[0].money == ImportedMoney(1_500_000, 1_500_000, "EUR", "excluded")
    assert "Somebody" not in repr(found)


def test_a_forecast_stays_planned_until_it_lapses(tmp_path: Path) -> None:
    found = one(tmp_path, ted(kind="0", tag="F01_2014"))
    assert found.opens_at == found.closes_at == datetime(2032, 4, 29, 22, tzinfo=UTC)
    assert found.extra["closes_at_basis"] == "lapses: forecast"


def test_a_system_without_an_end_lapses_and_one_with_an_end_ends(tmp_path: Path) -> None:
    without = one(tmp_path, ted(body().replace("DATE_RECEIPT_TENDERS", "X"), kind="O", deadline=""))
    assert without.extra["closes_at_basis"] == "lapses: standing system"
    ends = (
        body()
        .replace("DATE_RECEIPT_TENDERS", "X")
        .replace("<LOT_NO>", "<DATE_END>2033-12-31</DATE_END><LOT_NO>")
    )
    found = one(tmp_path, ted(ends, kind="O", deadline=""))
    assert found.closes_at == datetime(2033, 12, 31, 22, 59, 59, tzinfo=UTC)


def test_a_correction_says_what_changed(tmp_path: Path) -> None:
    changes = """<CHANGES><CHANGE><WHERE><SECTION>IV.2.2</SECTION><LABEL>Frist</LABEL></WHERE>
    <OLD_VALUE><DATE>2031-05-20</DATE></OLD_VALUE><NEW_VALUE><DATE>2031-06-01</DATE></NEW_VALUE></CHANGE></CHANGES>
    <COMPLEMENTARY_INFO><NOTICE_NUMBER_OJ>2031/S 041-088813</NOTICE_NUMBER_OJ></COMPLEMENTARY_INFO>"""
    found = one(tmp_path, ted(body(awards=changes), kind="2", tag="F14_2014"))
    assert "~~2031-05-20~~ → 2031-06-01" in found.original.text
    assert found.extra["previous_notices"] == ["088813-2031"]


def test_translations_are_kept_beside_the_original(tmp_path: Path) -> None:
    english = (
        f'<F02_2014 CATEGORY="TRANSLATION" FORM="F02" LG="EN">{body("New bridge", "Building it.")}</F02_2014>'
    )
    found = one(tmp_path, ted(more_forms=english))
    assert {lang: text.title for lang, text in found.texts.items()} == {
        "de": "Neue Brücke",
        "en": "New bridge",
    }


def test_the_forms_on_defence_have_another_shape(tmp_path: Path) -> None:
    form = f"""<FD_CONTRACT_DEFENCE><CA>
    <CA_CE_CONCESSIONAIRE_PROFILE><ORGANISATION><OFFICIALNAME>Beschaffungsamt</OFFICIALNAME></ORGANISATION>
    <TOWN>Koblenz</TOWN><COUNTRY VALUE="DE"/></CA_CE_CONCESSIONAIRE_PROFILE></CA>
    <OBJ><TITLE_CONTRACT><P>Zelte</P></TITLE_CONTRACT>
    <SHORT_CONTRACT_DESCRIPTION><P>Hundert Zelte.</P></SHORT_CONTRACT_DESCRIPTION>
    <NATURE_QUANTITY_SCOPE><COSTS_RANGE_AND_CURRENCY CURRENCY="EUR"><RANGE_VALUE_COST>
    <LOW_VALUE FMTVAL="1000.00">1 000,00</LOW_VALUE><HIGH_VALUE FMTVAL="2000.00">2 000,00</HIGH_VALUE>
    </RANGE_VALUE_COST></COSTS_RANGE_AND_CURRENCY></NATURE_QUANTITY_SCOPE></OBJ>
    <RECEIPT_LIMIT_DATE><DAY>10</DAY><MONTH>06</MONTH><YEAR>2031</YEAR><TIME>15:00</TIME></RECEIPT_LIMIT_DATE>
    <AWARD_OF_CONTRACT_DEFENCE><CONTRACT_AWARD_DATE><DAY>09</DAY><MONTH>04</MONTH><YEAR>2031</YEAR></CONTRACT_AWARD_DATE>
    <ECONOMIC_OPERATOR_NAME_ADDRESS>{address("CONTACT_DATA", "Zeltbau AG")}</ECONOMIC_OPERATOR_NAME_ADDRESS>
    </AWARD_OF_CONTRACT_DEFENCE></FD_CONTRACT_DEFENCE>"""
    found = one(tmp_path, ted(form, tag="CONTRACT_DEFENCE", deadline=""))
    assert (found.original.title, found.original.text) == ("Zelte", "Hundert Zelte.")
    assert found.buyer is not None
    assert found.buyer.name == "Beschaffungsamt"
    assert found.closes_at == datetime(2031, 6, 10, 13, tzinfo=UTC)
    assert found.money == ImportedMoney(100_000, 200_000, "EUR", "unknown")
    assert [(each.supplier.name, each.date) for each in found.awards] == [("Zeltbau AG", date(2031, 4, 9))]


def test_codes_of_countries_are_those_of_iso(tmp_path: Path) -> None:
    text = ted(body().replace('VALUE="DE"', 'VALUE="UK"'), country="UK")
    found = one(tmp_path, text)
    assert (found.zone, found.buyer and found.buyer.country) == ("Europe/London", "GB")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("<TED_EXPORT><unclosed>", "xml_broken"),
        ('<!DOCTYPE x [<!ENTITY a "b">]><TED_EXPORT>&a;</TED_EXPORT>', "xml_entities"),
        ("<other/>", "not_a_notice"),
        (ted().replace('DOC_ID="000001-2031"', ""), "no_id"),
        (ted().replace('CATEGORY="ORIGINAL"', ""), "no_form"),
        (ted().replace("<DATE_PUB>20310501</DATE_PUB>", ""), "no_date"),
        (ted(form="<OBJECT_CONTRACT/>"), "no_text"),
        ("<TED_EXPORT/>", "no_id"),
    ],
)
def test_a_bad_notice_is_rejected_with_its_reason(tmp_path: Path, text: str, code: str) -> None:
    write(tmp_path / "1.xml", text)
    write(tmp_path / "2.xml", ted(doc_id="000002-2031"))
    found = parse("ted-xml", tmp_path)
    assert [item.position for item in found] == [0, 1]
    assert [reject.reason_code for reject in rejects("ted-xml", tmp_path)] == [code]
    assert [item.source_id for item in found if isinstance(item, ImportedRecord)] == ["000002-2031"]


def test_a_notice_above_the_limit_is_rejected_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MAX_ITEM_BYTES", 5_000)
    write(tmp_path / "1.xml", ted(body(description="lang " * 1_000)))
    write(tmp_path / "2.xml", ted(doc_id="000002-2031"))
    assert [reject.reason_code for reject in rejects("ted-xml", tmp_path)] == ["too_large"]


def test_an_archive_is_read_like_a_folder(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for number in (1, 2):
            data = ted(doc_id=f"00000{number}-2031").encode()
            entry = tarfile.TarInfo(f"day/{number}.xml")
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    (tmp_path / "day.tar.xz").write_bytes(lzma.compress(buffer.getvalue()))
    found = records("ted-xml", tmp_path / "day.tar.xz")
    assert [record.source_id for record in found] == ["000001-2031", "000002-2031"]
