"""Country codes as portals write them, and the time zone a public body of a country goes by."""

from __future__ import annotations

# Codes that are not ISO 3166-1 but common in European data.
_ALIASES = {"UK": "GB", "EL": "GR", "1A": "XK", "KS": "XK"}

_ZONES = {
    "AD": "Europe/Andorra", "AL": "Europe/Tirane", "AM": "Asia/Yerevan", "AT": "Europe/Vienna",
    "AZ": "Asia/Baku", "BA": "Europe/Sarajevo", "BE": "Europe/Brussels", "BG": "Europe/Sofia",
    "CH": "Europe/Zurich", "CY": "Asia/Nicosia", "CZ": "Europe/Prague", "DE": "Europe/Berlin",
    "DK": "Europe/Copenhagen", "EE": "Europe/Tallinn", "ES": "Europe/Madrid", "EU": "Europe/Brussels",
    "FI": "Europe/Helsinki", "FO": "Atlantic/Faroe", "FR": "Europe/Paris", "GB": "Europe/London",
    "GE": "Asia/Tbilisi", "GF": "America/Cayenne", "GI": "Europe/Gibraltar", "GP": "America/Guadeloupe",
    "GR": "Europe/Athens", "HR": "Europe/Zagreb", "HU": "Europe/Budapest", "IE": "Europe/Dublin",
    "IL": "Asia/Jerusalem", "IS": "Atlantic/Reykjavik", "IT": "Europe/Rome", "JP": "Asia/Tokyo",
    "KE": "Africa/Nairobi", "LI": "Europe/Vaduz", "LT": "Europe/Vilnius", "LU": "Europe/Luxembourg",
    "LV": "Europe/Riga", "MA": "Africa/Casablanca", "MC": "Europe/Monaco", "MD": "Europe/Chisinau",
    "ME": "Europe/Podgorica", "MK": "Europe/Skopje", "MQ": "America/Martinique", "MT": "Europe/Malta",
    "NC": "Pacific/Noumea", "NL": "Europe/Amsterdam", "NO": "Europe/Oslo", "NZ": "Pacific/Auckland",
    "PF": "Pacific/Tahiti", "PL": "Europe/Warsaw", "PT": "Europe/Lisbon", "RE": "Indian/Reunion",
    "RO": "Europe/Bucharest", "RS": "Europe/Belgrade", "SE": "Europe/Stockholm", "SG": "Asia/Singapore",
    "SI": "Europe/Ljubljana", "SK": "Europe/Bratislava", "SM": "Europe/San_Marino", "TN": "Africa/Tunis",
    "TR": "Europe/Istanbul", "UA": "Europe/Kyiv", "VA": "Europe/Vatican", "XK": "Europe/Belgrade",
    "YT": "Indian/Mayotte", "ZA": "Africa/Johannesburg",
    # Countries with several zones: that of the capital, where federal bodies count time.
    "AU": "Australia/Sydney", "BR": "America/Sao_Paulo", "CA": "America/Toronto", "US": "America/New_York",
}  # fmt: skip
# Parts of a country that keep another time, by the beginning of their NUTS code.
_NUTS_ZONES = {
    "ES7": "Atlantic/Canary",
    "PT2": "Atlantic/Azores",
    "PT3": "Atlantic/Madeira",
    "FRY1": "America/Guadeloupe",
    "FRY2": "America/Martinique",
    "FRY3": "America/Cayenne",
    "FRY4": "Indian/Reunion",
    "FRY5": "Indian/Mayotte",
}


def country_code(written: str | None) -> str | None:
    """ISO 3166-1 alpha-2 (and EU), or None for anything else."""
    code = (written or "").strip().upper()
    code = _ALIASES.get(code, code)
    return code if len(code) == 2 and code.isalpha() and code.isascii() else None


def zone_of(country: str | None, nuts: str | None = None) -> str:
    """The IANA zone of a public body; UTC where the country is unknown or not listed."""
    for length in (4, 3):
        if nuts and nuts[:length] in _NUTS_ZONES:
            return _NUTS_ZONES[nuts[:length]]
    return _ZONES.get(country or "", "UTC")
