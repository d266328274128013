"""What an exercise is: the words a person reads, and the facts that the counter and the session need."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from runstrong_signal.motion import MotionProfile


class BodyPlace(StrEnum):
    """Where a sensor is worn."""

    WAIST = "waist"
    CHEST = "chest"
    UPPER_ARM = "upper arm"
    WRIST = "wrist"
    THIGH = "thigh"
    SHANK = "shank"
    FOOT = "foot"


class Visibility(StrEnum):
    """How well one sensor at a place sees a movement; blind: (nearly) not at all."""

    BEST = "best"
    GOOD = "good"
    WEAK = "weak"
    BLIND = "blind"


class Sides(StrEnum):
    """How left and right take part in a set."""

    TOGETHER = "together"  # both at once, or the movement has no sides
    IN_TURN = "in turn"  # a set on one side, then a set on the other
    ALTERNATING = "alternating"  # left and right take turns inside one set


class Counting(StrEnum):
    """What one repetition consists of where sides alternate."""

    EACH = "each"  # every single movement is one
    PAIR = "pair"  # right + left = 1


class Kind(StrEnum):
    """Whether an exercise is counted or timed."""

    REPS = "reps"
    HOLD = "hold"


class BodyPosture(StrEnum):
    """How the body lies in space while an exercise is done; side: on the side that works."""

    STANDING = "standing"
    SEATED = "seated"
    HINGED = "hinged"
    PRONE = "prone"
    SUPINE = "supine"
    SIDE = "side"


@dataclass(frozen=True, slots=True)
class PlaceAdvice:
    """What a sensor at one place sees of an exercise.

    Attributes
    ----------
    moves_per_period
        Single movements in one period of the signal: 2 where left and right alternate and look different to this
        place (opposite signs, or only one of them moves it), otherwise 1.
    note
        One sentence for the person, or empty.
    advised
        Whether at least four of five simulated sets are counted exactly here (docs/movements.md); never where blind.
    """

    visibility: Visibility
    moves_per_period: int = 1
    note: str = ""
    advised: bool = True


@dataclass(frozen=True, slots=True)
class Phase:
    """One part of a repetition and its usual share of the time."""

    name: str
    share: float


@dataclass(frozen=True, slots=True)
class FitName:
    """The nearest word of the FIT vocabulary (category and exercise, with their numbers); match: exact, near, poor."""

    category: str
    category_no: int
    name: str
    name_no: int
    match: str


@dataclass(frozen=True, slots=True)
class Exercise:
    """One movement of the catalogue; the text is for people, the rest for the session and the counter.

    Attributes
    ----------
    start_posture
        Where a repetition begins and ends, in words.
    on_floor
        Whether it is done on the floor, so that getting ready takes longer.
    rep_is
        What one repetition consists of, in words.
    substitutes
        What serves where a piece of equipment is missing, in words.
    easier, harder
        A variant in words; empty where the prescriptions name none.
    cannot_see
        What a single sensor cannot tell about the movement, in words, so that nobody expects it.
    posture
        The posture that it is held in, or None where it changes or does not matter.
    grace_s
        How long a broken hold may be taken up again.
    """

    id: str
    name: str
    aliases: tuple[str, ...]
    kind: Kind
    sides: Sides
    counting: Counting
    start_posture: str
    on_floor: bool
    rep_is: str
    phases: tuple[Phase, ...]
    equipment: tuple[str, ...]
    substitutes: str
    muscles: tuple[str, ...]
    steps: tuple[str, ...]
    cues: tuple[str, ...]
    easier: str
    harder: str
    places: Mapping[BodyPlace, PlaceAdvice]
    motion: MotionProfile
    fit: FitName
    cannot_see: str = ""
    posture: BodyPosture | None = None
    grace_s: float = 3.0
