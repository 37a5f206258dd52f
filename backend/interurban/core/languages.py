"""What is known of each language: how its words are brought to a stem, and its small words.

Stems are made here and not by PostgreSQL, so that an index means the same on every server and after every
upgrade: what was written with one list of endings is asked with the same.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain
from typing import Any

import snowballstemmer

from .text import fold

_SNOWBALL = {
    "ca": "catalan",
    "cs": "czech",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "et": "estonian",
    "eu": "basque",
    "fi": "finnish",
    "fr": "french",
    "ga": "irish",
    "hr": "serbian",
    "hu": "hungarian",
    "it": "italian",
    "lt": "lithuanian",
    "nb": "norwegian",
    "nl": "dutch",
    "nn": "norwegian",
    "no": "norwegian",
    "pl": "polish",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sr": "serbian",
    "sv": "swedish",
    "tr": "turkish",
}

# Snowball has nothing for most of these: the longest ending that leaves three letters is cut. What it leaves
# of Estonian and Irish words still ends differently from case to case. Folded (й is и, ї is і).
_ENDINGS = {
    "uk": "увати юватися уватися енням інням анням енню анню енні анні ення іння ання ування "
    "ювання остей остями ості істю ість ального альних "
    "альної ський ського ському ською ських ська ське ські ими ими ами ями ові еві єві ого ому ему ими их "
    "ою ею єю ах ях ам ям ів ев ов ої ії ия ія ію іи ии ои ую юю ть ти а я о е є у ю і и ь и",
    "et": "a e i u",
    "ga": "eanna anna acha i a e",
    "bg": "овете евете ането ението остта ост ските ския ският ска ско ски ните ията ия ият ите ата "
    "ята ото ето ове еве ени ани ния ние ан ен ът ят та то те ия ие ии а я о е и у",
    "sk": "ovania ovanie aniach enia enie ania anie osti ostou ost skeho skych skym skej sky ska ske ymi imi "
    "ami iach och ach ovi eho emu ych ich ym im om am ej ou y i a e u o",
    "sl": "ovanje ovanja evanje anje anja enje enja osti ostjo ost skega skih skim ski ska ske ega emu imi "
    "ami ih im om em ah ov ev o i a e u",
    "mt": "ijiet iet in at i a u",
    "lv": "sanas sanai sanu sana šanas ibas ibai ibu iba iem ajam ajai ajas ajos ais as os us is am em im ai "
    "ei u a e i s",
}
_LIGHT = {lang: frozenset(map(fold, ends.split())) for lang, ends in _ENDINGS.items()}
_LONGEST_ENDING = max(map(len, chain.from_iterable(_LIGHT.values())))
_LEAST_STEM = 3
# A vowel that comes and goes: лавка, лавок; будинку, будинок.
_FLEETING = {"uk": re.compile(r"(?<=[^аеиоуюя])[ое](?=к$)")}

# Words that say nothing of what a text is about. They also tell languages apart.
_SMALL = {
    "bg": "и в на за от с се да по не е са при които който която към до във със или както това този ще през "
    "съгласно след между чрез",
    "cs": "a v na se s z do o je pro za k od které který která jako nebo jsou při bude podle po také této "
    "ve že až mezi být však tím",
    "da": "og i af til en for på med er den det de der som ved fra om et eller skal kan vil har ikke samt "
    "herunder efter denne vi også alle",
    "de": "der die das und in von zu mit für auf den des dem ein eine einer im ist sind als nach bei werden "
    "wird oder auch durch sowie wir aus an am zum zur über sich nicht unter wie bis",
    "el": "και του της το των την τον για με από στην στο στα στις τα οι ή που είναι θα ως σε κατά ένα μια "
    "τις τους προς",
    "en": "the and of to in for a is on with by as be are or that this from at an it will which their its "
    "all not has have we our us can may such into other any you your they more than was were been also",
    "es": "de la el en y los las del para por con que un una se al es como o su sus más así entre este esta "
    "son ser no lo sobre",
    "et": "ja on ning või et ka kui see mis oma ei selle mille vastavalt kes millest alates kuni koos aga "
    "nende lepingu ehk siis meie me oleme",
    "fi": "ja on sekä tai että joka ei se ovat myös mukaan jotka kuin olla hän niiden tämän voi sen siitä "
    "oman kanssa kuten jossa me meidän noin",
    "fr": "de la le et les des en du pour à un une dans par au sur aux est sont avec qui ou ce cette que "
    "nous vous se plus son sa ses leur leurs ainsi être il elle d l",
    "hr": "i u na za od se je s do te ili koji koja koje su kao po iz o sa će biti prema uz ne te ovog",
    "hu": "a az és egy hogy is nem vagy van el meg ezt ami mint valamint illetve által szerint alapján kell "
    "aki ez csak mely",
    "it": "di e il la in per del della dei delle a da con un una le gli al alla che nel nella sono o come "
    "si i lo è anche non ai dal su",
    "lt": "ir į iš su dėl yra kad pagal ar kaip bei kurie kuri kuris nuo iki bus prie tai taip pat šio "
    "mūsų mes apie per už",
    "lv": "un ir ar no par uz vai kas pēc kā līdz lai tiek arī tās to šī tā ko ja pie kuri kurā starp mēs",
    "mt": "il u ta tal fil għal li ma f b minn jew bħala dan din kif mill għall hija huwa ikun",
    "nl": "de het een en van in voor op met te dat is zijn aan door of bij als om worden uit naar wordt "
    "ook deze die niet wij tot over",
    "no": "og i av til en for på med er den det de der som ved fra om et eller skal kan vil har ikke samt "
    "etter denne vi også alle å",
    "pl": "i w z na do o oraz się dla nie jest od przez po za lub są ze które który która przy jak to tym "
    "będzie zgodnie a",
    "pt": "de a o e do da em para os as dos das com por um uma no na que ao se ou como mais pela pelo são "
    "não nos nas",
    "ro": "de și în la a cu pentru din pe care se al ale este sau prin ce sunt un o nu fi va conform mai "
    "că si in lor",
    "sk": "a v na sa s z do o je pre za k od ktoré ktorý ktorá ako alebo sú pri bude podľa po tiež tejto "
    "vo že až medzi byť však tým",
    "sl": "in v na za se je z s do od ali ki kot po pri bo so tudi iz o ter med biti ne ta to kateri vse",
    "sv": "och i av till en för på med är den det de som vid från om ett eller ska kan vill har inte samt "
    "efter denna vi också alla att",
    "uk": "і та в у на з для до за від що або із не по при як це є які який яка щодо під про над її їх "
    "через між якої якого",
}
SMALL_WORDS = {lang: frozenset(fold(w) for w in words.split()) for lang, words in _SMALL.items()}
# Languages with stems: a query is tried as each of them.
STEMMED = tuple(sorted({*_SNOWBALL, *_LIGHT}))


@lru_cache(maxsize=32)
def _snowball(name: str) -> Any:
    return snowballstemmer.stemmer(name)


def stem(lang: str, word: str) -> str:
    """The folded stem of a lower-case word with its accents (stemmers need them)."""
    name = _SNOWBALL.get(lang)
    cut = fold(_snowball(name).stemWord(word) if name else word)
    if lang in _LIGHT:
        endings = _LIGHT[lang]
        for length in range(min(_LONGEST_ENDING, len(cut) - _LEAST_STEM), 0, -1):
            if cut[-length:] in endings:
                cut = cut[:-length]
                break
    fleeting = _FLEETING.get(lang)
    return fleeting.sub("", cut) if fleeting and len(cut) > _LEAST_STEM else cut


def stems(lang: str, word: str) -> set[str]:
    """Stems under which to keep and to look for a word; a match of one is enough.

    People leave accents out: the stem of the word as written and that of its folded form meet when either
    side lacks them. An Estonian base form may end in what is an ending elsewhere (teenus, teenused), so
    that it is also kept whole.
    """
    plain = fold(word)
    found = {stem(lang, word), stem(lang, plain)} if plain != word else {stem(lang, word)}
    return found | {plain} if lang == "et" else found


def is_small(lang: str, folded: str) -> bool:
    """Whether a folded word says nothing of what a text in this language is about."""
    return folded in SMALL_WORDS.get(lang, ())
