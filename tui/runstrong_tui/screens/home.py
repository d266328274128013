"""The first screen: what to do today, and everything else that can be done."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import Screen
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from runstrong_tui.today import Today, today_lines
from runstrong_tui.widgets.body_figure import BodyFigure
from runstrong_tui.widgets.lines import Paragraph, TwoEndedLine, printed

WIDTHS = [(0, "-narrow"), (72, "-normal")]
HEIGHTS = [(0, "-tiny-high"), (14, "-short"), (22, "-medium")]
"""Columns and rows from which a class of the style sheet applies."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A thing to do: the key that does it, the action, and its words."""

    key: str
    action: str
    words: str


ENTRIES = (
    Entry("t", "train", "Train with the sensor"),
    Entry("w", "without", "Try it without a sensor"),
    Entry("p", "plans", "Choose another plan"),
    Entry("s", "sensor", "Sensor, and where to wear it"),
    Entry("h", "history", "History"),
    Entry("e", "exercises", "Exercises"),
    Entry("d", "demo", "Watch the demo"),
    Entry("q", "leave", "Quit"),
)


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
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(entry.key, f"app.{entry.action}", entry.words, id=f"home.{entry.action}") for entry in ENTRIES),
        Binding("escape,ctrl+c", "app.leave", "Quit", id="home.quit"),
        Binding("left,right", "app.next_place", "Other place", id="home.place", priority=True),
    ]

    def __init__(self, today: date, note: str = "") -> None:
        super().__init__()
        self._day = today
        self._header = TwoEndedLine(id="header")
        self._today = Paragraph(id="today")
        self._choices = OptionList(*(Option(Text(f"{entry.key}  {entry.words}")) for entry in ENTRIES))
        self._figure = BodyFigure()
        self._note = Paragraph(id="note")
        self._leave = TwoEndedLine(id="leave")
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
        self._leave.left = " ↑ ↓ choose  Enter do it  ← → where to wear the sensor  q quit"
        self._choices.focus()
        self._choices.highlighted = 0

    def say(self, note: str) -> None:
        """Show what went wrong, or nothing."""
        self._note.display = bool(note)
        self._note.text = printed(note)

    def show(self, today: Today) -> None:
        """Show a plan and where the sensor goes."""
        first, *others = today_lines(today)
        self._today.text = Text.assemble((first, "bold"), *(f"\n{line}" for line in others))
        self._figure.place = today.placement.first

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Do what was chosen."""
        self.call_later(self.run_action, f"app.{ENTRIES[event.option_index].action}")
