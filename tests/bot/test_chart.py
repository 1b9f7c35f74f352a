"""A comparison as a picture: what stands in it, and that drawing it goes wrong for no answer."""

import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from bot.answer import Answer, Comparability, ComparedFigure, ComparedRow
from bot.conversation import Context
from bot.pipeline import Desk, ask
from bot.render.chart import MOST_ROWS, Form, draw, figure
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


def texts(picture: Figure) -> list[str]:
    """All that is written in a picture, line by line."""
    return [found.get_text() for found in picture.findobj(Text) if found.get_text()]


def bars(axes: Axes) -> list[float]:
    """The lengths of the bars on a scale."""
    return [bar.get_width() for bar in axes.patches if isinstance(bar, Rectangle)]


@pytest.mark.parametrize("question", QUESTIONS)
def test_each_figure_is_a_bar_from_zero(question: str, desk: Desk) -> None:
    """The bars are the figures, and every scale begins at zero and does not end before its longest bar."""
    answer = ask(question, Context(), 0, desk)[0]
    scales = figure(answer).axes

    assert [float(one.amount) for row in answer.comparison for one in row.figures] == [
        bar for axes in scales for bar in bars(axes)
    ]
    assert [(0, True)] * len(scales) == [(axes.get_xlim()[0], max(bars(axes)) <= axes.get_xlim()[1]) for axes in scales]


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


@pytest.mark.parametrize("form", ["png", "svg"])
def test_the_same_answer_is_the_same_file(form: Form) -> None:
    """No date, no number drawn at random, nothing of the machine goes into a file."""
    assert draw(DRAWN, form) == draw(DRAWN, form)


def test_an_answer_without_a_comparison_is_no_picture() -> None:
    """What compares nothing, or too much for one picture, is a ValueError."""
    for rows in ((), (ROW,) * (MOST_ROWS + 1)):
        with pytest.raises(ValueError, match="rows to compare"):
            draw(replace(DRAWN, comparison=rows))


def test_the_library_is_loaded_only_to_draw() -> None:
    """Opening a desk and answering loads nothing that only pictures need."""
    script = "import sys, bot.__main__ as m; m.main(['ask', 'area 2023 vs 4th']); print('matplotlib' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert "False" == done.stdout.splitlines()[-1]
