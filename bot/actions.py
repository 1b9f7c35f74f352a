"""What a reply offers to show next, and the short names by which buttons and links speak of facts."""

import base64
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, Literal, NamedTuple, TypeVar

from bot.answer import Answer

C = TypeVar("C")

Kind = Literal["facts", "source", "cite", "compare", "chart", "sheet"]
"""The facts themselves, the passages behind them, the same below an answer that is to stay, the facts beside those of
another session, the same as a picture, the fact sheet of a session."""

LENGTH = 6
"""Characters of a token: 36 bits tell thousands of facts apart, and eight of them have room in a button."""


MOST_FACTS = 8
"""Facts that one action is about at most."""


@dataclass(frozen=True, slots=True)
class Action:
    """Something that can be shown without a question being typed. It means the same in every process."""

    kind: Kind
    language: str
    """Code of the language to speak."""
    facts: tuple[str, ...] = ()
    """Tokens of the facts that it is about, in order; none for ``sheet``, and for all that the sessions share."""
    session: str = ""
    """For ``sheet``: the token of the session."""
    page: int = 1
    """For ``sheet``."""


class Offer(NamedTuple):
    """An action, and what the button that does it says."""

    label: str
    action: Action


@dataclass(frozen=True)
class Reply(Generic[C]):
    """What is shown for a message or a press."""

    answer: Answer
    context: C | None
    """What the next question goes on from; None where that does not change."""
    offers: tuple[Offer, ...] = ()
    chart: bool = False
    """Whether it is wanted as a picture, if it has a comparison."""


def token(identifier: str) -> str:
    """A short name for an id: six characters of ``A-Z a-z 0-9 _ -``, the same in every process."""
    digest = hashlib.blake2s(identifier.encode()).digest()
    return base64.urlsafe_b64encode(digest)[:LENGTH].decode()


def by_token(identifiers: Iterable[str]) -> Mapping[str, str]:
    """Ids by their tokens. Of ids that share a token none is in it: a button shows the right thing or nothing."""
    found: dict[str, str] = {}
    shared = set()
    for identifier in identifiers:
        short = token(identifier)
        if short in found:
            shared.add(short)
        found[short] = identifier
    return {short: identifier for short, identifier in found.items() if short not in shared}
