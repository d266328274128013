"""What somebody sees who starts the program for the first time."""

from enum import Enum, auto
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import Screen

from runstrong.config.actions import Scope
from runstrong_tui.key_words import WELCOME
from runstrong_tui.keymap import USUAL_KEYS, Keys, bindings
from runstrong_tui.widgets.hero import Hero
from runstrong_tui.widgets.key_hints import KeyHints
from runstrong_tui.widgets.lines import Paragraph, TwoEndedLine
from runstrong_tui.wording import HeroText

HEIGHTS = [(0, "-tiny-high"), (16, "-medium")]

WORDS = (
    "Strength training for runners. You clip a motion sensor to your body and train by a plan. runstrong counts every "
    "repetition, times every hold, and tells you what comes next. Nothing has to be touched while you train.",
    "See it first: the demo shows a short session, recorded from a simulated person. It takes a minute and a half. "
    "After it you choose your sensor, and where to clip it.",
)


class Answer(Enum):
    """What a new person wants to see."""

    DEMO = auto()
    SENSOR = auto()
    HOME = auto()


class WelcomeScreen(Screen[Answer]):
    """Says what the program is for, and offers the demo."""

    CSS_PATH = "../styles/welcome.tcss"
    VERTICAL_BREAKPOINTS = HEIGHTS
    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.WELCOME)

    def __init__(self, keys: Keys = USUAL_KEYS) -> None:
        super().__init__()
        self._keys = keys

    def compose(self) -> ComposeResult:
        """Lay out the greeting and the ways on."""
        yield TwoEndedLine(id="header")
        yield Hero()
        yield Paragraph(id="words")
        yield KeyHints(WELCOME, self._keys)

    def on_mount(self) -> None:
        """Fill the lines in."""
        self.query_one("#header", TwoEndedLine).left = " Welcome to runstrong"
        self.query_one(Paragraph).text = Text("\n\n".join(WORDS))
        self.query_one(Hero).content = HeroText("HELLO")

    def action_answer(self, name: str) -> None:
        """Go on."""
        self.dismiss(Answer[name])
