"""A claim about a figure that no source states is checked against what is computed."""

from collections.abc import Iterator
from decimal import Decimal

from bot.analysis import Analysis
from bot.operands import SCALES
from bot.phrases import telling
from bot.query import Query
from facts.compare import CURRENCIES, Derivation, figured, quantity
from facts.interval import Interval
from facts.models import Fact
from facts.store import FactStore, figures_of, quantities_of
from intents.models import Figure


def judged(query: Query, analysis: Analysis, store: FactStore) -> tuple[bool | None, tuple[Fact, ...]]:
    """Whether a comparison or a computation bears out what a question claims: None where it claims nothing, or where
    the figures leave it open. With the facts whose figure is claimed of what is computed: near-equal numbers of
    different things are told apart."""
    if not query.claims or not analysis.derivations or (analysis.operation == "implied" and "change" in query.said):
        return None, ()
    claimed = [f for f in query.figures if f.unit == "time" or (telling(f) and not _operand(f, query, analysis))]
    if not claimed:
        return _ranked(query, analysis), ()
    verdicts = [_borne_out(figure, analysis) for figure in claimed]
    right = False if False in verdicts else True if None not in verdicts else None
    whose = [f for figure in claimed for f in _stating(figure, analysis, store)]
    return None if right and whose else right, tuple(whose)


def _operand(figure: Figure, query: Query, analysis: Analysis) -> bool:
    """Whether a figure of the question is one that is computed with; the figure of the session before is never the
    one that it is worked out from."""
    before = analysis.operation == "implied" and len(query.sessions) == 1
    facts = [f for f in analysis.facts if not (before and figured(f))]
    return not _amounts(figure).isdisjoint(amount for f in facts for amount in (*figures_of(f), *_own(f)))


def _stating(figure: Figure, analysis: Analysis, store: FactStore) -> list[Fact]:
    """The facts that state a claimed figure of something else, in a session of the operands."""
    told, sessions = {fact.id for fact in analysis.facts}, {fact.session for fact in analysis.facts}
    if figure.unit == "time":
        return []
    found = (f for amount in _amounts(figure) for f in store.with_amount(amount))
    return [
        f for f in found
        if f.id not in told and f.session in sessions
        and any(q.amount in _amounts(figure) and figure.unit in (None, q.unit) for q in quantities_of(f.value))
    ]  # fmt: skip


def _own(fact: Fact) -> Iterator[Decimal]:
    if figured(fact):
        yield quantity(fact).amount


def _amounts(figure: Figure) -> set[Decimal]:
    return {figure.amount * scale for scale in SCALES}


def _borne_out(figure: Figure, analysis: Analysis) -> bool | None:
    rows = [row for row in analysis.derivations if _of_unit(figure, row)]
    verdicts = {_holds(figure, row) for row in rows}
    return True if True in verdicts else None if None in verdicts or not rows else False


def _of_unit(figure: Figure, row: Derivation) -> bool:
    """Whether a derived figure is of the kind that is claimed."""
    unit = row.unit.partition("/")[0]
    match figure.unit:
        case None:
            return unit not in ("percent", "times")
        case "time":
            return unit == "times"
        case "percent":
            return unit == "percent"
        case _:
            return unit == figure.unit or unit not in CURRENCIES


def _holds(figure: Figure, row: Derivation) -> bool | None:
    """What a derived figure says to a claimed one: as rounded as it is claimed, and within its bounds."""
    span = Interval(row.low, row.high)
    slack = _slack(figure.amount)
    near = abs(abs(row.amount) - figure.amount) <= slack
    match figure.bound:
        case "more_than" | "at_least":
            above = span.low > figure.amount or (span.low == figure.amount and row.bound != "exactly")
            enough = above or (figure.bound == "at_least" and span.low >= figure.amount)
            return True if enough else False if span.high <= figure.amount else None
        case "less_than" | "at_most":
            return True if span.high <= figure.amount else False if span.low >= figure.amount else None
        case "exactly" if row.bound in ("more_than", "less_than"):
            return False
        case _ if near:
            return True
        case _:
            low, high = figure.amount - slack, figure.amount + slack
            return None if span.low < high and low < span.high and row.bound != "exactly" else False


def _slack(amount: Decimal) -> Decimal:
    """Half of the last digit that counts: a claim of "305 million" or of "36.6%" is a rounded one."""
    return Decimal(1).scaleb(int(amount.normalize().as_tuple().exponent)) / 2


def _ranked(query: Query, analysis: Analysis) -> bool | None:
    """Whether the first of two figures is more than the second, or less, as claimed."""
    if "which_more" not in query.acts or analysis.operation != "compare" or len(analysis.facts) != 2:
        return None
    if not all(map(figured, analysis.facts)):
        return None
    a, b = (Interval.of(quantity(fact)) for fact in analysis.facts)
    less = "down" in query.concepts
    first, second = (a, b) if not less else (b, a)
    return True if first.low > second.high else False if first.high <= second.low else None
