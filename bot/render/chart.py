"""A comparison as a picture: PNG for a chat, SVG for print.

A card for each row of the comparison. Figures that may be compared share a scale, which begins at zero; figures that
may not have one each. Above a bar stand its session and its figure as the source bounds it; under the bars a sign and a
sentence say how far they may be compared. Sizes are in points, which are the pixels of a PNG.

Colours: Okabe and Ito, "Color Universal Design" (2008), which the colour-blind tell apart; none says anything alone.
"""

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from threading import Lock
from typing import Literal

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from bot.answer import Answer, ComparedFigure, ComparedRow
from bot.render.embedding import embedded
from bot.render.lettering import clean, face, lines, width
from bot.render.page import LEADING, Block, Page, beside, inset, stack, text, written

Form = Literal["png", "svg"]
"""What a picture is written as."""

MOST_ROWS = 10
"""Rows of one picture: with more it might be too tall for Telegram (https://core.telegram.org/bots/api#sendphoto)."""

_PAGE = 3
"""Rows of one picture in a chat, which is scaled down until it is 1,280 pixels tall."""

_COLUMN = 4
"""Rows that print has in one column; a chat has all of them in one, since a phone shows no two beside each other."""

_MARGIN, _PADDING, _GAP = 36, 30, 20
_CARD = 1008
"""A card's width; with its margins the 1,080 pixels of a phone."""
_ROOM = _CARD - 2 * _PADDING
"""The width inside a card."""
_BAR, _HEAD = 42, 12
"""A bar's height, and the room above it."""
_SIGN = 24
"""The radius of a sign."""

_INK, _PALE, _RULE, _GROUND = "#1a1a1a", "#595959", "#c6cad0", "#f3f4f6"
_SESSIONS = (("#0072B2", ""), ("#56B4E9", "//"), ("#999999", ".."), ("#CC79A7", "xx"))
"""Fill and hatching of a session's bars, in the order of the ids."""
_SIGNS = {
    "same": ("✓", "#009E73", "white"),
    "convertible": ("⇄", "#009E73", "white"),
    "caveat": ("!", "#E69F00", _INK),
    "not_comparable": ("≠", "#D55E00", "white"),
    "one_side_only": ("–", _PALE, "white"),
}
"""A verdict's sign, its ground and its ink."""

_DRAWING = Lock()
"""matplotlib's fonts and settings are the process's."""


def draw(answer: Answer, form: Form = "png") -> bytes:
    """The comparison of an answer as the content of a file: the same bytes for the same answer.

    It takes a good part of a second. Any thread may call it: ``await asyncio.to_thread(draw, answer)`` keeps the event
    loop free. Raises ValueError for an answer that compares nothing or has more than MOST_ROWS rows to compare.
    """
    with _DRAWING, rc_context({"svg.fonttype": "none", "svg.hashsalt": "fairdesk", "text.parse_math": False}):
        file = io.BytesIO()
        if form == "png":
            figure(answer).savefig(file, format=form, metadata={"Software": None})
            return file.getvalue()
        picture = figure(answer, columns=2)
        picture.savefig(file, format=form, metadata={"Creator": None, "Date": None, "Title": _title(answer)})
        return embedded(file.getvalue().decode(), _characters(picture)).encode()


def pages(answer: Answer) -> tuple[Answer, ...]:
    """The comparison in parts to be drawn one by one, each short enough for large type on a phone; none for nothing.
    Raises ValueError for more than MOST_ROWS rows."""
    rows = answer.comparison
    if len(rows) > MOST_ROWS:
        raise ValueError(f"{len(rows)} rows to compare: pictures show at most {MOST_ROWS}")
    count = -(-len(rows) // _PAGE)
    cuts = [len(rows) * number // count for number in range(count + 1)] if rows else []
    return tuple(replace(answer, comparison=rows[start:end]) for start, end in pairwise(cuts))


def _characters(picture: Figure) -> dict[int, str]:
    """What is written in a picture, by the weight of the font."""
    used: dict[int, set[str]] = {}
    for line in picture.texts:
        used.setdefault(int(line.get_fontproperties().get_weight()), set()).update(line.get_text())
    return {weight: "".join(sorted(found)) for weight, found in used.items()}


def figure(answer: Answer, columns: int = 1) -> Figure:
    """The picture before it is written; not for two threads at once. Raises ValueError as ``draw`` does."""
    if not 0 < len(answer.comparison) <= MOST_ROWS:
        raise ValueError(f"{len(answer.comparison)} rows to compare: a picture shows 1 to {MOST_ROWS}")
    words, sessions = dict(answer.headings), sorted({*answer.sessions, *_sessions(answer)})
    cards = [inset(stack(_row(row, sessions, words), _GAP / 2), _CARD, _PADDING, _GROUND) for row in answer.comparison]
    columns = columns if len(cards) > _COLUMN else 1
    room = columns * (_CARD + _MARGIN) - _MARGIN
    whole = stack(
        [
            text(_title(answer), room, face(44, 700), _INK, most=3),
            beside(_parted(cards, columns), _CARD + _MARGIN),
            stack((text(source, room, face(25), _PALE, most=3) for source in _sources(answer, words)), 0),
        ],
        _GAP,
    )
    page = Page(room + 2 * _MARGIN, whole.height + 2 * _MARGIN)
    whole.paint(page, _MARGIN, _MARGIN)
    return page.figure


def _parted(cards: Sequence[Block], columns: int) -> list[Block]:
    """The cards in columns that are about as tall as each other, in their order."""
    each = sum(card.height + _GAP for card in cards) / columns
    parts: list[list[Block]] = [[] for _ in range(columns)]
    above = 0.0
    for card in cards:
        parts[int((above + card.height / 2) // each)].append(card)
        above += card.height + _GAP
    return [stack(part, _GAP) for part in parts]


def _title(answer: Answer) -> str:
    title = clean(" / ".join(_sessions(answer).values()))
    return title[:1].upper() + title[1:]


def _sessions(answer: Answer) -> dict[str, str]:
    """The names of the sessions that have figures, by their ids, in the order in which they come up."""
    return {one.session: one.session_name for row in answer.comparison for one in row.figures}


def _sources(answer: Answer, words: dict[str, str]) -> Iterable[str]:
    return dict.fromkeys(f"{words['source']}: {quote.title} ({quote.source})" for quote in answer.citations)


def _row(row: ComparedRow, sessions: Sequence[str], words: dict[str, str]) -> Iterator[Block]:
    """The panels of a row, a single one where its figures share a scale, and the verdict."""
    apart = row.comparability.verdict == "not_comparable"
    for figures in [(one,) for one in row.figures] if apart else [row.figures]:
        label = figures[0].label if apart else row.label
        yield text(label, _ROOM, face(36, 700), _INK, most=3)
        yield _panel(figures, label, sessions, words, apart)
    if row.comparability.verdict != "one_side_only":  # which says so itself
        yield from (_slot(name, "–", (), _PALE) for name in row.lacking)
    yield _verdict(row)


def _panel(
    figures: Sequence[ComparedFigure], label: str, sessions: Sequence[str], words: dict[str, str], apart: bool
) -> Block:
    """Bars on one scale, each under its session and its figure."""
    slots = [_bar_slot(one, label, words) for one in figures]
    body = sum(slot.height + _HEAD + _BAR + _GAP for slot in slots)
    ticks = _ticks(figures)
    marks = _marks(ticks, figures)

    def paint(page: Page, x: float, y: float) -> None:
        axes = page.axes(x, y, _ROOM, body)
        axes.set_xlim(0, ticks[-1])
        top = 0.0
        for one, slot in zip(figures, slots, strict=True):
            slot.paint(page, x, y + top)
            middle = top + slot.height + _HEAD + _BAR / 2
            axes.vlines(ticks[1:], middle - _BAR / 2, middle + _BAR / 2, color=_RULE, linewidth=2)
            axes.vlines(0, middle - _BAR * 0.65, middle + _BAR * 0.65, color=_INK, linewidth=4, zorder=3)
            _bar(axes, one, middle, sessions.index(one.session), apart)
            top += slot.height + _HEAD + _BAR + _GAP
        marks.paint(page, x, y + body)

    return Block(body + marks.height, paint)


def _bar(axes: Axes, one: ComparedFigure, y: float, session: int, apart: bool) -> None:
    """A bar from zero; only an outline where nothing may be compared with it."""
    fill, hatch = _SESSIONS[session % len(_SESSIONS)]
    (bar,) = axes.barh(y, float(one.amount), _BAR, facecolor=fill, edgecolor=_INK, hatch=hatch, linewidth=2, zorder=2)
    if apart:
        bar.set(facecolor="white", edgecolor=fill, linestyle="--")


def _bar_slot(one: ComparedFigure, label: str, words: dict[str, str]) -> Block:
    """What stands above a bar: session and figure, and what else there is to know."""
    notes = [one.label] if one.label != label else []
    notes += [words["as_of"].format(time=one.as_of)] if one.as_of else []
    return _slot(one.session_name, one.value, notes)


def _slot(name: str, value: str, notes: Sequence[str], ink: str = _INK) -> Block:
    """A session's name and notes on the left, its figure on the right; under each other where there is no room."""
    plain, strong, small = face(32), face(35, 700), face(27)
    left, right, note = clean(name), clean(value), clean(" · ".join(notes))
    indent = width(left, plain) + 14
    free = _ROOM - width(right, strong) - indent - _GAP
    if free < 0:
        rows = [text(left, _ROOM, plain, ink, most=2), text(right, _ROOM, strong, ink, most=3)]
        return stack([*rows, text(note, _ROOM, small, _PALE, most=3)], 0)

    def paint(page: Page, x: float, y: float) -> None:
        page.write(left, x, y + 37, plain, ink)
        page.write(right, x + _ROOM, y + 37, strong, ink, "right")
        if width(note, small) <= free:
            page.write(note, x + indent, y + 37, small, _PALE)

    line = Block(35 * LEADING, paint)
    return line if width(note, small) <= free else stack([line, text(note, _ROOM, small, _PALE, most=3)], 0)


def _ticks(figures: Sequence[ComparedFigure]) -> list[float]:
    """The numbers of a scale from zero, to the whole of percentages, else beyond the longest bar."""
    longest = float(max(one.amount for one in figures))
    if figures[0].unit == "percent" and longest <= 100:
        return [0, 25, 50, 75, 100]
    whole = all(one.amount == int(one.amount) for one in figures)
    return list(MaxNLocator(4, steps=[1, 2, 2.5, 5, 10], integer=whole).tick_values(0, longest * 1.05 or 1))


def _marks(ticks: Sequence[float], figures: Sequence[ComparedFigure]) -> Block:
    """The numbers under a scale, in the words of the longest bar's figure: the last with its unit, and of the others
    those that have room."""
    factor, unit = _scale(max(figures, key=lambda one: one.amount))
    font, step = face(24), _ROOM / (len(ticks) - 1)
    *texts, last = (f"{tick / factor:,.12g}" for tick in ticks)
    last = clean(last + unit)
    free = _ROOM - width(last, font) - _GAP

    def paint(page: Page, x: float, y: float) -> None:
        taken = -float(_GAP)
        for number, mark in enumerate(texts):
            half = width(mark, font) / 2 if number else 0
            if taken + _GAP <= number * step - half and number * step + half <= free:
                page.write(mark, x + number * step, y + 25, font, _PALE, "center" if number else "left")
                taken = number * step + (half or width(mark, font))
        page.write(last, x + _ROOM, y + 25, font, _PALE, "right")

    return Block(24 * LEADING, paint)


def _scale(one: ComparedFigure) -> tuple[float, str]:
    """How many of its unit a figure is written in, and what stands behind its digits: 10⁹, " billion USD"."""
    joint = " " if one.unit_name[:1].isalpha() and one.unit_name[:1].isascii() else ""
    unit, digits = joint + one.unit_name, re.search(r"\d[\d,]*(\.\d+)?", one.value)
    if digits and (number := Decimal(digits[0].replace(",", ""))):
        factor, words = one.amount / number, one.value[digits.end() :]
        if factor > 1 and factor == Decimal(10) ** factor.adjusted():
            return float(factor), words if one.unit_name.casefold() in words.casefold() else words + unit
    return 1, unit


def _verdict(row: ComparedRow) -> Block:
    """A sign on a disc, and the reason in words."""
    sign, fill, ink = _SIGNS[row.comparability.verdict]
    indent = 2 * _SIGN + 18
    words = written(lines(row.comparability.reason, _ROOM - indent, face(28), 8), face(28), _INK, indent)

    def paint(page: Page, x: float, y: float) -> None:
        page.disc(x + _SIGN, y + _SIGN, _SIGN, fill)
        page.write(sign, x + _SIGN, y + _SIGN + 11, face(32, 700), ink, "center")
        words.paint(page, x, y + 4)

    return Block(max(words.height + 4, 2 * _SIGN), paint)
