"""What a check finds: where it stands and what to do about it."""

from typing import NamedTuple

from facts.models import Fact
from facts.store import FactStore, Kind, shown


class Problem(NamedTuple):
    """A fault of the corpus that the loader cannot see."""

    where: str
    """``file:line: id`` for an entry (``id`` for one that no file holds), ``file:line`` for a source's text."""
    message: str
    """The key, what is wrong with it, and what to do."""

    def __str__(self) -> str:
        return f"{self.where}: {self.message}"


def entry_problem(store: FactStore, kind: Kind, identifier: str, message: str) -> Problem:
    """A problem of one entry of the corpus files."""
    place = store.places.get((kind, identifier))
    return Problem(f"{place}: {identifier}" if place else identifier, message)


def fact_problem(store: FactStore, fact: Fact, message: str) -> Problem:
    """A problem of one fact."""
    return entry_problem(store, "fact", fact.id, message)


def text_problem(store: FactStore, source: str, offset: int, message: str) -> Problem:
    """A problem at an offset (in code points) of a source's text."""
    line = store.texts[source].count("\n", 0, offset) + 1
    place = store.places.get(("source", source))
    name = shown(place.path.parent / "text.txt") if place else source
    return Problem(f"{name}:{line}", message)
