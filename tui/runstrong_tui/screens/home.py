"""The first screen: what to do today, and everything else that can be done."""

from datetime import date
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import Screen
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from runstrong.config.actions import Scope
from runstrong_tui.key_words import HOME
from runstrong_tui.keymap import USUAL_KEYS, Key, Keys, bindings
from runstrong_tui.today import Today, today_lines
from runstrong_tui.widgets.body_figure import BodyFigure
from runstrong_tui.widgets.choices import Choices
from runstrong_tui.widgets.key_hints import KeyHints
from runstrong_tui.widgets.lines import Paragraph, TwoEndedLine, printed, sentence

WIDTHS = [(0, "-narrow"), (72, "-normal")]
HEIGHTS = [(0, "-tiny-high"), (14, "-short"), (22, "-medium")]
"""Columns and rows from which a class of the style sheet applies."""


def entries(keys: Keys) -> tuple[Key, ...]:
    """Return the things to do, each with its key: what of this screen has a word in the table of actions."""
    return tuple(key for key in keys.of(Scope.HOME) if key.label)


class HomeScreen(Screen[None]):
    """Shows today's plan and the list of things to do; what they lead to is the program's matter.

    Parameters
    ----------
    today
        The day it is.
    note
        What went wrong before, to be read here; untrusted.
    """

    CSS_PATH = "../styles/home.tcss"
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS
    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.HOME)

    def __init__(self, today: date, note: str = "", keys: Keys = USUAL_KEYS) -> None:
        super().__init__()
        self._entries = entries(keys)
        self._day = today
        self._header = TwoEndedLine(id="header")
        self._today = Paragraph(id="today")
        columns = max(cell_len(entry.shown) for entry in self._entries)
        self._choices = Choices(*(Option(Text(f"{_padded(entry, columns)}  {entry.label}")) for entry in self._entries))
        self._figure = BodyFigure()
        self._note = Paragraph(id="note")
        self._leave = KeyHints(HOME, keys)
        self.say(note)

    def compose(self) -> ComposeResult:
        """Lay out the plan of today, the list, and the figure beside them."""
        yield self._header
        with Horizontal():
            with Vertical(id="left"):
                yield self._today
                yield self._choices
            yield self._figure
        yield self._note
        yield self._leave

    def on_mount(self) -> None:
        """Fill in what does not change, and let the first entry be chosen by Enter."""
        self._header.left, self._header.right = " runstrong", (f"{self._day:%A}, {self._day.day} {self._day:%B}",)
        self._choices.focus()
        self._choices.highlighted = 0

    def say(self, note: str) -> None:
        """Show what went wrong, or nothing."""
        self._note.display = bool(note)
        self._note.text = printed(sentence(note))

    def show(self, today: Today) -> None:
        """Show a plan and where the sensor goes."""
        first, *others = today_lines(today)
        self._today.text = Text.assemble((first, "bold"), *(f"\n{line}" for line in others))
        self._figure.place = today.placement.first

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Do what was chosen."""
        self.call_later(self.run_action, self._entries[event.option_index].action)


def _padded(entry: Key, columns: int) -> str:
    return set_cell_size(entry.shown, columns)
