"""Which cue belongs to which event: the one place that decides what is heard, said and flashed."""

from collections.abc import Mapping

from runstrong.config.model import CueConfig
from runstrong.cues.table import CUES, Cue, CueName
from runstrong.cues.words import fill
from runstrong.session.course_events import (
    CountdownMark,
    GetReady,
    Paused,
    RestStarted,
    SessionEnded,
    SideSwitched,
    Unpaused,
)
from runstrong.session.events import SessionEvent
from runstrong.session.goal import LAST_SECONDS, RepGoal
from runstrong.session.hold_events import HoldBegan, HoldContinued, HoldInterrupted, HoldMark, HoldSign, WrongSide
from runstrong.session.marks import BEFORE_A_SET_S
from runstrong.session.script import Script
from runstrong.session.set_events import RepDone, SetOverdue, SetStarted, TargetReached, TimeMark
from runstrong.session.set_result import SetKey, Side
from runstrong.session.signal_events import SignalBack, SignalLost

SIMPLE: Mapping[type[SessionEvent], CueName] = {
    GetReady: CueName.GET_READY,
    SetOverdue: CueName.OVERDUE,
    TargetReached: CueName.TARGET,
    SideSwitched: CueName.SWITCH,
    RestStarted: CueName.REST,
    HoldBegan: CueName.HOLD_RUNS,
    HoldContinued: CueName.HOLD_RUNS,
    HoldInterrupted: CueName.HOLD_PAUSED,
    HoldSign: CueName.HOLD_SIGN,
    WrongSide: CueName.WRONG_SIDE,
    SignalLost: CueName.SENSOR_LOST,
    SignalBack: CueName.SENSOR_BACK,
    Paused: CueName.PAUSED,
    Unpaused: CueName.RESUMED,
    SessionEnded: CueName.DONE,
}
"""Events that are a cue whatever is in them."""


class CueWriter:
    """Turns the events of one session into the cues that this person wants."""

    def __init__(self, script: Script, wanted: CueConfig) -> None:
        self._steps = script.steps
        self._wanted = wanted

    def feed(self, event: SessionEvent) -> tuple[Cue, ...]:
        """Return the cue that an event is, or none."""
        name = SIMPLE.get(type(event)) or self._by_content(event)
        if name is None or name in self._wanted.leave_out:
            return ()
        return (Cue(name, event.t_s, self._words(name, event)),)

    def _by_content(self, event: SessionEvent) -> CueName | None:
        match event:
            case SetStarted(window_s=window_s):
                return CueName.MAY_BEGIN if window_s > 0.0 else CueName.GO
            case RepDone():
                return self._of_rep(event)
            case HoldMark(remaining_s=None):
                return None
            case HoldMark(hold_s=hold_s, remaining_s=left_s):
                return CueName.HALF_WAY if hold_s == left_s else CueName.LAST_SECONDS
            case TimeMark(left_s=left_s):
                return CueName.LAST_SECONDS if left_s <= LAST_SECONDS else CueName.HALF_WAY
            case CountdownMark(left_s=left_s):
                return CueName.READY_COUNT if left_s in BEFORE_A_SET_S else CueName.REST_WARNING
            case _:
                return None

    def _of_rep(self, event: RepDone) -> CueName | None:
        """Return the cue of a repetition; the one that reaches the target has that as its cue."""
        goal = self._steps[event.key.row].goal
        assert isinstance(goal, RepGoal)
        if event.reps == goal.full:
            return None
        if goal.last_reps(event.reps) is not None:
            return CueName.LAST_REPS
        return CueName.HALF_WAY if goal.is_half_way(event.reps) else CueName.REP

    def _words(self, name: CueName, event: SessionEvent) -> str:
        return fill(self._wanted.words.get(name, CUES[name].words), self._facts(event))

    def _facts(self, event: SessionEvent) -> dict[str, str]:
        """Return what the placeholders stand for at an event."""
        key: SetKey | None = getattr(event, "key", None)
        step = None if key is None else self._steps[key.row]
        return {
            "n": self._number(event),
            "side": "" if key is None or key.side is Side.BOTH else key.side.value,
            "exercise": "" if step is None else step.exercise.name,
            "target": "" if step is None else step.target,
            "sign": event.words if isinstance(event, HoldSign) else "",
        }

    def _number(self, event: SessionEvent) -> str:
        """Return the number of a moment: what is left where that counts, else what is done or given."""
        match event:
            case RepDone():
                goal = self._steps[event.key.row].goal
                left = goal.last_reps(event.reps) if isinstance(goal, RepGoal) else None
                return str(event.reps if left is None else left)
            case HoldMark(remaining_s=float() | int() as number):
                return f"{number:.0f}"
            case CountdownMark(left_s=number) | TimeMark(left_s=number):
                return f"{number:.0f}"
            case (
                SetStarted(window_s=number)
                | RestStarted(seconds=number)
                | SideSwitched(seconds=number)
                | GetReady(seconds=number)
            ):
                return f"{number:.0f}"
            case _:
                return ""
