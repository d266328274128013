"""Session events as plain sentences, complete enough to train with: for pipes, logs and screen readers."""

from runstrong.errors import printable
from runstrong.session.course_events import (
    CountdownMark,
    GetReady,
    Paused,
    RestEnded,
    RestStarted,
    SessionEnded,
    SessionStarted,
    SideSwitched,
    StandStill,
    Unpaused,
)
from runstrong.session.events import SessionEvent
from runstrong.session.goal import HoldGoal
from runstrong.session.hold_events import HoldBegan, HoldContinued, HoldInterrupted, HoldMark, HoldSign, WrongSide
from runstrong.session.script import Script, Step
from runstrong.session.set_events import (
    Corrected,
    CountChecked,
    CountConfirmed,
    InsideHeld,
    RepDone,
    RepsRevised,
    SetEnded,
    SetOverdue,
    SetStarted,
    TargetReached,
    TimeMark,
)
from runstrong.session.set_result import SetKey, SetResult, Side
from runstrong.session.signal_events import PostureKnown, SignalBack, SignalFault, SignalGap, SignalLost
from runstrong.session.steadiness import change_words


class PlainLines:
    """Puts the events of one script into words, one sentence a line."""

    def __init__(self, script: Script) -> None:
        self._steps = script.steps

    def lines(self, event: SessionEvent) -> tuple[str, ...]:
        """Return the lines for an event, each with its time; none for one that says nothing new to a person."""
        clock = f"{int(event.t_s // 60)}:{event.t_s % 60:04.1f}"
        return tuple(f"{clock:>7}  {printable(sentence)}" for sentence in self._sentences(event))

    def _sentences(self, event: SessionEvent) -> tuple[str, ...]:
        match event:
            case SessionStarted():
                return (f"{event.plan}: {counted(event.sets, 'set')}",)
            case SessionEnded():
                return ("session ended", *(summary_line(result) for result in event.sets))
            case Paused():
                return ("paused",)
            case Unpaused():
                return ("going on",)
            case StandStill():
                return ("stand still for two seconds",)
            case PostureKnown():
                return ("thank you, it is known where up is",) if event.standing else ()
            case SignalLost():
                return (f"nothing has come from the sensor for {event.t_s - event.since_s:.0f} s",)
            case SignalBack():
                return ("the sensor is heard again",)
            case SignalGap():
                return (f"no signal for {event.end_s - event.start_s:.1f} s",)
            case SignalFault():
                return (f"{counted(event.count, 'unusable sample')} left out",)
            case _:
                return self._of_set(event, self._steps[event.key.row])

    def _of_set(self, event: SessionEvent, step: Step) -> tuple[str, ...]:
        match event:
            case GetReady():
                return (f"{self._announced(event.key)}: get ready, {event.seconds:.0f} s",)
            case CountdownMark():
                return (f"{event.left_s:.0f} s",)
            case TimeMark():
                half = "half way, " if event.left_s == event.total_s / 2 else ""
                return (f"{half}{event.left_s:g} s left",)
            case SetStarted() if event.window_s > 0.0:
                return (f"{self._announced(event.key)}: begin within {event.window_s:.0f} s",)
            case SetOverdue():
                late = f"the rest has been over for {event.late_s:.0f} s" if event.late_s >= 1.0 else "the rest is over"
                return (f"{late}: {self._named(event.key)} is due",)
            case SetStarted():
                return (f"{self._announced(event.key)}: {'hold' if step.is_hold else 'go'}",)
            case RepDone():
                return (f"rep {event.reps}{_of_full(step)}{_stage_of(event.reps, step)}",)
            case RepsRevised():
                return (f"count put right: {event.reps}{_of_full(step)}",)
            case Corrected():
                return (f"{self._named(event.key)}: {event.reps} by hand, {event.reps_auto} counted",)
            case TargetReached():
                return ("target reached",)
            case InsideHeld():
                return (_inside(event),) if event.wanted_s is not None else ()
            case WrongSide():
                return (f"you lie on the {event.lies_on.value} side: turn over to the {event.key.side.value}",)
            case SetEnded():
                return (f"{self._named(event.key)} done: {outcome(event.result)} ({event.result.reason.value})",)
            case CountChecked():
                named = self._named(event.key)
                return (f"{named}: was it {event.reps_auto} or {event.reps_again}?",) if event.asks else ()
            case CountConfirmed():
                return (f"{self._named(event.key)}: {event.reps}, confirmed",)
            case SideSwitched():
                return (f"change to the {event.key.side.value} side, {event.seconds:.0f} s",)
            case RestStarted():
                return (f"rest {event.seconds:.0f} s, next: {self._announced(event.key)}",)
            case RestEnded():
                return ("rest over",)
            case _:
                return _of_hold(event)

    def _named(self, key: SetKey) -> str:
        side = "" if key.side is Side.BOTH else f" {key.side.value}"
        return f"{self._steps[key.row].exercise.name}{side}, set {key.set_no} of {key.sets}"

    def _announced(self, key: SetKey) -> str:
        """Return the name of a set with what it asks for; bare numbers are repetitions."""
        step = self._steps[key.row]
        unit = " reps" if step.target[-1:].isdigit() and not step.is_hold else ""
        return f"{self._named(key)}, {step.target}{unit}"


def _of_hold(event: SessionEvent) -> tuple[str, ...]:
    match event:
        case HoldBegan():
            return ("holding",)
        case HoldInterrupted(hold_s=0.0):
            return ("that was no hold yet",)
        case HoldInterrupted():
            return (f"hold stopped at {event.hold_s:.1f} s: {event.why}",)
        case HoldContinued():
            return (f"holding again, from {event.hold_s:.1f} s",)
        case HoldMark(remaining_s=None):
            return (f"{event.hold_s:g} s held",)
        case HoldSign():
            return (f"an early sign: {event.words}",)
        case HoldMark():
            half = "half way: " if event.remaining_s == event.hold_s else ""
            return (f"{half}{event.hold_s:g} s held, {event.remaining_s:g} s to go",)
        case _:
            return ()


def _inside(event: InsideHeld) -> str:
    short = " (short)" if event.short else ""
    return f"held {event.held_s:.1f} of {event.wanted_s:g} s in it{short}"


def summary_line(result: SetResult) -> str:
    """Return a finished set as one sentence of the summary."""
    side = "" if result.side is Side.BOTH else f" {result.side.value}"
    ref = f"{result.ref} " if result.ref else ""
    name = f"{ref}{result.name}{side}, set {result.set_no} of {result.sets}"
    verdict = {True: "reached", False: "short", None: "open"}[result.reached]
    return f"{name}: {outcome(result)}, prescribed {result.target}, {verdict}"


def outcome(result: SetResult) -> str:
    """Return what was done in a set, and what was counted where the person put it right."""
    if result.hold_s is not None:
        return f"held {result.hold_s:.1f} s{_steadiness(result)}"
    assert result.reps is not None
    auto = f" ({result.reps_auto} counted)" if result.corrected else ""
    auto += f" (or {result.reps_again}?)" if result.is_doubtful else ""
    short = f", {result.short_reps} short of the hold or too quick" if result.short_reps else ""
    return counted(result.reps, "rep") + auto + short


def _steadiness(result: SetResult) -> str:
    """Return the two numbers of a hold, and whether its end was like its beginning."""
    if result.sway_mps2 is None or result.tilt_deg is None:
        return ""
    parts = result.sway_parts_mps2
    change = change_words(parts[0], parts[-1]) if len(parts) > 1 else ""
    return f", sway {result.sway_mps2:.2f} m/s², line within {result.tilt_deg:.0f}°{change and ', ' + change}"


def counted(number: int, word: str) -> str:
    """Return a number of things in words."""
    return f"{number} {word}{'' if number == 1 else 's'}"


def _stage_of(reps: int, step: Step) -> str:
    """Return that a set is half way, or near its end."""
    if isinstance(step.goal, HoldGoal):
        return ""
    left = step.goal.last_reps(reps)
    return f", {left} to go" if left else ", half way" if step.goal.is_half_way(reps) else ""


def _of_full(step: Step) -> str:
    goal = step.goal
    return "" if isinstance(goal, HoldGoal) or goal.full is None else f" of {goal.full}"
