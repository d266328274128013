"""The sets of the session: what was prescribed against what is done."""

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from runstrong.errors import printable
from runstrong.session.set_result import Side
from runstrong.session.snapshot import RowState, SetRow
from runstrong_tui.widgets.lines import cropped
from runstrong_tui.wording import MARKS

SIDE_LETTERS = {Side.LEFT: "L", Side.RIGHT: "R", Side.BOTH: ""}

LONGEST_COLUMN = 12
"""Columns at most for a prescription or a result; plan files may hold anything."""

STYLES = {
    RowState.TO_DO: Style(dim=True),
    RowState.NOW: Style(bold=True, reverse=True),
    RowState.DONE: Style(),
    RowState.SHORT: Style(),
    RowState.SKIPPED: Style(dim=True),
}


CHOSEN = Style(bold=True, underline=True)
CHOSEN_MARK = "±"


class SetTable(Widget, can_focus=False):
    """Rows of sets around the current one; drawn anew only when a row changes."""

    rows: reactive[tuple[SetRow, ...]] = reactive(())
    row: reactive[int | None] = reactive(None)
    chosen: reactive[int | None] = reactive(None)

    def render_line(self, y: int) -> Strip:
        """Draw the heading (line 0) or one set."""
        width, base = self.size.width, self.visual_style.rich_style
        if not self.rows:
            return Strip.blank(width, base)
        if y == 0:
            return Strip([Segment(self._heading(), base + Style(dim=True, underline=True))], width)
        first = self._first_row()
        number = first + y - 1
        if number >= len(self.rows):
            return Strip([Segment(" " * width, base)], width)
        line = self._line(number, named=number in (first, self.row, self.chosen) or self._begins_exercise(number))
        style = CHOSEN if number == self.chosen else STYLES[self.rows[number].state]
        return Strip([Segment(line, base + style)], width)

    def _first_row(self) -> int:
        """Return the row at the top: the current one stays in the middle as far as the list allows."""
        room = max(1, self.size.height - 1)
        looked_at = self.row if self.chosen is None else self.chosen
        current = looked_at if looked_at is not None else len(self.rows) - 1
        return max(0, min(current - room // 2, len(self.rows) - room))

    def _begins_exercise(self, number: int) -> bool:
        """Whether a row's exercise is another than that of the row above."""
        row, above = self.rows[number], self.rows[number - 1]
        return number == 0 or (row.ref, row.name) != (above.ref, above.name)

    def _widths(self) -> tuple[int, int]:
        """Columns for the prescriptions and for the results."""
        targets = max((cell_len(printable(row.target)) for row in self.rows), default=0)
        results = max((cell_len(_result(row)) for row in self.rows), default=0)
        return min(LONGEST_COLUMN, max(5, targets)), min(LONGEST_COLUMN, max(4, results + 1))

    def _heading(self) -> str:
        """Return the names of the columns."""
        target, done = self._widths()
        return self._columns(" ", "exercise", "set", cropped("goal", target), f"{'done':>{done}}")

    def _line(self, number: int, *, named: bool) -> str:
        """Return the text of a row."""
        row = self.rows[number]
        target, done = self._widths()
        name = printable(row.name) if named else ""
        result = f"{_result(row)} "
        place = f"{SIDE_LETTERS[row.side]}{row.set_no}"
        amount = cropped(printable(row.target), target)
        mark = CHOSEN_MARK if number == self.chosen else MARKS[row.state]
        return self._columns(mark, name, place, amount, cropped(result.rjust(done), done))

    def _columns(self, mark: str, name: str, place: str, target: str, done: str) -> str:
        """Set the cells of a line, exactly as wide as the table; the name takes what the others leave."""
        rest = f" {place:>3} {target} {done}"
        room = max(0, self.size.width - 2 - cell_len(rest))
        return cropped(f"{mark} {cropped(name, room)}{rest}", self.size.width)


def _result(row: SetRow) -> str:
    """Return what was done; where the person has put it right, what was counted goes before it; ``?``: in doubt."""
    done = f"{row.done}?" if row.doubtful else row.done
    return printable(f"{row.counted}→{done}" if row.counted else done)
