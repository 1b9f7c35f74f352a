"""Names by their capitals: what a question writes as the name of somebody that it may not know."""

from collections.abc import Iterable, Iterator
from itertools import groupby, pairwise

from facts.models import Fact
from intents.models import Kind, Question, Token


def capitalised(question: Question) -> tuple[str, ...]:
    """Runs of two or more words with capitals, folded, of a question that also has words without: "the International
    Maritime Organization". The word that begins a sentence counts for none, nor do the names that are known."""
    tokens, text = question.utterance.tokens, question.utterance.text
    if not any(text[t.start].islower() for t in tokens):
        return ()
    known = {n for m in question.mentions if m.kind in (Kind.NAME, Kind.SESSION) for n in range(m.start, m.end)}
    opening = {0} | {n + 1 for n, (a, b) in enumerate(pairwise(tokens)) if a.sentence != b.sentence}
    flags = [text[t.start].isupper() and n not in known | opening for n, t in enumerate(tokens)]
    return tuple(_texts(zip(flags, tokens, strict=True), text))


def _texts(rows: Iterable[tuple[bool, Token]], text: str) -> Iterator[str]:
    for capital, run in groupby(rows, key=lambda row: row[0]):
        words = [token for _, token in run]
        if capital and len(words) > 1:
            yield text[words[0].start : words[-1].end].casefold()


def stands_in(name: str, facts: Iterable[Fact]) -> bool:
    """Whether a passage of some facts has a name."""
    return any(name in citation.exact.casefold() for fact in facts for citation in fact.citations)
