"""What one set of repetitions has so far: repetitions from periods."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

from runstrong.session.counting import RepRule, Span
from runstrong_signal.events import PeriodCounted, SetRecounted

CLEAR_TURN_DEG = 15.0
"""Range from which the far end of a movement shows: below it, noise and tremor move it about."""

FEWEST_TO_COMPARE = 6
"""Periods from which one side is compared with the other: three of each."""


@dataclass(slots=True)
class RepTally:
    """Periods of one set and the repetitions they make.

    The pipeline numbers periods from 1 for each task; ``resume`` keeps those of earlier tasks of the same set.
    """

    rule: RepRule = field(default_factory=RepRule)
    _periods: list[Span] = field(default_factory=list)
    _seen: list[PeriodCounted] = field(default_factory=list)
    _earlier: int = 0
    _more_again: int = 0

    @property
    def reps(self) -> int:
        """Whole repetitions so far."""
        return self.rule.reps(len(self._periods))

    def count(self, event: PeriodCounted) -> tuple[Span, ...]:
        """Take a period and return the repetitions that it completes."""
        known = self.reps
        self._keep(self._earlier + event.number - 1)
        self._periods.append(Span(event.start_s, event.end_s))
        self._seen.append(event)
        return tuple(self.rule.span(rep, self._periods) for rep in range(known + 1, self.reps + 1))

    @property
    def spans(self) -> tuple[Span, ...]:
        """When each repetition was done."""
        return tuple(self.rule.span(rep, self._periods) for rep in range(1, self.reps + 1))

    @property
    def ranges_deg(self) -> tuple[float | None, ...]:
        """How far the sensor tilted in each repetition; None where it is not known of any of its periods."""
        return tuple(self._range_deg(rep) for rep in range(1, self.reps + 1))

    @property
    def turns_s(self) -> tuple[float | None, ...]:
        """When each repetition turned; None where that does not show, or where it is more or less than one period."""
        return tuple(self._turn_s(rep) for rep in range(1, self.reps + 1))

    @property
    def likenesses(self) -> tuple[float, ...]:
        """How like the others each repetition was, by the least like of its periods."""
        seen = (self._of(rep) for rep in range(1, self.reps + 1))
        return tuple(min(period.likeness for period in periods) for periods in seen)

    def sides(self) -> tuple[Sequence[float], Sequence[float]]:
        """Return usual times and ranges of every other period, for sets in which each is a move to the other side."""
        if self.rule.moves_per_period != 1 or len(self._seen) < FEWEST_TO_COMPARE:
            return (), ()
        parts = self._seen[::2], self._seen[1::2]
        ranges_deg = [[one.range_deg for one in part if one.range_deg is not None] for part in parts]
        times_s = [median(one.end_s - one.start_s for one in part) for part in parts]
        return times_s, [median(part) for part in ranges_deg] if all(ranges_deg) else ()

    @property
    def newest_s(self) -> float | None:
        """How long the newest repetition took, or None before the first."""
        if not self.reps:
            return None
        newest = self.rule.span(self.reps, self._periods)
        return newest.end_s - newest.start_s

    def revise(self, periods: int) -> None:
        """Keep only the first ``periods`` of the task in force."""
        self._keep(self._earlier + periods)

    def reread(self, event: SetRecounted) -> int:
        """Take the second reading of a task of this set, and return the repetitions of the set by it."""
        self._more_again += event.periods_again - event.periods
        return self.rule.reps(max(0, len(self._periods) + self._more_again))

    def resume(self) -> None:
        """Begin a new task in the same set: its numbers start at 1 again."""
        self._earlier = len(self._periods)

    def _keep(self, periods: int) -> None:
        del self._periods[periods:]
        del self._seen[periods:]

    def _of(self, rep: int) -> list[PeriodCounted]:
        return [self._seen[number] for number in self.rule.periods_of(rep)]

    def _range_deg(self, rep: int) -> float | None:
        return max((one.range_deg for one in self._of(rep) if one.range_deg is not None), default=None)

    def _turn_s(self, rep: int) -> float | None:
        periods = self._of(rep)
        if self.rule.moves_per_period != 1 or len(periods) != 1 or (periods[0].range_deg or 0.0) < CLEAR_TURN_DEG:
            return None
        return periods[0].turn_s
