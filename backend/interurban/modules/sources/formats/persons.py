"""Telling natural persons from legal entities, so that no person is ever kept.

In doubt a supplier's name is taken for a person: a firm that is missing can be added, a person that was kept
cannot be forgotten. What is looked at, in this order: the identifier, words for sole traders, legal forms,
patronymics and initials, words that only institutions carry, given names, titles.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from .given_names import GIVEN_NAMES

_SPECIAL = str.maketrans({"ł": "l", "đ": "d", "ø": "o", "ı": "i", "æ": "ae", "œ": "oe", "ς": "σ", "ß": "ss"})


# One buyer or firm comes hundreds of times in one input.
@lru_cache(maxsize=16_384)
def fold(text: str) -> str:
    """Lower case, Latin and Greek without accents, one kind of apostrophe, single blanks."""
    text = re.sub(r"[’ʼ′`]", "'", text).casefold()
    plain = "".join(char if "\u0400" <= char <= "\u04ff" else _without_accents(char) for char in text)
    return " ".join(plain.translate(_SPECIAL).split())


def _without_accents(char: str) -> str:
    return "".join(part for part in unicodedata.normalize("NFD", char) if not unicodedata.combining(part))


def _words(alternatives: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])(?:{alternatives})(?![^\W_])")


# Words by which a name says that it is a sole trader's, whatever else it holds. On folded text.
_SOLE_TRADER = _words(
    r"фоп|ф\.\s?о\.\s?п|ф/о п|спд|спд-фо|фізична особа|физическое лицо|приватний підприємець|"
    r"самозайнята особа|адвокат|нотаріус|едноличен търговец|egyeni vallalkozo|szco|osvc|eirl|"
    r"ditta individuale|impresa individuale|libero professionista|geom\.|geometra|per\. ind|"
    r"einzelunternehm\w*|inhaber\w*|inh|freiberufler\w*|"
    r"eenmanszaak|entreprise individuelle|auto-?entrepreneur|maitre|"
    r"intreprindere individuala|persoana fizica|samostojni podjetnik|fuusilisest isikust ettevotja|"
    r"toiminimi|enskild firma|enkeltmandsvirksomhed|enkeltpersonforetak|empresario individual|"
    r"prowadzac[ya] dzialalnosc|jednoosobowa dzialalnosc|ατομικη επιχειρηση"
)
# Abbreviations that mean something else in another country (s.p. is a state enterprise in Czechia).
_SOLE_TRADER_IN = {
    "BG": re.compile(r"^ет\b"),
    "DE": _words(r"e\. ?k|e\. ?kfm|e\. ?kfr"),
    "EE": _words("fie"),
    "FI": _words("tmi"),
    "HR": _words("obrt"),
    "HU": re.compile(r"\be\. ?v\.?$"),
    "NO": _words("enk"),
    "RO": _words(r"i\. ?i|p\. ?f\. ?a|pfa"),
    "SI": _words(r"s\. ?p"),
}
_LEGAL_FORM = _words(
    # Ukrainian, Russian, Bulgarian
    r"тов|тзов|тзово|тзо|тдв|товариство|товариства|пп|прат|пат|ват|зат|ат|акціонерне|кп|кнп|комунальне|дп|"
    r"державне|державна|державний|приватне|фг|фермерське|філія|об'єднання|організація|кооператив|компанія|"
    r"корпорація|асоціація|ооо|зао|оао|оод|еоод|ад|еад|дззд|сд|кд|адсиц|"
    # German, Dutch, Nordic, Baltic
    r"gmbh|ggmbh|mbh|mbb|ag|kg|kgaa|ohg|gbr|ug|eg|se|ewiv|eeig|geie|partg|e\. ?[gv]|stiftung|"
    r"bv|b\.v|nv|n\.v|vof|v\.o\.f|cv|c\.v|cvba|bvba|sprl|scrl|asbl|vzw|stichting|"
    r"aps|a/s|as|asa|ab|oy|oyj|ky|ry|sr|hf|ehf|i/s|k/s|p/s|amba|ans|sa|"
    r"uab|vsi|mb|ou|osauhing|aktsiaselts|sia|akciju sabiedriba|sabiedriba ar ierobezotu atbildibu|"
    # Romance
    r"sarl|s\.?a\.?r\.?l|sas|s\.?a\.?s|sasu|eurl|sci|scop|scp|snc|s\.?n\.?c|selarl|s\.?c\.?p\.?a|sem|spl|gie|scic|sca|"
    r"srl|s\.?r\.?l|srls|s\.?c\.?r\.?l|scarl|spa|s\.?p\.?a|onlus|rti|ati|"
    r"s\.?l|sl|s\. ?l|s\.?l\.?u|slu|slp|s\.?l\.?p|s\. ?a\.? ?u?|sau|s\.?a\.?u|s\.?coop|ute|s\.l\.l|sll|"
    r"lda|ltda|unipessoal|sgps|"
    # English
    r"ltd|limited|plc|llp|llc|lp|inc|incorporated|corp|corporation|co|cic|cyf|pty|dac|clg|"
    # Slavic and Hungarian
    r"sp\. ?z\.? ?o\.? ?o|spolka\w*|spolk\w*|sp\. ?j|sp\. ?k|sp\. ?jawna|s\. ?k\. ?a|"
    r"s\. ?r\. ?o|sro|spol|a\. ?s|v\. ?o\. ?s|k\. ?s|z\. ?s|z\. ?u|o\. ?p\. ?s|s\. ?p\. ?o|"
    r"d\. ?o\. ?o|doo|d\. ?d|d\. ?n\. ?o|j\. ?d\. ?o\. ?o|k\. ?d|z\. ?o\. ?o|"
    r"kft|zrt|nyrt|rt|bt|kkt|kht|korlatolt|reszvenytarsasag|beteti tarsasag|"
    # Greek
    r"α\.?ε|ο\.?ε|ε\.?ε|ε\.?π\.?ε|ικε|ι\.?κ\.?ε|μ\.?ι\.?κ\.?ε|αβεε|αετε|ατε|εταιρεια|εταιρια|κοινοπραξια|ενωση|"
    r"ood|eood|ead|ad"
)
_INSTITUTION = re.compile(
    r"universi|uniwersy|institu|instytut|foundation|fondation|fondazione|fundac|hochschule|politecnic|politechnik|"
    r"school|schule|\becole|college|academ|akadem|hospital|krankenhaus|klinik|clinic|medical|surgery|\bnhs\b|"
    r"trust\b|council|mairie|commune|comune|gemeente|gemeinde|municip|ministry|minister|department|dipartiment|"
    r"association|associazione|asociaci|verein|verband|cooperativ|cooperatie|consorzi|consortium|consorcio|"
    r"konsorcjum|\barge\b|groupement|gesellschaft|societ|sociedad|compagnie|company|stadtwerke|"
    r"\bchambre|chamber of|camera di|kammer|agency|agence|agenzia|agencja|agentur|museum|musee|"
    r"лікарня|університет|інститут|школа|гімназія|ліцей|\bцентр|міськ|селищн|сільськ|обласн|україн|завод|"
    r"фабрика|комбінат|підприємство|фонд\b|спілка|\bбанк\b|институт|университет|болница|училище|община|дружество|"
    r"πανεπιστημ|\bδημος\b|νοσοκομει|ιδρυμα|οργανισμος"
)
_PLACEHOLDER = _words(
    r"n/a|not applicable|non applicable|non applicabile|no aplicable|nie dotyczy|entfallt|ikke relevant|"
    r"niet van toepassing|ej tillampligt|ei sovelleta|ei kohaldata|netaikoma|nem alkalmazhato|neuplatnitelne|"
    r"ni navedeno|nije primjenjivo|nao aplicavel|mhux applikabbli|neamhbhainteach|nav|ανευ αντικειμενου|"
    r"не е приложимо|ikkje valgt|unknown|невідомий|masked"
)
_PATRONYMIC = re.compile(r"[^\W\d_] [^\W\d_]{3,}(?:ович|евич|євич|івна|ївна|овна|евна)\b")
# Bulgarian names in three parts, the latter two with a surname's ending.
_BULGARIAN = re.compile(
    r"^[^\W\d_]+ [^\W\d_]+(?:ов|ев|ова|ева|ски|ска) (?:[^\W\d_]+-)?[^\W\d_]+(?:ов|ев|ова|ева|ски|ска|ин|ина)$"
)
_INITIALS = re.compile(r"^[^\W\d_]{3,} [^\W\d_]\. ?[^\W\d_]?\.?$")
_TITLE = re.compile(r"(?<!\w)(?:dr|prof|ing|mgr|mag|arch|avv|dott|inz|арх|инж|mr|mrs|ms|mme)\. ?[^\W\d_]")
_GIVEN = frozenset(map(fold, GIVEN_NAMES))
_ITALIAN_CF = re.compile(r"[A-Z]{6}\d{2}[A-EHLMPRST]\d{2}[A-Z]\d{3}[A-Z]")
_SPANISH_NIF = re.compile(r"(?:\d{8}|[XYZ]\d{7})[A-HJ-NP-TV-Z]|\*+\d+\*+")


@lru_cache(maxsize=16_384)
def is_natural_person(name: str, identifier: str | None, country: str | None) -> bool:
    """True for a natural person, a sole trader, or a supplier's name that may well be one."""
    folded = fold(name)
    by_identifier = _identifier_of_person(identifier, country)
    sole_trader_here = _SOLE_TRADER_IN.get(country or "")
    if by_identifier or _SOLE_TRADER.search(folded) or (sole_trader_here and sole_trader_here.search(folded)):
        return True
    if _LEGAL_FORM.search(folded):
        return False
    if _PATRONYMIC.search(folded) or _INITIALS.match(folded) or _BULGARIAN.match(folded):
        return True
    if by_identifier is False:
        return _is_bare_name(folded)
    if _INSTITUTION.search(folded):
        return False
    # In Ukraine every legal entity writes its form: what has neither form nor identifier is a person.
    return _has_given_name(folded) or _TITLE.search(folded) is not None or country == "UA"


def is_public_body(name: str, identifier: str | None, country: str | None) -> bool:
    """Whether a buyer may be kept: buyers are public bodies, so only clear signs of a person count."""
    folded = fold(name)
    person = _identifier_of_person(identifier, country) or _SOLE_TRADER.match(folded)
    return not person and not is_placeholder(name)


def is_placeholder(name: str) -> bool:
    """A form field filled with "not applicable" in one of many languages, or with nothing."""
    return len(fold(name)) < 2 or _PLACEHOLDER.fullmatch(fold(name).strip(" .-")) is not None


def _identifier_of_person(identifier: str | None, country: str | None) -> bool | None:
    """What the identifier alone says: a person, a legal entity, or (None) nothing."""
    plain = re.sub(r"[\s.\-/;]", "", identifier or "").upper()
    digits = plain.removeprefix(country or "")
    if country == "UA":
        # A person's tax number has ten digits, a legal entity's code eight. Masked persons begin with P.
        if re.fullmatch(r"\d{10}|P[0-9A-F]{6,}", plain):
            return True
        return False if re.fullmatch(r"\d{8}", plain) else None
    if country == "BG" and digits.isdigit():
        return True if len(digits) == 10 else None
    if country == "IT":
        return True if _ITALIAN_CF.fullmatch(plain) else None
    if country == "ES":
        return True if _SPANISH_NIF.fullmatch(digits) else None
    if country == "PT" and re.fullmatch(r"\d{9}", digits):
        return digits[0] in "1234"
    if country == "RO" and re.fullmatch(r"[1-8]\d{12}", digits):
        return True
    if country == "SE" and re.fullmatch(r"\d{10}", digits):
        return int(digits[2]) < 2  # the third digit of an organisation number is at least 2
    return None


def _has_given_name(folded: str) -> bool:
    return any(word in _GIVEN for word in re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)?", folded))


def _is_bare_name(folded: str) -> bool:
    """Two or three words and nothing else, one of them a given name, under a legal entity's identifier."""
    plain = re.fullmatch(r"[^\W\d_]+(?:['-][^\W\d_]+)*(?: [^\W\d_]+(?:['-][^\W\d_]+)*){1,2}", folded)
    return plain is not None and _has_given_name(folded)


# Where an organisation's name goes on about its owners, directors or code.
_ABOUT_OWNERS = re.compile(
    r"\b(?:Інформація про|Структура власності|Кінцев\w+ бенефіціар\w+|громадянство"
    r"|в особі|керівник|директор|засновник|тел\.|код ЄДРПОУ|ЄДРПОУ|Codice Fiscale|NIP:|REGON)\b",
    re.IGNORECASE,
)
_TRAILING_PERSON = re.compile(
    r"(?<![\w'’-])[А-ЯІЇЄҐ][\w'’-]+ [А-ЯІЇЄҐ][\w'’-]+ [А-ЯІЇЄҐ][\w'’-]+(?:ович|евич|євич|івна|ївна)\b",
    re.IGNORECASE,
)
_REPRESENTED = re.compile(
    r"\b(?:vertreten durch|v\. ?d\.|represented by|représentée? par|rappresentat[ao] da)\b(.*)",
    re.IGNORECASE | re.DOTALL,
)
MAX_NAME_CHARACTERS = 300
MAX_NAME_READ = 2_000


@lru_cache(maxsize=16_384)
def organisation_name(name: str) -> str:
    """A name without what some portals append to it: owners, directors, codes. One line."""
    line = " ".join(name[:MAX_NAME_READ].split())
    represented = _REPRESENTED.search(line)
    if represented and _has_given_name(fold(represented.group(1))):
        line = line[: represented.start()]
    for appended in (_ABOUT_OWNERS, _TRAILING_PERSON):
        if found := appended.search(line):
            line = line[: found.start()].rstrip(" ,.;(") or line
    cut = line.rstrip(" ,;-–—(") or line
    return cut if len(cut) <= MAX_NAME_CHARACTERS else cut[: MAX_NAME_CHARACTERS - 1].rsplit(" ", 1)[0] + "…"
