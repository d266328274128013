"""What came of a session: per set what was prescribed, counted and corrected, and how it was done."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen

from runstrong.config.actions import Scope
from runstrong.errors import printable
from runstrong.session.set_result import SetResult
from runstrong_tui.key_words import SUMMARY
from runstrong_tui.keymap import USUAL_KEYS, Keys, bindings
from runstrong_tui.result_words import totals
from runstrong_tui.set_detail import detail_lines
from runstrong_tui.widgets.hero import Hero
from runstrong_tui.widgets.key_hints import KeyHints
from runstrong_tui.widgets.lines import Paragraph, TwoEndedLine
from runstrong_tui.widgets.result_table import HEADING_ROWS, ResultTable
from runstrong_tui.wording import HeroText

HEIGHTS = [(0, "-tiny-high"), (20, "-medium"), (32, "-tall")]
"""Rows from which a class of the style sheet applies."""

MOST_OFFERS = 4
HOLD_STAYS = "A hold is timed, not counted: its time stays as it was measured."
ROOM_FOR_WORDS = 45
"""Columns from which it is said in words that the screen leaves by itself."""

Correct = Callable[[int, int], Sequence[SetResult]]
"""Adds so many to the count of a result (its number among all), or with 0 takes the last correction back."""


Confirm = Callable[[int], Sequence[SetResult]]
"""Says that the count of a result (its number among all) is right."""


class SummaryScreen(Screen[None]):
    """The table of results; a set is chosen by keys, put right, and shown in detail below.

    Parameters
    ----------
    title
        What was done, in words; untrusted.
    leave_after_s
        Seconds after which the screen leaves by itself unless a key is pressed, or None: it waits.
    correct
        Puts a count right and returns all results after it; None: nothing can be.
    confirm
        Says that a count is right, and returns all results after it; None: nobody can.
    """

    CSS_PATH = "../styles/summary.tcss"
    VERTICAL_BREAKPOINTS = HEIGHTS
    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.SUMMARY)

    def __init__(
        self,
        results: Sequence[SetResult],
        *,
        title: str,
        leave_after_s: float | None,
        correct: Correct | None = None,
        confirm: Confirm | None = None,
        keys: Keys = USUAL_KEYS,
    ) -> None:
        super().__init__()
        self._title = printable(title)
        self._left_s = leave_after_s
        self._correct = correct
        self._confirm = confirm
        self._table = ResultTable()
        self._table.results = tuple(results)
        self._detail = Paragraph(id="detail")
        self._offers = Paragraph(id="offers")
        self._totals = Paragraph(id="totals")
        self._leave = KeyHints(SUMMARY, keys)

    def compose(self) -> ComposeResult:
        """Lay out the word, the table, the chosen set, what to do next time, and the way out."""
        yield TwoEndedLine(id="header")
        yield Hero()
        with VerticalScroll(can_focus=False):
            yield self._table
        yield self._detail
        yield self._offers
        yield self._totals
        yield self._leave

    def on_mount(self) -> None:
        """Fill the lines in and start the clock."""
        header = self.query_one("#header", TwoEndedLine)
        header.left, header.right = " Summary", (self._title,)
        self.query_one(Hero).content = HeroText("DONE")
        self._show()
        if self._left_s is not None:
            self.set_interval(1.0, self._count_down)

    def offer(self, lines: Sequence[str]) -> None:
        """Say what to do next time."""
        shown = [f"Next time: {printable(line)}" for line in lines[:MOST_OFFERS]]
        self._offers.text = Text("\n".join(shown))
        self._offers.display = bool(shown)

    def on_key(self, _event: events.Key) -> None:
        """Stay where somebody is there."""
        self._left_s = None
        self._show_way_out()

    def on_click(self) -> None:
        """Leave."""
        self.app.exit()

    def action_leave(self) -> None:
        """Leave."""
        self.app.exit()

    def action_choose(self, by: int) -> None:
        """Choose another set, and bring it into sight."""
        last = len(self._table.results) - 1
        if last < 0:
            return
        outside = -1 if by > 0 else last + 1
        before = outside if self._table.chosen is None else self._table.chosen
        self._table.chosen = max(0, min(last, before + by))
        self._show()
        self.call_after_refresh(self._bring_into_sight, self._table.chosen + HEADING_ROWS)

    def _bring_into_sight(self, row: int) -> None:
        scroll = self.query_one(VerticalScroll)
        top, height = int(scroll.scroll_y), scroll.size.height
        if not top + HEADING_ROWS <= row < top + height:
            scroll.scroll_to(y=max(0, row - height // 2), animate=False, immediate=True)

    def action_adjust(self, by: int) -> None:
        """Put the chosen set right, or take the last correction back."""
        chosen = self._table.chosen
        if self._correct is None or (by and chosen is None):
            return
        if by and chosen is not None and self._table.results[chosen].hold_s is not None:
            self._detail.text = Text(HOLD_STAYS)
            return
        self._table.results = tuple(self._correct(by, chosen or 0))
        self._show()

    def action_keep(self) -> None:
        """Say that the chosen count is right; without a choice, that of the first set in doubt."""
        results = self._table.results
        doubtful = next((number for number, one in enumerate(results) if one.is_doubtful), None)
        number = doubtful if self._table.chosen is None else self._table.chosen
        if self._confirm is None or number is None:
            return
        self._table.results = tuple(self._confirm(number))
        self._show()

    def _show(self) -> None:
        results, chosen = self._table.results, self._table.chosen
        lines = () if chosen is None else detail_lines(results[chosen], results)
        self._detail.text = Text("\n".join(lines) or "nothing was measured in this set")
        self._detail.display = chosen is not None
        self._totals.text = Text(totals(results))
        self._show_way_out()

    def _count_down(self) -> None:
        if self._left_s is not None:
            self._left_s -= 1.0
            self._show_way_out()
            if self._left_s <= 0:
                self.app.exit()

    def _show_way_out(self) -> None:
        left = "" if self._left_s is None else f"in {max(0.0, self._left_s):.0f} s"
        self._leave.fact = f"leaves by itself {left}" if left and self.size.width >= ROOM_FOR_WORDS else left
