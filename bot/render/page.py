"""A page of a picture: blocks of text and drawing under each other. Sizes are in points, counted from the top left."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.patches import Circle, FancyBboxPatch
from matplotlib.transforms import Affine2D

from bot.render.lettering import lines

LEADING = 1.36
"""From one line to the next, in sizes of the font."""


class Page:
    """A figure to paint on."""

    def __init__(self, width: float, height: float) -> None:
        self._width, self._height = width, height
        self.figure = Figure(figsize=(width / 72, height / 72), dpi=72, facecolor="white")
        self._points = Affine2D().scale(1, -1).translate(0, height).scale(1 / 72) + self.figure.dpi_scale_trans

    def write(self, text: str, x: float, y: float, font: FontProperties, ink: str, align: str = "left") -> None:
        """One line of clean text; ``y`` is its base line. Nothing for no text."""
        if not text:
            return
        drawn = self.figure.text(x, y, text, fontproperties=font, color=ink, transform=self._points)
        drawn.set(horizontalalignment=align, verticalalignment="baseline")

    def ground(self, x: float, y: float, width: float, height: float, fill: str) -> None:
        """A rounded rectangle."""
        shape = "round,pad=0,rounding_size=18"
        card = FancyBboxPatch((x, y), width, height, shape, facecolor=fill, edgecolor="none", transform=self._points)
        card.set_zorder(-1)  # behind the axes
        self.figure.add_artist(card)

    def disc(self, x: float, y: float, radius: float, fill: str) -> None:
        """A circle around a point."""
        self.figure.add_artist(Circle((x, y), radius, facecolor=fill, edgecolor="none", transform=self._points))

    def axes(self, x: float, y: float, width: float, height: float) -> Axes:
        """Axes without frame and ticks, whose y is in points from their top."""
        box = (x / self._width, 1 - (y + height) / self._height, width / self._width, height / self._height)
        axes = self.figure.add_axes(box, facecolor="none")
        axes.set_ylim(height, 0)
        axes.set_axis_off()
        return axes


@dataclass(frozen=True)
class Block:
    """A part of a page: how tall it is, and what paints it from its top left on."""

    height: float
    paint: Callable[[Page, float, float], None]


def stack(blocks: Iterable[Block], gap: float) -> Block:
    """Blocks under each other."""
    rows = tuple(blocks)

    def paint(page: Page, x: float, y: float) -> None:
        for block in rows:
            block.paint(page, x, y)
            y += block.height + gap

    return Block(sum(block.height for block in rows) + gap * max(len(rows) - 1, 0), paint)


def beside(blocks: Iterable[Block], step: float) -> Block:
    """Blocks next to each other, their left edges ``step`` apart."""
    row = tuple(blocks)

    def paint(page: Page, x: float, y: float) -> None:
        for number, block in enumerate(row):
            block.paint(page, x + number * step, y)

    return Block(max(block.height for block in row), paint)


def inset(block: Block, width: float, padding: float, fill: str) -> Block:
    """A block on a ground of its own."""

    def paint(page: Page, x: float, y: float) -> None:
        page.ground(x, y, width, block.height + 2 * padding, fill)
        block.paint(page, x + padding, y + padding)

    return Block(block.height + 2 * padding, paint)


def text(content: str, room: float, font: FontProperties, ink: str, most: int) -> Block:
    """A text, wrapped into at most ``most`` lines."""
    return written(lines(content, room, font, most), font, ink)


def written(rows: Sequence[str], font: FontProperties, ink: str, x: float = 0) -> Block:
    """Lines of clean text."""
    size = font.get_size_in_points()

    def paint(page: Page, left: float, y: float) -> None:
        for number, row in enumerate(rows):
            page.write(row, left + x, y + size * (1.05 + number * LEADING), font, ink)

    return Block(len(rows) * size * LEADING, paint)
