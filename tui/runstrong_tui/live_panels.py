"""The parts of the live screen, and what of a snapshot each of them shows."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Horizontal

from runstrong.errors import printable
from runstrong.session.snapshot import Snapshot
from runstrong_tui.driver import Feed
from runstrong_tui.keymap import Key
from runstrong_tui.marks import Marks
from runstrong_tui.widgets.help_panel import HelpPanel
from runstrong_tui.widgets.hero import Hero
from runstrong_tui.widgets.key_line import KeyLine
from runstrong_tui.widgets.lines import OneLine, TwoEndedLine
from runstrong_tui.widgets.set_table import SetTable
from runstrong_tui.widgets.signal_strip import SignalStrip
from runstrong_tui.widgets.steadiness_gauge import SteadinessGauge
from runstrong_tui.widgets.target_bar import TargetBar
from runstrong_tui.wording import (
    HeroText,
    Tone,
    badge_of,
    bar_of,
    chosen_words,
    header_of,
    hero_of,
    link_words,
    question_words,
    rate_words,
    session_clock,
    speed_words,
    steadiness_of,
)

LONGEST_TITLE = 40
"""Characters of the name of a source that are shown; file names may be long."""

WAITING = "… WAIT"
"""The badge until there is a session: nobody has to get ready yet."""


class LivePanels:
    """Header, number, table, sentence, bar, gauge, strip, keys and help; each draws itself anew if its part changed.

    Parameters
    ----------
    title
        Where the signal comes from, in words; untrusted.
    speed
        Session seconds a second, as the header says it.
    """

    def __init__(self, title: str, *, speed: float, marks: Marks, keys: Sequence[Key]) -> None:
        self.header = TwoEndedLine(id="header")
        self.hero = Hero()
        self.table = SetTable()
        self.cue = OneLine(id="cue")
        self.bar = TargetBar()
        self.gauge = SteadinessGauge()
        self.strip = SignalStrip(marks)
        self.keys = KeyLine(keys)
        self.help = HelpPanel(keys)
        self._source = printable(title, longest=LONGEST_TITLE)
        self._speed_words = speed_words(speed)
        self._shown_keys = {key.id: key.shown for key in keys}
        self._clock_shown = ""
        self._badge = ""

    def compose(self) -> ComposeResult:
        """Lay the parts out; which of them show at which size is a matter of style."""
        yield self.header
        with Horizontal(id="middle"):
            yield self.hero
            yield self.table
            yield self.help
        yield self.cue
        with Horizontal(id="progress"):
            yield self.bar
            yield self.gauge
        yield self.strip
        yield self.keys

    def show_loading(self, words: str) -> None:
        """Show what is known before the first sample."""
        self.header.left, self.header.right = " runstrong", (self._source,)
        self.cue.words = words
        self.hero.content = HeroText("WAIT")
        self._badge = self.hero.border_title = WAITING

    def show(self, before: Snapshot | None, now: Snapshot, tone: Tone, feed: Feed | None, *, tiny: bool) -> None:
        """Give every part its share; ``tiny``: the field of the number has no border that could carry the phase."""
        if (badge := badge_of(now, tone)) != self._badge:  # setting it draws the whole field anew, whatever it was
            self._badge = self.hero.border_title = badge
        self.hero.content = hero_of(now)
        if before is None or (before.phase, before.row) != (now.phase, now.row):
            self.table.chosen = None
        self.table.rows, self.table.row = now.rows, now.row
        self.show_cue(now)
        self.bar.bar = bar_of(now)
        self.gauge.steadiness = steadiness_of(now)
        self.keys.paused = now.paused
        self._show_header(now, tone, feed, tiny=tiny)

    def show_cue(self, now: Snapshot) -> None:
        """Show the sentence for the moment, a question about the set just ended, or what there is of the chosen set."""
        if (chosen := self.table.chosen) is not None:
            self.cue.words = chosen_words(now.rows[chosen], self._shown_keys)
        elif now.question is not None:
            self.cue.words = question_words(now.question, self._shown_keys)
        else:
            self.cue.words = printable(now.cue)

    def choose(self, by: int, now: Snapshot) -> None:
        """Choose a set whose count is to be put right; past the last one, none."""
        numbers = [number for number, row in enumerate(now.rows) if row.can_correct and number != now.row]
        chosen = self.table.chosen
        at = numbers.index(chosen) + by if chosen in numbers else len(numbers) - 1 if by < 0 else len(numbers)
        self.table.chosen = numbers[max(0, at)] if numbers and at < len(numbers) else None
        self.show_cue(now)

    def _show_header(self, now: Snapshot, tone: Tone, feed: Feed | None, *, tiny: bool) -> None:
        lost = tone is Tone.LOST
        badge = f"{badge_of(now, tone)}  " if tiny else ""
        self.header.left = f" {badge}{header_of(now)}"
        clock = session_clock(now.t_s)
        if lost:
            self.header.right = (self._source, clock, f"signal lost {now.signal_age_s:.0f} s")
        elif clock != self._clock_shown:  # once a second: a rate that trembles cannot be read
            self.header.right = (self._source, *_sensor_words(feed), *self._speed_words, clock)
        self._clock_shown = "" if lost else clock


def _sensor_words(feed: Feed | None) -> tuple[str, ...]:
    """Return what is known of the sensor: battery, losses, rate."""
    if feed is None:
        return ()
    return (*link_words(feed.battery_percent, feed.lost_share), *rate_words(feed.rate_hz))
