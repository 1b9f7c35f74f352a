"""The emulator reads HTML as strictly as the tests need."""

import pytest

from tests.telegram.emulator import MarkupError, parse


def test_entities_are_counted_in_utf_16() -> None:
    """Offsets and lengths are UTF-16 code units of the trimmed text."""
    text, entities = parse(" 😀<b>a<i>&lt;</i></b>\n<blockquote expandable>q</blockquote>\n")
    assert text == "😀a<\nq"
    assert entities == [
        {"type": "bold", "offset": 2, "length": 2},
        {"type": "italic", "offset": 3, "length": 1},
        {"type": "expandable_blockquote", "offset": 5, "length": 1},
    ]


@pytest.mark.parametrize(
    "html",
    [
        "a < b",
        "a > b",
        "a & b",
        "&nbsp;",
        "<b>",
        "</b>",
        "<b><i></b></i>",
        "<p>a</p>",
        "<br>",
        "<script>",
        "<b class='x'>a</b>",
        "<blockquote cite>a</blockquote>",
        "<blockquote>a<blockquote>b</blockquote></blockquote>",
        "<code><b>a</b></code>",
        "<!-- a -->",
        "<span>a</span>",
    ],
)
def test_what_telegram_does_not_know_is_refused(html: str) -> None:
    """Unescaped characters, foreign tags and attributes, and wrong nesting are errors."""
    with pytest.raises(MarkupError):
        parse(html)


def test_telegrams_own_tags_are_taken() -> None:
    """Every tag of the Bot API's documentation is known."""
    html = (
        '<u>a</u><s>b</s><tg-spoiler>c</tg-spoiler><span class="tg-spoiler">d</span><a href="http://x/?a=1&amp;b">e</a>'
        '<tg-emoji emoji-id="5">f</tg-emoji><code>g</code><pre><code class="language-python">h</code></pre>'
        "<blockquote>i</blockquote>"
    )
    text, entities = parse(html)
    assert text == "abcdefghi"
    assert [entity["type"] for entity in entities] == [
        "underline", "strikethrough", "spoiler", "spoiler", "text_link", "custom_emoji", "code", "pre", "code",
        "blockquote",
    ]  # fmt: skip
    assert entities[4]["url"] == "http://x/?a=1&b"
