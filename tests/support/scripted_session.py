"""A scripted session: it shows the snapshots it is told to and remembers the keys it gets."""

from dataclasses import dataclass, field, replace
from typing import Any

from textual.app import App
from textual.pilot import Pilot

from runstrong.session.commands import Command, EndSession, PauseOrResume
from runstrong.session.course_events import SessionEnded
from runstrong.session.events import SessionEvent
from runstrong.session.set_events import RepDone
from runstrong.session.set_result import EndReason, SetKey, SetResult, Side
from runstrong.session.snapshot import CountQuestion, Phase, RowState, SetRow, Snapshot
from runstrong.session.steadiness import Demand
from runstrong_signal.samples import SampleBlock
from runstrong_tui.app import RunstrongApp, Show
from runstrong_tui.driver import Feed
from runstrong_tui.marks import Marks
from runstrong_tui.wording import Tone


def set_row(name: str = "squat", set_no: int = 1, state: RowState = RowState.TO_DO, done: str = "") -> SetRow:
    return SetRow("A6", name, set_no, 3, Side.BOTH, "10", done, state, corrected=False)


WORK = Snapshot(
    t_s=83.0,
    phase=Phase.WORK,
    paused=False,
    plan="seven key muscles",
    exercise="squat",
    name="squat",
    side=Side.BOTH,
    set_no=2,
    sets=3,
    target="10",
    reps=7,
    reps_target=10,
    doing_extra=False,
    hold_s=0.0,
    hold_target_s=None,
    holding=False,
    countdown_s=None,
    sway_mps2=None,
    tilt_deg=None,
    cue="hips back and down",
    signal_age_s=0.1,
    rows=(
        set_row(state=RowState.DONE, done="10"),
        set_row(set_no=2, state=RowState.NOW, done="7"),
        set_row(set_no=3),
        set_row("side plank"),
    ),
    row=1,
)

MOMENTS = {
    Phase.STAND: replace(WORK, phase=Phase.STAND, countdown_s=17.0, countdown_total_s=20.0, reps=0),
    Phase.GET_READY: replace(WORK, phase=Phase.GET_READY, side=Side.LEFT, countdown_s=2.4, reps=0),
    Phase.WORK: WORK,
    Phase.HOLD: replace(
        WORK,
        phase=Phase.HOLD,
        name="side plank",
        side=Side.RIGHT,
        target="30 s",
        reps_target=None,
        hold_s=23.7,
        hold_target_s=30.0,
        holding=True,
        sway_mps2=0.41,
        tilt_deg=4.0,
        demand=Demand.WORKING,
        line_words="hips moved 4°",
        cue="long line from ear to heel",
    ),
    Phase.SWITCH: replace(WORK, phase=Phase.SWITCH, side=Side.RIGHT, countdown_s=3.0, reps=0),
    Phase.REST: replace(WORK, phase=Phase.REST, countdown_s=41.2, reps=0, cue="next: the last set"),
    Phase.CHECK: replace(WORK, phase=Phase.CHECK, countdown_s=11.0, reps=9, question=CountQuestion(9, 10)),
    Phase.DONE: replace(WORK, phase=Phase.DONE, exercise="", name="", target="", row=None, reps=0, reps_target=None),
}
"""One snapshot of every phase."""

TONES = {
    Tone.STAND: MOMENTS[Phase.STAND],
    Tone.READY: MOMENTS[Phase.GET_READY],
    Tone.OPEN: replace(MOMENTS[Phase.WORK], reps=0, awaited_s=31.2, cue="feet hip-width apart"),
    Tone.WORK: replace(MOMENTS[Phase.WORK], rep_s=2.4),
    Tone.HOLD: MOMENTS[Phase.HOLD],
    Tone.BROKEN: replace(MOMENTS[Phase.HOLD], holding=False, cue="Take the position again."),
    Tone.SWITCH: MOMENTS[Phase.SWITCH],
    Tone.TURN: replace(
        MOMENTS[Phase.HOLD],
        hold_s=0.0,
        holding=False,
        turn_to=Side.RIGHT,
        sway_mps2=None,
        line_words="",
        cue="You lie on the left side: turn over to the right.",
    ),
    Tone.REST: MOMENTS[Phase.REST],
    Tone.OVERDUE: replace(MOMENTS[Phase.WORK], reps=0, awaited_s=-12.3, cue="feet hip-width apart"),
    Tone.CHECK: MOMENTS[Phase.CHECK],
    Tone.PAUSED: replace(MOMENTS[Phase.WORK], paused=True),
    Tone.LOST: replace(MOMENTS[Phase.WORK], signal_age_s=4.2),
    Tone.DONE: MOMENTS[Phase.DONE],
}
"""One snapshot of everything that the screen tells apart."""

RESULT = SetResult(
    exercise="squat",
    name="squat",
    ref="A6",
    set_no=1,
    sets=3,
    side=Side.BOTH,
    target="10",
    reps=11,
    reps_auto=10,
    hold_s=None,
    reached=True,
    reason=EndReason.STILL,
    start_s=1.0,
    end_s=30.0,
    corrected=True,
)

LONGER_THAN_ANY_WORD_S = 10.0

KEY = SetKey(1, "squat", 2, 3, Side.BOTH)


@dataclass
class ScriptedDriver:
    """A session driver that shows ``now`` and remembers what it was pressed and fed."""

    now: Snapshot = WORK
    pressed: list[Command] = field(default_factory=list)
    fed: list[SampleBlock] = field(default_factory=list)
    ended: bool = False

    def feed(self, block: SampleBlock) -> tuple[SessionEvent, ...]:
        self.fed.append(block)
        self.now = replace(self.now, t_s=float(block.t_s[-1]))
        return ()

    def press(self, command: Command) -> tuple[SessionEvent, ...]:
        self.pressed.append(command)
        if isinstance(command, PauseOrResume):
            self.now = replace(self.now, paused=not self.now.paused)
        return self.finish() if isinstance(command, EndSession) else ()

    def finish(self) -> tuple[SessionEvent, ...]:
        self.ended = True
        self.now = replace(self.now, phase=Phase.DONE)
        return (SessionEnded(self.now.t_s, (RESULT,)),)

    def snapshot(self) -> Snapshot:
        return self.now

    @property
    def results(self) -> tuple[SetResult, ...]:
        return (RESULT,)


@dataclass
class ScriptedFeed:
    """A feed that hands out the events put into ``due`` and draws a plain signal."""

    driver: ScriptedDriver = field(default_factory=ScriptedDriver)
    due: list[SessionEvent] = field(default_factory=list)
    rate_hz: float | None = 52.0
    lost_share: float = 0.0
    battery_percent: int | None = None

    def advance(self) -> tuple[SessionEvent, ...]:
        happened, self.due = tuple(self.due), []
        return happened

    def press(self, command: Command) -> tuple[SessionEvent, ...]:
        return self.driver.press(command)

    def signal_lines(self, columns: int, rows: int, marks: Marks) -> tuple[str, ...]:
        return ("" if marks is Marks.OFF else "⣀" * columns,) * rows

    def count(self, reps: int) -> None:
        self.driver.now = replace(self.driver.now, reps=reps)
        self.due.append(RepDone(self.driver.now.t_s, KEY, reps, 0.0, 1.0))


@dataclass
class FakeClock:
    """Time that passes only when it is told to."""

    now_s: float = 100.0

    def __call__(self) -> float:
        return self.now_s


def text_of(app: App[Any]) -> str:
    """All characters on the terminal of a program, row by row."""
    width, height = app.size
    strips = app.screen._compositor.render_strips()
    return "\n".join(strip.text[:width] for strip in strips[:height])


@dataclass
class Stage:
    """A program with a scripted session and a clock in hand."""

    feed: ScriptedFeed
    clock: FakeClock
    app: RunstrongApp

    def show(self, snapshot: Snapshot, *, after_s: float = 0.0) -> None:
        """Draw the next frame."""
        self.feed.driver.now = snapshot
        self.clock.now_s += after_s
        self.app.live.frame()

    @property
    def screen_text(self) -> str:
        """All characters on the terminal, row by row."""
        return text_of(self.app)

    async def settle(self, snapshot: Snapshot, pilot: Pilot[None]) -> None:
        """Show a moment until its words are over and the terminal is drawn."""
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        while self.app.live.snapshot is None:  # on a busy machine loading may not even have begun
            await pilot.pause(0.01)
        for _ in range(4):
            self.show(snapshot, after_s=LONGER_THAN_ANY_WORD_S)
        await pilot.pause()


def stage(feed: Feed | None = None, **how: Any) -> Stage:  # noqa: ANN401  # the fields of Show
    """Set a stage up; ``how`` are fields of ``Show``."""
    scripted = ScriptedFeed()
    clock = FakeClock()
    show = Show(**{"title": "squats.csv", **how})
    return Stage(scripted, clock, RunstrongApp(lambda: feed or scripted, show, clock=clock))
