"""What somebody sees who starts the program for the first time."""

from enum import Enum, auto
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from runstrong_tui.widgets.hero import Hero
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
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space,d", "answer('DEMO')", "Watch the demo", id="welcome.demo"),
        Binding("s", "answer('SENSOR')", "Choose the sensor", id="welcome.sensor"),
        Binding("h,escape", "answer('HOME')", "Home", id="welcome.home"),
        Binding("q,ctrl+c", "app.leave", "Quit", id="welcome.quit"),
    ]

    def compose(self) -> ComposeResult:
        """Lay out the greeting and the ways on."""
        yield TwoEndedLine(id="header")
        yield Hero()
        yield Paragraph(id="words")
        yield TwoEndedLine(id="leave")

    def on_mount(self) -> None:
        """Fill the lines in."""
        self.query_one("#header", TwoEndedLine).left = " Welcome to runstrong"
        self.query_one(Paragraph).text = Text("\n\n".join(WORDS))
        self.query_one(Hero).content = HeroText("HELLO")
        self.query_one("#leave", TwoEndedLine).left = " Enter watch the demo  s choose the sensor  h home  q quit"

    def action_answer(self, name: str) -> None:
        """Go on."""
        self.dismiss(Answer[name])
