"""The shapes of what is known: sources, citations, sessions, measures, predicates, entities, facts.

Names follow Wikidata's statements (subject, predicate, value, qualifiers, rank, references), the selectors of the W3C
Web Annotation Data Model (exact, prefix, suffix, start, end) and Data Commons' observations (population, measured
property, measurement method, unit). Every model is frozen and refuses unknown keys.

The models are data classes. Pydantic checks by their annotations what is read from files
(``pydantic.TypeAdapter``), and is loaded only then.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Annotated, Any, ClassVar, Literal


class Rule:
    """What pydantic checks a field by, made when data are checked: to load pydantic takes longer than to answer."""

    def __init__(self, make: Callable[[Any], object]) -> None:
        """``make`` takes the module ``pydantic`` and gives an annotation of its."""
        self._make = make

    def __get_pydantic_core_schema__(self, source: object, handler: Callable[[object], Any]) -> Any:
        import pydantic  # noqa: PLC0415  # see above

        return handler(Annotated[source, self._make(pydantic)])


Id = Annotated[str, Rule(lambda of: of.StringConstraints(pattern=r"^[a-z0-9][a-z0-9._-]*$", max_length=80))]
"""An identifier: lower-case ASCII letters, digits, dots, underscores and hyphens."""

Concept = Annotated[str, Rule(lambda of: of.StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=40))]
"""A notion that questions mention (``exhibitor``, ``offline``); languages give the words for it."""

Line = Annotated[str, Rule(lambda of: of.StringConstraints(min_length=1, max_length=1000, strip_whitespace=True))]
"""A text of at most 1,000 characters."""

_DIGITS = 30
"""More than any amount has: 1e999999999 would fill the memory once it is written out."""


def _bounded(amount: Decimal) -> Decimal:
    # Pydantic's max_digits passes 0e999999999, and in its older releases 1e-999999999.
    digits, first = len(amount.as_tuple().digits), amount.adjusted()
    if max(digits, first + 1, digits - first - 1) > _DIGITS:
        raise ValueError(f"should have at most {_DIGITS} digits")
    return amount


Amount = Annotated[Decimal, Rule(lambda of: of.AfterValidator(_bounded))]
"""A figure of at most 30 digits, written out without an exponent; no infinity."""

FILLED = Rule(lambda of: of.Field(min_length=1))


class Model:
    """A frozen value that refuses unknown keys."""

    __slots__ = ()
    __pydantic_config__: ClassVar[Mapping[str, object]] = {
        "extra": "forbid",
        "alias_generator": lambda name: name.removesuffix("_"),  # a key may be a word of Python's
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Source(Model):
    """A document that facts are taken from."""

    id: Id
    session: Id
    """The session that the document reports on."""
    title: Line
    publisher: Line | None = None
    """Who holds the page's copyright, if the page says so."""
    presented_by: Line | None = None
    language: Line
    """BCP 47 tag of the document's language."""
    url: Line | None = None
    sha256: Annotated[str, Rule(lambda of: of.StringConstraints(pattern=r"^[0-9a-f]{64}$"))]
    """Digest of the text file's bytes: a changed document must be read again before it is cited."""
    left_out: tuple["LeftOut", ...] = ()
    """What no fact carries, on purpose."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut(Model):
    """A figure or a name of a source that no fact carries, and why."""

    text: Line
    reason: Line


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation(Model):
    """A verbatim passage of a source (Web Annotation: TextQuoteSelector and TextPositionSelector)."""

    source: Id
    exact: str
    prefix: str = ""
    """Text right before the passage; needed where the passage stands twice."""
    suffix: str = ""
    start: int
    """Offset of the first code point in the source's text."""
    end: int
    """Offset after the last code point."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit(Model):
    """A unit that figures of another one can be converted into."""

    id: Id
    of: Id
    """The unit that sources state figures in."""
    times: Amount
    """How many of that unit one of this one is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Session(Model):
    """One edition of the fair, documented by a source or only referred to."""

    id: Id
    ordinal: int | None = None
    year: int | None = None
    """Only where a source states it."""
    documented: bool = True
    previous: Id | None = None
    """The session before it, where a source compares the two."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature(Model):
    """What a question mentions when it is about a measure or a predicate."""

    head: tuple[tuple[Concept, ...], ...]
    """Alternatives; of one alternative all concepts must be mentioned."""
    facets: tuple[Concept, ...] = ()
    """What tells it from its neighbours: a question that leaves one out may mean something more general."""
    also: tuple[Concept, ...] = ()
    """Explained when mentioned, not missed when not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure(Model):
    """Something that sessions are measured by: what is counted, of whom, how."""

    id: Id
    unit: Id
    population: Line
    """Who or what is counted."""
    property: Line
    """What is measured of the population."""
    method: Line
    """How it is counted, as far as the source says."""
    scope: Line
    """Which part of the session it covers."""
    counts: tuple[Concept, ...] = ()
    """What a question for the figure may name as counted ("how many countries signed?" does not ask for signatures)."""
    group: Id
    """Measures of one group are each other's nearest counterparts."""
    about: Signature
    part_of: Id | None = None
    """The measure whose population this one is a part of."""
    rank: int = 50
    """How telling it is in an overview: 1 first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Predicate(Model):
    """A relation that is stated rather than measured: a theme, an agreement, an address."""

    id: Id
    about: Signature
    offers: tuple[Id, ...] = ()
    """Kinds of question that it answers beyond those that its values show."""
    refuses: tuple[Id, ...] = ()
    """Kinds of question that its values only seem to answer: the countries of ambassadors are not their names."""
    rank: int = 50


class EntityKind(StrEnum):
    PERSON = "person"
    ORGANISATION = "organisation"
    COUNTRY = "country"
    PLACE = "place"
    WORK = "work"
    """A report, a convention, a programme."""
    PROJECT = "project"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity(Model):
    """A proper name of the sources."""

    id: Id
    name: Line
    """As the source writes it."""
    kind: EntityKind
    country: Id | None = None
    """The country it belongs to, by which a question may find it."""
    aliases: tuple[Line, ...] = ()
    """Abbreviations and short forms that hold in every language."""


class Modifier(StrEnum):
    """How the source bounds a figure."""

    EXACTLY = "exactly"
    OVER = "over"
    MORE_THAN = "more_than"
    NEARLY = "nearly"
    ABOUT = "about"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity(Model):
    """A figure with its unit and its bound."""

    kind: Literal["quantity"] = "quantity"
    amount: Amount
    unit: Id
    """What the amount counts: ``person``, ``square_metre``, ``percent``; a currency by its ISO 4217 code in lower
    case."""
    modifier: Modifier = Modifier.EXACTLY
    surface: Line
    """The figure as the source writes it, without the word that bounds it."""
    of: Amount | None = None
    """The whole, where the source counts so many *of* so many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change(Model):
    """A difference against the session before."""

    kind: Literal["change"] = "change"
    direction: Literal["up", "down"]
    by: Quantity
    base: Id
    """The session that it is compared with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Share(Model):
    """A part of a whole, stated by the source as a percentage."""

    kind: Literal["share"] = "share"
    is_: Quantity
    of: Id
    """The measure that is the whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Names(Model):
    """Entities, in the order of the source."""

    kind: Literal["names"] = "names"
    entities: Annotated[tuple[Id, ...], FILLED]
    complete: bool = True
    """False where the source says "such as" or "including"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts(Model):
    """Phrases of the source, in its order."""

    kind: Literal["texts"] = "texts"
    texts: Annotated[tuple[Line, ...], FILLED]
    complete: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Date(Model):
    """A day, or a moment of it, as far as the source gives it."""

    kind: Literal["date"] = "date"
    month: Annotated[int, Rule(lambda of: of.Field(ge=1, le=12))]
    day: Annotated[int, Rule(lambda of: of.Field(ge=1, le=31))]
    year: int | None = None
    surface: Line


@dataclass(frozen=True, slots=True, kw_only=True)
class Blank(Model):
    """A label that the source prints with nothing behind it."""

    kind: Literal["blank"] = "blank"
    label: Line


Value = Annotated[
    Quantity | Change | Share | Names | Texts | Date | Blank, Rule(lambda of: of.Field(discriminator="kind"))
]

Roles = Annotated[Mapping[Id, Value], Rule(lambda of: of.AfterValidator(MappingProxyType))]
"""Values by the names of their parts, read-only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact(Model):
    """One statement of one or more sources about one session."""

    id: Id
    session: Id
    measure: Id
    """The measure or the predicate that it states."""
    value: Value
    roles: Roles = field(default_factory=lambda: MappingProxyType({}))
    """Who, with whom, about what, where, as of when: named parts of the statement beside its value."""
    topics: tuple[Concept, ...] = ()
    """What it is about beyond its measure; each of them finds it."""
    citations: Annotated[tuple[Citation, ...], FILLED]
    """The best first."""

    def __hash__(self) -> int:
        # Roles have no hash; equal facts have equal ids.
        return hash(self.id)
