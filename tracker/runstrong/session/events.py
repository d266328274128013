"""What happens in a session, as frozen events: the one stream behind the screen, ``--plain`` and ``--json``.

The ``event`` name of each class is its name in JSON Lines; ``t_s`` is session time and becomes ``t``.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from runstrong.session.counting import Span


class Side(StrEnum):
    """The side a set is done on; both: together, alternating, or no sides."""

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"


class EndReason(StrEnum):
    """Why a set ended."""

    TARGET = "target reached"
    STILL = "still"
    TIME = "time is up"
    BROKEN = "hold broken"
    KEY = "ended by hand"
    SKIPPED = "skipped"
    NOTHING = "nothing counted"
    STREAM_END = "end of the recording"


@dataclass(frozen=True, slots=True)
class SetKey:
    """Which set: its row in the session's table (from 0), exercise, number, and side."""

    row: int
    exercise: str
    set_no: int
    sets: int
    side: Side


@dataclass(frozen=True, slots=True)
class SetResult:
    """A finished set: what was prescribed, what was counted, what the person made of it.

    ``reps_auto`` is what the sensor counted and never changes afterwards; ``reps`` is the final count. Both are None
    for holds; ``hold_s`` is None for repetitions.

    Attributes
    ----------
    sway_mps2, tilt_deg
        Mean sway over a hold, and its largest slow tilt away from the start; None where nothing was measured.
    sway_parts_mps2
        Mean sway of every five held seconds.
    inside_hold_s, inside_holds_s
        Seconds to be held in each repetition, and those that were; None for a repetition in which none was seen.
    lowering_s
        Seconds of each way down where it is to be slow; None as before.
    short_reps
        Repetitions that count but lack their hold or their slow way down.
    confidence
        How sure ``reps_auto`` is: the share of real sets with the same signs that were counted right; None where the
        set was not read again.
    reps_again
        What the second reading of the finished set gives, or None; where it differs, the person was asked.
    confirmed
        Whether the person said that the count is right.
    spans, turns_s, ranges_deg, likenesses
        When each repetition that the sensor counted was done, when it turned, how far it tilted the sensor, and how
        like the others it was; None where that is not known.
    sides_s, sides_deg
        Usual time and range of the first, third ... and of the second, fourth ... move, where sides alternate in the
        set and each move is seen by itself; which of them is the left one is not known.
    """

    exercise: str
    name: str
    ref: str
    set_no: int
    sets: int
    side: Side
    target: str
    reps: int | None
    reps_auto: int | None
    hold_s: float | None
    reached: bool | None
    reason: EndReason
    start_s: float
    end_s: float
    corrected: bool
    sway_mps2: float | None = None
    tilt_deg: float | None = None
    sway_parts_mps2: tuple[float, ...] = ()
    inside_hold_s: float | None = None
    inside_holds_s: tuple[float | None, ...] = ()
    lowering_s: tuple[float | None, ...] = ()
    short_reps: int = 0
    spans: tuple[Span, ...] = ()
    ranges_deg: tuple[float | None, ...] = ()
    turns_s: tuple[float | None, ...] = ()
    likenesses: tuple[float | None, ...] = ()
    sides_s: tuple[float, ...] = ()
    sides_deg: tuple[float, ...] = ()
    confidence: float | None = None
    reps_again: int | None = None
    confirmed: bool = False

    @property
    def is_doubtful(self) -> bool:
        """Whether two readings differ and the person has not said which is right."""
        return self.reps_again not in (None, self.reps_auto) and not (self.confirmed or self.corrected)


@dataclass(frozen=True, slots=True)
class SessionStarted:
    """The session began."""

    event: ClassVar[str] = "session_started"
    t_s: float
    plan: str
    sets: int


@dataclass(frozen=True, slots=True)
class StandStill:
    """The person is asked to stand still for a moment; it ends by itself after ``seconds`` at the latest."""

    event: ClassVar[str] = "stand_still"
    t_s: float
    seconds: float


@dataclass(frozen=True, slots=True)
class PostureKnown:
    """It is known where up is, so postures can be told apart; ``standing``: exactly, from standing still."""

    event: ClassVar[str] = "posture_known"
    t_s: float
    standing: bool


@dataclass(frozen=True, slots=True)
class WrongSide:
    """The person lies on ``lies_on``, but the set is for the other side."""

    event: ClassVar[str] = "wrong_side"
    t_s: float
    key: SetKey
    lies_on: Side


@dataclass(frozen=True, slots=True)
class GetReady:
    """A set is announced; it starts by itself after ``seconds``, or earlier by movement."""

    event: ClassVar[str] = "get_ready"
    t_s: float
    key: SetKey
    target: str
    seconds: float


@dataclass(frozen=True, slots=True)
class CountdownMark:
    """A second that is worth a cue, ``left_s`` before the set starts by itself: the last three, ten of a rest."""

    event: ClassVar[str] = "countdown"
    t_s: float
    key: SetKey
    left_s: float


@dataclass(frozen=True, slots=True)
class TimeMark:
    """A second that is worth a cue in a set that has a time: half way, and the last five."""

    event: ClassVar[str] = "time"
    t_s: float
    key: SetKey
    left_s: float
    total_s: float


@dataclass(frozen=True, slots=True)
class SetStarted:
    """Work began at ``since_s``."""

    event: ClassVar[str] = "set_started"
    t_s: float
    key: SetKey
    target: str
    since_s: float


@dataclass(frozen=True, slots=True)
class RepDone:
    """A repetition, after the counting rule: ``reps`` in all in this set, the person's corrections included.

    Attributes
    ----------
    turn_s
        When the far end of the movement was reached; None where the sensor's place does not show it.
    range_deg
        How far it tilted the sensor, as a trend over the set; None where that is not known.
    likeness
        Similarity with the other repetitions of its set, 0 to 1; None where that is not known.
    """

    event: ClassVar[str] = "rep"
    t_s: float
    key: SetKey
    reps: int
    start_s: float
    end_s: float
    turn_s: float | None = None
    range_deg: float | None = None
    likeness: float | None = None


@dataclass(frozen=True, slots=True)
class RepsRevised:
    """The automatic count went down, the final one to ``reps``; later evidence wins."""

    event: ClassVar[str] = "reps_revised"
    t_s: float
    key: SetKey
    reps: int


@dataclass(frozen=True, slots=True)
class HoldBegan:
    """The position is held since ``since_s``."""

    event: ClassVar[str] = "hold_started"
    t_s: float
    key: SetKey
    since_s: float


@dataclass(frozen=True, slots=True)
class HoldInterrupted:
    """The position was left after ``hold_s`` seconds; the clock stands."""

    event: ClassVar[str] = "hold_paused"
    t_s: float
    key: SetKey
    hold_s: float
    why: str


@dataclass(frozen=True, slots=True)
class HoldContinued:
    """The position was taken again; the clock runs on from ``hold_s``."""

    event: ClassVar[str] = "hold_resumed"
    t_s: float
    key: SetKey
    hold_s: float


@dataclass(frozen=True, slots=True)
class HoldMark:
    """A second that is worth a cue: half way, the last five, then every five of an open hold."""

    event: ClassVar[str] = "hold"
    t_s: float
    key: SetKey
    hold_s: float
    remaining_s: float | None
    sway_mps2: float | None
    tilt_deg: float | None


@dataclass(frozen=True, slots=True)
class HoldSign:
    """An early sign that the hold is getting hard: ``sign`` is its name, ``words`` what a person is told."""

    event: ClassVar[str] = "hold_sign"
    t_s: float
    key: SetKey
    sign: str
    words: str


@dataclass(frozen=True, slots=True)
class InsideHeld:
    """The turning point of a repetition: held, and lowered, for so long; ``wanted_s`` None: nothing is to be held."""

    event: ClassVar[str] = "inside_hold"
    t_s: float
    key: SetKey
    held_s: float
    wanted_s: float | None
    lowering_s: float
    short: bool


@dataclass(frozen=True, slots=True)
class TargetReached:
    """What was prescribed is done; the count goes on."""

    event: ClassVar[str] = "target_reached"
    t_s: float
    key: SetKey


@dataclass(frozen=True, slots=True)
class SetEnded:
    """A set is over and checked off."""

    event: ClassVar[str] = "set_ended"
    t_s: float
    key: SetKey
    result: SetResult


@dataclass(frozen=True, slots=True)
class CountChecked:
    """A finished set was read a second time; ``asks``: the readings differ, and the person is asked, once.

    ``confidence`` is the share of real sets with the same signs that were counted right.
    """

    event: ClassVar[str] = "count_checked"
    t_s: float
    key: SetKey
    reps_auto: int
    reps_again: int
    confidence: float
    asks: bool


@dataclass(frozen=True, slots=True)
class CountConfirmed:
    """The person said that the count of the set is right."""

    event: ClassVar[str] = "count_confirmed"
    t_s: float
    key: SetKey
    reps: int


@dataclass(frozen=True, slots=True)
class SideSwitched:
    """Change to the other side; its set follows."""

    event: ClassVar[str] = "switch_side"
    t_s: float
    key: SetKey
    seconds: float


@dataclass(frozen=True, slots=True)
class RestStarted:
    """Rest before the next set, named by ``key``."""

    event: ClassVar[str] = "rest_started"
    t_s: float
    key: SetKey
    seconds: float


@dataclass(frozen=True, slots=True)
class RestEnded:
    """Rest is over, by the clock or because the person moved on."""

    event: ClassVar[str] = "rest_ended"
    t_s: float
    key: SetKey


@dataclass(frozen=True, slots=True)
class Corrected:
    """The person put the count right; the automatic one stays beside it."""

    event: ClassVar[str] = "corrected"
    t_s: float
    key: SetKey
    reps: int
    reps_auto: int


@dataclass(frozen=True, slots=True)
class SignalLost:
    """Nothing has come from the sensor since ``since_s``."""

    event: ClassVar[str] = "signal_lost"
    t_s: float
    since_s: float


@dataclass(frozen=True, slots=True)
class SignalBack:
    """The sensor is heard again."""

    event: ClassVar[str] = "signal_back"
    t_s: float


@dataclass(frozen=True, slots=True)
class SignalGap:
    """No samples between ``start_s`` and ``end_s``."""

    event: ClassVar[str] = "gap"
    t_s: float
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class SignalFault:
    """Samples that could not be used were left out."""

    event: ClassVar[str] = "samples_dropped"
    t_s: float
    count: int


@dataclass(frozen=True, slots=True)
class Paused:
    """The person paused the session; clocks stand."""

    event: ClassVar[str] = "paused"
    t_s: float


@dataclass(frozen=True, slots=True)
class Unpaused:
    """The session goes on."""

    event: ClassVar[str] = "resumed"
    t_s: float


@dataclass(frozen=True, slots=True)
class SessionEnded:
    """The session is over; every set of the plan has its result, undone ones included only if they were begun."""

    event: ClassVar[str] = "session_ended"
    t_s: float
    sets: tuple[SetResult, ...]


SessionEvent = (
    SessionStarted
    | StandStill
    | PostureKnown
    | WrongSide
    | GetReady
    | CountdownMark
    | TimeMark
    | SetStarted
    | RepDone
    | RepsRevised
    | HoldBegan
    | HoldInterrupted
    | HoldContinued
    | HoldMark
    | HoldSign
    | InsideHeld
    | TargetReached
    | SetEnded
    | CountChecked
    | CountConfirmed
    | SideSwitched
    | RestStarted
    | RestEnded
    | Corrected
    | SignalLost
    | SignalBack
    | SignalGap
    | SignalFault
    | Paused
    | Unpaused
    | SessionEnded
)
