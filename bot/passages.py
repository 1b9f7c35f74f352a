"""The passages behind facts, with what stands around them."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot import compose
from bot.answer import Answer, Quote
from bot.wording import Wording
from facts.models import Fact

_AROUND = 300
"""Code points shown on each side of a passage at most."""

_SENTENCE = re.compile(r"[.!?;][\"”]?\s+|[\u3002\uff01\uff1f\uff1b]\s*")


def passages(facts: Sequence[Fact], wording: Wording) -> Answer:
    """Where facts stand: the statements, and each passage within its paragraph, as the document has it."""
    sessions = dict.fromkeys(citation.session for citation in compose.quotes(facts, wording))
    text = wording.say(
        "source",
        session=wording.join([wording.session_id(one) for one in sessions]),
        answer=compose.statement(facts, wording),
    )
    plain = compose.answered(facts, wording, "source", text)
    wide = _apart([widened(quote, wording.store.texts[quote.source]) for quote in plain.citations])
    return replace(plain, citations=wide, caveats=_origins(wide, wording))


def widened(quote: Quote, text: str) -> Quote:
    """A passage with its paragraph around it, as far as whole sentences of it fit; still verbatim."""
    first = text.rfind("\n", 0, quote.start) + 1
    last = text.find("\n", quote.end)
    last = len(text) if last < 0 else last
    if quote.start - first > _AROUND:
        starts = [m.end() for m in _SENTENCE.finditer(text, quote.start - _AROUND, quote.start)]
        first = starts[0] if starts else quote.start
    if last - quote.end > _AROUND:
        ends = [m.end() for m in _SENTENCE.finditer(text, quote.end, quote.end + _AROUND)]
        last = ends[-1] if ends else quote.end
    while first < quote.start and text[first].isspace():
        first += 1
    while last > quote.end and text[last - 1].isspace():
        last -= 1
    return replace(quote, quote=text[first:last], start=first, end=last)


def _apart(quotes: Sequence[Quote]) -> tuple[Quote, ...]:
    """The passages without those that lie within another one."""
    return tuple(
        quote
        for at, quote in enumerate(quotes)
        if not any(_holds(other, quote) and (other != quote or before < at) for before, other in enumerate(quotes))
    )


def _holds(one: Quote, other: Quote) -> bool:
    return one.source == other.source and one.start <= other.start and other.end <= one.end


def _origins(quotes: Sequence[Quote], wording: Wording) -> tuple[str, ...]:
    """For each document, where its passages stand and who published it, as far as it says."""
    return tuple(_origin(source, quotes, wording) for source in dict.fromkeys(quote.source for quote in quotes))


def _origin(source: str, quotes: Sequence[Quote], wording: Wording) -> str:
    document = wording.store.sources[source]
    places = wording.join([f"{quote.start}–{quote.end}" for quote in quotes if quote.source == source])
    rows = [wording.say("passage.place", title=document.title, places=places)]
    told = {"publisher": document.publisher, "presented_by": document.presented_by, "url": document.url}
    rows += [wording.say(f"passage.{name}", **{name: value}) for name, value in told.items() if value]
    return wording.say("passage.between").join(rows)
