"""What the pipeline says: frozen events, each stamped with the session time at which it became known."""

from dataclasses import dataclass
from enum import StrEnum

from runstrong_signal.posture import Posture

GAP_S = 0.35
"""A step between samples that is reported as a gap: 3.5 samples of the slowest supported sensors (10 Hz)."""


@dataclass(frozen=True, slots=True)
class PeriodCounted:
    """One more repetition of the movement, as the signal shows it.

    The counting rule of the prescription (right + left = 1, or each = 1) is applied later, by the session.

    Attributes
    ----------
    t_s
        Session time at which it became known.
    start_s, end_s
        Session times between which the repetition was done.
    number
        Running number of the period since the counter was armed, from 1.
    likeness
        Similarity with the other repetitions of its set, 0 to 1.
    turn_s
        Session time at which it was farthest from where it began; None where nothing remembers its motion.
    range_deg
        Tilt between start and turn, as a trend over the set (see `runstrong_signal.reps.measure`); None likewise.
    """

    t_s: float
    start_s: float
    end_s: float
    number: int
    likeness: float
    turn_s: float | None = None
    range_deg: float | None = None


@dataclass(frozen=True, slots=True)
class CountRevised:
    """The number of periods turned out to be lower than was said; later evidence wins."""

    t_s: float
    periods: int


@dataclass(frozen=True, slots=True)
class SetRecounted:
    """A finished set was read once more, with all its repetitions known.

    Attributes
    ----------
    periods
        What the live count came to.
    periods_again
        What the second reading gives; if it differs, one of the two is usually right.
    confidence
        Share of sets with the same signs whose live count is right (see `runstrong_signal.reps.confidence`).
    """

    t_s: float
    periods: int
    periods_again: int
    confidence: float


@dataclass(frozen=True, slots=True)
class StillnessChanged:
    """The sensor came to rest, or began to move, at ``since_s`` (earlier than ``t_s``)."""

    t_s: float
    since_s: float
    still: bool


@dataclass(frozen=True, slots=True)
class GapFound:
    """No samples between ``start_s`` and ``end_s``."""

    t_s: float
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class SamplesDropped:
    """Samples that could not be used: not a number, or stamped before their predecessor."""

    t_s: float
    count: int


@dataclass(frozen=True, slots=True)
class HoldStarted:
    """A position has been held since ``since_s`` (back-dated to the moment it was taken)."""

    t_s: float
    since_s: float


class HoldBreak(StrEnum):
    """Why a hold was interrupted."""

    MOVED = "moved"  # the sensor moves
    TILTED = "tilted"  # still, but away from the line of the start
    NO_SIGNAL = "no signal"


@dataclass(frozen=True, slots=True)
class HoldPaused:
    """The hold broke at ``since_s`` after ``held_s`` seconds; it resumes if the position is taken again.

    After 0 s it was no hold at all, and the next one starts anew.
    """

    t_s: float
    since_s: float
    held_s: float
    why: HoldBreak


@dataclass(frozen=True, slots=True)
class HoldResumed:
    """The position is held again since ``since_s``; ``held_s`` seconds were held before."""

    t_s: float
    since_s: float
    held_s: float


@dataclass(frozen=True, slots=True)
class HoldEnded:
    """The hold is over after ``held_s`` seconds in all, the last of them at ``end_s``."""

    t_s: float
    end_s: float
    held_s: float
    why: HoldBreak


@dataclass(frozen=True, slots=True)
class SteadinessMeasured:
    """How steadily the position has been held: sway over the last seconds, and tilt away from the start.

    Attributes
    ----------
    sway_mps2
        Mean gravity-free acceleration over the last 5 s, in m/s2, the noise of the sensor taken out.
    tilt_deg
        Slow tilt away from the person's own first seconds, in degrees.
    head_up_deg
        Part of that tilt that lifts the head end (negative: lowers it); None while it is not known where up is.
    tremor_mps2
        The same as sway, from 4 to 12 Hz alone; None where the sensor is too slow for it.
    whole_sway_mps2, largest_tilt_deg
        Over the hold so far.
    parts_mps2
        Mean sway of every five held seconds so far.
    """

    t_s: float
    sway_mps2: float
    tilt_deg: float
    head_up_deg: float | None = None
    tremor_mps2: float | None = None
    whole_sway_mps2: float = 0.0
    largest_tilt_deg: float = 0.0
    parts_mps2: tuple[float, ...] = ()


class EarlySign(StrEnum):
    """What often comes before a position is lost; none of them says that it will be."""

    TREMOR = "tremor"  # shaking at 4 to 12 Hz has doubled
    RESCUES = "rescues"  # quick lifts back to the line, again and again
    DRIFT = "drift"  # slowly away from the line


@dataclass(frozen=True, slots=True)
class SignNoticed:
    """An early sign has shown in the running hold; each is said once a hold."""

    t_s: float
    sign: EarlySign


@dataclass(frozen=True, slots=True)
class StopMeasured:
    """A turning point of a repetition: how long it was held, and how long the ways there and back took.

    Attributes
    ----------
    start_s, end_s
        From leaving the start position until back in it.
    held_s
        Time near the far end without moving.
    out_s, back_s
        Time of the way there and of the way back.
    """

    t_s: float
    start_s: float
    end_s: float
    held_s: float
    out_s: float
    back_s: float


@dataclass(frozen=True, slots=True)
class UprightLearned:
    """It is known where up is for this sensor as it is worn; ``standing``: from standing still, not only walking."""

    t_s: float
    standing: bool


@dataclass(frozen=True, slots=True)
class PostureChanged:
    """The person is still in a new posture since ``since_s``: one of ``postures``, as far as one sensor can tell."""

    t_s: float
    since_s: float
    postures: frozenset[Posture]


@dataclass(frozen=True, slots=True)
class WalkingChanged:
    """The person walks since ``since_s``, or does not any more."""

    t_s: float
    since_s: float
    walks: bool


SignalEvent = (
    PeriodCounted
    | CountRevised
    | SetRecounted
    | StillnessChanged
    | GapFound
    | SamplesDropped
    | HoldStarted
    | HoldPaused
    | HoldResumed
    | HoldEnded
    | SteadinessMeasured
    | SignNoticed
    | StopMeasured
    | UprightLearned
    | PostureChanged
    | WalkingChanged
)
