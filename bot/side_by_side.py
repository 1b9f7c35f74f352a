"""Measures, each over the sessions: the comparison that is asked for by name and not by a question."""

from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz import process

from bot.analysis import Analysis, Row, beside
from bot.answer import Answer
from bot.compose_derived import analysed
from bot.conversation import Context
from bot.pipeline import Desk, route, understand
from bot.resolve import Ambiguous, Found
from bot.slots import slots
from facts.compare import Comparability, Verdict
from facts.models import Quantity
from intents.models import SessionRef

_NEAREST = 3
"""Measures that are offered in place of an unknown one."""


class NoFigure(Exception):
    """A name that no figure can be shown for; the text is one line that says what there is."""


def side_by_side(names: Sequence[str], desk: Desk) -> Answer:
    """The measures of these names, a row each: the figures of every session, or the nearest to them that a session has.

    A name is a measure's id or its label, or what a question would call it ("visitors"), which may be several measures;
    its language is the answer's.
    Raises NoFigure for a name that stands for no measure, or for one that no session has a figure of.
    """
    words = [name for name in names if name not in desk.targets.store.measures]
    desk = desk.for_message(" ".join(words), Context()) if words else desk
    measures = dict.fromkeys(measure for name in names for measure in _measures(name, desk))
    rows = {row.facts: row for row in (_row(measure, desk) for measure in measures)}
    facts = {fact.id: fact for row in rows.values() for fact in row.facts}
    return analysed(Analysis("compare", tuple(facts.values()), (), tuple(rows.values())), desk.wording, "compare")


def _measures(name: str, desk: Desk) -> list[str]:
    """Ids of the measures of a name, in the order of how telling they are."""
    store, wanted, shown = desk.targets.store, " ".join(name.split()).casefold(), repr(name[:60])
    labels = {one: desk.wording.label(one) for one in store.measures}
    found = [one for one, label in labels.items() if wanted in (one, label.casefold())]
    outcome = None if found else route(slots(understand(name, desk)), Context(), desk)[1]
    if isinstance(outcome, Found | Ambiguous | Analysis):
        found = list(dict.fromkeys(fact.measure for fact in outcome.facts if fact.measure in labels))
        if not found or all(not isinstance(fact.value, Quantity) for fact in outcome.facts):
            raise NoFigure(f"the sources state no figure for {shown}")
    if not found:
        near = process.extract(wanted, {one: f"{one} {label}" for one, label in labels.items()}, limit=_NEAREST)
        raise NoFigure(f"no measure is called {shown}; the nearest are {', '.join(one for *_, one in near)}")
    return found


def _row(measure: str, desk: Desk) -> Row:
    """The figures of a measure beside each other, and beside what comes nearest in sessions that have none."""
    store = desk.targets.store
    group = [one.id for one in store.measures.values() if one.group == store.measures[measure].group]
    own = [fact for session in store.sessions for fact in store.figures(measure, session)]
    without = [session for session in store.documented if not store.figures(measure, session.id)]
    near = {session.id: [f for one in group for f in store.figures(one, session.id)] for session in without}
    facts = [*own, *(row[0] for row in near.values() if row)]
    if not own:
        raise NoFigure(f'the sources state no figure for "{desk.wording.label(measure)}"')
    lacking = tuple(SessionRef(session.ordinal, session.year) for session in without if not near[session.id])
    facts.sort(key=lambda fact: list(store.sessions).index(fact.session))
    row = beside(facts, store) if len(facts) > 1 else Row((*facts,), Comparability(verdict=Verdict.ONE_SIDE_ONLY))
    return replace(row, lacking=lacking)
