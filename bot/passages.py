"""The passages behind facts, with what stands around them."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from bot import compose
from bot.answer import Answer, Passage, Quote
from bot.wording import Wording
from facts.models import Fact

_AROUND = 300
"""Code points shown on each side of a quote at most."""

_SENTENCE = re.compile(r"[.!?;][\"”]?\s+|[\u3002\uff01\uff1f\uff1b]\s*")

Span = tuple[int, int]
"""Start and end in a text: code points, the end exclusive."""


def passages(facts: Sequence[Fact], wording: Wording) -> Answer:
    """Where facts stand: the statements, and each quote within its paragraph, as the document has it."""
    quotes = compose.quotes(facts, wording)
    sessions = dict.fromkeys(quote.session for quote in quotes)
    text = wording.say(
        "source",
        session=wording.join([wording.session_id(one) for one in sessions]),
        answer=compose.statement(facts, wording),
    )
    by_source = [(source, list(row)) for source, row in groupby(sorted(quotes, key=_place), lambda q: q.source)]
    shown = [passage for source, row in by_source for passage in _shown(row, wording.store.texts[source])]
    notes = tuple(_origin(source, row, wording) for source, row in by_source)
    return replace(compose.answered(facts, wording, "source", text), passages=tuple(shown), caveats=notes)


def widened(quote: Span, text: str) -> Span:
    """A quote with its paragraph around it, as far as whole sentences of it fit."""
    start, end = quote
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    last = len(text) if last < 0 else last
    if start - first > _AROUND:
        starts = [m.end() for m in _SENTENCE.finditer(text, start - _AROUND, start)]
        first = starts[0] if starts else start
    if last - end > _AROUND:
        ends = [m.end() for m in _SENTENCE.finditer(text, end, end + _AROUND)]
        last = ends[-1] if ends else end
    while first < start and text[first].isspace():
        first += 1
    while last > end and text[last - 1].isspace():
        last -= 1
    return first, last


def _place(quote: Quote) -> tuple[str, int, int]:
    return quote.source, quote.start, quote.end


def _shown(quotes: Sequence[Quote], text: str) -> list[Passage]:
    """The stretches of one document around its quotes; quotes of one stretch are marked in it."""
    marks = _joined([(quote.start, quote.end) for quote in quotes])
    return [
        Passage(
            title=quotes[0].title,
            text=text[first:last],
            marks=tuple((start - first, end - first) for start, end in marks if first <= start and end <= last),
        )
        for first, last in _joined([widened(mark, text) for mark in marks])
    ]


def _joined(spans: Sequence[Span]) -> list[Span]:
    """Spans in order, those that overlap or touch as one."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _origin(source: str, quotes: Sequence[Quote], wording: Wording) -> str:
    """Where the quotes of a document stand, and who published it, as far as it says."""
    document = wording.store.sources[source]
    places = wording.join([f"{quote.start}–{quote.end}" for quote in quotes])
    rows = [wording.say("passage.place", title=document.title, places=places)]
    told = {"publisher": document.publisher, "presented_by": document.presented_by, "url": document.url}
    rows += [wording.say(f"passage.{name}", **{name: value}) for name, value in told.items() if value]
    return wording.say("passage.between").join(rows)
