"""A comparison of several measures as a table: a line for each measure, a column for each session."""

import unicodedata
from collections.abc import Iterable, Sequence

from bot.answer import Answer, ComparedFigure, ComparedRow

_NONE = "–"
_GAP = "  "


def cells(answer: Answer) -> list[list[str]]:
    """What stands in the table, line by line, the head first; nothing for an answer that compares one thing or none.

    The last column says how far the figures of the line may be compared with those beside them. Measures that stand
    beside each other for want of a better one have a line each.
    """
    if len(answer.comparison) < 2:
        return []
    words = dict(answer.headings)
    sessions = {one.session: one.session_name for row in answer.comparison for one in row.figures}
    lines = [line for row in answer.comparison for line in _lines(row, list(sessions), words)]
    return [["", *sessions.values(), words["comparable"]], *lines]


def _lines(row: ComparedRow, sessions: Sequence[str], words: dict[str, str]) -> Iterable[list[str]]:
    verdict = words[f"comparable_{row.comparability.verdict}"]
    for label in dict.fromkeys(one.label for one in row.figures):
        said = {one.session: _figure(one, words) for one in row.figures if one.label == label}
        yield [label, *(said.get(session, _NONE) for session in sessions), verdict]


def _figure(one: ComparedFigure, words: dict[str, str]) -> str:
    return f"{one.value} ({words['as_of'].format(time=one.as_of)})" if one.as_of else one.value


def aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    """The lines of a table in plain text, its columns under each other where all characters have the width of a
    terminal's."""
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    return [
        _GAP.join(cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]


def _width(text: str) -> int:
    """Columns of a terminal: two for a wide character (Unicode Standard Annex 11), none for a combining one."""
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else not unicodedata.combining(char) for char in text)
