"""How steadily a hold is held, as a mark on a scale, a word and a number."""

from rich.segment import Segment
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from runstrong.session.steadiness import VERY_UNSTEADY_FROM_MPS2, WORKING_FROM_MPS2
from runstrong_tui.wording import Steadiness

FULL_SCALE_MPS2 = 0.75
"""Right end of the scale; beyond it the mark turns into an arrow."""

LEAST_SCALE = 8
"""A scale of fewer columns says nothing."""


class SteadinessGauge(Widget, can_focus=False):
    """A scale, with ticks at the two bounds where they are known; empty while nothing is measured."""

    steadiness: reactive[Steadiness | None] = reactive(None)

    def render_line(self, y: int) -> Strip:
        """Draw the gauge."""
        width = self.size.width
        line = "" if self.steadiness is None else gauge_line(self.steadiness, width)
        return Strip([Segment(line.ljust(width)[:width], self.visual_style.rich_style)], width)


def gauge_line(steadiness: Steadiness, columns: int) -> str:
    """Return scale and words; the scale goes before the words where there is no room for both."""
    words = f" {steadiness.word or 'sway'} {steadiness.sway_mps2:.2f} m/s²"
    line_words = f" · {steadiness.line_words}" if steadiness.line_words else ""
    words += line_words if len(words) + len(line_words) <= columns else ""
    room = columns - len(words) - 1
    return f"{scale(steadiness, room)}{words}" if room >= LEAST_SCALE else f"·{words}"[:columns]


def scale(steadiness: Steadiness, columns: int) -> str:
    """Return a scale of ``columns`` characters with the mark, and the two bounds where the sway has a word."""
    line = ["─"] * columns
    for bound_mps2 in (WORKING_FROM_MPS2, VERY_UNSTEADY_FROM_MPS2) if steadiness.word else ():
        line[int(bound_mps2 / FULL_SCALE_MPS2 * columns)] = "┼"
    place = int(steadiness.sway_mps2 / FULL_SCALE_MPS2 * columns)
    line[min(place, columns - 1)] = "●" if place < columns else "▶"
    return "".join(line)
