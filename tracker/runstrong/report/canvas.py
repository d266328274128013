"""Empty figures, and figures as pictures inside a page.

Colours are drawn as stand-ins and become variables of the page's style sheet, so that one picture serves light and dark
screens and paper. Letters stay letters: they are read aloud, found and printed like any other text of the page.
"""

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum
from typing import TYPE_CHECKING, Any

from runstrong.errors import MissingExtra

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.typing import RcKeyType

WIDTH_IN = 7.6
"""Width of every figure; the page scales them to its own."""

FONT_PT = 9.0

SETTINGS: "dict[RcKeyType, Any]" = {
    "svg.fonttype": "none",
    "font.family": "sans-serif",
    "font.size": FONT_PT,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.linewidth": 0.8,
    "text.parse_math": False,
}

UNWANTED = re.compile(
    r"<metadata>.*?</metadata>\s*|<defs>\s*<style.*?</style>\s*</defs>\s*|<\?xml.*?\?>\s*|<!DOCTYPE.*?>\s*", re.DOTALL
)
"""Who made the picture, and what makes it a document of its own; its style would be one of the whole page."""

FIXED_SIZE = re.compile(r' (?:width|height)="[^"]*pt"')
FAMILY = re.compile(r"font-family: [^;\"]+|(?<=px )'[^;\"]+")


class Ink(Enum):
    """The colours, as stand-ins that nothing else has; each is the variable ``--name`` of the style sheet."""

    INK = "#010203"
    FAINT = "#010204"
    GRID = "#010205"
    ACCENT = "#010206"
    SECOND = "#010207"
    GOOD = "#010208"
    PAPER = "#010209"


def require_matplotlib() -> None:
    """Say what to install if figures cannot be drawn."""
    try:
        import matplotlib.figure  # noqa: F401
    except ImportError as reason:
        remedy = "install it with: pip install 'runstrong[plots]'"
        raise MissingExtra("the report needs matplotlib, which is not installed", remedy=remedy) from reason


class Drawing:
    """One figure with one field, being drawn; ``svg`` is the picture once it is done."""

    def __init__(self, name: str, figure: "Figure", axes: "Axes") -> None:
        self.axes = axes
        self._name = name
        self._figure = figure
        self.svg = ""

    def finish(self) -> None:
        """Make the picture."""
        held = io.StringIO()
        self._figure.savefig(held, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
        self.svg = _inside_a_page(held.getvalue(), self._name)


@contextmanager
def drawing(name: str, height_in: float) -> Iterator[Drawing]:
    """Give an empty figure to draw into.

    Parameters
    ----------
    name
        A word that no other figure of the page has; ids inside the picture begin with it.
    """
    import matplotlib as mpl
    from matplotlib.figure import Figure

    with mpl.rc_context({**SETTINGS, "svg.hashsalt": name}):
        figure = Figure(figsize=(WIDTH_IN, height_in), layout="constrained")
        axes = figure.subplots()
        _dress(axes)
        picture = Drawing(name, figure, axes)
        yield picture
        picture.finish()


def _dress(axes: "Axes") -> None:
    for spine in axes.spines.values():
        spine.set_color(Ink.FAINT.value)
    axes.tick_params(colors=Ink.INK.value, length=3)
    axes.xaxis.label.set_color(Ink.INK.value)
    axes.yaxis.label.set_color(Ink.INK.value)
    axes.set_axisbelow(True)


def _inside_a_page(svg: str, name: str) -> str:
    """Return a picture as part of a page: no head of its own, no fixed size, colours and letters of the page."""
    svg = UNWANTED.sub("", svg)
    svg = FAMILY.sub("font-family: inherit", FIXED_SIZE.sub("", svg, count=2))
    for ink in Ink:
        svg = svg.replace(ink.value, f"var(--{ink.name.lower()})")
    return re.sub(r'(id="|href="#|url\(#)', rf"\g<1>{name}-", svg)
