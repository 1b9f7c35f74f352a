"""Analysis → Answer: the figures side by side, the verdict on them, and the arithmetic as what it is."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import ROUND_HALF_EVEN, Decimal

from bot import compose
from bot.analysis import Analysis, Row
from bot.answer import Answer, Comparability, ComparedFigure, ComparedRow, Derived
from bot.wording import Wording
from facts.compare import Derivation, Verdict, figured, quantity
from facts.models import Change, Fact, Names, Quantity, Share

_SIGNS = {
    "difference": " − ", "ratio": " / ", "percent_change": " / ", "share": " / ",
    "remainder": " − ", "total": " + ", "average": " / ",
}  # fmt: skip
_SMALL = Decimal("0.1")
"""Below this, two digits that count are said."""

_MIDDLING = Decimal(10)
"""From here on, one digit behind the point is said of what is not a whole number."""

_SCALED = frozenset({"times", "percent", "hectare"})
"""Units of which a part is as good as a whole; what else a figure counts is told in whole numbers, but on average."""


def analysed(analysis: Analysis, wording: Wording, intent: str, right: bool | None = None) -> Answer:
    """The reply to a comparison or a computation: statements, verdict, arithmetic; opened by yes or no where they bear
    out or refute a claim (``right``)."""
    derived = tuple(_derived(row, wording) for row in analysis.derivations)
    rows = _rows(analysis, wording)
    pieces = list(_by_row(analysis, rows, derived, wording))
    if right is not None:
        pieces[0] = wording.say("claim.right" if right else "claim.wrong", answer=pieces[0])
    plain = compose.answered(analysis.facts, wording, intent, wording.text(pieces))
    notes = (wording.say("computed"),) if derived else ()
    return replace(plain, derived=derived, comparability=_overall(rows), comparison=rows, caveats=notes)


def _by_row(
    analysis: Analysis, rows: Sequence[ComparedRow], derived: Sequence[Derived], wording: Wording
) -> Iterator[str]:
    """The sentences of a reply: what is compared row by row, each with its verdict and its arithmetic; of a computation
    the result first."""
    if analysis.operation == "consistency":
        yield from _recomputed(analysis, derived, wording)
        return
    if analysis.operation != "compare":
        yield from (row.statement for row in derived)
        yield compose.statement(analysis.facts, wording)
        return
    for row, shown in zip(analysis.rows, rows, strict=True):
        yield compose.statement(row.facts, wording)
        if shown.comparability.verdict != "same":
            yield shown.comparability.reason
        yield from (one.statement for one in derived if set(one.from_) <= {fact.id for fact in row.facts})
    told = {fact.id for row in analysis.rows for fact in row.facts}
    rest = [fact for fact in analysis.facts if fact.id not in told]
    if rest:
        yield compose.statement(rest, wording)
        yield from (one.statement for one in derived if not set(one.from_) <= told)


def _recomputed(analysis: Analysis, derived: Sequence[Derived], wording: Wording) -> Iterator[str]:
    """Each stated figure with what it comes to, and whether it is that as rounded as it is stated."""
    for row, shown in zip(analysis.recomputed, derived, strict=True):
        kind = "share" if isinstance(row.stated.value, Share) else "sum"
        fields = {"value": shown.value, "expression": shown.expression, "label": wording.label(row.stated.measure)}
        fields |= {"session": wording.session_id(row.stated.session), "stated": wording.value(row.stated.value)}
        fields["parts"] = wording.join([wording.label(f.measure) for f in row.derived.operands[1:]])
        yield wording.sentence_of(f"consistency.{kind}_{'agrees' if row.agrees else 'differs'}", **fields)
    if not analysis.recomputed:
        yield compose.statement(analysis.facts, wording)
        yield wording.say("consistency.nothing")


def _derived(row: Derivation, wording: Wording) -> Derived:
    value, expression = figure(row, wording), _expression(row, wording)
    fields = {"value": value, "expression": expression, "base": "", "whole": ""}
    if row.operation == "implied" and isinstance(row.operands[1].value, Change):
        fields["base"] = wording.session_id(row.operands[1].value.base)
    if row.operation == "share":
        whole = row.operands[1:]
        fields["whole"] = wording.join(list(dict.fromkeys(wording.label(f.measure) for f in whole)))
    statement = wording.say(f"derived.{row.operation}", **fields)
    return Derived(
        expression=expression,
        value=value,
        statement=statement[:1].upper() + statement[1:],
        from_=tuple(dict.fromkeys(f.id for f in row.operands)),
    )


def figure(row: Derivation, wording: Wording) -> str:
    """A derived figure with its unit, rounded, with the word for its bound."""
    unit, _, per = row.unit.partition("/")
    number, rounded = _rounded(row.amount, unit, not per and unit not in _SCALED, wording)
    bound = _bound(row, rounded)
    name = wording.unit(unit)
    text = number if not name or unit == "times" else wording.say("with_unit", n=number, unit=name)
    if unit == "percent":
        text = wording.say("figures.percent", n=number, surface=f"{number}%")
    if per:
        text = wording.say("per", value=text, unit=wording.say(f"ones.{per}"))
    return wording.say(f"bounds.{bound}", n=text)


def _bound(row: Derivation, rounded: Decimal) -> str:
    """The word for what is provable of an amount as it is rounded: a bound that rounding has moved to the wrong side
    is "at most" or "at least" about that."""
    if row.bound == "exactly" and rounded != row.amount:
        return "about"
    if row.bound == "less_than" and rounded < row.amount:
        return "at_most"
    return "at_least" if row.bound == "more_than" and rounded > row.amount else row.bound


def _rounded(amount: Decimal, unit: str, whole: bool, wording: Wording) -> tuple[str, Decimal]:
    """The amount in digits, rounded to what a reader needs, and as it is rounded; ``whole``: to a whole number."""
    scale, pattern = wording.scale(amount, unit)
    if scale > 1:
        short = (amount / scale).quantize(Decimal("0.01"), rounding=ROUND_HALF_EVEN)
        return pattern.format(n=wording.digits(short)), short * scale
    places = {"times": "0.01", "percent": "0.1"}.get(unit, "0.1" if abs(amount) >= _MIDDLING else "0.01")
    if whole or (unit not in _SCALED and (abs(amount) >= 100 or amount == amount.to_integral_value())):
        places = "1"
    elif 0 < abs(amount) < _SMALL:
        places = f"1e{amount.adjusted() - 1}"
    short = amount.quantize(Decimal(places), rounding=ROUND_HALF_EVEN)
    return wording.digits(short), short


def _expression(row: Derivation, wording: Wording) -> str:
    """The computation in figures as the sources write them."""
    operands = [
        wording.quantity(quantity(f), in_words=False) if figured(f) else wording.value(f.value) for f in row.operands
    ]
    change = row.operands[1].value if len(row.operands) > 1 else None
    if isinstance(change, Change):
        sign, back = ("+", "−") if change.direction == "up" else ("−", "+")
        percent = change.by.unit == "percent"
        before = f"{operands[0]} / (1 {sign} {operands[1]})" if percent else f"{operands[0]} {back} {operands[1]}"
        if row.operation == "implied":
            return before
        return f"{operands[0]} − {before}" if percent else f"{operands[1]} / ({before})"
    if row.operation == "uncovered":
        value = quantity(row.operands[0])
        return f"{wording.digits(value.of or value.amount)} − {wording.digits(value.amount)}"
    if row.operation == "conversion":
        times = wording.store.units[row.unit].times
        return f"{operands[0]} / {times.normalize():,f}"
    if row.operation == "combined":
        return f"({' + '.join(operands[1:])}) / {operands[0]}"
    if row.operation == "complement":
        return f"({' − '.join(operands)}) / {operands[0]}"
    if row.operation == "unnamed" and isinstance(row.operands[1].value, Names):
        return f"{operands[0]} − {len(row.operands[1].value.entities)}"
    if row.operation == "share":
        whole = " + ".join(operands[1:])
        return f"{operands[0]} / ({whole})" if len(operands) > 2 else f"{operands[0]} / {whole}"
    return _SIGNS[row.operation].join(operands)


def _rows(analysis: Analysis, wording: Wording) -> tuple[ComparedRow, ...]:
    """What is set beside each other, for those who show it as a table or as a picture."""
    return tuple(
        ComparedRow(
            label=wording.join(list(dict.fromkeys(wording.label(f.measure) for f in row.facts))),
            figures=tuple(_compared(f, quantity(f), wording) for f in row.facts if figured(f)),
            lacking=tuple(wording.session(ref) for ref in row.lacking),
            comparability=_verdict(row, wording),
        )
        for row in analysis.rows
    )


def _compared(fact: Fact, value: Quantity, wording: Wording) -> ComparedFigure:
    as_of = fact.roles.get("as_of")
    return ComparedFigure(
        fact=fact.id,
        session=fact.session,
        session_name=wording.session_id(fact.session),
        measure=fact.measure,
        label=wording.label(fact.measure),
        amount=value.amount,
        unit=value.unit,
        unit_name=wording.unit(value.unit),
        qualifier=value.modifier.value,
        value=wording.value(value),
        as_of=wording.value(as_of) if as_of else "",
    )


_FAVOUR = ("not_comparable", "one_side_only", "caveat", "convertible", "same")
"""Verdicts, the least favourable first."""


def _overall(rows: Sequence[ComparedRow]) -> Comparability | None:
    return min((row.comparability for row in rows), key=lambda c: _FAVOUR.index(c.verdict), default=None)


def _verdict(row: Row, wording: Wording) -> Comparability:
    found = row.verdict
    if found.verdict is Verdict.ONE_SIDE_ONLY:
        lacking = wording.join([wording.session(ref) for ref in row.lacking])
        reason = wording.say("verdicts.one_side_only", sessions=lacking)
    elif found.differs == ("currency",):
        a, *others = dict.fromkeys(wording.unit(quantity(f).unit) for f in row.facts)
        reason = wording.say("verdicts.currency", a=a, b=wording.join(others))
    elif found.verdict is Verdict.NOT_COMPARABLE:
        a, *others = dict.fromkeys(_side(f, wording) for f in row.facts)
        reason = wording.say("verdicts.not_comparable", a=a, b="; ".join(others) or a)
    else:
        reason = wording.say(f"verdicts.{found.verdict}")
    return Comparability(verdict=found.verdict.value, reason=reason)


def _side(fact: Fact, wording: Wording) -> str:
    return wording.say("side", session=wording.session_id(fact.session), counts=wording.counts(fact.measure))
