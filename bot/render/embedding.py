"""The font inside an SVG file: it is printed as it was drawn, and its text stays text, where the font is not installed.

Browsers read the embedded font (CSS Fonts, @font-face); programs that do not set the text in one of the fonts named
behind it.
"""

import io
from base64 import b64encode
from collections.abc import Mapping

from fontTools.subset import Options, Subsetter  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from bot.render.lettering import FAMILIES, FAMILY, FILES

_STYLE = '<defs>\n  <style type="text/css">'
"""Where matplotlib's own style sheet begins."""

_STAND_INS = "'Noto Sans CJK SC', 'Noto Sans SC', 'Source Han Sans SC', 'Microsoft YaHei', 'PingFang SC', sans-serif"


def embedded(svg: str, characters: Mapping[int, str]) -> str:
    """An SVG file of matplotlib with the glyphs of the characters that are used of each weight of the font."""
    faces = "".join(_face(weight, used) for weight, used in sorted(characters.items()))
    named = ", ".join(repr(family) for family in FAMILIES)
    return svg.replace(_STYLE, _STYLE + faces, 1).replace(named, f"{named}, {_STAND_INS}")


def _face(weight: int, used: str) -> str:
    font, file = TTFont(FILES[weight], recalcTimestamp=False), io.BytesIO()
    subsetter = Subsetter(Options(layout_features=["kern"], notdef_outline=True))
    subsetter.populate(text=used)
    subsetter.subset(font)
    font.save(file)
    data = b64encode(file.getvalue()).decode()
    source = f"url(data:font/otf;base64,{data})"
    return f'@font-face {{font-family: "{FAMILY}"; font-weight: {weight}; src: {source} format("opentype")}}\n'
