"""Where the sensor is clipped on, as a picture and in words."""

from rich.style import Style
from rich.text import Text
from textual.reactive import reactive
from textual.widget import Widget

from runstrong.exercises.model import BodyPlace
from runstrong_tui.figure import FASTENING, figure

SENSOR_STYLE = Style(bold=True, reverse=True)


class BodyFigure(Widget, can_focus=False):
    """The picture with how to fasten the sensor under it; without a place the figure alone."""

    place: reactive[BodyPlace | None] = reactive(None)

    def render(self) -> Text:
        """Return the picture; it has no untrusted part."""
        text = Text()
        for row in figure(self.place):
            text.append(row.before).append(row.sensor, SENSOR_STYLE).append(f"{row.after}\n")
        if self.place is not None:
            text.append(f"\n{FASTENING[self.place]}")
        return text
