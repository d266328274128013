"""What the pipeline says: frozen events, each stamped with the session time at which it became known."""

from dataclasses import dataclass
from enum import StrEnum


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
    """A finished set was read a second time, from its end.

    Attributes
    ----------
    periods
        What the live count came to.
    periods_backwards
        What the other reading gives; if it differs, one of the two is usually right.
    """

    t_s: float
    periods: int
    periods_backwards: int


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
    """The hold broke at ``since_s`` after ``held_s`` seconds; it resumes if the position is taken again."""

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
        Mean gravity-free acceleration over the last 5 s, in m/s2.
    tilt_deg
        Slow tilt away from the person's own first seconds, in degrees.
    """

    t_s: float
    sway_mps2: float
    tilt_deg: float


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
)
