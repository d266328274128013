"""The terminal interface as a program: start-up, themes and the way from one screen to the next."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import ClassVar

from textual.app import App
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.worker import Worker, WorkerState

from runstrong.config.actions import Scope
from runstrong.config.model import CueConfig
from runstrong.session.course_events import SessionEnded
from runstrong.session.events import SessionEvent
from runstrong.session.set_result import SetResult
from runstrong_tui.driver import EventSink, Feed
from runstrong_tui.keymap import Keys, KeysWanted
from runstrong_tui.marks import Marks
from runstrong_tui.screens.live import FRAMES_HZ, LOADING, LiveScreen
from runstrong_tui.screens.summary import SummaryScreen
from runstrong_tui.themes import DARK, HIGH_CONTRAST, PHASES_ON_DARK, PHASES_ON_LIGHT

NextTime = Callable[[], Sequence[str]]
"""Returns what to do next time, a sentence each."""


@dataclass(frozen=True, slots=True)
class Show:
    """How a session is to be shown.

    Attributes
    ----------
    title
        Where the signal comes from, in words; untrusted.
    speed
        Session seconds a second; infinite: as fast as possible.
    leave_after_s
        Seconds after which the summary leaves by itself, or None: it waits for a key.
    keys
        Ids of actions to the keys that a person wants for them.
    fps
        Frames a second.
    cues
        Which cues are given, and how; None: none.
    loading
        What is shown until the feed is there.
    next_time
        Returns what to do next time, a sentence a line; called in a thread once the summary is shown.
    """

    title: str
    speed: float = 1.0
    leave_after_s: float | None = None
    theme: str = DARK
    marks: Marks = Marks.BRAILLE
    keys: KeysWanted = field(default_factory=dict)
    sinks: Sequence[EventSink] = ()
    loading: str = LOADING
    fps: int = FRAMES_HZ
    cues: CueConfig | None = None
    next_time: NextTime | None = None


class RunstrongApp(App[None]):
    """Paints first, then loads the session in a thread, plays it, and ends with the summary.

    Parameters
    ----------
    load
        Returns the feed to play; called once, in a thread, after the first paint. What it raises ends the program
        and is kept in ``failure``.
    clock
        Returns seconds that never go back.
    """

    CSS_PATH = "styles/live.tcss"  # a default screen's own style sheet is not loaded by Textual
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "quit", "Quit at once", show=False),
    ]

    def __init__(self, load: Callable[[], Feed], show: Show, *, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self.failure: BaseException | None = None
        self._load = load
        self._show = show
        self._keys = Keys(show.keys)
        self._corrected: tuple[SetResult, ...] | None = None
        self._live = LiveScreen(
            show.title,
            clock=clock,
            marks=show.marks,
            speed=show.speed,
            sinks=show.sinks,
            loading=show.loading,
            keys=self._keys.of(Scope.LIVE),
            fps=show.fps,
            cues=show.cues,
        )
        self.register_theme(HIGH_CONTRAST)
        self.theme = show.theme

    @property
    def live(self) -> LiveScreen:
        """The live screen."""
        return self._live

    @property
    def results(self) -> tuple[SetResult, ...]:
        """What came of the session once it is over, with the corrections made since."""
        if self._corrected is not None:
            return self._corrected
        return next((event.sets for event in reversed(self.happened) if isinstance(event, SessionEnded)), ())

    @property
    def happened(self) -> tuple[SessionEvent, ...]:
        """All events of the session so far."""
        return tuple(self._live.happened)

    def get_default_screen(self) -> Screen[None]:
        """Start with the live screen."""
        return self._live

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Return the colours of the phases for a dark or a light background."""
        return PHASES_ON_DARK if self.current_theme.dark else PHASES_ON_LIGHT

    def on_mount(self) -> None:
        """Load once the first frame is on the terminal."""
        self.set_keymap(self._keys.keymap)
        self._live.call_after_refresh(self._start_loading)

    def _start_loading(self) -> None:
        self.run_worker(self._load, name="load", thread=True, exit_on_error=False)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Play what was loaded, or leave with what went wrong."""
        if event.worker.name != "load":
            return
        if event.state is WorkerState.SUCCESS:
            assert event.worker.result is not None
            self._live.begin(event.worker.result)
        elif event.state is WorkerState.ERROR:
            self.failure = event.worker.error
            self.exit()

    def on_live_screen_over(self) -> None:
        """Show what came of the session; the sinks have heard of its end by now, so it is saved."""
        summary = SummaryScreen(
            self.results,
            title=self._show.title,
            leave_after_s=self._show.leave_after_s,
            correct=self._correct,
            confirm=self._confirm,
            keys=self._keys,
        )
        self.push_screen(summary)
        if self._show.next_time is not None:
            self.run_worker(partial(self._offer, summary, self._show.next_time), thread=True, exit_on_error=False)

    def _correct(self, by: int, number: int) -> tuple[SetResult, ...]:
        self._corrected = self._live.correct(by, number)
        return self._corrected

    def _confirm(self, number: int) -> tuple[SetResult, ...]:
        self._corrected = self._live.confirm(number)
        return self._corrected

    def _offer(self, summary: SummaryScreen, next_time: NextTime) -> None:
        lines = next_time()
        self.call_from_thread(summary.offer, lines)


def run(load: Callable[[], Feed], show: Show) -> tuple[SetResult, ...]:
    """Show a session on the terminal until the person leaves, and return its results; of one without an end, none.

    Raises
    ------
    RunstrongError
        Whatever ``load`` raised, once the terminal is back to normal.
    SystemExit
        The program broke while it ran; its traceback is on the terminal.
    """
    app = RunstrongApp(load, show)
    app.run()
    if app.failure is not None:
        raise app.failure
    if app.return_code:
        raise SystemExit(app.return_code)
    return app.results
