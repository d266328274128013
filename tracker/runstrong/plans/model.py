"""What a plan prescribes: values only; the grammar of the one-line dose is in its own module.

Every form of prescription of the shipped plans has its value here: fixed repetitions, ranges, bounds, as many as
possible in a time, timed and open holds, open repetitions, sides in turn or alternating, holds inside a repetition,
slow lowering, load, rest, alternatives, sessions a week, rest days.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from runstrong.exercises.model import BodyPlace, Counting, Sides


class RepUnit(StrEnum):
    """What is counted: repetitions, or steps in a direction."""

    REPS = "reps"
    STEPS = "steps"


@dataclass(frozen=True, slots=True)
class Reps:
    """A number of repetitions; both bounds equal: fixed; a missing bound: at most, or at least; none: open."""

    at_least: int | None
    at_most: int | None
    unit: RepUnit = RepUnit.REPS

    @property
    def is_open(self) -> bool:
        """Whether no number is prescribed."""
        return self.at_least is None and self.at_most is None


@dataclass(frozen=True, slots=True)
class AsManyAsPossible:
    """As many repetitions as possible in a time."""

    within_s: float


@dataclass(frozen=True, slots=True)
class HoldFor:
    """A position held for seconds; ``or_longer``: on past it; no seconds: an open hold."""

    seconds: float | None
    or_longer: bool = False

    @property
    def is_open(self) -> bool:
        """Whether no time is prescribed."""
        return self.seconds is None


Amount = Reps | AsManyAsPossible | HoldFor


@dataclass(frozen=True, slots=True)
class InsideHold:
    """A hold inside every repetition: seconds (from, to), or only words ("a moment", "several seconds")."""

    from_s: float | None
    to_s: float | None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Tempo:
    """Seconds of the phases down, bottom, up and top; None in a place: as fast as possible; ``words`` if only said."""

    seconds: tuple[float | None, ...] = ()
    words: str = ""


@dataclass(frozen=True, slots=True)
class Load:
    """External load: pieces times an amount of a unit (``2x4kg``), or a band by its colour, or body weight."""

    pieces: int = 1
    amount: float | None = None
    unit: str = ""
    band: str = ""


class FirstSide(StrEnum):
    """The side that a set begins with where the sides are worked in turn."""

    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Dose:
    """How much of an exercise: the parsed form of one line such as ``3x8-12/side hold 2s rest 45-90s``.

    ``sides`` and ``counting`` are None where the line leaves them to the exercise, ``first_side`` where it does not
    matter. ``rest_most_s`` is the longest rest where it may be one of a range, otherwise None.
    """

    amount: Amount
    sets: int = 1
    sides: Sides | None = None
    counting: Counting | None = None
    inside_hold: InsideHold | None = None
    tempo: Tempo | None = None
    load: Load | None = None
    rest_s: float | None = None
    rpe: float | None = None
    until_slow_percent: float | None = None
    first_side: FirstSide | None = None
    rest_most_s: float | None = None


@dataclass(frozen=True, slots=True)
class PlanItem:
    """One row of a plan.

    Attributes
    ----------
    ref
        Short reference inside the plan, such as ``"A1"``; empty if the plan gives none.
    exercises
        Exercise ids; more than one: the person chooses one of these.
    note
        What the person should know, for instance that a number is open because the source's is lost.
    every_day
        Whether the row is meant for every day, whatever the rest of the plan says.
    place
        Where the plan wants the sensor, or None.
    """

    exercises: tuple[str, ...]
    dose: Dose
    ref: str = ""
    note: str = ""
    every_day: bool = False
    place: BodyPlace | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """Rows that belong together; more than one round makes a circuit."""

    items: tuple[PlanItem, ...]
    name: str = ""
    rounds: int = 1


@dataclass(frozen=True, slots=True)
class Plan:
    """A named list of blocks, with how often it is meant to be done.

    Attributes
    ----------
    sessions_per_week
        From and to, or None where the plan does not say.
    advice
        Sentences for the person: when to do it, rest days, how to progress.
    """

    id: str
    name: str
    blocks: tuple[Block, ...]
    summary: str = ""
    sessions_per_week: tuple[int, int] | None = None
    rest_days: bool = False
    advice: tuple[str, ...] = field(default=())

    @property
    def items(self) -> tuple[PlanItem, ...]:
        """All rows in order, each once."""
        return tuple(item for block in self.blocks for item in block.items)
