"""Words of scripts that put no blanks between them, where the vocabulary does not know them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from intents.mentions.sounds import respelled
from intents.models import Kind, Mention, Token
from intents.normalise import character, written
from intents.vocabulary import Vocabulary

_LONGEST = 5
"""Characters of an ordinary word."""

_FILLED = 3
"""Characters from which on a run with a single one that fills may, on demand, be a slip."""


def word_at(tokens: Sequence[Token], at: int, end: int, vocabulary: Vocabulary) -> Mention | None:
    """The ordinary word of characters that begins at a token, if it reaches beyond ``end`` and is not put together of
    longer words that the vocabulary knows."""
    for stop in range(reach(tokens, at, _LONGEST), max(end, at + 1), -1):
        kind = vocabulary.language.dictionary.get(written(tokens[at:stop]))
        whole = kind is not None and not covered(tokens, at, stop, vocabulary)
        if kind is not None and whole and not _cut(tokens, at, stop, vocabulary):
            plain = Kind.FRAME if kind.rstrip("?") == "v" else Kind.WORD
            return Mention(plain, at, stop, written(tokens[at:stop]), ordinary=plain is Kind.WORD and kind != "p")
    return None


def reach(tokens: Sequence[Token], at: int, most: int) -> int:
    """Index after the characters that follow one another without a blank from a token on, ``most`` of them at most."""
    end = at
    while end < min(len(tokens), at + most) and character(tokens[end].norm):
        if end > at and tokens[end].start > tokens[end - 1].end:
            break
        end += 1
    return end


def covered(tokens: Sequence[Token], at: int, end: int, vocabulary: Vocabulary) -> bool:
    """Whether known phrases of two characters and more make up a run without a rest."""
    while at < end:
        hits = (vocabulary.language.lexicon.longest(tokens[:end], at), vocabulary.names.longest(tokens[:end], at))
        stop = max((hit[1] for hit in hits if hit), default=at)
        if stop < at + 2:
            return False
        at = stop
    return True


def _cut(tokens: Sequence[Token], at: int, end: int, vocabulary: Vocabulary) -> bool:
    """Whether a word ends within a phrase that the vocabulary knows, and what is before that is known as well."""
    for inside in range(at + 1, end):
        if _known(tokens, inside, vocabulary, ordinary=False) > end:
            alone = inside == at + 1 and tokens[at].norm in vocabulary.language.dictionary
            return alone or _known(tokens[:inside], at, vocabulary, ordinary=False) == inside
    return False


def joined(mentions: Iterable[Mention], tokens: Sequence[Token]) -> tuple[Mention, ...]:
    """The mentions with characters that nothing explains, one behind the other, as one word."""
    rows: list[Mention] = []
    for mention in mentions:
        last = rows[-1] if rows else None
        if last and _unknown(last, tokens) and _unknown(mention, tokens) and _adjacent(last, mention, tokens):
            text = written(tokens[last.start : mention.end])
            rows[-1] = replace(last, end=mention.end, text=text, ordinary=False)
        else:
            rows.append(mention)
    return tuple(rows)


def _unknown(mention: Mention, tokens: Sequence[Token]) -> bool:
    return mention.kind is Kind.WORD and not mention.repaired and character(tokens[mention.end - 1].norm)


def _adjacent(one: Mention, other: Mention, tokens: Sequence[Token]) -> bool:
    return tokens[one.end - 1].end == tokens[other.start].start


def heard(tokens: Sequence[Token], vocabulary: Vocabulary, boldly: bool) -> tuple[Sequence[Token], dict[int, str]]:
    """The tokens with slips of characters repaired, and what was typed by the offset at which it begins; ``boldly``:
    ordinary words are repaired too."""
    if not vocabulary.sounds.longest:
        return tokens, {}
    out: list[Token] = []
    slips: dict[int, str] = {}
    at = 0
    while at < len(tokens):
        end = reach(tokens, at, vocabulary.sounds.longest)
        known = _known(tokens, at, vocabulary, ordinary=not boldly)
        meant = None
        while end > max(known, at + 1):
            meant = vocabulary.sounds.meant(written(tokens[at:end]))
            if meant and not _otherwise(tokens, at, end, vocabulary, ordinary=not boldly):
                break
            meant, end = None, end - 1
        if meant:
            slips[tokens[at].start] = written(tokens[at:end])
            out += respelled(tokens[at:end], meant)
        else:
            end = max(known, at + 1)
            out += tokens[at:end]
        at = end
    return out, slips


def _known(tokens: Sequence[Token], at: int, vocabulary: Vocabulary, ordinary: bool) -> int:
    """Index after the longest phrase, name or (with ``ordinary``) ordinary word that begins at a token."""
    hits = (vocabulary.language.lexicon.longest(tokens, at), vocabulary.names.longest(tokens, at))
    end = max((hit[1] for hit in hits if hit), default=at)
    for stop in range(reach(tokens, at, _LONGEST), max(end, at + 1), -1) if ordinary else ():
        if written(tokens[at:stop]) in vocabulary.language.dictionary:
            return stop
    return end


def _otherwise(tokens: Sequence[Token], at: int, end: int, vocabulary: Vocabulary, ordinary: bool) -> bool:
    """Whether a run can be read as it stands: known words make it up without a rest, or one of them begins before it
    and holds it, or reaches beyond it."""
    for before in range(max(0, at - _LONGEST), at):
        if reach(tokens, before, end - before) >= end <= _known(tokens, before, vocabulary, ordinary=False):
            return True
    for inside in range(at + 1, end):
        if _known(tokens, inside, vocabulary, ordinary=True) > max(end, inside + 1):
            return True
    filling = ordinary or end - at < _FILLED
    while at < end:
        stop = _known(tokens[:end], at, vocabulary, ordinary)
        if stop == at or (stop == at + 1 and not filling):
            return False
        at = stop
    return True
