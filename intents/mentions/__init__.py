"""Recognisers: from tokens to mentions, the longest first."""

from collections.abc import Sequence
from dataclasses import replace

from intents.mentions.asides import asides
from intents.mentions.characters import heard, joined, reach, word_at
from intents.mentions.names import name_at
from intents.mentions.numbers import date_at, figure_at, multiple
from intents.mentions.sessions import session_at
from intents.models import Kind, Mention, Token, Utterance
from intents.normalise import inflectionless, read, written
from intents.vocabulary import Vocabulary


def recognise(
    utterance: Utterance, vocabulary: Vocabulary, boldly: bool = False
) -> tuple[Utterance, tuple[Mention, ...]]:
    """The utterance with slips repaired and short forms written out, and every token of it in exactly one mention.

    Slips are repaired first, word by word (``boldly``: rarer ordinary words too); then the longest mention that
    begins at each token is taken. Of mentions of one length a date goes before a session, a session before a term, a
    name before a term, a term before a figure.
    """
    tokens, slips = _repaired(utterance, vocabulary, boldly)
    skipped = asides(tokens, vocabulary.language)
    mentions: list[Mention] = []
    at = 0
    while at < len(tokens):
        if at in skipped:
            mention = Mention(Kind.FRAME, at, at + 1, tokens[at].norm)
        else:
            mention = _fitting(tokens, at, vocabulary)
            if len(mentions) == 1 and "polar" in mentions[0].acts and mention.text in vocabulary.language.doers:
                mention = _doer(tokens, mention, utterance, vocabulary)
        typed = [slips[t.start] for t in tokens[mention.start : mention.end] if t.start in slips]
        mentions.append(replace(mention, repaired=" ".join(typed)) if typed else mention)
        at = mention.end
    return replace(utterance, tokens=tuple(tokens)), joined(mentions, tokens)


def _doer(tokens: Sequence[Token], filling: Mention, utterance: Utterance, vocabulary: Vocabulary) -> Mention:
    """A filling word as the name that it is where it says who did something: not in "China's fair"."""
    last = tokens[filling.end - 1]
    name = name_at(tokens, filling.start, vocabulary)
    owns = utterance.text[last.end : last.end + 1] in ("'", "’")
    return filling if owns or name is None or name.end != filling.end else name


def _fitting(tokens: Sequence[Token], at: int, vocabulary: Vocabulary) -> Mention:
    """The longest mention that begins at a token; where no blank ends it, a shorter one if the longest cuts a word in
    two, and the shorter leaves that word whole."""
    longest = _longest(tokens, at, vocabulary)
    if reach(tokens, longest.end - 1, 2) == longest.end + 1 and _stranded(tokens, longest.end, vocabulary):
        for end in range(longest.end - 1, at, -1):
            shorter = _longest(tokens[:end], at, vocabulary)
            if shorter.end == end and shorter.kind is not Kind.WORD and not _stranded(tokens, end, vocabulary):
                return shorter
    return longest


def _stranded(tokens: Sequence[Token], at: int, vocabulary: Vocabulary) -> bool:
    return _longest(tokens, at, vocabulary).kind is Kind.WORD


def _longest(tokens: Sequence[Token], at: int, vocabulary: Vocabulary) -> Mention:
    best: Mention | None = None
    for recogniser in (date_at, session_at, term_at, name_at, figure_at):
        found = recogniser(tokens, at, vocabulary)
        if found is not None and (
            best is None or found.end > best.end or (found.end == best.end and _outweighs(found, best))
        ):
            best = found
    word = word_at(tokens, at, best.end if best else at, vocabulary)
    best = word or best
    if best is not None:
        return best
    if _empty(tokens, at, vocabulary):
        return Mention(Kind.FRAME, at, at + 1, tokens[at].norm)
    ordinary = vocabulary.language.dictionary.get(tokens[at].key, "p") != "p"
    return Mention(Kind.WORD, at, at + 1, tokens[at].norm, ordinary=ordinary)


def _empty(tokens: Sequence[Token], at: int, vocabulary: Vocabulary) -> bool:
    """Whether an unlisted word restricts nothing: a sign, a verb or an adverb. What a question is about stands in its
    nouns and adjectives; the verbs that do matter ("cost", "cancel") are listed as concepts, and one right behind "who"
    is what is asked."""
    token, language = tokens[at], vocabulary.language
    asking = language.lexicon.longest(tokens[:at], at - 1) if at else None
    if asking and "who" in asking[0].asks:
        return False
    kind = language.dictionary.get(token.key, "").rstrip("?")
    verb = token.norm.endswith("ed") or (at > 0 and tokens[at - 1].norm in language.subjects)
    return not token.norm[0].isalnum() or kind == "v" or (kind == "w" and verb)


def _outweighs(found: Mention, other: Mention) -> bool:
    """A name goes before a term of the same words, unless they are filling ("CIFTIS" in every question about it)."""
    return found.kind is Kind.NAME and other.kind is Kind.TERM and not other.soft


def term_at(tokens: Sequence[Token], at: int, vocabulary: Vocabulary) -> Mention | None:
    """A concept, a kind of question, an act, or filling words."""
    hit = vocabulary.language.lexicon.longest(tokens, at)
    if hit is None:
        return None
    entry, end = hit
    text = written(tokens[at:end])
    plain = not (entry.concepts or entry.asks or entry.acts)
    kind = Kind.FRAME if plain else Kind.TERM
    figure = multiple(tokens, at, end, vocabulary.language)
    return Mention(kind, at, end, text, entry.concepts, entry.asks, entry.acts, soft=entry.frame, figure=figure)


def _repaired(utterance: Utterance, vocabulary: Vocabulary, boldly: bool) -> tuple[list[Token], dict[int, str]]:
    """The tokens with slips repaired, and what was typed by the offset at which it begins. A word in capitals among
    others is an acronym ("the WTO") and no slip but of a name."""
    tokens, slips = heard(utterance.tokens, vocabulary, boldly)
    out: list[Token] = []
    shouted = utterance.text.isupper()
    for token in tokens:
        word = token.norm
        full = vocabulary.abbreviations.get(word)
        if full is not None or (word[0].isalpha() and not vocabulary.repairs.known(word, token.key)):
            if full is not None:
                out += [
                    replace(piece, start=token.start, end=token.end, clause=token.clause, sentence=token.sentence)
                    for piece in read(full).tokens
                ]
                continue
            acronym = not shouted and utterance.text[token.start : token.end].isupper()
            meant = vocabulary.repairs.repair(word, boldly)
            if meant is not None and not (acronym and inflectionless(meant) not in vocabulary.parts):
                slips[token.start] = word
                token = replace(token, norm=meant, key=inflectionless(meant))
        out.append(token)
    return out, slips
