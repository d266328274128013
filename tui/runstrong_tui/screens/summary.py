"""What came of a session: per set what was prescribed, counted and corrected."""

from collections.abc import Sequence

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from runstrong.errors import printable
from runstrong.session.events import EndReason, SetResult, Side
from runstrong.session.snapshot import RowState
from runstrong_tui.widgets.hero import Hero
from runstrong_tui.widgets.lines import TwoEndedLine, cropped
from runstrong_tui.wording import MARKS, HeroText

HEIGHTS = [(0, "-tiny-high"), (20, "-medium")]
"""Rows from which a class of the style sheet applies."""

SCROLL_KEYS = frozenset({"up", "down", "pageup", "pagedown", "home", "end"})

SIDES = {Side.LEFT: "left", Side.RIGHT: "right", Side.BOTH: ""}

COLUMNS = (("side", 5), ("set", 5), ("target", 9), ("counted", 8), ("final", 8))
"""Headings and widths of all columns but the first, which takes the rest."""


class SummaryScreen(Screen[None]):
    """The table of results; any key leaves it, and so does time where ``leave_after_s`` is given.

    Parameters
    ----------
    title
        What was done, in words; untrusted.
    leave_after_s
        Seconds after which the screen leaves by itself, or None: it waits for a key.
    """

    CSS_PATH = "../styles/summary.tcss"
    VERTICAL_BREAKPOINTS = HEIGHTS

    def __init__(self, results: Sequence[SetResult], *, title: str, leave_after_s: float | None) -> None:
        super().__init__()
        self._results = tuple(results)
        self._title = printable(title)
        self._left_s = leave_after_s

    def compose(self) -> ComposeResult:
        """Lay out the word, the table and the way out."""
        yield TwoEndedLine(id="header")
        yield Hero()
        with VerticalScroll(can_focus=False):
            yield ResultTable(self._results)
        yield Static(id="totals", markup=False)
        yield TwoEndedLine(id="leave")

    def on_mount(self) -> None:
        """Fill the lines in and start the clock."""
        header = self.query_one("#header", TwoEndedLine)
        header.left, header.right = " Summary", (self._title,)
        self.query_one(Hero).content = HeroText("DONE")
        self.query_one("#totals", Static).update(Text(totals(self._results)))
        self._show_way_out()
        if self._left_s is not None:
            self.set_interval(1.0, self._count_down)

    def _count_down(self) -> None:
        if self._left_s is not None:
            self._left_s -= 1.0
            self._show_way_out()
            if self._left_s <= 0:
                self.app.exit()

    def _show_way_out(self) -> None:
        line = self.query_one("#leave", TwoEndedLine)
        line.left = " any key leaves"
        line.right = () if self._left_s is None else (f"leaves by itself in {max(0.0, self._left_s):.0f} s",)

    def on_key(self, event: events.Key) -> None:
        """Leave, unless the key moves a table that is longer than the screen."""
        event.stop()
        scroll = self.query_one(VerticalScroll)
        if event.key in SCROLL_KEYS and scroll.max_scroll_y > 0:
            {
                "up": scroll.scroll_up,
                "down": scroll.scroll_down,
                "pageup": scroll.scroll_page_up,
                "pagedown": scroll.scroll_page_down,
                "home": scroll.scroll_home,
                "end": scroll.scroll_end,
            }[event.key](animate=False)
        else:
            self.app.exit()

    def on_click(self) -> None:
        """Leave."""
        self.app.exit()


class ResultTable(Widget, can_focus=False):
    """One line a set."""

    def __init__(self, results: Sequence[SetResult]) -> None:
        super().__init__()
        self._results = tuple(results)

    def render(self) -> Text:
        """Return the heading and the lines, cut to the width of the widget."""
        width = self.size.width
        text = Text(no_wrap=True)
        text.append(_line(("", "exercise", *(heading for heading, _ in COLUMNS)), width) + "\n", "bold underline")
        above = ""
        for result in self._results:
            name = printable(result.name)
            text.append(_line((MARKS[state_of(result)], "" if name == above else name, *_cells(result)), width))
            text.append("\n")
            above = name
        if not self._results:
            text.append("  No set was begun.")
        return text


def _line(cells: Sequence[str], width: int) -> str:
    """Set cells in columns; where the terminal is narrow the name keeps at least ten columns and the rest is cut."""
    fixed = sum(columns for _, columns in COLUMNS) + len(COLUMNS)
    name_columns = max(10, width - 3 - fixed)
    line = f" {cells[0]:1} {cropped(cells[1], name_columns)}"
    for cell, (_, columns) in zip(cells[2:], COLUMNS, strict=True):
        line += " " + cropped(cell, columns)
    return cropped(line, width)


def _cells(result: SetResult) -> tuple[str, ...]:
    """Return side, set, target, counted and final amount of a set."""
    if result.hold_s is not None:
        counted = final = f"{result.hold_s:.1f} s"
    else:
        counted = "–" if result.reps_auto is None else str(result.reps_auto)
        final = "–" if result.reps is None else str(result.reps)
    final += "*" if result.corrected else ""
    return SIDES[result.side], f"{result.set_no}/{result.sets}", printable(result.target), counted, final


def state_of(result: SetResult) -> RowState:
    """Return how a set ended, as the set table marks it; where nothing is prescribed, done is done."""
    if result.reason is EndReason.SKIPPED:
        return RowState.SKIPPED
    return RowState.SHORT if result.reached is False else RowState.DONE


def totals(results: Sequence[SetResult]) -> str:
    """Return the session in one line."""
    done = [result for result in results if result.reason is not EndReason.SKIPPED]
    reps = sum(result.reps or 0 for result in done)
    held_s = sum(result.hold_s or 0.0 for result in done)
    corrected = sum(result.corrected for result in done)
    parts = [f"{len(done)} set{'' if len(done) == 1 else 's'}", f"{reps} repetition{'' if reps == 1 else 's'}"]
    parts += [f"{held_s:.0f} s held"] if held_s else []
    parts += [f"{corrected} corrected by hand (*)"] if corrected else []
    return " · ".join(parts)
