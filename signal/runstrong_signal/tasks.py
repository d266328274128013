"""What the pipeline is asked to watch for: repetitions or a hold, from a moment on."""

from dataclasses import dataclass

from runstrong_signal.motion import GENERAL, MotionProfile


@dataclass(frozen=True, slots=True)
class CountReps:
    """Count the periods of a movement that start at or after ``since_s``."""

    since_s: float
    profile: MotionProfile = GENERAL


@dataclass(frozen=True, slots=True)
class TimeHold:
    """Time a position that is taken at or after ``since_s``.

    ``grace_s`` is how long a broken hold may be taken up again before it ends.
    """

    since_s: float
    grace_s: float = 3.0


@dataclass(frozen=True, slots=True)
class WatchIdle:
    """Nothing is expected: report only a movement that repeats beyond doubt (someone started early)."""

    since_s: float
    profile: MotionProfile = GENERAL


Task = CountReps | TimeHold | WatchIdle
