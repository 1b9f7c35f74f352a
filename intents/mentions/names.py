"""Names of the corpus: whole, by an alias, or by a part that is no ordinary word."""

from collections.abc import Sequence

from intents.models import Kind, Mention, Token
from intents.normalise import written
from intents.vocabulary import Vocabulary


def name_at(tokens: Sequence[Token], at: int, vocabulary: Vocabulary) -> Mention | None:
    """A name that begins at a token."""
    hit = vocabulary.names.longest(tokens, at)
    whole = Mention(Kind.NAME, at, hit[1], _text(tokens, at, hit[1]), entities=hit[0].entities) if hit else None
    part = _part(tokens, at, vocabulary)
    if whole is None or (part is not None and part.end > whole.end):
        return part
    return whole


def _part(tokens: Sequence[Token], at: int, vocabulary: Vocabulary) -> Mention | None:
    """A run of words of one name, of which the language explains at least one not ("zigong lantern company").

    A single word that is ordinary English ("star", "festival") is too little; with a neighbour of the same name it
    will do.
    """
    language = vocabulary.language
    filler = language.lexicon.longest(tokens, at)
    if filler and not filler[0].concepts:
        return None  # "and" stands in many a name, and begins none
    entities = vocabulary.parts.get(tokens[at].key, frozenset())
    end, telling = at, 0
    while end < len(tokens):
        key = tokens[end].key
        narrowed = entities & vocabulary.parts.get(key, frozenset())
        if not narrowed:
            break
        if not key.isdigit() and key not in language.lexicon.keys and tokens[end].norm not in language.numerals:
            telling += 2 if key not in language.dictionary else 1
        entities, end = narrowed, end + 1
    if telling == 0 or (telling == 1 and end - at == 1):
        return None
    return Mention(Kind.NAME, at, end, _text(tokens, at, end), entities=entities)


def _text(tokens: Sequence[Token], at: int, end: int) -> str:
    return written(tokens[at:end])
