"""A comparison as a picture: what stands in it, and that drawing it goes wrong for no answer."""

import asyncio
import subprocess
import sys
import xml.etree.ElementTree as ET
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.font_manager import get_font
from matplotlib.patches import Rectangle

from bot.answer import Answer, Comparability, ComparedFigure, ComparedRow
from bot.conversation import Context
from bot.pipeline import Desk, ask
from bot.render.chart import MOST_ROWS, Form, draw, figure, pages
from bot.render.lettering import FILES, clean, face, lines, width
from bot.side_by_side import side_by_side
from intents.language import FOLDER
from tests.bot.answers import FULL

QUESTIONS = [
    "4th vs 2023 area",
    "compare visitors",
    "compare contracts and achievements",
    "compare the countries of both",
    "compare offline and online exhibitors 2023",
    "compare the contract value of the 4th with 2023",
]

FIGURE = ComparedFigure(
    fact="f",
    session="fair-2023",
    session_name="the 2023 fair",
    measure="exhibitors",
    label="exhibitors",
    amount=Decimal(2400),
    unit="exhibitor",
    unit_name="exhibitors",
    qualifier="over",
    value="over 2,400",
    as_of="noon",
)
OTHER = replace(FIGURE, session="fair-4", session_name="the 4th fair", value="800", as_of="")
ROW = ComparedRow(
    label="exhibitors",
    figures=(FIGURE, OTHER),
    comparability=Comparability(verdict="caveat", reason="counted otherwise"),
)
DRAWN = replace(FULL, comparison=(ROW,), headings=(*FULL.headings, ("as_of", "as of {time}")))


def with_row(**changes: Any) -> Answer:
    """The answer with changes to its only row."""
    return replace(DRAWN, comparison=(replace(ROW, **changes),))


def with_figure(**changes: Any) -> Answer:
    """The answer with changes to its first figure."""
    return with_row(figures=(replace(FIGURE, **changes), OTHER))


def texts(picture: Figure) -> list[str]:
    """All that is written in a picture, line by line."""
    return [line.get_text() for line in picture.texts]


def bars(axes: Axes) -> list[float]:
    """The lengths of the bars on a scale."""
    return [bar.get_width() for bar in axes.patches if isinstance(bar, Rectangle)]


def written(svg: bytes) -> list[str]:
    """The texts of an SVG file."""
    return ["".join(found.itertext()) for found in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]


@pytest.mark.parametrize("question", QUESTIONS)
def test_each_figure_is_a_bar_from_zero(question: str, desk: Desk) -> None:
    """The bars are the figures, and every scale begins at zero and ends beyond its longest bar."""
    answer = ask(question, Context(), 0, desk)[0]
    scales = figure(answer).axes

    assert [float(one.amount) for row in answer.comparison for one in row.figures] == [
        bar for axes in scales for bar in bars(axes)
    ]
    assert [(0, True)] * len(scales) == [(axes.get_xlim()[0], max(bars(axes)) < axes.get_xlim()[1]) for axes in scales]


@pytest.mark.parametrize(
    ("verdict", "scales", "sign"),
    [
        ("same", 1, "✓"),
        ("convertible", 1, "⇄"),
        ("caveat", 1, "!"),
        ("not_comparable", 2, "≠"),
        ("one_side_only", 1, "–"),
    ],
)
def test_what_may_not_be_compared_shares_no_scale(verdict: Any, scales: int, sign: str) -> None:
    """Each verdict has a sign of its own and stands there in words; not comparable figures have a scale each."""
    picture = figure(with_row(comparability=Comparability(verdict=verdict, reason="So.")))

    assert scales == len(picture.axes)
    assert [sign, "So."] == [text for text in texts(picture) if text in (sign, "So.")]


def test_bars_are_told_apart_without_colour() -> None:
    """The bars of two sessions differ in their hatching, and those that may not be compared have no fill."""
    (axes,) = figure(DRAWN).axes
    apart = figure(with_row(comparability=Comparability(verdict="not_comparable", reason="No."))).axes

    assert 2 == len({bar.get_hatch() for bar in axes.patches})
    assert {"white"} == {
        to_hex(bar.get_facecolor()).replace("#ffffff", "white") for one in apart for bar in one.patches
    }


def test_what_stands_in_a_picture() -> None:
    """The measure, each session with its figure and its word, when it was counted, the verdict and the document."""
    expected = [
        "The 2023 fair / the 4th fair",
        "exhibitors",
        "the 2023 fair",
        "over 2,400",
        "as of noon",
        "the 4th fair",
        "800",
        "!",
        "counted otherwise",
        "Source: The [red]fair[/red] (report)",
    ]

    assert [] == [text for text in expected if text not in texts(figure(DRAWN))]


def test_a_scale_has_numbers_and_its_unit() -> None:
    """The numbers under the bars run from zero to the end of the scale, which is said with the unit."""
    assert ["0", "1,000", "2,000", "3,000 exhibitors"] == [
        text for text in texts(figure(DRAWN)) if text[0].isdigit() and text != "800"
    ]
    assert "100%" in texts(figure(with_row(figures=(_percent(20), _percent(35)))))


def _percent(amount: int) -> ComparedFigure:
    return replace(FIGURE, amount=Decimal(amount), unit="percent", unit_name="%")


@pytest.mark.parametrize(
    ("amount", "value", "unit", "expected"),
    [
        (Decimal(101_080_000_000), "101.08 billion USD", "USD", "150 billion USD"),
        (Decimal(36_000_000_000), "more than 36 billion Yuan", "yuan", "40 billion Yuan"),
        (Decimal(280_000), "近28万", "人", "30万人"),
        (Decimal(50_000), "5万平方米", "平方米", "6万平方米"),
        (Decimal(331), "331", "份", "400份"),
        (Decimal(2), "two", "", "3"),
        (Decimal("0.4"), "0.4", "", "0.6"),
        (Decimal(331), "331", "", "400"),
        (Decimal(100), "over a hundred", "reports", "150 reports"),
        (Decimal(24), "two dozen (2 of 12)", "reports", "30 reports"),
    ],
)
def test_a_scale_is_written_as_its_figures_are(amount: Decimal, value: str, unit: str, expected: str) -> None:
    """In thousands or billions, with the language's own words for them; in full where the figure does not tell."""
    one = replace(FIGURE, amount=amount, value=value, unit_name=unit)

    assert expected in texts(figure(with_row(figures=(one,))))


def test_a_session_without_a_figure_is_named() -> None:
    """Beside bars, who has none stands there too."""
    assert "the 5th fair" in texts(figure(with_row(lacking=("the 5th fair",))))


def test_svg_text_is_text() -> None:
    """The texts of an SVG file can be searched and copied, and the glyphs that they need are in the file."""
    svg = draw(DRAWN, "svg")

    assert texts(figure(DRAWN)) == written(svg)
    assert 2 == svg.count(b"@font-face")


def test_png_is_as_wide_as_a_phone_shows() -> None:
    """A picture for a chat is 1,080 pixels wide, however many rows it has, and keeps to what Telegram takes."""
    rows = (replace(ROW, comparability=Comparability(verdict="not_comparable", reason="long " * 99)),)
    wide, tall = figure(replace(DRAWN, comparison=rows * MOST_ROWS)).get_size_inches() * 72

    assert 1080 == wide
    assert wide + tall <= 10_000


@pytest.mark.parametrize("form", ["png", "svg"])
def test_the_same_answer_is_the_same_file(form: Form) -> None:
    """No date, no number drawn at random, nothing of the process goes into a file: another process draws it so."""
    script = (
        "import sys; from bot.render.chart import draw; from tests.bot.test_chart import DRAWN;"
        "sys.stdout.buffer.write(draw(DRAWN, sys.argv[1]))"
    )
    command = [sys.executable, "-c", script, form]
    done = subprocess.run(command, cwd=Path(__file__).parents[2], capture_output=True, check=True)

    assert draw(DRAWN, form) == done.stdout
    assert b"" == done.stderr


@pytest.mark.asyncio
async def test_pictures_can_be_drawn_at_once() -> None:
    """Threads that draw at the same time get what they would get alone."""
    answers = [with_figure(amount=Decimal(amount), value=str(amount)) for amount in (10, 200, 3000)]

    assert [draw(one, "svg") for one in answers] == await asyncio.gather(
        *(asyncio.to_thread(draw, one, "svg") for one in answers)
    )


@pytest.mark.parametrize(
    ("rows", "expected"), [(0, []), (1, [1]), (3, [3]), (4, [2, 2]), (7, [2, 2, 3]), (10, [2, 3, 2, 3])]
)
def test_a_chat_gets_pages(rows: int, expected: list[int]) -> None:
    """Many rows become several pictures, about as long as each other, none of which a phone shows in small type."""
    each = tuple(replace(ROW, label=str(number)) for number in range(rows))
    cut = pages(replace(DRAWN, comparison=each))

    assert expected == [len(page.comparison) for page in cut]
    assert each == tuple(row for page in cut for row in page.comparison)


def test_pages_share_their_colours(desk: Desk) -> None:
    """A session looks the same on every page."""
    answer = side_by_side(["reports", "area", "money", "visitors"], desk)
    fills = [
        (one.session, bar.get_facecolor())
        for page in pages(answer)
        for axes, row in zip(figure(page).axes, page.comparison, strict=False)
        if row.comparability.verdict != "not_comparable"
        for bar, one in zip(axes.patches, row.figures, strict=True)
    ]

    assert len(set(fills)) == len({session for session, _ in fills}) == 2


def test_an_answer_without_a_comparison_is_no_picture() -> None:
    """What compares nothing, or too much for one picture, is a ValueError."""
    for rows in ((), (ROW,) * (MOST_ROWS + 1)):
        with pytest.raises(ValueError, match="rows to compare"):
            draw(replace(DRAWN, comparison=rows))


@pytest.mark.parametrize("amount", [0, 1, Decimal("0.5"), 10**29])
def test_any_amount_can_be_drawn(amount: Decimal) -> None:
    """From nothing to the largest figure that a corpus can hold."""
    row = with_row(figures=(replace(FIGURE, amount=Decimal(amount)),))

    assert draw(row).startswith(b"\x89PNG")
    assert [0] == [axes.get_xlim()[0] for axes in figure(row).axes]


@pytest.mark.parametrize(
    "odd", ["<b>&amp;\"'", "$x^2$ \\alpha", "a\x00\x1b[31m\u202eb", "\ud83d", "🎉", "[x] {y} %s", "\n\n", ""]
)
def test_texts_are_drawn_as_they_are(odd: str) -> None:
    """No text is read as markup, a formula or a command, and what cannot be shown is a box, not a crash."""
    answer = with_figure(value=odd, label=odd, session_name=odd, as_of=odd)
    svg = written(draw(answer, "svg"))

    assert draw(answer).startswith(b"\x89PNG")
    assert clean(odd) in ["", *svg]
    assert all(char.isprintable() for text in svg for char in text)


@given(st.text(max_size=300))
@settings(max_examples=30, deadline=None)
def test_lines_keep_to_their_room(text: str) -> None:
    """Whatever is written, no line is wider than the room for it and there are no more lines than asked for."""
    font = face(30)
    rows = lines(text, 300, font, 3)

    assert len(rows) <= 3
    assert all(width(row, font) <= 300 for row in rows)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one two three four", ["one two", "three four"]),
        ("展览面积，客商人次。", ["展览面积，", "客商人次。"]),
        ("展览面积（平方米）", ["展览面积", "（平方米）"]),
        ("4th / 2023 / 2030", ["4th / 2023 /", "2030"]),
        ("unbreakable-unbreak", ["unbreakabl", "e-unbreak"]),
        ("one two three four five six seven", ["one two", "three four…"]),
    ],
)
def test_where_lines_end(text: str, expected: list[str]) -> None:
    """Between words, or behind any Chinese character; no line begins with a mark that closes; the rest is cut off."""
    assert expected == lines(text, 172, face(30), 2)


@pytest.mark.parametrize("code", sorted(path.parent.name for path in FOLDER.glob("*/measures.yaml")))
def test_every_language_can_be_drawn(code: str, desk: Desk) -> None:
    """The font has each character of what a language calls measures, sessions, units and documents, and of what it says
    of verdicts: no picture of the corpus holds a box in place of one."""
    speaking = desk.speaking(code) if desk.speaking else desk
    answers = [side_by_side([speaking.wording.label(one)], speaking) for one in desk.targets.store.measures]
    said = [text for answer in answers for text in said_in(answer)]

    assert [] == [text for text in said if clean(text) != " ".join(text.split())]
    assert [] == [char for char in "".join(said) if not char.isspace() and ord(char) not in own_glyphs()]


def said_in(answer: Answer) -> list[str]:
    """The texts of an answer that a picture shows."""
    rows = [text for row in answer.comparison for text in (row.label, row.comparability.reason, *row.lacking)]
    figures = [one for row in answer.comparison for one in row.figures]
    rows += [text for one in figures for text in (one.session_name, one.label, one.value, one.unit_name, one.as_of)]
    return rows + [quote.title for quote in answer.citations] + [text for _, text in answer.headings]


@cache
def own_glyphs() -> frozenset[int]:
    """The characters of the font that comes along, in both weights."""
    return frozenset.intersection(*(frozenset(get_font(file).get_charmap()) for file in FILES.values()))


def test_a_chinese_picture_has_its_glyphs(desk: Desk) -> None:
    """A picture with Chinese labels is drawn without a warning of a missing glyph, and holds its own in print."""
    answer = side_by_side(["展览面积", "参会人数"], desk)

    assert draw(answer).startswith(b"\x89PNG")
    assert {"展览面积", "参会人数"} <= set(written(draw(answer, "svg")))


@pytest.mark.parametrize("arguments", [["ask", "area 2023 vs 4th"], ["batch"], ["chat"]], ids=lambda row: row[0])
def test_the_library_is_loaded_only_to_draw(arguments: list[str]) -> None:
    """Opening a desk and answering, also a comparison, loads nothing that only pictures need."""
    script = (
        "import sys, bot.__main__ as m; m.main({}); print({{'matplotlib', 'numpy', 'fontTools'}} & set(sys.modules))"
    )
    command = [sys.executable, "-c", script.format(arguments)]
    done = subprocess.run(command, input="", capture_output=True, text=True, check=True)

    assert "set()" == done.stdout.splitlines()[-1]
