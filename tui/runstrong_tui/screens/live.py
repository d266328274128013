"""The screen that a person trains in front of: one large number, and all else small."""

import asyncio
import math
from collections.abc import Callable, Sequence

from textual import events
from textual.app import ComposeResult
from textual.message import Message
from textual.reactive import var
from textual.screen import Screen
from textual.timer import Timer

from runstrong.config.model import CueConfig
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
from runstrong.session.set_result import SetResult
from runstrong.session.snapshot import Snapshot
from runstrong_tui.driver import EventSink, Feed
from runstrong_tui.keymap import LIVE_BINDINGS, LIVE_KEYS, Key
from runstrong_tui.live_panels import LivePanels
from runstrong_tui.marks import Marks
from runstrong_tui.telling import Telling
from runstrong_tui.widgets.key_line import QUIT_ID
from runstrong_tui.wording import Tone, tone_of

FRAMES_HZ = 20
"""Frames a second: enough for a strip that scrolls, at under a tenth of one core."""

BREATH_S = 0.002
"""Pause between two slices of work where a recording is played as fast as possible: time for keys and paint."""

WIDTHS = [(0, "-tiny-wide"), (45, "-narrow"), (72, "-normal"), (110, "-wide")]
HEIGHTS = [(0, "-tiny-high"), (13, "-short"), (20, "-medium"), (32, "-tall")]
"""Columns and rows from which a class of the style sheet applies."""

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
        self._panels = LivePanels(title, speed=speed, marks=marks, keys=keys)
        self._telling = Telling(clock, speed=speed, sinks=sinks, cues=cues)
        self._clock = clock
        self._hurries = math.isinf(speed)
        self._loading = loading
        self._frames_hz = fps
        self._quit_keys = next(key.keys.split(",") for key in keys if key.id == QUIT_ID)
        self._feed: Feed | None = None
        self._frames: list[Timer] = []

    @property
    def happened(self) -> list[SessionEvent]:
        """All events of the session so far."""
        return self._telling.happened

    def compose(self) -> ComposeResult:
        """Lay the parts out."""
        yield from self._panels.compose()

    def on_mount(self) -> None:
        """Show what is known before the first sample."""
        self._panels.show_loading(self._loading)
        self.add_class("-tone-ready")

    async def on_unmount(self) -> None:
        """Stop the timers before the widgets are gone; the last cue may be heard to its end."""
        self._stop()
        await self._telling.close()

    def begin(self, feed: Feed) -> None:
        """Play a feed: frames start now."""
        self._feed = feed
        self._telling.begin(feed, ring=self.app.bell, later=self._later)
        self._frames.append(self.set_interval(1 / self._frames_hz, self.frame))
        if self._hurries:
            self.run_worker(self._hurry(), name="hurry")
        self.frame()

    def _later(self, seconds: float, act: Callable[[], None]) -> None:
        self.set_timer(seconds, act)

    def frame(self) -> None:
        """Feed what is due, and draw the state after it."""
        self._work()
        if self._feed is None:
            return
        self.snapshot = self._feed.driver.snapshot()
        now_s, hero, flashes = self._clock(), self._panels.hero, self._telling.flashes
        hero.word = self._telling.word(now_s)
        self.set_class(bool(hero.word), "-announcing")
        hero.set_class(flashes.field_is_lit(now_s), "-flash")
        self.set_class(flashes.screen_is_lit(now_s), "-flash-screen")
        self._panels.strip.show(self._feed)

    def _work(self) -> None:
        if self._feed is not None and self._frames:
            self._take(self._feed.advance())

    async def _hurry(self) -> None:
        """Feed slice after slice until the session is over."""
        while self._frames:
            self._work()
            await asyncio.sleep(BREATH_S)

    def _take(self, happened: tuple[SessionEvent, ...]) -> None:
        """Pass on what happened; after the end no frame follows."""
        assert self._feed is not None
        for event in happened:
            self._telling.tell(event)
        if self._feed.driver.ended and self._frames:
            self._stop()
            self.snapshot = self._feed.driver.snapshot()
            self.post_message(self.Over())

    def correct(self, by: int, number: int) -> tuple[SetResult, ...]:
        """Put the count of a finished set right after the end, and return all results; ``by`` 0: undo the last time."""
        rows = self._telling.finished_rows()
        return self._after(AdjustReps(by, rows[number]) if by else UndoCorrection())

    def confirm(self, number: int) -> tuple[SetResult, ...]:
        """Say after the end that the count of a finished set is right, and return all results."""
        return self._after(ConfirmCount(self._telling.finished_rows()[number]))

    def _after(self, command: Command) -> tuple[SetResult, ...]:
        """Press a command after the end; the sinks hear of it, so what is kept elsewhere follows."""
        if self._feed is None:
            return ()
        self._take(self._feed.press(command))
        return self._feed.driver.results

    def _stop(self) -> None:
        for timer in self._frames:
            timer.stop()
        self._frames.clear()

    def on_resize(self) -> None:
        """Say anew what depends on the size; while everything stands, no snapshot would come to do it."""
        self.call_after_refresh(self._show_again)

    def _show_again(self) -> None:
        if self.snapshot is not None:
            tiny = self.has_class("-tiny-high")
            self._panels.show(self.snapshot, self.snapshot, tone_of(self.snapshot), self._feed, tiny=tiny)

    def watch_snapshot(self, before: Snapshot | None, now: Snapshot | None) -> None:
        """Dress the screen for a phase, and give every part its share."""
        if now is None:
            return
        tone = tone_of(now)
        if before is None or tone_of(before) is not tone:
            for other in Tone:
                self.set_class(other is tone, f"-tone-{other}")
            self.set_class(tone is Tone.LOST, "-lost")
        self._telling.announce(before, now)
        self._panels.show(before, now, tone, self._feed, tiny=self.has_class("-tiny-high"))

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
        self._press(AdjustReps(by, self._panels.table.chosen))

    def action_keep(self) -> None:
        """Say that the count of the set just ended is right."""
        self._press(ConfirmCount())

    def action_undo(self) -> None:
        """Take the last correction back."""
        self._press(UndoCorrection())

    def action_choose(self, by: int) -> None:
        """Choose a set whose count is to be put right; past the last one, none."""
        if self.snapshot is not None:
            self._panels.choose(by, self.snapshot)

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
        elif self._panels.keys.asking:
            self._panels.keys.asking = False
            self._press(EndSession())
        else:
            self._panels.keys.asking = True

    def on_key(self, event: events.Key) -> None:
        """Let any other key than that for quitting take the question back, and do nothing else."""
        if self._panels.keys.asking and event.key not in self._quit_keys:
            self._panels.keys.asking = False
            event.stop()
            event.prevent_default()
