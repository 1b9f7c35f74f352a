"""The fact sheet of a session: everything that its document states, page by page."""

from typing import NamedTuple

from bot import compose
from bot.answer import Answer
from bot.browse import ranked
from bot.pipeline import Desk
from facts.models import Blank, Change, Fact, Share

_EACH = 8
"""Facts on a page."""


class Page(NamedTuple):
    """A page of a fact sheet."""

    facts: tuple[Fact, ...]
    number: int
    """Counted from 1."""
    of: int


def page(session: str, number: int, desk: Desk) -> Page:
    """The page of that number, or the nearest that there is; the most telling facts come first."""
    facts = _in_order(session, desk)
    of = max(1, -(-len(facts) // _EACH))
    number = min(max(1, number), of)
    return Page(facts[(number - 1) * _EACH : number * _EACH], number, of)


def fact_sheet(session: str, number: int, desk: Desk) -> Answer:
    """One page of it as a reply: a line a fact, with the passages."""
    facts, number, of = page(session, number, desk)
    wording = desk.wording
    head = wording.say("sheet.head", session=wording.session_id(session), page=str(number), pages=str(of))
    lines = [wording.say("sheet.line", sentence=wording.sentence(fact)) for fact in facts]
    return compose.answered(facts, wording, "overview", "\n".join((head, *lines)))


def _in_order(session: str, desk: Desk) -> tuple[Fact, ...]:
    """Every fact of the session: a measure's change and share right behind its figure, what is blank left out."""
    stated = desk.targets.store.in_session(session)
    leading = ranked(stated, desk.targets)
    behind = [fact for fact in stated if isinstance(fact.value, Change | Share)]
    rows = [(fact, *(other for other in behind if other.measure == fact.measure)) for fact in leading]
    facts = dict.fromkeys([*(fact for row in rows for fact in row), *behind])
    return tuple(fact for fact in facts if not isinstance(fact.value, Blank))
