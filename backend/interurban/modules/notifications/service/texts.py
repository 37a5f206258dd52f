"""The words of every mail, in English and French. Other modules add theirs with `add_texts`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from interurban.modules.notifications.types import Words

FALLBACK = "en"
FOOTER = {
    "en": "You get this mail because of your address at Interurban. If you did not expect it, ignore it.",
    "fr": "Vous recevez ce message en raison de votre adresse chez Interurban. Si vous ne l'attendiez pas, "
    "ignorez-le.",
}

_texts: dict[str, Mapping[str, Words]] = {
    "verify": {
        "en": Words(
            "Confirm your address",
            "Somebody, probably you, signed up at Interurban with this address.\n\n"
            "Follow the link within three days, then sign in. If it was not you, do nothing.",
            "Confirm the address",
        ),
        "fr": Words(
            "Confirmez votre adresse",
            "Quelqu'un, sans doute vous, s'est inscrit sur Interurban avec cette adresse.\n\n"
            "Suivez le lien dans les trois jours, puis connectez-vous. Si ce n'était pas vous, ne faites "
            "rien.",
            "Confirmer l'adresse",
        ),
    },
    "account_exists": {
        "en": Words(
            "You have an account already",
            "Somebody, probably you, tried to sign up at Interurban with this address. There is an account "
            "with it: sign in, or reset the password from the sign-in page.",
            "Sign in",
        ),
        "fr": Words(
            "Vous avez déjà un compte",
            "Quelqu'un, sans doute vous, a voulu s'inscrire sur Interurban avec cette adresse. Un compte "
            "existe : connectez-vous, ou changez de mot de passe depuis la page de connexion.",
            "Se connecter",
        ),
    },
    "reset": {
        "en": Words(
            "Choose a new password",
            "Somebody, probably you, asked for a new password at Interurban.\n\n"
            "The link works once, within two hours. If it was not you, your password stays as it is.",
            "Choose a password",
        ),
        "fr": Words(
            "Choisissez un nouveau mot de passe",
            "Quelqu'un, sans doute vous, a demandé un nouveau mot de passe sur Interurban.\n\n"
            "Le lien sert une fois, dans les deux heures. Si ce n'était pas vous, votre mot de passe ne "
            "change pas.",
            "Choisir un mot de passe",
        ),
    },
    "password_changed": {
        "en": Words(
            "Your password was changed",
            "The password of your account at Interurban was changed just now, and every other session "
            "ended.\n\nIf it was not you, reset the password at once.",
            "Reset the password",
        ),
        "fr": Words(
            "Votre mot de passe a changé",
            "Le mot de passe de votre compte Interurban vient de changer, et toutes les autres sessions sont "
            "fermées.\n\nSi ce n'était pas vous, changez-le tout de suite.",
            "Changer le mot de passe",
        ),
    },
    "invitation": {
        "en": Words(
            "{organisation} invites you",
            "{organisation} invites you to join it at Interurban as {role}.\n\n"
            "The invitation holds for two weeks.",
            "See the invitation",
        ),
        "fr": Words(
            "{organisation} vous invite",
            "{organisation} vous invite à la rejoindre sur Interurban en tant que {role}.\n\n"
            "L'invitation vaut deux semaines.",
            "Voir l'invitation",
        ),
    },
}

# Roles and fits are words too: a mail never shows the name that the API has for one.
ROLES = {
    "en": {
        "platform_admin": "platform administrator",
        "city_admin": "administrator of the city",
        "city_officer": "officer of the city",
        "evaluator": "evaluator",
        "supplier_owner": "owner",
        "supplier_member": "member",
    },
    "fr": {
        "platform_admin": "responsable de la plateforme",
        "city_admin": "responsable de la ville",
        "city_officer": "agent de la ville",
        "evaluator": "membre du jury",
        "supplier_owner": "propriétaire",
        "supplier_member": "membre",
    },
}

FITS = {
    "en": {"strong": "strong", "good": "good", "possible": "possible"},
    "fr": {"strong": "très bonne", "good": "bonne", "possible": "possible"},
}
# Values that are names of the API, and the words for them.
_NAMES = {"role": ROLES, "fit": FITS}


def add_texts(kind: str, words: Mapping[str, Words]) -> None:
    """At import, once a kind; English and French at least."""
    if not {"en", "fr"} <= words.keys():
        raise RuntimeError(f"{kind} needs English and French words")
    if _texts.setdefault(kind, words) is not words:
        raise RuntimeError(f"two texts for {kind}")


def known(kind: str) -> bool:
    return kind in _texts


def fill(kind: str, language: str, values: Mapping[str, Any]) -> Words:
    """The words in the language, or in English, with every value on one line."""
    by_language = _texts[kind]
    language = language if language in by_language else FALLBACK
    clean = {name: " ".join(str(value).split()) for name, value in values.items()}
    for name, words_for in _NAMES.items():
        if name in clean:
            clean[name] = words_for.get(language, words_for[FALLBACK]).get(clean[name], clean[name])
    words = by_language[language]
    return Words(*(part.format_map(clean) for part in (words.subject, words.body, words.action)))


def footer(language: str) -> str:
    return FOOTER.get(language, FOOTER[FALLBACK])
