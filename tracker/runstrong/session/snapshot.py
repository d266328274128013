"""All that a screen needs to draw one frame of a session, frozen."""

from dataclasses import dataclass
from enum import StrEnum

from runstrong.session.set_result import Side
from runstrong.session.steadiness import Demand

LOST_AFTER_S = 2.0
"""A sensor that has been silent for so long is lost (sensors send several times a second)."""


class Phase(StrEnum):
    """What the person is doing now."""

    STAND = "stand still"
    GET_READY = "get ready"
    WORK = "work"
    HOLD = "hold"
    SWITCH = "switch side"
    REST = "rest"
    CHECK = "check the count"  # only after the last set, while its question waits for an answer
    DONE = "done"


@dataclass(frozen=True, slots=True)
class CountQuestion:
    """What a finished set was counted as, and what its second reading gives: "9 or 10?"."""

    reps: int
    reps_again: int


class RowState(StrEnum):
    """Where a row of the set table stands."""

    TO_DO = "to do"
    NOW = "now"
    DONE = "done"
    SHORT = "short"  # ended below what was prescribed
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class SetRow:
    """One row of the set table: what was prescribed against what is done; ``done`` is empty before the set.

    ``counted`` is what the sensor made of it, where the person has put that right; ``can_correct``: a number can be.
    ``doubtful``: two readings of the finished set differ, and nobody has said which is right.
    """

    ref: str
    name: str
    set_no: int
    sets: int
    side: Side
    target: str
    done: str
    state: RowState
    corrected: bool
    counted: str = ""
    can_correct: bool = False
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The state of the session at ``t_s``.

    Attributes
    ----------
    paused
        Whether the person stopped the clocks.
    exercise, name, side, set_no, sets, target
        The set in work, or the next one during get-ready, switch and rest; empty when done.
    reps, reps_target
        Final count of the set in work, and the number that it is done at (None: open, or a hold).
    doing_extra
        Whether the target is passed, so that the count shows as ``12+1``.
    hold_s, hold_target_s, holding
        Seconds held in the set in work, seconds wanted (None: open), and whether the clock runs.
    countdown_s
        Seconds left to get ready, to switch, to rest or of an as-many-as-possible set; negative: rest is overdue.
    countdown_total_s
        Seconds that the countdown began with; None where nothing is counted down.
    sway_mps2, tilt_deg
        Latest steadiness of the hold, or None.
    cue
        One sentence to the person for this moment, or empty.
    signal_age_s
        Seconds since the newest sample.
    rows, row
        The set table and the index of the current row (None when done).
    demand
        The word for the sway, where there is one.
    line_words, sign_words
        How the line has moved since the start of the hold, and an early sign that it is getting hard, or empty.
    inside_words
        What was held in the newest repetition, such as ``held 4.2 of 5 s``, or empty.
    rep_s
        How long the newest repetition of the set in work took, or None.
    tempo
        The tempo prescribed for it, as a dose has it, or empty.
    move_to
        Where the sensor has to be moved before the set that comes next, or empty.
    turn_to
        The side to turn over to, for whoever lies on the other one; None also while the session is paused.
    awaited_s
        Seconds until a set that may begin is overdue, negative: since when it is; None where it has begun.
    question
        Whether the set just ended was one number or another, while that waits for an answer.
    """

    t_s: float
    phase: Phase
    paused: bool
    plan: str
    exercise: str
    name: str
    side: Side
    set_no: int
    sets: int
    target: str
    reps: int
    reps_target: int | None
    doing_extra: bool
    hold_s: float
    hold_target_s: float | None
    holding: bool
    countdown_s: float | None
    sway_mps2: float | None
    tilt_deg: float | None
    cue: str
    signal_age_s: float
    rows: tuple[SetRow, ...]
    row: int | None
    countdown_total_s: float | None = None
    demand: Demand | None = None
    line_words: str = ""
    sign_words: str = ""
    inside_words: str = ""
    rep_s: float | None = None
    tempo: str = ""
    move_to: str = ""
    turn_to: Side | None = None
    question: CountQuestion | None = None
    awaited_s: float | None = None
