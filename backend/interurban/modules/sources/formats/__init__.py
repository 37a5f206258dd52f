"""Importers by the name that people give on the command line."""

from __future__ import annotations

from interurban.modules.sources.types import Format

from . import bandiradar, eu_calls, json_feed, prozorro, ted_xml

FORMATS: dict[str, Format] = {
    "ted-xml": ted_xml.FORMAT,
    "eu-calls": eu_calls.FORMAT,
    "json-feed": json_feed.FORMAT,
    "prozorro": prozorro.FORMAT,
    "bandiradar": bandiradar.FORMAT,
}
