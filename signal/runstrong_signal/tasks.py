"""What the pipeline is asked to watch for: repetitions or a hold, from a moment on."""

from dataclasses import dataclass

from runstrong_signal.motion import GENERAL, MotionProfile
from runstrong_signal.posture import ANY, Posture
from runstrong_signal.reps.personal import PersonalTemplate


@dataclass(frozen=True, slots=True)
class HoldProfile:
    """How a held position looks to a sensor at its place.

    Attributes
    ----------
    postures
        Postures that are right; the position is taken only where one of them is possible.
    tilt_limit_deg
        Angle away from the person's own line beyond which the position is lost.
    lies_below_deg
        Head-up angle below which a quiet person in the right posture may simply be lying; None: no such rule.
    """

    postures: frozenset[Posture] = ANY
    tilt_limit_deg: float = 12.0
    lies_below_deg: float | None = None


ANY_POSITION = HoldProfile()
"""For any position of which nothing is known."""


@dataclass(frozen=True, slots=True)
class CountReps:
    """Count the periods of a movement that start at or after ``since_s``.

    ``with_stops``: also measure how long each turning point is held, and how long the ways to it and back take.
    ``template``: how this person does the movement, where that is known.
    """

    since_s: float
    profile: MotionProfile = GENERAL
    with_stops: bool = False
    template: PersonalTemplate | None = None


@dataclass(frozen=True, slots=True)
class TimeHold:
    """Time a position that is taken at or after ``since_s``.

    ``grace_s`` is how long a broken hold may be taken up again before it ends.
    """

    since_s: float
    grace_s: float = 3.0
    profile: HoldProfile = ANY_POSITION


@dataclass(frozen=True, slots=True)
class WatchIdle:
    """Nothing is expected: report only a movement that repeats beyond doubt (someone started early)."""

    since_s: float
    profile: MotionProfile = GENERAL


@dataclass(frozen=True, slots=True)
class LearnStanding:
    """The person was asked to stand still: the first two still seconds after ``since_s`` say where up is."""

    since_s: float


Task = CountReps | TimeHold | WatchIdle | LearnStanding
