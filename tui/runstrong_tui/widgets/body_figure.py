"""Where the sensor is clipped on, as a picture and in words."""

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text
from textual.reactive import reactive
from textual.widget import Widget

from runstrong.exercises.model import BodyPlace
from runstrong_tui.figure import FASTENING, SENSOR, figure
from runstrong_tui.widgets.lines import cropped

SENSOR_STYLE = Style(bold=True, reverse=True)


class BodyFigure(Widget, can_focus=False):
    """The picture with how to fasten the sensor under it; without a place the figure alone.

    Where there is no room for the whole figure, the place is said in words.
    """

    place: reactive[BodyPlace | None] = reactive(None)

    def render(self) -> Text:
        """Return the picture; it has no untrusted part."""
        text, rows = Text(), figure(self.place)
        if self.place is not None and self.size.height < len(rows):
            words = cropped(f" {self.place}: {FASTENING[self.place]}", self.size.width - cell_len(SENSOR))
            return text.append(SENSOR, SENSOR_STYLE).append(words)
        for row in rows:
            text.append(row.before).append(row.sensor, SENSOR_STYLE).append(f"{row.after}\n")
        if self.place is not None:
            text.append(f"\n{FASTENING[self.place]}")
        return text
