"""What the checks must know of English to read a source: number words, bounding words, currencies, small words.

It serves the checks alone; what a conversation understands stands in the language packs.
"""

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

from facts.models import Modifier

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_SMALL = (
    "a about according after all also although among an and any as at because before between both but by compared "
    "despite due during each every for from furthermore he here his how however i if in including into it its last "
    "many meanwhile more most moreover my nearly no not of on one only or other our over prior several she since "
    "so some such than that the their then there these they this those through thus to two under until via we what "
    "when where which while who whose why with within without you your"
)

CARDINALS: Mapping[str, Decimal] = MappingProxyType(
    {word: Decimal(value) for value, word in enumerate(_UNITS.split())}
    | {word: Decimal(value * 10) for value, word in enumerate(_TENS.split(), start=2)}
)
SCALES: Mapping[str, Decimal] = MappingProxyType(
    {
        "hundred": Decimal(100),
        "thousand": Decimal(1_000),
        "million": Decimal(1_000_000),
        "billion": Decimal(1_000_000_000),
        "trillion": Decimal(1_000_000_000_000),
    }
)
MULTIPLES: Mapping[str, Decimal] = MappingProxyType(
    {
        "dozen": Decimal(12),
        "double": Decimal(2),
        "twice": Decimal(2),
        "triple": Decimal(3),
        "thrice": Decimal(3),
        "quadruple": Decimal(4),
    }
)
"""Words that are a figure by themselves."""

BOUNDS: Mapping[str, Modifier | None] = MappingProxyType(
    {
        "over": Modifier.OVER,
        "above": Modifier.OVER,
        "exceed": Modifier.OVER,
        "exceeds": Modifier.OVER,
        "exceeded": Modifier.OVER,
        "exceeding": Modifier.OVER,
        "surpassed": Modifier.OVER,
        "surpassing": Modifier.OVER,
        "in excess of": Modifier.OVER,
        "more than": Modifier.MORE_THAN,
        "nearly": Modifier.NEARLY,
        "almost": Modifier.NEARLY,
        "close to": Modifier.NEARLY,
        "about": Modifier.ABOUT,
        "around": Modifier.ABOUT,
        "approximately": Modifier.ABOUT,
        "roughly": Modifier.ABOUT,
        "some": Modifier.ABOUT,
        "no more than": None,
        "not more than": None,
        "less than": None,
        "fewer than": None,
        "under": None,
        "below": None,
        "at least": None,
        "at most": None,
        "up to": None,
    }
)
"""What stands right before a bounded figure; None where the models have no modifier that says it."""

CURRENCIES: Mapping[str, str] = MappingProxyType(
    {
        "usd": "usd",
        "us$": "usd",
        "dollar": "usd",
        "dollars": "usd",
        "yuan": "cny",
        "rmb": "cny",
        "cny": "cny",
        "euro": "eur",
        "euros": "eur",
        "eur": "eur",
    }
)
"""Words for a currency, to its ISO 4217 code in lower case."""

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""The letters that tell a month's name or abbreviation."""

TITLES = frozenset({"mr", "mrs", "ms", "miss", "dr", "prof", "sir", "madam"})
"""Said before a name and no part of it."""

SMALL_WORDS = frozenset(_SMALL.split())
"""Capitalised at the start of a sentence or in a heading, and never a name there."""
