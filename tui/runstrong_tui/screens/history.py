"""What was trained: the sessions with the sets of the one under the cursor, and how it has gone over the weeks."""

import textwrap
from collections.abc import Callable, Sequence
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import Screen
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from runstrong.config.actions import Scope
from runstrong.errors import RunstrongError, printable
from runstrong_tui.desk import Desk, DoneSession
from runstrong_tui.key_words import HISTORY, PROGRESS
from runstrong_tui.keymap import USUAL_KEYS, Keys, bindings
from runstrong_tui.widgets.choices import Choices, Scroller
from runstrong_tui.widgets.key_hints import KeyHints
from runstrong_tui.widgets.lines import Page, TwoEndedLine, cropped, sentence

HEIGHTS = [(0, "-tiny-high"), (20, "-medium")]

NOTHING = "Nothing yet. A session that you do is kept here by itself."
ONLY_SIMULATED = "Nothing of yours yet. {key} lists what a simulated person did."
TITLE_COLUMNS = 26
NARROWEST = 10


class HistoryScreen(Screen[None]):
    """Lists the sessions, the newest first, those of a simulated person if asked for; a key turns to the last weeks."""

    CSS_PATH = "../styles/history.tcss"
    VERTICAL_BREAKPOINTS = HEIGHTS
    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.HISTORY)

    def __init__(self, desk: Desk, keys: Keys = USUAL_KEYS) -> None:
        super().__init__()
        self._keys = keys
        self._desk = desk
        self._sessions: Sequence[DoneSession] = ()
        self._shows_progress = False
        self._with_simulated = False

    def compose(self) -> ComposeResult:
        """Lay out the list and the page."""
        yield TwoEndedLine(id="header")
        yield Choices()
        with Scroller(can_focus=False):
            yield Page()
        yield KeyHints(keys=self._keys)

    def on_mount(self) -> None:
        """List the sessions."""
        self._list_sessions()

    def action_list_simulated(self) -> None:
        """List the sessions of a simulated person too, or leave them out again."""
        self._with_simulated = not self._with_simulated
        self._list_sessions()

    def _list_sessions(self) -> None:
        options = self.query_one(OptionList)
        options.clear_options()
        try:
            self._sessions = self._desk.sessions(simulated=self._with_simulated)
        except RunstrongError as trouble:
            self._say(sentence(str(trouble)))
        else:
            options.add_options(Option(Text(_entry(session))) for session in self._sessions)
            options.highlighted = 0 if self._sessions else None
            self._show_page()
        self._name_what_is_shown()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show the session under the cursor."""
        if not self._shows_progress:
            self._show_session(event.option_index)

    def action_turn(self) -> None:
        """Turn to the last weeks, or back to the sessions."""
        self._shows_progress = not self._shows_progress
        self._show_page()
        self._name_what_is_shown()

    def _show_page(self) -> None:
        """Show the last weeks, or the session under the cursor; the keys move what is there to be moved."""
        options, scroller = self.query_one(OptionList), self.query_one(Scroller)
        options.display, scroller.can_focus = not self._shows_progress, self._shows_progress
        if self._shows_progress:
            self._show_lines(lambda: self._desk.progress_page(simulated=self._with_simulated))
            scroller.focus()
            return
        options.focus()
        if options.highlighted is None:
            self._say(self._nothing())
        else:
            self._show_session(options.highlighted)

    def action_scroll_page(self, across: int, down: int) -> None:
        """Move the page by half of what is seen of it."""
        scroll = self.query_one(Scroller)
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
            lines = read()
        except RunstrongError as trouble:
            self._say(sentence(str(trouble)))
        else:
            if lines:
                self._show(lines)
            else:
                self._say(self._nothing())

    def _nothing(self) -> str:
        """Return what is said where there is nothing to show; what a simulated person did can be."""
        if self._with_simulated or not self._desk.sessions(simulated=True):
            return NOTHING
        return ONLY_SIMULATED.format(key=self._keys.shown("history.simulated"))

    def _say(self, words: str) -> None:
        """Show a sentence, in as many lines as it needs here; pages are as wide as they are, and scroll."""
        self._show(textwrap.wrap(words, max(NARROWEST, self.size.width - 2)))

    def _show(self, lines: Sequence[str]) -> None:
        self.query_one(Page).lines = tuple(printable(line, longest=400) for line in lines)
        self.query_one(Scroller).scroll_home(animate=False)

    def _name_what_is_shown(self) -> None:
        count = len(self._sessions)
        header, hints = self.query_one("#header", TwoEndedLine), self.query_one(KeyHints)
        header.left = " Progress" if self._shows_progress else " History"
        also = ("also simulated",) if self._with_simulated else ()
        header.right = (*also, f"{count} session{'' if count == 1 else 's'}")
        hints.hints = PROGRESS if self._shows_progress else HISTORY


def _entry(session: DoneSession) -> str:
    """Return a session in one row: the day, what was done, how much of it."""
    sets = f"{session.sets_done} set{'' if session.sets_done == 1 else 's'}"
    title = cropped(printable(session.title), TITLE_COLUMNS)
    simulated = "simulated, " if session.simulated else ""
    return f"{session.day:%a} {session.day.isoformat()}  {title}  {simulated}{sets}, {session.minutes} min"
