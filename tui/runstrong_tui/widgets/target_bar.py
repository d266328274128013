"""How much of the set or the hold is done."""

from rich.segment import Segment
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from runstrong_tui.wording import Bar

EIGHTHS = " ▏▎▍▌▋▊▉"
TRACK = "─"
TICK = "┼"

NARROWEST_PIECE = 2
"""A piece of a bar, its gap included, is never narrower; with more repetitions the bar is in one piece."""


class TargetBar(Widget, can_focus=False):
    """A bar in one row: a piece a repetition, or a hold with its half marked; words at its right end."""

    bar: reactive[Bar] = reactive(Bar())

    def render_line(self, y: int) -> Strip:
        """Draw the bar."""
        width = self.size.width
        words = f" {self.bar.words} " if self.bar.words else ""
        room = width - len(words) - 1
        line = words if self.bar.whole is None or room < 4 else f" {drawn(self.bar, self.bar.whole, room)}{words}"
        return Strip([Segment(line.ljust(width)[:width], self.visual_style.rich_style)], width)


def drawn(bar: Bar, whole: float, columns: int) -> str:
    """Return the bar alone, ``columns`` characters wide."""
    if 2 < bar.parts <= columns // NARROWEST_PIECE:
        return _in_pieces(int(bar.done), bar.parts, columns)
    filled = min(1.0, max(0.0, bar.done / whole)) * columns if whole > 0 else float(columns)
    full, eighths = int(filled), int(filled % 1 * 8)
    line = "█" * full + (EIGHTHS[eighths] if eighths else "")
    track = [TRACK] * columns
    if bar.parts > 1:
        track[columns // 2] = TICK
    return (line + "".join(track[len(line) :]))[:columns]


def _in_pieces(done: int, parts: int, columns: int) -> str:
    """Return one piece a repetition, with gaps; the rest of the columns goes to the first pieces."""
    pieces = []
    for number in range(parts):
        wide = columns // parts + (number < columns % parts)
        pieces.append(("█" if number < done else TRACK) * (wide - 1) + " ")
    return "".join(pieces)
