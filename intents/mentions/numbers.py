"""Figures and dates."""

from calendar import monthrange
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

from intents.language import Language
from intents.models import Figure, Kind, Mention, Token
from intents.normalise import character, written
from intents.vocabulary import Vocabulary

_BOUND = 4
"""Words that a bound may have."""

_MONTHS, _DAYS = 12, 31

_LEAP = 2024
"""A year in which February has all its days."""

_TENS = range(20, 100, 10)

_GROUP = 3
"""Digits of a group."""

_HALVES = 2
"""The only parts of a whole that are spoken of without a number ("half of them", but "a third of them")."""

_SHORT = 3
"""Letters up to which a scale needs a figure before it."""

_SIGNS = {"$": "usd", "us$": "usd", "¥": "cny", "€": None, "£": None}
"""Signs of currencies, which stand before the figure, with the codes (ISO 4217) of those that the sources use."""


def figure_at(tokens: Sequence[Token], at: int, vocabulary: Vocabulary) -> Mention | None:
    """A figure in digits ("1,100", "5 bn", "20%") or in words ("fifty thousand", "a hundred")."""
    language = vocabulary.language
    fraction = _fraction(tokens, at, language)
    if fraction is not None:
        end = at + (1 if language.fractions.get(tokens[at].key) == _HALVES else 2)
        return Mention(Kind.NUMBER, at, end, written(tokens[at:end]), figure=fraction)
    read = amount_at(tokens, at, language)
    if read is None:
        return None
    amount, end = read
    signed = tokens[at].norm in _SIGNS
    spelled = not signed and not tokens[at].norm[0].isdigit()
    bound, end, amount = _bound_behind(tokens, end, amount, language)
    unit = _unit(tokens, at, end, language)
    figure = Figure(amount, unit, spelled, bound or _bound(tokens, at, language))
    return Mention(Kind.NUMBER, at, end, written(tokens[at:end]), figure=figure)


def _bound_behind(tokens: Sequence[Token], end: int, amount: Decimal, language: Language) -> tuple[str, int, Decimal]:
    """How a word right behind a figure, or between it and its scale, bounds it, with the figure's end and amount; or
    one behind the word for what is counted, which is no part of the figure."""
    if end < len(tokens) and tokens[end].norm in language.classifiers:
        behind = (language.bounds_behind.get(_phrase(tokens, end + 1, size), "") for size in range(_BOUND, 0, -1))
        return next(filter(None, behind), ""), end, amount
    hit = next((size for size in range(_BOUND, 0, -1) if _phrase(tokens, end, size) in language.bounds_behind), 0)
    other = language.lexicon.longest(tokens, end) if hit else None
    if hit and (tokens[end].start > tokens[end - 1].end or (other and other[1] > end + hit)):
        return "", end, amount  # it stands for itself, or begins another word
    bound = language.bounds_behind.get(_phrase(tokens, end, hit), "")
    end += hit
    while bound and end < len(tokens) and tokens[end].norm in language.scales:
        amount, end = amount * language.scales[tokens[end].norm], end + 1
    return bound, end, amount


def _phrase(tokens: Sequence[Token], at: int, size: int) -> str:
    """Words as the language lists them; empty where they would run into another clause."""
    row = tokens[at : at + size]
    if len(row) < size or (at and any(token.clause != tokens[at - 1].clause for token in row)):
        return ""
    return " ".join(token.norm for token in row)


def date_at(tokens: Sequence[Token], at: int, vocabulary: Vocabulary) -> Mention | None:
    """A day of the year: "Sept 6", "6th of September"."""
    months = vocabulary.language.months
    numbered = _numbered_date(tokens, at, vocabulary.language)
    if numbered is not None:
        return numbered
    for month, day, end in ((at, at + 1, at + 2), (at + 1, at, at + 2), (at + 2, at, at + 3)):
        if end > len(tokens) or tokens[month].norm not in months:
            continue
        if end == at + 3 and tokens[at + 1].norm != "of":
            continue
        if tokens[month].sentence == tokens[day].sentence and tokens[month].clause != tokens[day].clause:
            continue  # a comma between them, and no full stop of a short form
        digits = tokens[day].norm.rstrip("sthndr")
        if digits.isdigit() and 1 <= int(digits) <= monthrange(_LEAP, months[tokens[month].norm])[1]:
            text = written(tokens[at:end])
            return Mention(Kind.DATE, at, end, text, date=(months[tokens[month].norm], int(digits)))
    return None


def _numbered_date(tokens: Sequence[Token], at: int, language: Language) -> Mention | None:
    """A day written with signs behind the numbers of month and day, in a language that has such signs."""
    month = amount_at(tokens, at, language) if language.date_signs else None
    if month is None or month[1] >= len(tokens) or tokens[month[1]].norm != language.date_signs[0]:
        return None
    day = amount_at(tokens, month[1] + 1, language) if month[1] + 1 < len(tokens) else None
    if day is None or not 1 <= month[0] <= _MONTHS or not 1 <= day[0] <= _DAYS:
        return None
    end = day[1] + (day[1] < len(tokens) and tokens[day[1]].norm in language.date_signs[1:])
    return Mention(Kind.DATE, at, end, written(tokens[at:end]), date=(int(month[0]), int(day[0])))


def _bound(tokens: Sequence[Token], at: int, language: Language) -> str:
    """How the words right before a figure bound it ("more than", "exactly")."""
    for size in range(min(_BOUND, at), 0, -1):
        words = " ".join(t.norm for t in tokens[at - size : at])
        if words in language.bounds:
            return language.bounds[words]
    return ""


def multiple(tokens: Sequence[Token], at: int, end: int, language: Language) -> Figure | None:
    """The figure of a word that multiplies ("doubled")."""
    times = language.multiples.get(written(tokens[at:end]))
    return Figure(Decimal(times), "time", spelled=True, bound=_bound(tokens, at, language)) if times else None


def _fraction(tokens: Sequence[Token], at: int, language: Language) -> Figure | None:
    """A fraction in words as the percentage it is: "a fifth", "two thirds"."""
    if at + 1 >= len(tokens):
        return None
    alone = language.fractions.get(tokens[at].key)
    if alone == _HALVES and len(tokens[at].norm) > 1:  # "half of them"
        return Figure(Decimal(100) / alone, "percent", spelled=True, bound=_bound(tokens, at, language))
    above = 1 if tokens[at].norm == "a" else language.numerals.get(tokens[at].norm)
    below = language.fractions.get(tokens[at + 1].key)
    if above is None or below is None or above in _TENS:
        return None
    return Figure((Decimal(100) * above / below).quantize(Decimal("0.1")).normalize(), "percent", spelled=True)


def amount_at(tokens: Sequence[Token], at: int, language: Language) -> tuple[Decimal, int] | None:
    """An amount in digits or in words, and the index after it. Words add up, a scale multiplies what is smaller before
    it ("two hundred fifty thousand"); of digits written as characters each stands for its place."""
    start, parts, last = at, list[Decimal](), ""
    if tokens[at].norm in _SIGNS:
        at += 1
    bare = at == start and _scale(tokens, at, language)
    if tokens[start].norm == "a" and _scale(tokens, at + 1, language):
        at, bare = at + 1, True
    while at < len(tokens) and tokens[at].clause == tokens[start].clause:
        norm = tokens[at].norm
        scale, value = language.scales.get(norm), _value(norm, language)
        if scale is not None and (parts or bare or value is not None):
            smaller = [part for part in parts if part < scale]
            parts = [*(part for part in parts if part >= scale), (sum(smaller) if smaller else 1) * Decimal(scale)]
        elif norm in language.within_figures and last in language.scales and _numeral(tokens, at + 1, language):
            pass
        elif parts and _next_group(tokens, at):
            parts[-1] = parts[-1] * 1000 + Decimal(norm)
        elif value is None or (parts and not _goes_on(tokens, at, language)):
            break
        elif _place(last, language) and _place(norm, language):
            parts[-1] = parts[-1] * 10 + value
        else:
            parts.append(value)
        at, bare, last = at + 1, False, norm
    if len(parts) > 1 and parts[-1] and _place(last, language) and tokens[at - 2].norm in language.scales:
        parts[-1] *= max(1, language.scales[tokens[at - 2].norm] // 10)  # "two myriads eight" is 28,000
    return (Decimal(sum(parts)), at) if parts else None


def _numeral(tokens: Sequence[Token], at: int, language: Language) -> bool:
    return at < len(tokens) and tokens[at].norm in language.numerals and tokens[at].clause == tokens[at - 1].clause


def _next_group(tokens: Sequence[Token], at: int) -> bool:
    """Whether a token is three more digits of the figure before, parted by a single blank (ISO 80000-1)."""
    before, token = tokens[at - 1], tokens[at]
    digits = before.norm.isdigit() and len(token.norm) == _GROUP and token.norm.isdigit()
    return digits and token.start == before.end + 1 and before.end - before.start <= _GROUP


def _scale(tokens: Sequence[Token], at: int, language: Language) -> bool:
    """Whether a token is a scale that is written out ("hundred", not "k")."""
    return at < len(tokens) and tokens[at].norm in language.scales and len(tokens[at].norm) > _SHORT


def _value(norm: str, language: Language) -> Decimal | None:
    if norm in language.numerals:
        return Decimal(language.numerals[norm])
    try:
        return Decimal(norm) if norm[0].isdigit() else None
    except InvalidOperation:
        return None


def _goes_on(tokens: Sequence[Token], at: int, language: Language) -> bool:
    """Whether a numeral belongs to the ones before it: digits only where they stand right behind a scale."""
    before, token = tokens[at - 1], tokens[at]
    if token.norm[0].isdigit():
        return before.norm in language.scales and before.end == token.start
    return not before.norm[0].isdigit()


def _place(norm: str, language: Language) -> bool:
    """Whether a numeral is a single digit that is written as a character."""
    return character(norm) and language.numerals.get(norm, 10) < 10


def _unit(tokens: Sequence[Token], at: int, end: int, language: Language) -> str | None:
    """Percent or a currency, from the signs and words right beside the figure."""
    if tokens[at].norm in _SIGNS:
        return _SIGNS[tokens[at].norm]
    if any(_phrase(tokens, at - size, size) in language.percent_before for size in range(1, min(_BOUND, at) + 1)):
        return "percent"
    for step in range(2):
        hit = language.lexicon.longest(tokens, end) if end < len(tokens) else None
        if hit is None or tokens[end].clause != tokens[end - 1].clause:
            return None
        first, (entry, end) = language.lexicon.keyed.get(tokens[end].key), hit
        if "percent" in entry.asks or (first and "percent" in first.asks):  # "20% of" names a share
            return "percent"
        if step == 0 and ("times" in entry.concepts or "ratio" in entry.acts):
            return "time"
        if "dollar" in entry.concepts:
            return "usd"
        if "yuan" in entry.concepts:
            return "cny"
        if not entry.frame:
            return None
    return None
