"""What exactly differs between two states of a challenge, as JSON pointers with the old and the new value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypedDict

Document = Mapping[str, Any]


class Difference(TypedDict):
    """`before` is null where a field was added, `after` where it was taken out."""

    pointer: str
    before: Any
    after: Any


def differences(before: Document, after: Document) -> list[Difference]:
    """Every field that changed and no other, in the order of the pointers.

    Objects are compared field by field; a list is one value, so that its order can be read as well.
    """
    return sorted(_walk("", before, after), key=lambda found: found["pointer"])


def _walk(pointer: str, before: Any, after: Any) -> Iterator[Difference]:
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        for name in before.keys() | after.keys():
            yield from _walk(f"{pointer}/{_escaped(name)}", before.get(name), after.get(name))
    elif before != after:
        yield {"pointer": pointer, "before": before, "after": after}


def _escaped(name: str) -> str:
    return name.replace("~", "~0").replace("/", "~1")
