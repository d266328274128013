"""What was trained: the sessions with the sets of the one under the cursor, and how it has gone over the weeks."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import ScrollableContainer
from textual.screen import Screen
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from runstrong.errors import RunstrongError, printable
from runstrong_tui.desk import Desk, DoneSession
from runstrong_tui.widgets.lines import Page, TwoEndedLine, cropped

HEIGHTS = [(0, "-tiny-high"), (20, "-medium")]

NOTHING = "Nothing yet. A session that you do is kept here by itself."
TITLE_COLUMNS = 26
SESSION_KEYS = " ↑ ↓ session  ← → PgUp PgDn scroll  p progress  q back"
PROGRESS_KEYS = " ↑ ↓ ← → scroll  p sessions  q back"


class HistoryScreen(Screen[None]):
    """Lists the sessions, the newest first; ``p`` turns to the page about the last weeks."""

    CSS_PATH = "../styles/history.tcss"
    VERTICAL_BREAKPOINTS = HEIGHTS
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("p", "turn", "Progress", id="history.progress"),
        Binding("q,escape,ctrl+c", "leave", "Back", id="history.leave"),
        Binding("pagedown", "scroll_page(0,1)", "Page down", id="history.down", priority=True),
        Binding("pageup", "scroll_page(0,-1)", "Page up", id="history.up", priority=True),
        Binding("right", "scroll_page(1,0)", "Page right", id="history.right", priority=True),
        Binding("left", "scroll_page(-1,0)", "Page left", id="history.left", priority=True),
    ]

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._sessions: Sequence[DoneSession] = ()
        self._shows_progress = False

    def compose(self) -> ComposeResult:
        """Lay out the list and the page."""
        yield TwoEndedLine(id="header")
        yield OptionList()
        with ScrollableContainer(can_focus=False):
            yield Page()
        yield TwoEndedLine(id="leave")

    def on_mount(self) -> None:
        """List the sessions."""
        try:
            self._sessions = self._desk.sessions()
        except RunstrongError as trouble:
            self._show([str(trouble)])
        else:
            options = self.query_one(OptionList)
            options.add_options(Option(Text(_entry(session))) for session in self._sessions)
            options.focus()
            if self._sessions:
                options.highlighted = 0
            else:
                self._show([NOTHING])
        self._name_what_is_shown()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show the session under the cursor."""
        if not self._shows_progress:
            self._show_session(event.option_index)

    def action_turn(self) -> None:
        """Turn to the last weeks, or back to the sessions."""
        self._shows_progress = not self._shows_progress
        options = self.query_one(OptionList)
        options.display = not self._shows_progress
        if self._shows_progress:
            self._show_lines(self._desk.progress_page)
        elif options.highlighted is not None:
            self._show_session(options.highlighted)
            options.focus()
        self._name_what_is_shown()

    def action_scroll_page(self, across: int, down: int) -> None:
        """Move the page by half of what is seen of it."""
        scroll = self.query_one(ScrollableContainer)
        width, height = scroll.size
        scroll.scroll_relative(x=across * (width // 2), y=down * max(1, height // 2), animate=False)

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss(None)

    def _show_session(self, number: int) -> None:
        ident = self._sessions[number].id
        self._show_lines(lambda: self._desk.session_page(ident))

    def _show_lines(self, read: Callable[[], Sequence[str]]) -> None:
        try:
            self._show(read() or [NOTHING])
        except RunstrongError as trouble:
            self._show([str(trouble)])

    def _show(self, lines: Sequence[str]) -> None:
        self.query_one(Page).lines = tuple(printable(line, longest=400) for line in lines)
        self.query_one(ScrollableContainer).scroll_home(animate=False)

    def _name_what_is_shown(self) -> None:
        count = len(self._sessions)
        header, keys = self.query_one("#header", TwoEndedLine), self.query_one("#leave", TwoEndedLine)
        header.left = " Progress" if self._shows_progress else " History"
        header.right = (f"{count} session{'' if count == 1 else 's'}",)
        keys.left = PROGRESS_KEYS if self._shows_progress else SESSION_KEYS


def _entry(session: DoneSession) -> str:
    """Return a session in one row: the day, what was done, how much of it."""
    sets = f"{session.sets_done} set{'' if session.sets_done == 1 else 's'}"
    title = cropped(printable(session.title), TITLE_COLUMNS)
    return f"{session.day:%a} {session.day.isoformat()}  {title}  {sets}, {session.minutes} min"
