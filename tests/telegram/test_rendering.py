"""An answer as Telegram messages."""

import unicodedata
from itertools import accumulate, pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answer import Answer, Passage, Quote
from bot.render.telegram_html import caption, message, messages
from tests.telegram.emulator import parse
from tests.telegram.emulator.markup import units

SHORT = st.one_of(
    st.text(max_size=60),
    st.text(alphabet="<>&\"'/ab; \n", max_size=80),
    st.sampled_from(["<b>", "</blockquote>", "&amp;", "😀", "\u200b", " ", "\x00\x1f", "https://x/?a=1&b=2"]),
)
LONG = st.builds(
    lambda unit, characters: unit * (characters // len(unit)),
    st.sampled_from(["word ", "A sentence. ", "😀", "x", "行。", "<&>", "line\n", "\u0301"]),
    st.integers(500, 4500),
)
TEXT = SHORT | LONG


def quotes(titles: st.SearchStrategy[str], texts: st.SearchStrategy[str]) -> st.SearchStrategy[Quote]:
    """Citations."""
    return st.builds(
        Quote, source=st.just("s"), session=st.just("c"), title=titles, quote=texts, start=st.just(0), end=st.just(1)
    )


def few(first: st.SearchStrategy[Any], others: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    """Up to four values."""
    return st.just(()) | st.builds(lambda one, more: (one, *more), first, st.lists(others, max_size=3))


ANSWERS = st.builds(
    Answer,
    status=st.sampled_from(["answered", "not_found", "clarify", "chat"]),
    answer=TEXT,
    caveats=few(TEXT, SHORT),
    choices=few(TEXT, SHORT),
    citations=few(quotes(TEXT, TEXT), quotes(SHORT, SHORT)),
    suggestions=few(SHORT, SHORT),
    headings=st.dictionaries(st.sampled_from(["source", "ask_next"]), SHORT).map(lambda d: tuple(d.items())),
)


def seen(text: str) -> str:
    """``text`` without white space and control characters; empty if nothing of it can be seen."""
    categories = {unicodedata.category(char) for char in text}
    if categories <= {"Cc", "Cf", "Zs", "Zl", "Zp"}:
        return ""
    return "".join(char for char in text if not char.isspace() and unicodedata.category(char) != "Cc")


def said(answer: Answer) -> str:
    """All that a person is to see of ``answer``, in order."""
    headings = dict(answer.headings)
    cited = list[str]()
    for group in _by_title(answer):
        inner = [seen(quote.quote) for quote in group]
        if any(inner):
            cited += [seen(group[0].title), *inner]
    choices = [f"{number}." + seen(text) for number, text in enumerate(answer.choices, 1) if seen(text)]
    suggestions = ["•" + seen(text) for text in answer.suggestions if seen(text)]
    parts = [
        seen(answer.answer),
        *map(seen, answer.caveats),
        *choices,
        *([seen(headings.get("source", "")), *cited] if cited else []),
        *([seen(headings.get("ask_next", "")), *suggestions] if suggestions else []),
    ]
    return "".join(parts)


def _by_title(answer: Answer) -> list[list[Quote]]:
    groups: list[list[Quote]] = []
    for quote in answer.citations:
        if groups and groups[-1][0].title == quote.title:
            groups[-1].append(quote)
        else:
            groups.append([quote])
    return groups


@settings(deadline=None)
@given(ANSWERS)
def test_any_answer_is_within_the_limits(answer: Answer) -> None:
    """Every message is HTML that Telegram takes, with something to see, at most 4,096 units and 100 entities."""
    for html in messages(answer):
        text, entities = parse(html)
        assert seen(text)
        assert units(text) <= 4096
        assert len(entities) <= 100


@settings(deadline=None)
@given(ANSWERS)
def test_no_text_is_lost(answer: Answer) -> None:
    """All that is to be seen of an answer is in its messages, in order, and nothing else."""
    whole = "".join(parse(html)[0] for html in messages(answer))
    assert "".join(whole.split()) == said(answer)


def answered(answer: str = "The area was 155,000 square metres.", **more: Any) -> Answer:
    """An answer."""
    return Answer(status="answered", answer=answer, **more)


def quoted(quote: str, title: str = "A report") -> Quote:
    """A citation."""
    return Quote(source="s", session="c", title=title, quote=quote, start=0, end=len(quote))


def test_an_answer_in_full() -> None:
    """The answer stands first, then caveats, quotes under their document's title, and suggestions."""
    answer = answered(
        "It was 5 < 6.",
        caveats=("Provisional.",),
        citations=(quoted("a & b"), quoted("c"), quoted("d", "Another report")),
        suggestions=("And 2022?", "Who came?"),
        headings=(("source", "Sources"), ("ask_next", "Ask next")),
    )
    assert messages(answer) == (
        "<b>It was 5 &lt; 6.</b>\n\n<i>Provisional.</i>\n\n"
        "<b>Sources</b>\n<i>A report</i>\n<blockquote expandable>a &amp; b</blockquote>\n"
        "<blockquote expandable>c</blockquote>\n"
        "<i>Another report</i>\n<blockquote expandable>d</blockquote>\n\n"
        "<b>Ask next</b>\n• And 2022?\n• Who came?",
    )


def test_choices_follow_the_question_back() -> None:
    """What can be chosen from stands below what the bot asks, plainly."""
    answer = Answer(status="clarify", answer="Which one?", choices=("2020?", "2023?"))
    assert messages(answer) == ("Which one?\n\n1. 2020?\n2. 2023?",)


def test_an_answer_that_shows_nothing_is_no_message() -> None:
    """Nothing is sent where there is nothing to see: Telegram would refuse it."""
    assert messages(answered(" \u200b\n")) == ()


def test_a_long_quote_becomes_several_blockquotes() -> None:
    """A quote beyond a message is cut between sentences; each part is a blockquote of its own, the title on top."""
    quote = "This is a sentence of the document. " * 300
    first, *others = messages(answered(citations=(quoted(quote.strip()),)))
    assert len(others) == 2
    assert first.startswith("<b>The area")
    assert "<i>A report</i>\n<blockquote expandable>This is" in first
    for html in others:
        assert html.startswith("<blockquote expandable>This is a sentence")
        assert html.endswith("document.</blockquote>")


def test_a_title_stays_with_its_quote() -> None:
    """A heading or a title is never the last of a message while its quote begins the next."""
    answer = answered("x" * 3000, citations=(quoted("q" * 3000),), headings=(("source", "Sources"),))
    first, second = messages(answer)
    assert "Sources" not in first
    assert second.startswith("<b>Sources</b>\n<i>A report</i>\n<blockquote expandable>qqq")


def test_many_entities_are_spread() -> None:
    """More than 100 pieces of markup go over several messages."""
    counts = [len(parse(html)[1]) for html in messages(answered(caveats=tuple(f"Caveat {n}." for n in range(250))))]
    assert counts == [100, 100, 51]


@pytest.mark.parametrize("text", ["a\x00b", "a\ud800b", "a\r\nb", "a\x1fb", "a\tb"])
def test_what_cannot_be_sent_is_replaced(text: str) -> None:
    """Control characters and lone surrogates do not reach Telegram."""
    (html,) = messages(answered(text))
    html.encode()
    assert not any(unicodedata.category(char) == "Cc" and char != "\n" for char in html)


@st.composite
def passages(draw: st.DrawFn) -> Passage:
    """A passage with marks that are apart from each other."""
    parts = draw(st.lists(TEXT.filter(bool), min_size=1, max_size=5))
    ends = [0, *accumulate(map(len, parts))]
    marks = tuple((start, end) for at, (start, end) in enumerate(pairwise(ends)) if at % 2)
    return Passage(title=draw(SHORT), text="".join(parts), marks=marks)


@settings(deadline=None)
@given(few(passages(), passages()))
def test_any_passage_is_within_the_limits(shown: tuple[Passage, ...]) -> None:
    """Passages of any length and content make messages that Telegram takes, and none of their text is lost."""
    answer = answered("Here.", passages=shown)
    texts = [parse(html) for html in messages(answer)]
    assert all(units(text) <= 4096 and len(entities) <= 100 for text, entities in texts)
    whole = "".join("".join(text.split()) for text, _ in texts)
    for passage in shown:
        assert seen(passage.text) in whole


def test_a_passage_shows_the_quotes_in_it() -> None:
    """What is quoted of a passage is in bold, with what stands around it in the same blockquote."""
    text = "A 😀 <first>, then & the second."
    marks = ((text.index("<"), text.index(",")), (text.index("second"), text.index(".")))
    answer = answered("Here.", passages=(Passage(title="T", text=text, marks=marks),), citations=(quoted("x"),))
    assert messages(answer) == (
        "<b>Here.</b>\n\n<i>T</i>\n"
        "<blockquote expandable>A 😀 <b>&lt;first&gt;</b>, then &amp; the <b>second</b>.</blockquote>",
    )


@settings(deadline=None)
@given(ANSWERS)
def test_any_answer_makes_a_caption(answer: Answer) -> None:
    """A caption is HTML of at most 1,024 units, whatever the answer."""
    text, entities = parse(caption(answer))
    assert units(text) <= 1024
    assert len(entities) <= 100


@settings(deadline=None)
@given(ANSWERS)
def test_one_message_is_the_first_of_several(answer: Answer) -> None:
    """Where there can be but one message, it begins with the answer, and is within the limits."""
    assert message(answer) == next(iter(messages(answer)), "")


def test_a_caption_cites_as_well_as_it_can() -> None:
    """Quotes where they have room, else the titles of their documents; a long answer is cut, and still cites."""
    heading = (("source", "Sources"),)
    short = caption(answered("It was.", citations=(quoted("quoted"),), headings=heading))
    assert short.endswith("<b>Sources</b>\n<i>A report</i>\n<blockquote expandable>quoted</blockquote>")
    longer = caption(answered("It was.", citations=(quoted("q" * 1000),), headings=heading))
    assert longer == "<b>It was.</b>\n\n<b>Sources</b>\n<i>A report</i>"
    longest = caption(answered("x" * 2000, citations=(quoted("quoted"),), headings=heading))
    assert longest.endswith("x…\n\n<b>Sources</b>\n<i>A report</i>")
    assert len(parse(longest)[0]) == 1024
