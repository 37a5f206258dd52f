"""Bodies of any kind as Markdown: HTML through nh3, plain text with its paragraphs and lists kept."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser

import nh3

from .text_repair import tidy, undo_look_alikes

# What one record's text may hold. Longer bodies are cut at a paragraph and marked in `extra`.
MAX_TEXT_CHARACTERS = 60_000
MAX_SUMMARY_CHARACTERS = 600  # as in challenges.schemas.ChallengeTexts
MAX_HTML_CHARACTERS = 2_000_000
MAX_DEPTH = 500  # elements in elements; deeper bodies lose their tags

_TAGS = {
    "a", "b", "blockquote", "br", "code", "dd", "div", "dl", "dt", "em", "h1", "h2", "h3", "h4", "h5", "h6",
    "hr", "i", "li", "ol", "p", "pre", "section", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
_LOOKS_LIKE_HTML = re.compile(
    r"</?(?:p|br|div|span|ul|ol|li|h[1-6]|strong|b|em|i|a|table|tr|td|th|img|figure|section|blockquote)\b[^<>]*>",
    re.IGNORECASE,
)
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)", re.IGNORECASE)
_ANY_TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)
# Elements that need no end tag, or have none.
_CLOSED_BY_THE_NEXT = {
    "p", "li", "td", "th", "tr", "dt", "dd", "tbody", "thead", "tfoot", "option", "br", "hr", "img", "input",
    "col", "meta", "link", "wbr", "area", "base", "source",
}  # fmt: skip
_ENTITY = re.compile(r"&(?:#\d{2,6}|#x[0-9a-f]{2,6}|[a-z]{2,8});", re.IGNORECASE)
_BULLET = re.compile(r"^([ \t]*)[—–•·▪●◦*-][ \t]+(?=\S)", re.MULTILINE)
_DEEPEST_INDENT = 8  # lists in lists; unbounded, the indents would grow with the square
_BLOCKS = {"p", "div", "section", "blockquote", "dl", "dd", "dt", "table", "ul", "ol", "pre"}


def to_markdown(body: str) -> str:
    """Markdown of a body that may be HTML, text with entities, or plain text."""
    body = tidy(body)
    if _LOOKS_LIKE_HTML.search(body):
        body = _from_html(body[:MAX_HTML_CHARACTERS])
    elif _ENTITY.search(body):
        body = html.unescape(body)
    return paragraphs(undo_look_alikes(body))


def paragraphs(text: str) -> str:
    """At most one empty line between paragraphs, no blanks at line ends, dashes of lists as Markdown's."""
    text = text.replace("\xa0", " ")
    text = re.sub(r"(?<=\S)[ \t]{2,}", " ", text)
    text = re.sub(r"(?<![ \t])[ \t]+\n", "\n", text)
    # Indentation is kept for nested lists alone: four blanks would make a code block.
    text = re.sub(r"\n[ \t]+(?!(?:[-*•]|\d+\.) )", "\n", text)
    text = _BULLET.sub(r"\1- ", text)
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def cut(text: str, limit: int = MAX_TEXT_CHARACTERS) -> tuple[str, bool]:
    """The text within the limit, ended at a paragraph, sentence or word, and whether it was cut."""
    if len(text) <= limit:
        return text, False
    head = text[: limit - 2]
    for mark in ("\n\n", "\n", ". ", " "):
        end = head.rfind(mark)
        if end > limit * 3 // 4:
            return head[:end].rstrip() + " …", True
    return head.rstrip() + " …", True


def summary_of(text: str) -> str:
    """The beginning of a text as one plain paragraph."""
    without_headings = re.sub(r"^#+ .*$", "", text[: MAX_SUMMARY_CHARACTERS * 4], flags=re.MULTILINE)
    plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", without_headings)
    plain = re.sub(r"[*_`]{1,3}|^[>-]+ ", "", plain, flags=re.MULTILINE)
    return cut(" ".join(plain.split()), MAX_SUMMARY_CHARACTERS)[0]


def _from_html(body: str) -> str:
    if _nests_too_deep(body):
        return html.unescape(_ANY_TAG.sub(" ", body))
    clean = nh3.clean(
        body, tags=_TAGS, attributes={"a": {"href"}}, url_schemes={"http", "https"}, link_rel=None
    )
    writer = _Writer()
    writer.feed(clean)
    writer.close()
    return "".join(writer.out)


def _nests_too_deep(body: str) -> bool:
    """Whether a parser would be kept busy: its time grows with the square of the depth."""
    open_now: dict[str, int] = {}
    depth = 0
    for closing, name in _TAG.findall(body):
        name = name.lower()
        if name in _CLOSED_BY_THE_NEXT:
            continue
        if not closing:
            open_now[name] = open_now.get(name, 0) + 1
            depth += 1
        elif open_now.get(name, 0):
            open_now[name] -= 1
            depth -= 1
        if depth > MAX_DEPTH:
            return True
    return False


class _Writer(HTMLParser):
    """Turns the well-formed output of nh3 into Markdown."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.out: list[str] = []
        self._lists: list[int | None] = []  # numbers of ordered lists, None for others
        self._links: list[tuple[str, int]] = []
        self._verbatim = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self.out.append("\n")
        elif tag == "hr":
            self.out.append("\n\n---\n\n")
        elif tag in ("ul", "ol"):
            self.out.append("\n" if self._lists else "\n\n")
            self._lists.append(0 if tag == "ol" else None)
        elif tag == "li":
            self.out.append("\n" + self._mark())
        elif tag == "tr":
            self.out.append("\n")
        elif tag in ("td", "th"):
            self.out.append(" | ")
        elif re.fullmatch(r"h[1-6]", tag):
            self.out.append("\n\n" + "#" * max(2, int(tag[1])) + " ")
        elif tag in ("strong", "b"):
            self.out.append("**")
        elif tag in ("em", "i"):
            self.out.append("*")
        elif tag == "a":
            self._links.append((dict(attrs).get("href") or "", len(self.out)))
        elif tag in _BLOCKS:
            self._verbatim += tag == "pre"
            # A paragraph inside a list item stays on the item's line.
            self.out.append("" if self._lists and self._at_item_start() else "\n\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("ul", "ol") and self._lists:
            self._lists.pop()
            self.out.append("\n" if self._lists else "\n\n")
        elif tag in ("strong", "b"):
            self._close_emphasis("**")
        elif tag in ("em", "i"):
            self._close_emphasis("*")
        elif tag == "a" and self._links:
            self._close_link(*self._links.pop())
        elif re.fullmatch(r"h[1-6]", tag) or tag in _BLOCKS:
            self._verbatim -= tag == "pre"
            self.out.append("\n\n")

    def handle_data(self, data: str) -> None:
        text = data if self._verbatim else re.sub(r"\s+", " ", data)
        if text.strip() or not (self.out and self.out[-1].endswith(("\n", " "))):
            self.out.append(text.lstrip() if self.out and self.out[-1].endswith("\n") else text)

    def _mark(self) -> str:
        depth = "  " * min(max(0, len(self._lists) - 1), _DEEPEST_INDENT)
        if self._lists and (count := self._lists[-1]) is not None:
            self._lists[-1] = count + 1
            return f"{depth}{count + 1}. "
        return f"{depth}- "

    def _at_item_start(self) -> bool:
        return bool(self.out) and re.search(r"(?:- |\d\. )$", self.out[-1]) is not None

    def _close_emphasis(self, mark: str) -> None:
        """Markdown wants no blanks inside the marks, and nothing empty between them."""
        start = len(self.out) - 1
        while start >= 0 and self.out[start] != mark:
            start -= 1
        if start < 0:
            return
        inner = "".join(self.out[start + 1 :])
        del self.out[start:]
        body = inner.strip()
        if not body or "\n" in body:
            self.out.append(inner)
        else:
            before = " " if inner[0].isspace() else ""
            self.out.append(f"{before}{mark}{body}{mark}" + (" " if inner[-1].isspace() else ""))

    def _close_link(self, href: str, start: int) -> None:
        label = " ".join("".join(self.out[start:]).split())
        del self.out[start:]
        if not href or not label or href.rstrip("/") == label.rstrip("/"):
            self.out.append(label or href)
        else:
            safe = href.replace("(", "%28").replace(")", "%29").replace(" ", "%20")
            self.out.append(f"[{label.replace('[', '(').replace(']', ')')}]({safe})")
