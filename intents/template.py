"""Intents as data: skeletons over kinds of mention.

A skeleton is a line of slots without order, since press staff write "area 2023?" as well as "what was the area in
2023?":

    topic   session*   ask:who

A slot is a kind (``topic``, ``session``, ``number``, ``name``), or ``ask:ID``, ``act:ID``, ``flag:ID``. ``*`` after
it: may occur, any number of times; ``+``: at least once; ``++``: at least twice; ``!``: must not occur.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

_WEIGHTS = {"topic": 1, "session": 1, "number": 1, "name": 1, "ask": 2, "act": 3, "flag": 2}


@dataclass(frozen=True, slots=True)
class Skeleton:
    """Which mentions an intent needs, and which it must not have."""

    needs: Mapping[str, int]
    """Slot → the least number of its mentions."""
    bars: frozenset[str]
    allows: frozenset[str] | None
    """If given, mentions of any other slot speak against it."""

    @classmethod
    def parse(cls, line: str) -> Self:
        needs: dict[str, int] = {}
        bars: set[str] = set()
        allows: set[str] = set()
        exclusive = line.startswith("only ")
        for slot in line.removeprefix("only ").split():
            name = slot.rstrip("*+!")
            if slot.endswith("!"):
                bars.add(name)
                continue
            allows.add(name)
            if not slot.endswith("*"):
                needs[name] = max(1, slot.count("+"))
        return cls(needs, frozenset(bars), frozenset(allows) if exclusive else None)

    def score(self, slots: Counter[str]) -> int | None:
        """How specifically the slots of a question fit; None if they do not."""
        for name, least in self.needs.items():
            if slots.get(name, 0) < least:
                return None
        for name in self.bars:
            if slots.get(name):
                return None
        if self.allows is not None and any(count and name not in self.allows for name, count in slots.items()):
            return None
        return sum(_WEIGHTS[name.partition(":")[0]] * least for name, least in self.needs.items())


@dataclass(frozen=True, slots=True)
class Intent:
    """A kind of question, with its skeletons."""

    name: str
    skeletons: tuple[Skeleton, ...]
    weight: int = 0
    """Added to the score: what a message does outweighs what it is about."""

    @classmethod
    def parse(cls, row: Mapping[str, Any]) -> Self:
        """From the content of a file. Raises KeyError or ValueError for a malformed one."""
        skeletons = tuple(Skeleton.parse(line) for line in row["skeletons"])
        return cls(str(row["intent"]), skeletons, int(row.get("weight", 0)))

    def score(self, slots: Counter[str]) -> int | None:
        scores = [s for s in (skeleton.score(slots) for skeleton in self.skeletons) if s is not None]
        return max(scores) + self.weight if scores else None
