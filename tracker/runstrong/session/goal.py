"""What ends a set, and what fulfils it: a prescription turned into thresholds."""

from dataclasses import dataclass

from runstrong.plans.model import Amount, AsManyAsPossible, HoldFor, Reps

STILL_AFTER_TARGET_S = 3.0
"""Stillness that ends a set whose prescription is fulfilled: longer than a breath between two repetitions."""
STILL_BEFORE_TARGET_S = 12.0
"""Stillness that ends a set below its prescription: people rest inside a set for a few breaths and then go on."""
SHORT_HOLD_MARK_S = 10.0
"""Up to this length a hold has no half-way mark: it would fall into the last five seconds."""
LAST_SECONDS = 5
"""So many last seconds of a hold are marked one by one."""
LAST_REPS = 3
"""So many last repetitions of a set are marked one by one."""
SHORT_SET = 2 * LAST_REPS + 1
"""Up to this number of repetitions a set has no half-way mark: it would fall into the last ones."""
OPEN_MARK_EVERY_S = 5.0
"""Interval of the marks of an open hold, and of one that goes on past its target."""


@dataclass(frozen=True, slots=True)
class RepGoal:
    """Thresholds of a set of repetitions.

    Attributes
    ----------
    enough
        The fewest repetitions that fulfil the prescription; None: open, nothing to fulfil.
    full
        The number at which the target is reached; counting goes on past it. None: open.
    settled
        From this number on a short stillness ends the set; None: never, only the long one.
    within_s
        The set ends after this time, and not by stillness; None: no time.
    """

    enough: int | None = None
    full: int | None = None
    settled: int | None = None
    within_s: float | None = None

    def is_fulfilled(self, reps: int) -> bool | None:
        """Return whether ``reps`` repetitions fulfil the prescription; None where none is prescribed."""
        return None if self.enough is None else reps >= self.enough

    def still_limit_s(self, reps: int) -> float:
        """Return how long the person must be still for the set to end after ``reps`` repetitions."""
        settled = self.settled is not None and reps >= self.settled
        return STILL_AFTER_TARGET_S if settled else STILL_BEFORE_TARGET_S

    def is_half_way(self, reps: int) -> bool:
        """Tell whether a repetition is the one in the middle of the set, where that is worth a cue."""
        return self.full is not None and self.full > SHORT_SET and reps == (self.full + 1) // 2

    def last_reps(self, reps: int) -> int | None:
        """Return how many are left after a repetition, if that is one to three, else None."""
        left = None if self.full is None else self.full - reps
        return left if left is not None and 1 <= left <= LAST_REPS else None


@dataclass(frozen=True, slots=True)
class HoldGoal:
    """Thresholds of a hold; ``full_s`` None: open; ``goes_on``: reaching it does not end the set."""

    full_s: float | None = None
    goes_on: bool = False

    def is_fulfilled(self, hold_s: float) -> bool | None:
        """Return whether ``hold_s`` seconds fulfil the prescription; None where none is prescribed."""
        return None if self.full_s is None else hold_s >= self.full_s

    def marks_s(self, after_s: float, until_s: float) -> tuple[float, ...]:
        """Return the held seconds that are worth a cue, later than ``after_s`` and up to ``until_s``."""
        marks = {*self._counted_down(), *self._counted_up(until_s)}
        return tuple(sorted(mark_s for mark_s in marks if after_s < mark_s <= until_s))

    def _counted_down(self) -> set[float]:
        if self.full_s is None:
            return set()
        marks = {self.full_s - left for left in range(1, LAST_SECONDS + 1) if left < self.full_s}
        return marks | ({self.full_s / 2} if self.full_s > SHORT_HOLD_MARK_S else set())

    def _counted_up(self, until_s: float) -> set[float]:
        if self.full_s is not None and not self.goes_on:
            return set()
        every = range(1, int(until_s // OPEN_MARK_EVERY_S) + 1)
        return {n * OPEN_MARK_EVERY_S for n in every if n * OPEN_MARK_EVERY_S > (self.full_s or 0.0)}


Goal = RepGoal | HoldGoal


def goal_of(amount: Amount) -> Goal:
    """Return the thresholds of an amount.

    A range is enough at its lower bound and full at its upper one. Where only an upper bound is given any repetition
    is enough, but only the bound tells that the person has finished, so short pauses before it do not end the set.
    """
    match amount:
        case HoldFor(seconds, or_longer):
            return HoldGoal(seconds, or_longer)
        case AsManyAsPossible(within_s):
            return RepGoal(within_s=within_s)
        case Reps(None, None):
            return RepGoal()
        case Reps(None, at_most):
            return RepGoal(enough=1, full=at_most, settled=at_most)
        case Reps(at_least, None):
            return RepGoal(enough=at_least, full=at_least, settled=at_least)
        case Reps(at_least, at_most):
            return RepGoal(enough=at_least, full=at_most, settled=at_least)
