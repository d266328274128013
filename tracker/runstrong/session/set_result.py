"""A set as it was done: which one, how it ended, what was prescribed, counted and put right."""

from dataclasses import dataclass
from enum import StrEnum

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
