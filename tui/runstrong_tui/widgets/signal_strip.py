"""The newest seconds of the signal: proof that the sensor sees the person."""

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from runstrong_tui.driver import Feed
from runstrong_tui.marks import Marks


class SignalStrip(Widget, can_focus=False):
    """Draws the picture that the feed makes of its signal; computed once a frame, not once a row."""

    def __init__(self, marks: Marks) -> None:
        super().__init__()
        self._marks = marks
        self._lines: tuple[str, ...] = ()

    def show(self, feed: Feed) -> None:
        """Take the picture of this moment; nothing is drawn where nothing changed or the strip is hidden."""
        if not self.display or not self.size.area:
            return
        lines = feed.signal_lines(self.size.width, self.size.height, self._marks)
        if lines != self._lines:
            self._lines = lines
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw one row of the picture; after a resize the old one serves until the next frame."""
        width = self.size.width
        line = self._lines[y] if y < len(self._lines) else ""
        return Strip([Segment(line.ljust(width)[:width], self.visual_style.rich_style)], width)
