"""Importers by the name that people give on the command line."""

from __future__ import annotations

from interurban.modules.sources.types import Parser

from . import bandiradar, eu_calls, json_feed, prozorro, ted_xml

FORMATS: dict[str, Parser] = {
    "ted-xml": ted_xml.parse,
    "eu-calls": eu_calls.parse,
    "json-feed": json_feed.parse,
    "prozorro": prozorro.parse,
    "bandiradar": bandiradar.parse,
}
