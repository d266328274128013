"""How steadily a hold is held, as a mark on a scale, a word and a number."""

from rich.segment import Segment
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

WORKING_FROM_MPS2 = 0.35
VERY_UNSTEADY_FROM_MPS2 = 0.50
"""Mean pelvic acceleration from which a bridging exercise is a training challenge, and surely hard, for a person
(Heredia-Elvar et al. 2021, doi 10.3389/fphys.2021.751569). They say how demanding the hold is, not that it is wrong."""

FULL_SCALE_MPS2 = 0.75
"""Right end of the scale; beyond it the mark turns into an arrow."""

SMALLEST_TILT_DEG = 3.0
"""Smaller changes of the slow tilt lie within breathing and sway and are not shown."""


class SteadinessGauge(Widget, can_focus=False):
    """A scale with ticks at the two bounds; empty while nothing is known."""

    sway_mps2: reactive[float | None] = reactive(None)
    tilt_deg: reactive[float | None] = reactive(None)

    def render_line(self, y: int) -> Strip:
        """Draw the gauge."""
        width = self.size.width
        line = "" if self.sway_mps2 is None else self._line(self.sway_mps2, width)
        return Strip([Segment(line.ljust(width)[:width], self.visual_style.rich_style)], width)

    def _line(self, sway_mps2: float, width: int) -> str:
        words = f" {word_for(sway_mps2)} {sway_mps2:.2f} m/s²"
        if self.tilt_deg is not None and abs(self.tilt_deg) >= SMALLEST_TILT_DEG:
            moved = f" · {abs(self.tilt_deg):.0f}° from your start"
            words += moved if len(words) + len(moved) + 8 <= width else ""
        room = width - len(words) - 1
        return f"{scale(sway_mps2, room)}{words}" if room >= 8 else words.strip()


def word_for(sway_mps2: float) -> str:
    """Return the word for a mean sway."""
    if sway_mps2 < WORKING_FROM_MPS2:
        return "STEADY"
    return "WORKING" if sway_mps2 < VERY_UNSTEADY_FROM_MPS2 else "VERY UNSTEADY"


def scale(sway_mps2: float, columns: int) -> str:
    """Return a scale of ``columns`` characters with the two bounds and the mark."""
    line = ["─"] * columns
    for bound_mps2 in (WORKING_FROM_MPS2, VERY_UNSTEADY_FROM_MPS2):
        line[int(bound_mps2 / FULL_SCALE_MPS2 * columns)] = "┼"
    place = int(sway_mps2 / FULL_SCALE_MPS2 * columns)
    line[min(place, columns - 1)] = "●" if place < columns else "▶"
    return "".join(line)
