"""What happens in a set, and what is made of its count afterwards."""

from dataclasses import dataclass
from typing import ClassVar

from runstrong.session.set_result import SetKey, SetResult


@dataclass(frozen=True, slots=True)
class SetStarted:
    """Work began at ``since_s``, or may begin at any moment within the next ``window_s``."""

    event: ClassVar[str] = "set_started"
    t_s: float
    key: SetKey
    target: str
    since_s: float
    window_s: float = 0.0


@dataclass(frozen=True, slots=True)
class SetOverdue:
    """A set might have begun ``late_s`` ago at the latest, and nothing of it has been seen."""

    event: ClassVar[str] = "set_overdue"
    t_s: float
    key: SetKey
    late_s: float


@dataclass(frozen=True, slots=True)
class TimeMark:
    """A second that is worth a cue in a set that has a time: half way, and the last five."""

    event: ClassVar[str] = "time"
    t_s: float
    key: SetKey
    left_s: float
    total_s: float


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
class Corrected:
    """The person put the count right; the automatic one stays beside it."""

    event: ClassVar[str] = "corrected"
    t_s: float
    key: SetKey
    reps: int
    reps_auto: int
