"""The results of a session, a line a set."""

from collections.abc import Sequence

from rich.style import Style
from rich.text import Text
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

from runstrong.errors import printable
from runstrong.session.set_result import SetResult
from runstrong_tui.result_words import cells_of, state_of
from runstrong_tui.widgets.lines import cropped
from runstrong_tui.wording import MARKS

COLUMNS = {"side": 5, "set": 5, "target": 10, "counted": 8, "final": 8}
"""Headings and widths of all columns but the first, which takes the rest."""

SHOWN_FROM = ((60, tuple(COLUMNS)), (44, ("side", "counted", "final")), (0, ("side", "final")))
"""Which columns there is room for, from a width on."""

HEADING_ROWS = 1
NARROWEST_NAME = 10
CHOSEN = Style(bold=True, reverse=True)
CHOSEN_MARK = "±"


class ResultTable(Widget, can_focus=False):
    """Drawn anew when a result changes or another one is chosen."""

    results: reactive[tuple[SetResult, ...]] = reactive((), layout=True)
    chosen: reactive[int | None] = reactive(None)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the number of lines."""
        return HEADING_ROWS + max(1, len(self.results))

    def render(self) -> Text:
        """Return the heading and the lines, cut to the width of the widget."""
        width = self.size.width
        text = Text(no_wrap=True)
        text.append(_line("", "exercise", tuple(COLUMNS), width) + "\n", "bold underline")
        above = ""
        for number, result in enumerate(self.results):
            chosen, name = number == self.chosen, printable(result.name)
            mark = CHOSEN_MARK if chosen else MARKS[state_of(result)]
            shown = "" if name == above and not chosen else name
            text.append(_line(mark, shown, cells_of(result), width), CHOSEN if chosen else None).append("\n")
            above = name
        if not self.results:
            text.append("  No set was begun.")
        return text


def _line(mark: str, name: str, cells: Sequence[str], width: int) -> str:
    """Set cells in the columns that there is room for; the name keeps at least ten columns."""
    shown = next(columns for least, columns in SHOWN_FROM if width >= least)
    fixed = sum(COLUMNS[column] + 1 for column in shown)
    line = f" {mark:1} {cropped(name, max(NARROWEST_NAME, width - 3 - fixed))}"
    for column, cell in zip(COLUMNS, cells, strict=True):
        line += f" {cropped(cell, COLUMNS[column])}" if column in shown else ""
    return cropped(line, width)
