"""The rules as data: for each language, which words make a barrier, and which take it back."""

from .rule import Language, Rule, load

# ISO 639-1 code -> its rules. Other languages are not read, and the answer says so.
LANGUAGES: dict[str, Language] = {"en": load("english"), "fr": load("french")}

__all__ = ["LANGUAGES", "Language", "Rule"]
