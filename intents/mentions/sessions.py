"""Sessions of the fair: "4th", "the fourth session", "session 4", "CIFTIS 2023", "both sessions"."""

import re
from collections.abc import Sequence

from intents.language import Language, SessionWords
from intents.mentions.numbers import amount_at
from intents.models import Kind, Mention, SessionRef, Token
from intents.normalise import character, written
from intents.vocabulary import Vocabulary

_ORDINAL = re.compile(r"(\d{1,4})(?:st|nd|rd|th)")
_FRACTIONAL = frozenset({"a", "one", "two"})
"""Before an ordinal they make a fraction: "a fifth"."""

_SHORT = 4
"""Words of a message that may end in a bare ordinal ("and the second?")."""

_REACH = 3
"""Words that may stand between two ordinals of one session noun."""

_BARE = 20
"""Numbers from this on name no session without a noun ("the number 83")."""

_MOST = 100
"""Numbers from this on count no session."""

_YEAR = re.compile(r"(?:19[5-9]|20[0-9])\d")


def session_at(tokens: Sequence[Token], at: int, vocabulary: Vocabulary) -> Mention | None:
    """A session that begins at a token, with the nouns around it."""
    words = vocabulary.language.sessions
    hit = vocabulary.language.lexicon.longest(tokens, at)
    if hit and "everywhere" in hit[0].acts:
        return Mention(Kind.SESSION, at, hit[1], _text(tokens, at, hit[1]), session=SessionRef(), acts=hit[0].acts)
    start = at
    while (
        at + 1 < len(tokens)
        and tokens[at].norm in words.before_number | words.before_digits
        and tokens[at].clause == tokens[at + 1].clause
    ):
        at += 1
    read = (
        _year(tokens, at, vocabulary.language)
        or _short_year(tokens, at, vocabulary)
        or _ordinal(tokens, at, vocabulary.language, at > start)
    )
    if read is None:
        return None
    ref, end = read
    end = _past_nouns(tokens, end, words)
    return Mention(Kind.SESSION, start, end, _text(tokens, start, end), session=ref)


def _year(tokens: Sequence[Token], at: int, language: Language) -> tuple[SessionRef, int] | None:
    """A year: four digits without a separator, or the last two behind an apostrophe; in words before a noun."""
    if _YEAR.fullmatch(tokens[at].norm) and tokens[at].end - tokens[at].start <= 4:
        if at + 1 < len(tokens) and tokens[at + 1].norm in language.classifiers:
            return None
        return SessionRef(year=int(tokens[at].norm)), at + 1
    found = amount_at(tokens, at, language) if tokens[at].norm in language.numerals else None
    if found and _YEAR.fullmatch(str(found[0])) and _past_nouns(tokens, found[1], language.sessions) > found[1]:
        return SessionRef(year=int(found[0])), found[1]
    return None


def _short_year(tokens: Sequence[Token], at: int, vocabulary: Vocabulary) -> tuple[SessionRef, int] | None:
    """The last two digits of a session's year, where they cannot count anything: at the end, or before filling
    words."""
    norm = tokens[at].norm
    if len(norm) != 2 or not norm.isdigit() or 2000 + int(norm) not in vocabulary.years:
        return None
    named = (
        at > 0
        and tokens[at - 1].norm in vocabulary.language.sessions.nouns | vocabulary.language.sessions.before_number
    )
    after = tokens[at + 1].norm if at + 1 < len(tokens) else ""
    if character(after) and vocabulary.language.classifiers:  # what is counted has one before it
        counts = after in vocabulary.language.classifiers or after in vocabulary.language.scales
        return None if counts and not named else (SessionRef(year=2000 + int(norm)), at + 1)
    if not named and at + 1 < len(tokens) and tokens[at + 1].clause == tokens[at].clause:
        following = vocabulary.language.lexicon.longest(tokens, at + 1)
        if following is None or following[0].concepts or not (following[0].frame or following[0].acts):
            return None
    return SessionRef(year=2000 + int(norm)), at + 1


def _ordinal(tokens: Sequence[Token], at: int, language: Language, prefixed: bool) -> tuple[SessionRef, int] | None:
    """An ordinal. A weak one ("first") counts only with a noun beside it, a bare number only behind one ("session
    4"), or before one in a language that puts it there."""
    words, norm = language.sessions, tokens[at].norm
    digits = _ORDINAL.fullmatch(norm)
    if digits:
        return SessionRef(ordinal=int(digits[1])), at + 1
    counted = amount_at(tokens, at, language) if prefixed or words.behind_number else None
    if counted and counted[0] == int(counted[0]) and 0 < counted[0] < _MOST:
        behind = counted[1] < len(tokens) and tokens[counted[1]].norm in words.behind_number
        named = any(token.norm in words.nouns for token in tokens[max(0, at - _REACH) : at])
        named = named or _past_nouns(tokens, counted[1], words) > counted[1]
        told = (named or counted[0] < _BARE) and (norm.isdigit() or tokens[at - 1].norm in words.before_number)
        if behind or (prefixed and told):
            return SessionRef(ordinal=int(counted[0])), counted[1]
    compound = _compound(tokens, at, language)
    if compound:
        return SessionRef(ordinal=compound), at + 2
    if norm not in words.ordinals or (at and tokens[at - 1].norm in _FRACTIONAL and not prefixed):
        return None
    last = at == len(tokens) - 1 and len(tokens) <= _SHORT
    alone = not (last or _named_later(tokens, at + 1, words) or _named_before(tokens, at, words))
    if norm in words.weak and not prefixed and alone:
        return None
    return SessionRef(ordinal=words.ordinals[norm]), at + 1


def _compound(tokens: Sequence[Token], at: int, language: Language) -> int:
    """The value of an ordinal of two words with a hyphen ("twenty-first"); 0 if none begins here."""
    if at + 1 >= len(tokens) or tokens[at + 1].start != tokens[at].end + 1:
        return 0
    tens = language.numerals.get(tokens[at].norm, 0)
    units = language.sessions.ordinals.get(tokens[at + 1].norm, 0)
    return tens + units if tens in range(20, 100, 10) and 0 < units < 10 else 0


def _named_later(tokens: Sequence[Token], at: int, words: SessionWords) -> bool:
    """Whether a noun follows a weak ordinal, or another session does that shares it ("the first to the fourth
    session")."""
    if _past_nouns(tokens, at, words) > at:
        return True
    for token in tokens[at : at + _REACH]:
        if _ORDINAL.fullmatch(token.norm) or (token.norm in words.ordinals and token.norm not in words.weak):
            return True
        if token.norm not in words.links:
            return False
    return False


def _named_before(tokens: Sequence[Token], at: int, words: SessionWords) -> bool:
    """Whether a weak ordinal is linked to a session named before it ("of the third than of the first"), at the end of a
    message over a noun of it too ("at the third session as at the first")."""
    back, passed = at - 1, words.links | (words.nouns if at == len(tokens) - 1 else frozenset())
    while back >= 0 and tokens[back].norm in passed:
        back -= 1
    earlier = tokens[back].norm if 0 <= back < at - 1 else ""
    return bool(_ORDINAL.fullmatch(earlier)) or (earlier in words.ordinals and earlier not in words.weak)


def _past_nouns(tokens: Sequence[Token], at: int, words: SessionWords) -> int:
    """Index after the nouns that follow ("very first ever CIFTIS session"), or ``at`` if none of them is a noun
    proper."""
    end = at
    while end < len(tokens) and tokens[end].clause == tokens[at - 1].clause:
        if tokens[end].norm not in words.emphasis and not _noun(tokens[end], words):
            break
        end += 1
    while end > at and not _noun(tokens[end - 1], words):
        end -= 1
    return end


def _noun(token: Token, words: SessionWords) -> bool:
    return token.norm in words.nouns


def _text(tokens: Sequence[Token], at: int, end: int) -> str:
    return written(tokens[at:end])
