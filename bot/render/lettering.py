"""Text in pictures: which characters can be shown, how wide they are, where a line ends.

The font comes with the product, so that a picture is the same on every machine; DejaVu Sans, which comes with
matplotlib, has what it lacks. Not for two threads at once: matplotlib's fonts are shared.
"""

import re
from functools import cache
from pathlib import Path

from matplotlib.font_manager import FontProperties, fontManager, get_font
from matplotlib.textpath import text_to_path

FAMILY = "Fairdesk Sans"
FAMILIES = (FAMILY, "DejaVu Sans")
"""What a character is looked up in, one after the other."""
FILES = {
    weight: Path(__file__).parent / "fonts" / f"FairdeskSans-{name}.otf"
    for weight, name in ((400, "Regular"), (700, "Bold"))
}
"""The files of the font by their weight (CSS)."""

_MISSING = "\u25a1"
"""Stands for a character that is in neither font, is not assigned, or would turn the direction of what follows."""
_LONGEST = 1000
"""Characters of one text that are looked at."""

_WIDE = r"\u2e80-\u2fdf\u3005-\u3007\u3040-\u9fff\uac00-\ud7af\uf900-\ufaff"
"""Scripts that are written without spaces: a line may end behind each character."""
_OPENING = r"\u2018\u201c\u3008\u300a\u300c\u300e\u3010\u3014\uff08"
_CLOSING = (
    r"\u2019\u201d\u3001\u3002\u3009\u300b\u300d\u300f\u3011\u3015\uff01\uff05\uff09\uff0c\uff0e\uff1a\uff1b\uff1f"
)
"""What no line ends with, and what none begins with (GB/T 15834)."""
_UNIT = re.compile(rf"\s+|[{_OPENING}]*(?:[{_WIDE}]|[^\s{_WIDE}{_OPENING}{_CLOSING}]+)?[{_CLOSING}]*(?: /)?")
"""What stays in one line: a word or a wide character, with the marks that lean on it and the slash that parts it from
the next."""


def face(size: float, weight: int = 400) -> FontProperties:
    """The font at a size in points."""
    _register()
    return FontProperties(family=list(FAMILIES), size=size, weight=weight)


def clean(text: str) -> str:
    """The text on one line, as far as it can be shown: at most 1,000 characters, each with a glyph."""
    known = _glyphs()
    shown = (
        char if char.isspace() or (char.isprintable() and ord(char) in known) else _MISSING for char in text[:_LONGEST]
    )
    return " ".join("".join(shown).split())


def width(text: str, font: FontProperties) -> float:
    """How wide a clean text is, in points."""
    return float(text_to_path.get_text_width_height_descent(text, font, ismath=False)[0])


def lines(text: str, room: float, font: FontProperties, most: int) -> list[str]:
    """The text in at most ``most`` lines that are no wider than ``room`` points; what does not fit is cut off, with an
    ellipsis."""
    rows = [""]
    for unit in _pieces(clean(text), room, font):
        if not rows[-1] or width(rows[-1] + unit.rstrip(), font) <= room:
            rows[-1] += unit if rows[-1] else unit.lstrip()
        elif len(rows) <= most:
            rows.append(unit.lstrip())
        else:
            break
    rows = [row.rstrip() for row in rows if row]
    return rows if len(rows) <= most else [*rows[: most - 1], _cut(rows[most - 1], room, font)]


def _pieces(text: str, room: float, font: FontProperties) -> list[str]:
    """What stays in one line; a word that is too wide for any line in its characters."""
    units = [unit for unit in _UNIT.findall(text) if unit]
    return [piece for unit in units for piece in ([unit] if width(unit, font) <= room else list(unit))]


def _cut(row: str, room: float, font: FontProperties) -> str:
    while row and width(f"{row}…", font) > room:
        row = row[:-1].rstrip()
    return f"{row}…"


@cache
def _register() -> None:
    for file in FILES.values():
        fontManager.addfont(file)


@cache
def _glyphs() -> frozenset[int]:
    _register()
    files = (fontManager.findfont(FontProperties(family=[family])) for family in FAMILIES)
    return frozenset(code for file in files for code in get_font(file).get_charmap())
