"""Remarks beside the question: "I am Linh from television of Hanoi"."""

from collections.abc import Sequence

from intents.language import Language
from intents.models import Token

_LONGEST_GAP = 3
_LONGEST_REST = 6


def asides(tokens: Sequence[Token], language: Language) -> frozenset[int]:
    """Indices of the tokens that belong to a remark: from its first words to the end of the clause, but no further than
    a few words or the next word of asking."""
    skipped: set[int] = set()
    firsts = {pattern[0] for pattern in language.asides}
    for at, token in enumerate(tokens):
        if token.norm in firsts and at not in skipped:
            for pattern in language.asides:
                end = _match(tokens, at, pattern)
                if end is not None:
                    skipped.update(range(at, _rest(tokens, end, language)))
                    break
    return frozenset(skipped)


def _match(tokens: Sequence[Token], at: int, pattern: Sequence[str]) -> int | None:
    """Index after the pattern, or None; "*" stands for one to three words of the same clause."""
    if not pattern:
        return at
    if pattern[0] == "*":
        ends = (_match(tokens, at + gap, pattern[1:]) for gap in range(1, _LONGEST_GAP + 1))
        return next((end for end in ends if end is not None), None)
    if at >= len(tokens) or tokens[at].norm != pattern[0]:
        return None
    return _match(tokens, at + 1, pattern[1:])


def _rest(tokens: Sequence[Token], at: int, language: Language) -> int:
    clause, stop = tokens[at - 1].clause, min(len(tokens), at + _LONGEST_REST)
    while at < stop and tokens[at].clause == clause:
        entry = language.lexicon.longest(tokens, at)
        if entry is not None and entry[0].asks:
            break
        at += 1
    return at
