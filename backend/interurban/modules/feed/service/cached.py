"""Keeps finished answers on their way out, and gives them out again.

Answers here are public and the same for everyone, so that neither cookies nor tokens are looked at. An
answer is kept as the routes, the errors and their headers made it, without what depends on who asks: a page
of another origin gets its headers from a layer outside of the keeping one, and so always goes through it.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from functools import lru_cache
from typing import Any

from interurban.core.http import languages_from, matches_none
from interurban.modules.feed.repository.page import Clock

from .cache import Answer, FeedCache, Key

Message = MutableMapping[str, Any]
Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

PATHS = frozenset(f"/v1/challenges{ending}" for ending in ("", ".rss", ".atom", ".json"))
LONGEST_QUERY = 2_000
_MARK = "interurban.feed.clock"
_ON_304 = frozenset({b"etag", b"cache-control", b"vary", b"link", b"access-control-allow-origin"})


@lru_cache(maxsize=2_000)
def _languages(accept_language: bytes) -> tuple[str, ...]:
    return languages_from(accept_language.decode("latin-1"))


def mark(scope: Scope, clock: Clock) -> None:
    """Called by a route whose answer may be kept: `clock` was read before anything else."""
    scope[_MARK] = clock


async def from_memory(state: Any, scope: Scope, send: Send) -> bool:
    """Sends a kept answer, before the framework has looked at the request. False when there is none."""
    if scope["type"] != "http" or scope["path"] not in PATHS or scope["method"] != "GET":
        return False
    asked = _Asked(state, scope)
    if asked.cache is None or asked.foreign:
        return False
    answer = asked.cache.get(asked.key)
    if answer is None:
        return False
    await _answer(answer, asked.if_none_match, send)
    return True


class KeepsAnswers:
    """Keeps what a route marked (see `mark`) on its way out."""

    def __init__(self, app: App) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] not in PATHS or scope["method"] != "GET":
            await self.app(scope, receive, send)
            return
        asked = _Asked(scope["app"].state, scope)
        cache = asked.cache
        if cache is None or len(scope["query_string"]) > LONGEST_QUERY:
            await self.app(scope, receive, send)
            return
        answer = cache.get(asked.key) or await self._fill(cache, asked, scope, receive, send)
        if answer is not None:
            await _answer(answer, asked.if_none_match, send)

    async def _fill(
        self, cache: FeedCache, asked: _Asked, scope: Scope, receive: Receive, send: Send
    ) -> Answer | None:
        """Null when the answer was not one to keep, and is already sent."""
        ticket = cache.ticket()
        # The whole answer is wanted, whatever the caller holds.
        scope["headers"] = [header for header in scope["headers"] if header[0] != b"if-none-match"]
        capture = _Capture(send, scope)
        await self.app(scope, receive, capture)
        if capture.answer is not None:
            cache.keep(asked.key, ticket, scope[_MARK], capture.answer)
        return capture.answer


class _Asked:
    """What of a request decides its answer; `foreign` requests come from pages of other origins."""

    __slots__ = ("cache", "foreign", "if_none_match", "key")

    def __init__(self, state: Any, scope: Scope) -> None:
        self.cache: FeedCache | None = getattr(state, "feed_cache", None)
        self.foreign = False
        self.if_none_match = accept = b""
        for name, value in scope["headers"]:
            if name == b"accept-language":
                accept = value
            elif name == b"if-none-match":
                self.if_none_match = value
            elif name == b"origin":
                self.foreign = True
        self.key: Key = (scope["path"], scope["query_string"], _languages(accept[:200]))


class _Capture:
    """Holds back a marked answer that is in one piece; everything else goes straight out."""

    def __init__(self, send: Send, scope: Scope) -> None:
        self.send, self.scope = send, scope
        self.start: Message | None = None
        self.answer: Answer | None = None

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and message["status"] == 200 and _MARK in self.scope:
            self.start = message
            return
        if self.start is None:
            await self.send(message)
            return
        start, self.start = self.start, None
        if message.get("more_body"):
            await self.send(start)
            await self.send(message)
            return
        headers = list(start["headers"])
        etag = next((value for name, value in headers if name == b"etag"), b"")
        kept = [header for header in headers if header[0] in _ON_304]
        self.answer = Answer(etag, headers, kept, message["body"])


async def _answer(answer: Answer, if_none_match: bytes, send: Send) -> None:
    # Lists are copied because whoever stands outside may add headers to them.
    # The usual single tag first; lists and weak ones are taken apart.
    if if_none_match and (
        if_none_match == answer.etag
        or matches_none(if_none_match.decode("latin-1"), answer.etag.decode("latin-1"))
    ):
        await send({"type": "http.response.start", "status": 304, "headers": list(answer.not_modified)})
        await send({"type": "http.response.body", "body": b""})
        return
    await send({"type": "http.response.start", "status": 200, "headers": list(answer.headers)})
    await send({"type": "http.response.body", "body": answer.body})
