from interurban.modules.sources.formats.markdown import (
    MAX_TEXT_CHARACTERS,
    cut,
    summary_of,
    to_markdown,
)


def test_html_becomes_markdown() -> None:
    body = (
        "<h1>Prizes</h1><p>We offer <strong> five </strong>prizes &amp; a <em>tour</em>.</p>"
        '<ul><li><p>one</p></li><li>two <a href="https://example.org/a(b)">more</a></li></ul><ol><li>x</li></ol>'
    )
    assert to_markdown(body) == (
        "## Prizes\n\nWe offer **five** prizes & a *tour*.\n\n- one\n\n"
        "- two [more](https://example.org/a%28b%29)\n\n1. x"
    )


def test_scripts_and_their_links_are_gone() -> None:
    body = '<p onclick="x()">a<script>alert(1)</script><a href="javascript:alert(2)">b</a><img src=x></p>'
    assert to_markdown(body) == "ab"


def test_plain_text_keeps_paragraphs_and_lists() -> None:
    assert to_markdown("First.\r\n\r\n\r\n— one;\r— two, <5 %\n") == "First.\n\n- one;\n- two, <5 %"


def test_entities_in_plain_text_are_read() -> None:
    assert to_markdown("Bread &amp; butter&#8217;s") == "Bread & butter’s"


def test_long_bodies_are_cut_at_a_paragraph() -> None:
    body = "\n\n".join(["word " * 100] * 400)
    kept, was_cut = cut(to_markdown(body))
    assert was_cut
    assert len(kept) <= MAX_TEXT_CHARACTERS
    assert kept.endswith(" …")


def test_a_summary_is_plain_and_short() -> None:
    text = "## Heading\n\n**Bold** and [a link](https://example.org).\n\n" + "More words. " * 100
    summary = summary_of(text)
    assert summary.startswith("Bold and a link. More words.")
    assert len(summary) <= 600


def test_a_body_nested_without_end_keeps_its_words() -> None:
    assert to_markdown("<ul><li>word " * 100_000).split() == ["word"] * 100_000
