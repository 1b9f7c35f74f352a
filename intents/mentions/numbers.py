"""Figures and dates."""

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

from intents.language import Language
from intents.models import Figure, Kind, Mention, Token
from intents.vocabulary import Vocabulary

_BOUND = 4
"""Words that a bound may have."""

_SIGNS = ("$", "€", "£", "¥")
"""Signs of currencies, which stand before the figure."""


def figure_at(tokens: Sequence[Token], at: int, vocabulary: Vocabulary) -> Mention | None:
    """A figure in digits ("1,100", "5 bn", "20%") or in words ("fifty thousand", "a hundred")."""
    language = vocabulary.language
    fraction = _fraction(tokens, at, language)
    if fraction is not None:
        return Mention(Kind.NUMBER, at, at + 2, f"{tokens[at].norm} {tokens[at + 1].norm}", figure=fraction)
    read = _digits(tokens, at) or _words(tokens, at, language)
    if read is None:
        return None
    amount, end = read
    spelled = not tokens[at].norm[0].isdigit()
    while end < len(tokens) and tokens[end].norm in language.scales and tokens[end].clause == tokens[at].clause:
        amount, end = amount * language.scales[tokens[end].norm], end + 1
    if tokens[at].norm in _SIGNS:
        spelled = False
    unit = _unit(tokens, at, end, language)
    text = " ".join(t.norm for t in tokens[at:end])
    return Mention(Kind.NUMBER, at, end, text, figure=Figure(amount, unit, spelled, _bound(tokens, at, language)))


def date_at(tokens: Sequence[Token], at: int, vocabulary: Vocabulary) -> Mention | None:
    """A day of the year: "Sept 6", "6th of September"."""
    months = vocabulary.language.months
    for month, day, end in ((at, at + 1, at + 2), (at + 1, at, at + 2), (at + 2, at, at + 3)):
        if end > len(tokens) or tokens[month].norm not in months:
            continue
        if end == at + 3 and tokens[at + 1].norm != "of":
            continue
        digits = tokens[day].norm.rstrip("sthndr")
        if digits.isdigit() and 1 <= int(digits) <= 31:
            text = " ".join(t.norm for t in tokens[at:end])
            return Mention(Kind.DATE, at, end, text, date=(months[tokens[month].norm], int(digits)))
    return None


def _bound(tokens: Sequence[Token], at: int, language: Language) -> str:
    """How the words right before a figure bound it ("more than", "exactly")."""
    for size in range(min(_BOUND, at), 0, -1):
        words = " ".join(t.norm for t in tokens[at - size : at])
        if words in language.bounds:
            return language.bounds[words]
    return ""


def _fraction(tokens: Sequence[Token], at: int, language: Language) -> Figure | None:
    """A fraction in words as the percentage it is: "a fifth", "two thirds"."""
    if at + 1 >= len(tokens):
        return None
    above = 1 if tokens[at].norm == "a" else language.numerals.get(tokens[at].norm)
    below = language.fractions.get(tokens[at + 1].key)
    if above is None or below is None:
        return None
    return Figure((Decimal(100) * above / below).quantize(Decimal("0.1")).normalize(), "percent", spelled=True)


def _digits(tokens: Sequence[Token], at: int) -> tuple[Decimal, int] | None:
    if tokens[at].norm in _SIGNS:
        at += 1
    if at >= len(tokens) or not tokens[at].norm[0].isdigit():
        return None
    try:
        return Decimal(tokens[at].norm), at + 1
    except InvalidOperation:
        return None


def _words(tokens: Sequence[Token], at: int, language: Language) -> tuple[Decimal, int] | None:
    """Spelled figures: tens and units add up, a scale multiplies; "a hundred" is one of them."""
    first = tokens[at].norm
    if (
        first == "a"
        and at + 1 < len(tokens)
        and tokens[at + 1].norm in language.scales
        and len(tokens[at + 1].norm) > 3
    ):
        return Decimal(1), at + 1
    if first in language.scales and len(first) > 3:
        return Decimal(1), at
    if first not in language.numerals:
        return None
    total, end = language.numerals[first], at + 1
    while end < len(tokens) and tokens[end].norm in language.numerals and tokens[end].clause == tokens[at].clause:
        total, end = total + language.numerals[tokens[end].norm], end + 1
    return Decimal(total), end


def _unit(tokens: Sequence[Token], at: int, end: int, language: Language) -> str | None:
    """Percent or a currency, from the signs and words right beside the figure."""
    if tokens[at].norm == "$":
        return "usd"
    for token in tokens[end : end + 2]:
        entry = language.lexicon.keyed.get(token.key)
        if entry is None:
            continue
        if "percent" in entry.asks:
            return "percent"
        if "dollar" in entry.concepts:
            return "usd"
        if "yuan" in entry.concepts:
            return "cny"
        if not entry.frame:
            return None
    return None
