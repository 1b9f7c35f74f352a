"""The session before: figures that stated changes imply, and changes in the way in which they are not stated."""

from collections.abc import Iterator
from dataclasses import replace

from bot.analysis import Analysis, operands_of
from bot.comparisons import GROWN
from bot.operands import Operand, facts_of, operands, plain
from bot.phrases import telling
from bot.query import AMOUNTS, COMPARING, Query
from bot.resolve import sessions_of
from bot.targets import Targets
from facts import compare
from facts.compare import Derivation, figured
from facts.models import Change, Fact
from intents.models import SessionRef


def implied(query: Query, targets: Targets) -> Analysis | None:
    """The figure of the session before, from a figure and its change against it; or that change as a number where it is
    stated in percent, and in percent where it is stated as a number."""
    known, unknown = sessions_of(query.sessions, targets.store)
    bases = {one for one in known or () if not targets.store.sessions[one].documented}
    back = "previous" in query.said or "implied" in query.acts or bool(bases)
    if unknown or not (back or "change" in query.said) or (not back and len(known or ()) > 1):
        return None
    values = _values(query, bases, targets)
    pairs = [(value, f) for value in values for f in targets.store.changes(value.measure, value.session)]
    pairs = [(value, f) for value, f in pairs if not bases or _base(f) in bases]
    if not pairs or any(targets.store.of(v.measure, b) for v in values for b in bases):
        return None
    fallen = "down" not in query.concepts or any(_fallen(f) for _, f in pairs)
    if "why" in query.wishes and (fallen or {*(known or ())} == bases != set()):
        return None  # the sources give no reasons; but a fall that is none is set right
    grown = list(_other_way(query, bases, pairs, targets))
    if grown:
        return Analysis("growth", operands_of(grown), tuple(grown))
    if not back or ("change" in query.said and not bases and "implied" not in query.acts):
        return None
    if not bases and query.acts & COMPARING:
        rows = [row for value, change in pairs for row in (compare.implied(value, change),)]
        return Analysis("compare", operands_of(rows), tuple(rows))
    rows = [compare.implied(value, change) for value, change in pairs]
    return Analysis("implied", operands_of(rows), tuple(rows))


def _values(query: Query, bases: set[str], targets: Targets) -> list[Fact]:
    """The figures that the question names, of the sessions that are not the ones before."""

    def documented(ref: object) -> bool:
        return not any(
            (sessions_of((one,), targets.store)[0] or ("",))[0] in bases for one in query.sessions if one == ref
        )

    bare = plain(query, "previous", "change", "size", "down")
    values = [row for row in zip(bare.figures, bare.figured_at, strict=False) if row[0].unit != "percent"]
    bare = replace(bare, figures=tuple(f for f, _ in values), figured_at=tuple(at for _, at in values))
    sessions = tuple(ref for ref in bare.sessions if documented(ref))
    places = tuple((ref, part) for ref, part in bare.places if documented(ref))
    found = operands(bare.of(sessions, places), targets)
    return [f for f in facts_of(found) if figured(f)]


def _other_way(query: Query, bases: set[str], pairs: list[tuple[Fact, Fact]], targets: Targets) -> Iterator[Derivation]:
    """The changes asked for in percent that are stated as a number, or the other way round."""
    if not ({"change", "down"} & query.said or query.acts & COMPARING):
        return
    percent = "percent" in query.wishes or "percent_change" in query.acts
    number = not percent and "implied" not in query.acts and _in_numbers(query, bases, targets)
    for value, change in pairs:
        stated = isinstance(change.value, Change) and change.value.by.unit == "percent"
        if (percent and not stated) or (number and stated):
            yield compare.growth(value, change)


def _in_numbers(query: Query, bases: set[str], targets: Targets) -> bool:
    """Whether a change is asked for, or claimed, as a number; not where the figure of the session before is ("how many
    was it at the third?")."""
    claimed = any(telling(figure) and figure.unit != "percent" for figure in query.figures) and query.claims
    if bases and len(query.sessions) == len(bases):
        return claimed and "change" in query.said
    of = [((sessions_of((ref,), targets.store)[0] or ("",))[0] in bases, part) for ref, part in query.places]
    before = {part for base, part in of if base} - {part for base, part in of if not base}
    counted = bool(query.wishes & {"count", "number"})
    counted &= not any(ask in AMOUNTS and part in before for ask, part in query.asks)
    valued = _in_money(query) and not any(t.part in before for t in query.terms if t.measures)
    return counted or claimed or valued or ("difference" in query.acts and bool(bases))


def _in_money(query: Query) -> bool:
    """Whether a part of the question says but that money is meant ("in dollars, how much did it grow?")."""
    parts = {t.part for t in query.terms if t.options & {"money", "dollar", "yuan"}}
    return (
        any(all(t.measures for t in query.part_of(part)) for part in parts)
        and "change" in query.said
        and not query.focus
    )


def _fallen(fact: Fact) -> bool:
    return isinstance(fact.value, Change) and fact.value.direction == "down"


def _base(fact: Fact) -> str:
    return fact.value.base if isinstance(fact.value, Change) else ""


def growths(query: Query, targets: Targets) -> Analysis | None:
    """Stated changes beside each other: of the figures that a question names, or of its sessions if it names none."""
    known, unknown = sessions_of(query.sessions, targets.store)
    several = len(known or ()) > 1 or SessionRef() in query.sessions
    asked = "outgrew" in query.acts or ("change" in query.said and bool(query.acts & COMPARING or several))
    if unknown or not asked:
        return None
    bare = plain(query, *GROWN)
    found = operands(bare, targets, kinds=True)
    if not found and not any(t for t in bare.terms if not t.measures):
        sessions = known or tuple(s.id for s in targets.store.latest)
        rows = tuple(f for one in sessions for f in targets.store.in_session(one) if isinstance(f.value, Change))
        return Analysis("compare", rows) if len({f.session for f in rows}) > 1 else None
    topics = {row.topic for row in found}
    between = len(topics) == 1 and len(found) > 1 and "previous" not in query.said
    if between or ("outgrew" not in query.acts and len(found) < 2):
        return None
    changes = [_changes(row, targets) for row in found]
    facts = tuple({f.id: f for row in changes for f in row}.values())
    return Analysis("compare", facts) if len(facts) > 1 and all(changes) else None


def _changes(row: Operand, targets: Targets) -> list[Fact]:
    """How the figures of an operand have changed; where it is told in words alone, how those of its subject have."""
    changes = [f for fact in row.facts for f in (fact, *targets.store.changes(fact.measure, fact.session))]
    return [f for f in changes if isinstance(f.value, Change)]
