"""Holds inside repetitions and slow lowering: what is prescribed, what was done, and when that is short of it."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from runstrong.exercises.model import Exercise
from runstrong.plans.model import Dose, InsideHold
from runstrong.session.counting import Span
from runstrong_signal.events import StopMeasured

ENOUGH_SHARE = 0.75
"""A hold counts as done from this share of what is prescribed: "4 of 5 s" is done, 3 of 5 is short."""

SECONDS_OF_WORDS = {"several": 3.0, "few": 2.0}
"""What is asked for at least where a prescription only has words; anything else ("a moment") is one second."""

MOMENT_S = 1.0
LOWERED_SLOWLY_S = 2.0
"""Slow lowering takes this long at least; prescriptions only say "slowly" (own choice: the count of "two")."""

HELD_PHASES = ("hold", "pause")
WAYS_DOWN = ("down", "lower", "drop", "hinge")


@dataclass(frozen=True, slots=True)
class InsideGoal:
    """What is to be held or lowered in each repetition.

    Attributes
    ----------
    hold_s
        Seconds at the turning point; None: no hold is prescribed, or it is not at the turning point.
    lower_s
        Least time of the way down; None: none is prescribed.
    lowers_back
        Whether the way down is the way back to the start position.
    """

    hold_s: float | None = None
    lower_s: float | None = None
    lowers_back: bool = True

    @property
    def is_measured(self) -> bool:
        """Whether there is anything to measure."""
        return self.hold_s is not None or self.lower_s is not None

    def is_short(self, stop: StopMeasured) -> bool:
        """Return whether a turning point falls short of what is prescribed."""
        held_short = self.hold_s is not None and stop.held_s < ENOUGH_SHARE * self.hold_s
        return held_short or (self.lower_s is not None and self.lowering_s(stop) < ENOUGH_SHARE * self.lower_s)

    def lowering_s(self, stop: StopMeasured) -> float:
        """Return how long the way down took."""
        return stop.back_s if self.lowers_back else stop.out_s


NOTHING = InsideGoal()


def inside_goal(exercise: Exercise, dose: Dose) -> InsideGoal:
    """Return what a dose prescribes inside each repetition of an exercise, as far as it can be measured."""
    names = [phase.name for phase in exercise.phases]
    held = len(names) > 1 and names[1].startswith(HELD_PHASES)
    hold_s = _seconds(dose.inside_hold) if dose.inside_hold is not None and held else None
    slowly = dose.tempo is not None and "slowly" in dose.tempo.words
    if dose.tempo is not None and dose.tempo.seconds and dose.tempo.seconds[0]:
        return InsideGoal(hold_s, dose.tempo.seconds[0], not names[0].startswith(WAYS_DOWN))
    return InsideGoal(hold_s, LOWERED_SLOWLY_S if slowly else None, not names[0].startswith(WAYS_DOWN))


def _seconds(hold: InsideHold) -> float:
    if hold.from_s is not None:
        return hold.from_s
    return next((seconds for word, seconds in SECONDS_OF_WORDS.items() if word in hold.words), MOMENT_S)


@dataclass(slots=True)
class Stops:
    """The turning points of a set, and to which repetition each belongs."""

    goal: InsideGoal
    _seen: list[StopMeasured] = field(default_factory=list)

    def add(self, stop: StopMeasured) -> None:
        """Take a turning point."""
        self._seen.append(stop)

    @property
    def newest(self) -> StopMeasured | None:
        """The turning point seen last."""
        return self._seen[-1] if self._seen else None

    def by_rep(self, spans: Sequence[Span]) -> tuple[StopMeasured | None, ...]:
        """Return the turning point of each repetition; None where the sensor saw none (the other leg moved)."""
        found: list[StopMeasured | None] = [None] * len(spans)
        ends_s = [span.end_s for span in spans]
        for stop in self._seen:
            middle_s = 0.5 * (stop.start_s + stop.out_s + stop.end_s - stop.back_s)
            rep = min(bisect_left(ends_s, middle_s), len(spans) - 1)
            if spans and abs(middle_s - 0.5 * (spans[rep].start_s + spans[rep].end_s)) <= _reach_s(spans[rep]):
                found[rep] = stop
        return tuple(found)


def _reach_s(span: Span) -> float:
    """Return how far from the middle of a repetition its turning point may be: counted windows begin anywhere."""
    return 0.75 * (span.end_s - span.start_s)
