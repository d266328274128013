"""The one large number or word of the moment."""

from rich.segment import Segment
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from runstrong_tui.big_text import draw, fit, width_px
from runstrong_tui.wording import HeroText


class Hero(Widget):
    """Draws its text as large as its box allows, in the same place for all texts of one reserve.

    Attributes
    ----------
    content
        What the moment is about, for as long as no word stands before it.
    word
        A word at full size that announces a change; empty: none.
    """

    content: reactive[HeroText] = reactive(HeroText("READY"))
    word: reactive[str] = reactive("")

    @property
    def shown(self) -> HeroText:
        """What is drawn: the word if there is one, otherwise the content."""
        return HeroText(self.word) if self.word else self.content

    def picture(self) -> tuple[str, ...]:
        """Return the rows of characters of the large text, without the room around it."""
        shown, size = self.shown, self.size
        reserve = shown.reserve or shown.text
        scale = fit(reserve, size.width, size.height)
        if scale is None or width_px(shown.text) > width_px(reserve):
            scale = fit(shown.text, size.width, size.height)
        if scale is None:
            return (shown.text[: size.width],)
        room = scale.across * width_px(reserve)
        return tuple(row.rjust(room) for row in draw(shown.text, scale, shown.texture))

    def render_line(self, y: int) -> Strip:
        """Draw one row, the picture in the middle."""
        rows = self.picture()
        row = y - (self.size.height - len(rows)) // 2
        line = rows[row].center(self.size.width) if 0 <= row < len(rows) else " " * self.size.width
        return Strip([Segment(line, self.visual_style.rich_style)], self.size.width)
