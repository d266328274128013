"""Left against right: only sessions in which both sides were done are compared."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import fmean

from runstrong.history.model import PastSet
from runstrong.session.set_result import Side

NOTICEABLE = 0.1
"""From a tenth on a difference between the sides is called one: repeated measurements of one side spread by as much."""


@dataclass(frozen=True, slots=True)
class SideBySide:
    """The same measure of both sides."""

    left: float
    right: float

    @property
    def symmetry(self) -> float:
        """The smaller over the larger: 1 is even."""
        larger = max(self.left, self.right)
        return min(self.left, self.right) / larger if larger > 0.0 else 1.0

    @property
    def behind(self) -> Side | None:
        """The side with noticeably less, or None where they are about even."""
        if self.symmetry > 1.0 - NOTICEABLE:
            return None
        return Side.LEFT if self.left < self.right else Side.RIGHT


@dataclass(frozen=True, slots=True)
class Balance:
    """Means of the sets of each side; None where a measure is not there for both.

    Attributes
    ----------
    sessions
        In which both sides were done.
    """

    exercise: str
    name: str
    sessions: int
    reps: SideBySide | None
    hold_s: SideBySide | None
    sway_mps2: SideBySide | None
    rep_s: SideBySide | None


@dataclass(frozen=True, slots=True)
class SessionSymmetry:
    """How even the sides were in one session: repetitions, or seconds held."""

    session_id: int
    day: date
    amount: SideBySide


def balances(sets: Sequence[PastSet]) -> tuple[Balance, ...]:
    """Return the balance of every exercise that is done on one side at a time."""
    found = []
    for done in _by_exercise(sets).values():
        both = [one for of_session in _both_sided(done) for one in of_session]
        if both:
            found.append(_balance(both))
    return tuple(found)


def symmetries(done: Sequence[PastSet]) -> tuple[SessionSymmetry, ...]:
    """Return how even the sides were in each session of one exercise in which both were done."""
    return tuple(
        SessionSymmetry(of_session[0].session_id, of_session[0].day, amount)
        for of_session in _both_sided(done)
        if (amount := _sides(of_session, lambda one: one.hold_s if one.is_hold else one.reps)) is not None
    )


def _by_exercise(sets: Sequence[PastSet]) -> dict[str, list[PastSet]]:
    by_exercise: dict[str, list[PastSet]] = defaultdict(list)
    for one in sets:
        if one.side is not Side.BOTH:
            by_exercise[one.exercise].append(one)
    return by_exercise


def _both_sided(done: Sequence[PastSet]) -> list[list[PastSet]]:
    """Return the sets of each session in which something was done on either side."""
    by_session: dict[int, list[PastSet]] = defaultdict(list)
    for one in done:
        if one.side is not Side.BOTH and one.has_work:
            by_session[one.session_id].append(one)
    return [of_one for of_one in by_session.values() if len({one.side for one in of_one}) == len(Side) - 1]


def _balance(done: Sequence[PastSet]) -> Balance:
    return Balance(
        exercise=done[-1].exercise,
        name=done[-1].name,
        sessions=len({one.session_id for one in done}),
        reps=_sides(done, lambda one: one.reps),
        hold_s=_sides(done, lambda one: one.hold_s),
        sway_mps2=_sides(done, lambda one: one.sway_mps2),
        rep_s=_sides(done, lambda one: one.rep_s),
    )


def _sides(done: Sequence[PastSet], value_of: Callable[[PastSet], float | None]) -> SideBySide | None:
    left, right = (
        [value for one in done if one.side is side and (value := value_of(one)) is not None]
        for side in (Side.LEFT, Side.RIGHT)
    )
    return SideBySide(fmean(left), fmean(right)) if left and right else None
