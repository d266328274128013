"""The screen that a person trains in front of: one large number, and all else small."""

import asyncio
import math
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.reactive import var
from textual.screen import Screen
from textual.timer import Timer

from runstrong.config.model import CueConfig
from runstrong.errors import printable
from runstrong.session.commands import (
    AdjustReps,
    Advance,
    Command,
    ConfirmCount,
    EndSession,
    PauseOrResume,
    UndoCorrection,
)
from runstrong.session.events import SessionEvent
from runstrong.session.set_events import RepDone, SetEnded, TargetReached
from runstrong.session.set_result import SetResult
from runstrong.session.snapshot import Phase, Snapshot
from runstrong_tui.announcer import Announcer, word_s
from runstrong_tui.driver import EventSink, Feed
from runstrong_tui.flashes import Flashes
from runstrong_tui.keymap import LIVE_BINDINGS, LIVE_KEYS, Key
from runstrong_tui.marks import Marks
from runstrong_tui.widgets.help_panel import HelpPanel
from runstrong_tui.widgets.hero import Hero
from runstrong_tui.widgets.key_line import QUIT_ID, KeyLine
from runstrong_tui.widgets.lines import OneLine, TwoEndedLine
from runstrong_tui.widgets.set_table import SetTable
from runstrong_tui.widgets.signal_strip import SignalStrip
from runstrong_tui.widgets.steadiness_gauge import SteadinessGauge
from runstrong_tui.widgets.target_bar import TargetBar
from runstrong_tui.wording import (
    BADGES,
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
    tone_of,
    words_for,
)

if TYPE_CHECKING:
    from runstrong.cues.giver import CueGiver

FRAMES_HZ = 20
"""Frames a second: enough for a strip that scrolls, at under a tenth of one core."""

BREATH_S = 0.002
"""Pause between two slices of work where a recording is played as fast as possible: time for keys and paint."""

WIDTHS = [(0, "-tiny-wide"), (45, "-narrow"), (72, "-normal"), (110, "-wide")]
HEIGHTS = [(0, "-tiny-high"), (13, "-short"), (20, "-medium"), (32, "-tall")]
"""Columns and rows from which a class of the style sheet applies."""

LONGEST_TITLE = 40
"""Characters of the name of a source that are shown; file names may be long."""

LOADING = "Loading the recording …"


class LiveScreen(Screen[None]):
    """Draws the snapshots of a session and turns keys into commands.

    Parameters
    ----------
    title
        Where the signal comes from, in words; untrusted.
    clock
        Returns seconds that never go back, for words and flashes.
    speed
        Session seconds a second; infinite: as fast as possible. Words stand shorter, and nothing flashes, where a
        recording is played faster than life.
    """

    BINDINGS = LIVE_BINDINGS
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS

    snapshot: var[Snapshot | None] = var(None)  # a reactive would draw the whole screen anew at each change

    class Over(Message):
        """The session has ended; all its events are in ``LiveScreen.happened``."""

    def __init__(
        self,
        title: str,
        *,
        clock: Callable[[], float],
        marks: Marks = Marks.BRAILLE,
        speed: float = 1.0,
        sinks: Sequence[EventSink] = (),
        loading: str = LOADING,
        keys: Sequence[Key] = LIVE_KEYS,
        fps: int = FRAMES_HZ,
        cues: CueConfig | None = None,
    ) -> None:
        super().__init__()
        self.happened: list[SessionEvent] = []
        self._source = printable(title, longest=LONGEST_TITLE)
        self._speed = speed
        self._speed_words = speed_words(speed)
        self._clock_shown = ""
        self._clock = clock
        self._flashes_reps = speed <= 1 and (cues is None or cues.flash)
        self._sinks = sinks
        self._loading = loading
        self._announcer = Announcer(word_s(speed))
        self._flashes = Flashes(clock)
        self._cues_wanted = cues
        self._cues: CueGiver | None = None
        self._feed: Feed | None = None
        self._frames: list[Timer] = []
        self._header = TwoEndedLine(id="header")
        self._hero = Hero()
        self._table = SetTable()
        self._cue = OneLine(id="cue")
        self._bar = TargetBar()
        self._gauge = SteadinessGauge()
        self._strip = SignalStrip(marks)
        self._keys = KeyLine(keys)
        self._help = HelpPanel(keys)
        self._frames_hz = fps
        self._shown = {key.id: key.shown for key in keys}
        self._quit_keys = next(key.keys.split(",") for key in keys if key.id == QUIT_ID)

    def compose(self) -> ComposeResult:
        """Lay the widgets out; which of them show at which size is a matter of style."""
        yield self._header
        with Horizontal(id="middle"):
            yield self._hero
            yield self._table
            yield self._help
        yield self._cue
        with Horizontal(id="progress"):
            yield self._bar
            yield self._gauge
        yield self._strip
        yield self._keys

    def on_mount(self) -> None:
        """Show what is known before the first sample."""
        self._header.left, self._header.right = " runstrong", (self._source,)
        self._cue.words = self._loading
        self.add_class("-tone-ready")
        self._hero.border_title = BADGES[Tone.READY]

    async def on_unmount(self) -> None:
        """Stop the timers before the widgets are gone; the last cue may be heard to its end."""
        self._stop()
        if self._cues is not None:
            await asyncio.to_thread(self._cues.close)

    def begin(self, feed: Feed) -> None:
        """Play a feed: frames start now."""
        self._feed = feed
        self._cues = self._new_cues(feed)
        self._frames.append(self.set_interval(1 / self._frames_hz, self.frame))
        if math.isinf(self._speed):
            self.run_worker(self._hurry(), name="hurry")
        self.frame()

    def _new_cues(self, feed: Feed) -> "CueGiver | None":
        wanted = self._cues_wanted
        if wanted is None:
            return None
        from runstrong.cues.giver import new_giver  # with the feed, after the first paint

        seen = (self._flashes,) if wanted.flash else ()
        return new_giver(feed.driver.script, wanted, ring=self.app.bell, later=self._later, screen=seen)

    def _later(self, seconds: float, act: Callable[[], None]) -> None:
        self.set_timer(seconds, act)

    def frame(self) -> None:
        """Feed what is due, and draw the state after it."""
        self._work()
        if self._feed is None:
            return
        self.snapshot = self._feed.driver.snapshot()
        now_s = self._clock()
        self._hero.word = self._announcer.word(now_s)
        self.set_class(bool(self._hero.word), "-announcing")
        self._hero.set_class(self._flashes.field_is_lit(now_s), "-flash")
        self.set_class(self._flashes.screen_is_lit(now_s), "-flash-screen")
        self._strip.show(self._feed)

    def _work(self) -> None:
        if self._feed is not None and self._frames:
            self._take(self._feed.advance())

    async def _hurry(self) -> None:
        """Feed slice after slice until the session is over."""
        while self._frames:
            self._work()
            await asyncio.sleep(BREATH_S)

    def _take(self, happened: tuple[SessionEvent, ...]) -> None:
        """Let the sinks and the large words know what happened."""
        assert self._feed is not None
        for event in happened:
            self.happened.append(event)
            for sink in self._sinks:
                sink(event)
            if self._cues is not None:
                self._cues.hear(event)
            if isinstance(event, RepDone) and self._flashes_reps:
                self._flashes.flash_field()
            if isinstance(event, TargetReached):
                self._announcer.say("DONE", now_s=self._clock())
        if self._feed.driver.ended and self._frames:
            self._stop()
            self.snapshot = self._feed.driver.snapshot()  # no frame follows
            self.post_message(self.Over())

    def correct(self, by: int, number: int) -> tuple[SetResult, ...]:
        """Put the count of a finished set right after the end, and return all results; ``by`` 0: undo the last time.

        The sinks hear of it, so what is kept elsewhere follows.
        """
        if self._feed is None:
            return ()
        rows = sorted({event.key.row for event in self.happened if isinstance(event, SetEnded)})
        self._take(self._feed.press(AdjustReps(by, rows[number]) if by else UndoCorrection()))
        return self._feed.driver.results

    def _stop(self) -> None:
        for timer in self._frames:
            timer.stop()
        self._frames.clear()

    def watch_snapshot(self, before: Snapshot | None, now: Snapshot | None) -> None:
        """Give every widget its part; each draws itself anew only if its part changed."""
        if now is None:
            return
        tone = tone_of(now)
        if before is None or tone_of(before) is not tone:
            self._change_tone(tone)
        self._hero.border_title = badge_of(now, tone)
        self._announce(before, now)
        self._hero.content = hero_of(now)
        if before is None or (before.phase, before.row) != (now.phase, now.row):
            self._table.chosen = None
        self._table.rows, self._table.row = now.rows, now.row
        self._show_cue(now)
        self._bar.bar = bar_of(now)
        self._gauge.steadiness = steadiness_of(now)
        self._keys.paused = now.paused
        self._show_header(now, tone)

    def _show_cue(self, now: Snapshot) -> None:
        """Show the sentence for the moment, a question about the set just ended, or what there is of the chosen set."""
        if (chosen := self._table.chosen) is not None:
            self._cue.words = chosen_words(now.rows[chosen])
        elif now.question is not None:
            self._cue.words = question_words(now.question, self._shown)
        else:
            self._cue.words = printable(now.cue)

    def _change_tone(self, tone: Tone) -> None:
        """Dress the screen for a phase."""
        for other in Tone:
            self.set_class(other is tone, f"-tone-{other}")

    def _announce(self, before: Snapshot | None, now: Snapshot) -> None:
        """Say the words of a new phase, or that the rest is over."""
        if before is None or (before.phase, before.row) != (now.phase, now.row):
            self._announcer.say(*words_for(now), now_s=self._clock())
        elif now.phase is Phase.REST and tone_of(now) is Tone.OVERDUE and tone_of(before) is Tone.REST:
            self._announcer.say("READY", now_s=self._clock())
        elif tone_of(now) is Tone.LOST and tone_of(before) is not Tone.LOST:
            self._announcer.say("LOST", now_s=self._clock())
        elif now.paused and not before.paused:
            self._announcer.say(now_s=self._clock())

    def _show_header(self, now: Snapshot, tone: Tone) -> None:
        lost = tone is Tone.LOST
        self.set_class(lost, "-lost")
        badge = f"{badge_of(now, tone)}  " if self._is_tiny() else ""
        self._header.left = f" {badge}{header_of(now)}"
        clock = session_clock(now.t_s)
        if lost:
            self._header.right = (self._source, clock, f"signal lost {now.signal_age_s:.0f} s")
        elif clock != self._clock_shown:  # once a second: a rate that trembles cannot be read
            self._header.right = (self._source, *self._link_words(), *self._speed_words, clock)
        self._clock_shown = "" if lost else clock

    def _link_words(self) -> tuple[str, ...]:
        """Return what is known of the sensor: battery, losses, rate."""
        if self._feed is None:
            return ()
        return (*link_words(self._feed.battery_percent, self._feed.lost_share), *rate_words(self._feed.rate_hz))

    def _is_tiny(self) -> bool:
        """Whether the field of the number has no border that could carry the phase."""
        return self.has_class("-tiny-high")

    def _press(self, command: Command) -> None:
        if self._feed is not None and self._frames:
            self._take(self._feed.press(command))
            self.frame()

    def action_pause(self) -> None:
        """Stop or start the clocks."""
        self._press(PauseOrResume())

    def action_advance(self) -> None:
        """End what is running."""
        self._press(Advance())

    def action_adjust(self, by: int) -> None:
        """Correct the count of the set in work, or of the chosen one."""
        self._press(AdjustReps(by, self._table.chosen))

    def action_keep(self) -> None:
        """Say that the count of the set just ended is right."""
        self._press(ConfirmCount())

    def action_undo(self) -> None:
        """Take the last correction back."""
        self._press(UndoCorrection())

    def action_choose(self, by: int) -> None:
        """Choose a set whose count is to be put right; past the last one, none."""
        now = self.snapshot
        if now is None:
            return
        numbers = [number for number, row in enumerate(now.rows) if row.can_correct and number != now.row]
        chosen = self._table.chosen
        at = numbers.index(chosen) + by if chosen in numbers else len(numbers) - 1 if by < 0 else len(numbers)
        self._table.chosen = numbers[max(0, at)] if numbers and at < len(numbers) else None
        self._show_cue(now)

    def action_distance(self) -> None:
        """Leave only what can be read from afar."""
        self.toggle_class("-distance")

    def action_help(self) -> None:
        """Show the keys beside the number."""
        self.toggle_class("-help")

    def action_leave(self) -> None:
        """Ask once in the line of keys; the second time end the session."""
        if self._feed is None:
            self.app.exit()
        elif self._keys.asking:
            self._keys.asking = False
            self._press(EndSession())
        else:
            self._keys.asking = True

    def on_key(self, event: events.Key) -> None:
        """Let any other key than that for quitting take the question back, and do nothing else."""
        if self._keys.asking and event.key not in self._quit_keys:
            self._keys.asking = False
            event.stop()
            event.prevent_default()
