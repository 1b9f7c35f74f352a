"""What a question wants counted or named: the words around those that ask for it."""

from collections.abc import Iterator, Set
from itertools import dropwhile, pairwise, takewhile

from bot.terms import Term
from intents.models import Kind, Mention, Question

_ARTICLE = 3
"""Letters of an article."""


def nouns(question: Question, parts: list[int], asking: Set[int]) -> tuple[tuple[frozenset[str], int], ...]:
    """What is to be counted or named, with the part that asks for it: the concepts of the words right behind "how many"
    or "which", past a figure and an article, up to the first that is a verb or filling ("how many offline exhibitors
    took part"). ``asking``: first tokens of the words that ask for it."""
    rows: list[tuple[frozenset[str], int]] = []
    for at, mention in enumerate(question.mentions):
        if mention.start in asking:
            clause = [m for m in question.mentions[at + 1 :] if _clause(m, question) == _clause(mention, question)]
            behind = dropwhile(_determines, clause)
            noun = list(takewhile(lambda m: m.kind is Kind.TERM and m.concepts and not m.soft, behind))
            noun += _glued(question, at, over=not noun)
            if not all(Term("concept", m.concepts, m.text).modifies for m in noun):
                rows.append((frozenset().union(*(m.concepts for m in noun)), parts[at]))
    return tuple(rows)


def numbered(question: Question) -> tuple[tuple[frozenset[str], ...], ...]:
    """For each figure the concepts of each of the words right behind it, past an article, up to a verb or to filling
    ("600 of the demands")."""
    return tuple(_behind(question, at) for at, mention in enumerate(question.mentions) if mention.figure)


def _behind(question: Question, at: int) -> tuple[frozenset[str], ...]:
    own = _clause(question.mentions[at], question)
    clause = takewhile(lambda m: _clause(m, question) == own, question.mentions[at + 1 :])
    noun = takewhile(lambda m: m.kind is Kind.TERM and m.concepts and not m.soft, dropwhile(_article, clause))
    return tuple(m.concepts for m in noun)


def _clause(mention: Mention, question: Question) -> int:
    return question.utterance.tokens[mention.start].clause


def counting(question: Question) -> frozenset[int]:
    """First tokens of the words that ask for an amount, and for a count where they are glued to what can be counted."""
    tokens = question.utterance.tokens
    return frozenset(
        a.start
        for a, b in pairwise(question.mentions)
        if a.asks == {"amount"}
        and b.kind is Kind.TERM
        and not b.soft
        and tokens[a.end - 1].end == tokens[b.start].start
        and b.concepts
        and not Term("concept", b.concepts, b.text).modifies
    )


def _glued(question: Question, at: int, over: bool) -> Iterator[Mention]:
    """The terms right before a mention that no blank parts from it; with ``over``, filling words may stand between."""
    tokens, mentions = question.utterance.tokens, question.mentions
    while at and tokens[mentions[at - 1].end - 1].end == tokens[mentions[at].start].start:
        at -= 1
        if over and (mentions[at].kind is Kind.FRAME or mentions[at].concepts == {"total"}):
            continue
        if mentions[at].soft or not mentions[at].concepts:
            return
        yield mentions[at]


def _determines(mention: Mention) -> bool:
    """Whether a mention is an article or a figure before what it belongs to ("the eight countries")."""
    return mention.kind is Kind.NUMBER or _article(mention)


def _article(mention: Mention) -> bool:
    return mention.kind is Kind.FRAME and len(mention.text) <= _ARTICLE
