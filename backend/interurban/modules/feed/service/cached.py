"""The outermost layer of the application: answers a kept page before any routing happens.

What is not kept passes through, and is kept on its way back if the route marked it (see `mark`). Answers
here are public and the same for everyone, so that neither cookies nor tokens are looked at.
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
_languages = lru_cache(maxsize=2_000)(languages_from)


def mark(scope: Scope, clock: Clock) -> None:
    """Called by a route whose answer may be kept: `clock` was read before anything else."""
    scope[_MARK] = clock


class CachedAnswers:
    def __init__(self, app: App) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] not in PATHS or scope["method"] != "GET":
            await self.app(scope, receive, send)
            return
        cache: FeedCache | None = getattr(scope["app"].state, "feed_cache", None)
        if cache is None or len(scope["query_string"]) > LONGEST_QUERY:
            await self.app(scope, receive, send)
            return
        accept, if_none_match = b"", b""
        for name, value in scope["headers"]:
            if name == b"accept-language":
                accept = value
            elif name == b"if-none-match":
                if_none_match = value
        key = (scope["path"], scope["query_string"], _languages(accept[:200].decode("latin-1")))
        answer = cache.get(key)
        if answer is not None:
            await _answer(answer, if_none_match, send)
        else:
            await self._fill(cache, key, if_none_match, scope, receive, send)

    async def _fill(
        self, cache: FeedCache, key: Key, if_none_match: bytes, scope: Scope, receive: Receive, send: Send
    ) -> None:
        ticket = cache.ticket()
        # The whole answer is wanted, whatever the caller holds.
        scope["headers"] = [header for header in scope["headers"] if header[0] != b"if-none-match"]
        capture = _Capture(send, scope)
        await self.app(scope, receive, capture)
        answer = capture.answer
        if answer is not None:
            cache.keep(key, ticket, scope[_MARK], answer)
            await _answer(answer, if_none_match, send)


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
    if if_none_match and matches_none(if_none_match.decode("latin-1"), answer.etag.decode("latin-1")):
        await send({"type": "http.response.start", "status": 304, "headers": list(answer.not_modified)})
        await send({"type": "http.response.body", "body": b""})
        return
    await send({"type": "http.response.start", "status": 200, "headers": list(answer.headers)})
    await send({"type": "http.response.body", "body": answer.body})
