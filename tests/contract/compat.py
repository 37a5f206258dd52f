"""Which changes of the OpenAPI document break clients of the last released one.

    python -m tests.contract.compat OLD.json NEW.json [APPROVED.txt]

prints every break that is not approved, and exits with 1 when there is one.

One rule decides for bodies in both directions: what one side may send must fit what the other takes. An old
client sends requests to a new server; a new server sends answers to an old client.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

Schema = Mapping[str, Any]
METHODS = ("get", "put", "post", "patch", "delete")
UPPER = ("maxLength", "maximum", "exclusiveMaximum", "maxItems", "maxProperties")
LOWER = ("minLength", "minimum", "exclusiveMinimum", "minItems", "minProperties")


def breaks(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    """Findings in words, sorted; empty when every old client goes on working."""
    return sorted(set(_Comparison(old, new).run()))


def unapproved(found: list[str], approved: str) -> list[str]:
    """Findings that no line `finding  reason` of the file's text names; a line without a reason is none."""
    named = set()
    for line in approved.splitlines():
        finding, gap, reason = line.partition("  ")
        if gap and reason.strip() and not line.startswith("#"):
            named.add(finding)
    return [finding for finding in found if finding not in named]


def resolve(document: Mapping[str, Any], node: Any) -> Mapping[str, Any]:
    while isinstance(node, Mapping) and "$ref" in node:
        found: Any = document
        for part in node["$ref"].removeprefix("#/").split("/"):
            found = found[part.replace("~1", "/").replace("~0", "~")]
        node = found
    return node if isinstance(node, Mapping) else {}


class _Comparison:
    def __init__(self, old: Mapping[str, Any], new: Mapping[str, Any]) -> None:
        self.old, self.new = old, new

    def run(self) -> Iterator[str]:
        for path, item in self.old["paths"].items():
            for method in (each for each in METHODS if each in item):
                name = f"{method.upper()} {path}"
                now = self.new["paths"].get(path, {}).get(method)
                if now is None:
                    yield f"{name}: removed"
                else:
                    yield from (f"{name}: {finding}" for finding in self.operation(item[method], now))

    def operation(self, old: Schema, new: Schema) -> Iterator[str]:
        if old.get("operationId") != new.get("operationId"):
            yield f"operationId {old.get('operationId')} is now {new.get('operationId')}"
        yield from self.security(old, new)
        yield from self.parameters(old, new)
        yield from self.request(
            resolve(self.old, old.get("requestBody", {})), resolve(self.new, new.get("requestBody", {}))
        )
        yield from self.responses(old.get("responses", {}), new.get("responses", {}))

    def security(self, old: Schema, new: Schema) -> Iterator[str]:
        """Every way in that was enough must still be enough; an empty list lets everybody in."""
        ways = new.get("security") or [{}]
        for way in old.get("security") or [{}]:
            enough = any(
                all(name in way and set(scopes) <= set(way[name]) for name, scopes in now.items())
                for now in ways
            )
            if not enough:
                yield f"access by {json.dumps(way)} is no longer enough"

    def parameters(self, old: Schema, new: Schema) -> Iterator[str]:
        before, after = _parameters(self.old, old), _parameters(self.new, new)
        for place, name in before.keys() - after.keys():
            yield f"parameter {name} in {place} removed"
        for (place, name), parameter in after.items():
            known = before.get((place, name), {})
            if parameter.get("required") and not known.get("required"):
                yield f"parameter {name} in {place} is now required"
            if known:
                for finding in self.sent(known.get("schema", {}), parameter.get("schema", {})):
                    yield f"parameter {name} in {place}{finding}"

    def request(self, old: Schema, new: Schema) -> Iterator[str]:
        if new.get("required") and not old.get("required"):
            yield "a body is now required"
        for media_type, content in old.get("content", {}).items():
            now = new.get("content", {}).get(media_type)
            if now is None:
                yield f"body {media_type} removed"
            else:
                for finding in self.sent(content.get("schema", {}), now.get("schema", {})):
                    yield f"body{finding}"

    def responses(self, old: Schema, new: Schema) -> Iterator[str]:
        for status, answer in old.items():
            if status not in new:
                if status.startswith("2"):
                    yield f"answer {status} removed"
                continue
            before = resolve(self.old, answer).get("content", {})
            after = resolve(self.new, new[status]).get("content", {})
            for media_type, content in before.items():
                if media_type not in after:
                    yield f"answer {status} {media_type} removed"
                    continue
                misfits = _Fit(self.new, self.old, strict=False)
                for finding in misfits.of(after[media_type].get("schema", {}), content.get("schema", {})):
                    yield f"answer {status}{finding}"

    def sent(self, old: Schema, new: Schema) -> Iterator[str]:
        if "default" in old and old["default"] != new.get("default"):
            yield f" default {old['default']} is now {new.get('default')}"
        yield from _Fit(self.old, self.new, strict=True).of(old, new)


def _parameters(document: Mapping[str, Any], operation: Schema) -> dict[tuple[str, str], Schema]:
    found = {}
    for each in operation.get("parameters", []):
        parameter = resolve(document, each)
        name = parameter["name"].lower() if parameter["in"] == "header" else parameter["name"]
        found[parameter["in"], name] = parameter
    return found


class _Fit:
    """Why something the sender's schema allows may not fit the taker's. `strict` minds lengths and new
    properties, which a server refuses and a client passes over.
    """

    def __init__(self, sender: Mapping[str, Any], taker: Mapping[str, Any], *, strict: bool) -> None:
        self.sender, self.taker, self.strict = sender, taker, strict
        self.open: set[tuple[str, str]] = set()

    def of(self, sent: Schema, taken: Schema, at: str = "") -> list[str]:
        pair = (json.dumps(sent, sort_keys=True), json.dumps(taken, sort_keys=True))
        if pair in self.open:
            return []  # a schema that holds itself: decided where it was first met
        self.open.add(pair)
        try:
            return list(self._alternatives(sent, taken, at))
        finally:
            self.open.discard(pair)

    def _alternatives(self, sent: Schema, taken: Schema, at: str) -> Iterator[str]:
        takers = list(_alternatives(self.taker, taken))
        for one in _alternatives(self.sender, sent):
            attempts = [self._one(one, other, at) for other in takers]
            if all(attempts):
                same = [a for a, other in zip(attempts, takers, strict=True) if _type(one) == _type(other)]
                if len(same) == 1:
                    yield from same[0]
                else:
                    yield f"{at} {_type(one)} does not fit {' or '.join(map(_type, takers))}"

    def _one(self, sent: Schema, taken: Schema, at: str) -> list[str]:
        kinds = (sent.get("type"), taken.get("type"))
        if kinds[1] is not None and kinds[0] != kinds[1] and kinds != ("integer", "number"):
            return [f"{at} type {kinds[0]} does not fit {kinds[1]}"]
        return [*self._values(sent, taken, at), *self._limits(sent, taken, at), *self._parts(sent, taken, at)]

    def _values(self, sent: Schema, taken: Schema, at: str) -> Iterator[str]:
        values, allowed = _enum(sent), _enum(taken)
        if allowed is not None:
            extra = sorted(map(str, (values or {"anything else"}) - allowed))
            if extra:
                yield f"{at} values {', '.join(extra)} do not fit {', '.join(sorted(map(str, allowed)))}"
        if taken.get("format") is not None and sent.get("format") != taken["format"]:
            yield f"{at} format {sent.get('format')} does not fit {taken['format']}"

    def _limits(self, sent: Schema, taken: Schema, at: str) -> Iterator[str]:
        if not self.strict or _enum(sent) is not None:
            return
        for name in UPPER:
            if name in taken and sent.get(name, float("inf")) > taken[name]:
                yield f"{at} {name} {sent.get(name, 'none')} is now {taken[name]}"
        for name in LOWER:
            if name in taken and sent.get(name, float("-inf")) < taken[name]:
                yield f"{at} {name} {sent.get(name, 'none')} is now {taken[name]}"
        if taken.get("pattern") is not None and sent.get("pattern") != taken["pattern"]:
            yield f"{at} pattern {sent.get('pattern', 'none')} is now {taken['pattern']}"

    def _parts(self, sent: Schema, taken: Schema, at: str) -> Iterator[str]:
        missing = set(taken.get("required", ())) - set(sent.get("required", ()))
        for name in sorted(missing):
            yield f"{at}/{name} is required and may be missing"
        fields, known = sent.get("properties", {}), taken.get("properties", {})
        closed = self.strict and taken.get("additionalProperties") is False
        for name, field in fields.items():
            if name in known:
                yield from self.of(field, known[name], f"{at}/{name}")
            elif closed:
                yield f"{at}/{name} is no longer taken"
        for name in ("items", "additionalProperties"):
            if isinstance(sent.get(name), Mapping) and isinstance(taken.get(name), Mapping):
                yield from self.of(sent[name], taken[name], f"{at}/*")


def _alternatives(document: Mapping[str, Any], schema: Schema) -> Iterator[Schema]:
    """The schema as plain ones, of which a value fits at least one."""
    schema = resolve(document, schema)
    for part in schema.get("allOf", ()):
        schema = {**schema, **resolve(document, part)}
    branches = schema.get("anyOf") or schema.get("oneOf")
    if branches:
        for branch in branches:
            yield from _alternatives(document, branch)
    elif isinstance(schema.get("type"), list):
        yield from ({**schema, "type": kind} for kind in schema["type"])
    else:
        yield schema


def _type(schema: Schema) -> str:
    return str(schema.get("type", "anything"))


def _enum(schema: Schema) -> set[Any] | None:
    if "const" in schema:
        return {schema["const"]}
    return set(schema["enum"]) if "enum" in schema else None


def main(arguments: list[str]) -> int:
    old, new = (json.loads(Path(path).read_text()) for path in arguments[:2])
    approved = Path(arguments[2]).read_text() if len(arguments) > 2 else ""
    left = unapproved(breaks(old, new), approved)
    print("\n".join([*left, f"{len(left)} breaking"]))
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
