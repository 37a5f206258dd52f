import pytest

from interurban.modules.sources.formats.persons import (
    is_natural_person,
    is_placeholder,
    is_public_body,
    organisation_name,
)
from interurban.modules.sources.formats.persons_in_texts import without_personal_data, without_persons

# Names that stand for anybody in their languages, as in examples of forms.
PERSONS = [
    ("ФОП Прізвище Імʼя Батькович", "1234567890", "UA"),
    ("Прізвище Ім'я Батькович", "12345678", "UA"),
    ("Фізична особа-підприємець Прізвище І.Б.", "", "UA"),
    ("Майстерня", "0123456789", "UA"),
    ("Прізвище", "P1a2b3c4d5", "UA"),
    ("Щось без форми", "1234567", "UA"),
    ("Прізвище І. Б.", None, "UA"),
    ("Jan Kowalski", None, "PL"),
    ("Usługi Ogólnobudowlane Jan Kowalski", "719-000-00-00", "PL"),
    ("Tmi Matti Meikäläinen", None, "FI"),
    ("Minta János e.v.", "12345678", "HU"),
    ("EDIL DI ROSSI MARIO", "01234567890", "IT"),
    ("STUDIO TECNICO", "RSSMRA80A01H501U", "IT"),
    ("Autónomos Juntos", "12345678Z", "ES"),
    ("CUALQUIERA", "***1234**", "ES"),
    ("ЕТ „Пример“", "123456789", "BG"),
    ("Иван Иванов Иванов", None, "BG"),
    ("Popescu Ion", "1800101000000", "RO"),
    ("Dipl.-Ing. Max Mustermann", None, "DE"),
    ("Arch. Anonimo", None, "IT"),
    ("ΠΑΠΑΔΟΠΟΥΛΟΣ ΓΕΩΡΓΙΟΣ", None, "GR"),
]
FIRMS = [
    ('ТОВАРИСТВО З ОБМЕЖЕНОЮ ВІДПОВІДАЛЬНІСТЮ "ЗРАЗОК"', "12345678", "UA"),
    ('ТзОВ "Зразок"', "123456.00", "UA"),
    ('Приватне підприємство "Іван"', "12345678", "UA"),
    ("Львівський університет", "12345678", "UA"),
    ("Example GmbH", None, "DE"),
    ("Beispielverein e.V.", None, "DE"),
    ("Česká příkladová, s.p.", "12345678", "CZ"),
    ("Esempio S.p.A.", "01234567890", "IT"),
    ("Mario Rossi & C. S.n.c.", "01234567890", "IT"),
    ("Fundación Ejemplo", None, "ES"),
    ("Eau et Environnement", None, "FR"),
    ("Przykład Spółka z ograniczoną odpowiedzialnością", None, "PL"),
    ("Esimerkki Oy", "1234567-8", "FI"),
    ("ΠΑΡΑΔΕΙΓΜΑ ΑΝΩΝΥΜΗ ΕΤΑΙΡΕΙΑ", None, "GR"),
]


@pytest.mark.parametrize(("name", "identifier", "country"), PERSONS)
def test_natural_persons_are_recognised(name: str, identifier: str | None, country: str) -> None:
    assert is_natural_person(name, identifier, country)


@pytest.mark.parametrize(("name", "identifier", "country"), FIRMS)
def test_legal_entities_are_kept(name: str, identifier: str | None, country: str) -> None:
    assert not is_natural_person(name, identifier, country)


def test_a_town_is_a_public_body_whatever_word_it_begins_with() -> None:
    assert is_public_body("Ville de Saint-Exemple", None, "FR")
    assert is_public_body("NAV Sør-Eksempel", "974 000 000", "NO")
    assert not is_public_body("ФОП Прізвище Ім'я Батькович", "1234567890", "UA")


def test_names_lose_their_owners() -> None:
    assert organisation_name('ПП "ЗРАЗОК" (код ЄДРПОУ 12345678)') == 'ПП "ЗРАЗОК"'
    assert organisation_name('ПП "ЗРАЗОК" Прізвище Ім\'я Батькович, громадянство: Україна') == 'ПП "ЗРАЗОК"'
    assert organisation_name("Land Beispiel, vertreten durch Erika Mustermann") == "Land Beispiel"
    assert (
        organisation_name("Land Beispiel, vertreten durch das Amt")
        == "Land Beispiel, vertreten durch das Amt"
    )
    assert organisation_name("Sako Příklad, a.s.") == "Sako Příklad, a.s."


def test_placeholders_are_no_names() -> None:
    assert is_placeholder("Nie dotyczy")
    assert is_placeholder(" - ")
    assert not is_placeholder("Nie dotyczy Sp. z o.o.")


def test_excerpts_hold_no_personal_data() -> None:
    text = 'ФОП Прізвище Ім\'я, someone@example.org, +380 12 345 67 89, "id": "1234567890"'
    cleaned = without_personal_data(text)
    for part in ("Прізвище", "someone", "345", "1234567890"):
        assert part not in cleaned


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Послуги для УБД Прізвищенка Андрія Івановича — 1 послуга", "Послуги для УБД […] — 1 послуга"),
        ("ДЛЯ УБД ПРІЗВИЩЕНКА АНДРІЯ ІВАНОВИЧА", "ДЛЯ УБД […]"),
        ("член сім'ї Прізвищенко Дар'я Іванівна, Львів", "член сім'ї […], Львів"),
        ("вручити Ользі Іванівні Прізвищенко квиток", "вручити […] квиток"),
    ],
)
def test_persons_in_texts_are_masked(written: str, kept: str) -> None:
    assert without_persons(written) == kept


@pytest.mark.parametrize(
    "text",
    [
        "ліцей імені Героя України Олега Ушневича Сколівської міської ради",
        "вул. Володимира Антоновича, 5",
        "Колодки гальмівні задні",
        "територія в селі Великі Глібовичі Львівської області",
        "Лопатка яловича без кістки",
    ],
)
def test_streets_schools_and_goods_keep_their_names(text: str) -> None:
    assert without_persons(text) == text
