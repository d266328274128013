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
    """Return scale and words; facts that have no room are left out, the scale before the most pressing of them."""
    words = f" {steadiness.word or 'sway'} {steadiness.sway_mps2:.2f} m/s²"
    for place, fact in enumerate(steadiness.facts):
        if len(words) + len(fact) + 3 + (LEAST_SCALE if place else 0) <= columns:
            words += f" · {fact}"
    room = columns - len(words) - 1
    return f"{scale(steadiness, room)}{words}" if room >= LEAST_SCALE else words.strip()


def scale(steadiness: Steadiness, columns: int) -> str:
    """Return a scale of ``columns`` characters with the mark, and the two bounds where the sway has a word."""
    line = ["─"] * columns
    for bound_mps2 in (WORKING_FROM_MPS2, VERY_UNSTEADY_FROM_MPS2) if steadiness.word else ():
        line[int(bound_mps2 / FULL_SCALE_MPS2 * columns)] = "┼"
    place = int(steadiness.sway_mps2 / FULL_SCALE_MPS2 * columns)
    line[min(place, columns - 1)] = "●" if place < columns else "▶"
    return "".join(line)
