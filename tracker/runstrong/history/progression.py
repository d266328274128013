"""Offers to do more, or something easier, by the plans' own advice; nothing is ever changed without the person.

The rules
---------
The plans say: stay at the lower number of a range until it feels easy, then move up; change to the harder variant when
the last repetitions are as clean as the first; raise the weight in small steps, over time. So what is asked of a row is

- one more repetition, after a session in which every set of it was clean and below the top of the range;
- more load, a harder variant, or a longer hold, after two such sessions in a row at the top;
- the easier variant, or the lower end, after two sessions in a row in which a set of it fell short.

*Clean* is what a sensor can vouch for: every prescribed set was done and reached; no repetition lacked its hold or its
slow way down; the last third of a set was not much slower than the first; a hold stayed steady. What was not measured
is not held against anybody, but at the waist a hold must have been steady by the published bound.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum, StrEnum

from runstrong.exercises.model import BodyPlace, Exercise, Sides
from runstrong.exercises.places import find_place
from runstrong.history.model import PastSet
from runstrong.history.progress.records import is_steady
from runstrong.history.progress.tempo import slowing_of
from runstrong.plans.dose.printer import format_load
from runstrong.plans.model import Dose, HoldFor, Load, Plan, PlanItem, Reps
from runstrong.session.steadiness import CHANGED_SHARE, change_words

SESSIONS_IN_A_ROW = 2
"""One good or bad day is no reason for another exercise."""

MUCH_SLOWER = 0.25
"""A last third slower by a quarter of the first is tired: the same share as for the sway of a hold."""

LONGER_BY_S = 5.0
"""A hold grows by so much at a time."""

FindExercise = Callable[[str], Exercise]


class OfferKind(StrEnum):
    """What is offered."""

    MORE_REPS = "more reps"
    LONGER = "longer"
    MORE_LOAD = "more load"
    HARDER = "harder variant"
    EASIER = "easier variant"
    FEWER = "fewer"


@dataclass(frozen=True, slots=True)
class Offer:
    """One offer for one row of a plan.

    Attributes
    ----------
    words
        What to do next time, as a sentence for a person.
    because
        What it rests on, as a clause.
    """

    plan_id: str
    ref: str
    exercise: str
    name: str
    kind: OfferKind
    words: str
    because: str


class Quality(Enum):
    """How a row went in one session."""

    CLEAN = "clean"
    DONE = "done"
    SHORT = "short"


@dataclass(frozen=True, slots=True)
class RowDone:
    """One row of a plan as it was done in one session, with the smallest final count of its sets."""

    quality: Quality
    fewest_reps: int | None


def offers(plan: Plan, sets: Sequence[PastSet], find_exercise: FindExercise) -> tuple[Offer, ...]:
    """Return what to offer for the next session of a plan.

    Parameters
    ----------
    sets
        Oldest first, with their repetitions; those of other plans, or on the same rows but of a plan that has since
        been changed to another exercise, count for nothing.
    find_exercise
        Returns the exercise of an id.
    """
    of_plan = [one for one in sets if one.plan_id == plan.id]
    found = []
    for item in plan.items:
        for ident in item.exercises:
            done = [one for one in of_plan if one.ref == item.ref and one.exercise == ident]
            if done:
                rounds = next(block.rounds for block in plan.blocks if item in block.items)
                offer = _offer(plan, item, find_exercise(ident), _sessions(done, item, find_exercise(ident), rounds))
                found += [] if offer is None else [offer]
    return tuple(found)


def _sessions(done: Sequence[PastSet], item: PlanItem, exercise: Exercise, rounds: int) -> list[RowDone]:
    by_session: dict[int, list[PastSet]] = defaultdict(list)
    for one in done:
        by_session[one.session_id].append(one)
    sides = 2 if (item.dose.sides or exercise.sides) is Sides.IN_TURN else 1
    return [_row_done(of_session, rounds * item.dose.sets * sides) for of_session in by_session.values()]


def _row_done(done: Sequence[PastSet], prescribed: int) -> RowDone:
    counts = [one.reps for one in done if one.reps is not None]
    fewest = min(counts, default=None)
    if any(one.reached is False or not one.has_work for one in done):
        return RowDone(Quality.SHORT, fewest)
    clean = len(done) >= prescribed and all(_is_clean(one) for one in done)
    return RowDone(Quality.CLEAN if clean else Quality.DONE, fewest)


def _is_clean(one: PastSet) -> bool:
    if one.is_hold:
        at_waist = find_place(one.placement) is BodyPlace.WAIST
        return (is_steady(one) if at_waist else True) and not _shakier_at_the_end(one)
    slowing = slowing_of(one)
    return one.short_reps == 0 and (slowing is None or slowing <= MUCH_SLOWER)


def _shakier_at_the_end(one: PastSet) -> bool:
    parts = one.sway_parts_mps2
    return len(parts) > 1 and parts[-1] >= CHANGED_SHARE * parts[0] and bool(change_words(parts[0], parts[-1]))


def _offer(plan: Plan, item: PlanItem, exercise: Exercise, sessions: Sequence[RowDone]) -> Offer | None:
    def offer(kind: OfferKind, words: str, because: str) -> Offer:
        return Offer(plan.id, item.ref, exercise.id, exercise.name, kind, words, because)

    last = sessions[-SESSIONS_IN_A_ROW:]
    in_a_row = len(last) == SESSIONS_IN_A_ROW
    if in_a_row and all(one.quality is Quality.SHORT for one in last):
        kind, words = _easier(item.dose, exercise)
        return offer(kind, words, "a set fell short in each of the last two sessions")
    if last[-1].quality is not Quality.CLEAN:
        return None
    top, fewest = _top_of_range(item.dose), last[-1].fewest_reps
    if top is not None and fewest is not None and fewest < top:
        words = f"Aim for {fewest + 1} repetitions in every set; {top} is the top of the range."
        return offer(OfferKind.MORE_REPS, words, "every set was clean the last time")
    if not (in_a_row and all(_is_at_top(one, top) for one in last)):
        return None
    harder = _harder(item.dose, exercise)
    return None if harder is None else offer(*harder, "every set was clean in each of the last two sessions")


def _is_at_top(one: RowDone, top: int | None) -> bool:
    at_top = top is None or (one.fewest_reps is not None and one.fewest_reps >= top)
    return one.quality is Quality.CLEAN and at_top


def _top_of_range(dose: Dose) -> int | None:
    """Return the number of repetitions at which a range ends, or None where there is none."""
    if not isinstance(dose.amount, Reps):
        return None
    return dose.amount.at_least if dose.amount.at_most is None else dose.amount.at_most


def _harder(dose: Dose, exercise: Exercise) -> tuple[OfferKind, str] | None:
    if isinstance(dose.amount, Reps | HoldFor) and dose.amount.is_open:
        return None
    if dose.load is not None and dose.load != Load():
        words = f"Take one small step more than {format_load(dose.load)}, and begin at the lower number again."
        return OfferKind.MORE_LOAD, words
    if exercise.harder:
        return OfferKind.HARDER, exercise.harder
    if isinstance(dose.amount, HoldFor) and dose.amount.seconds is not None:
        return OfferKind.LONGER, f"Hold for {dose.amount.seconds + LONGER_BY_S:g} s, {LONGER_BY_S:g} s more."
    if isinstance(dose.amount, Reps):
        top = _top_of_range(dose)
        return OfferKind.MORE_REPS, f"Try {(top or 0) + 1} repetitions, one more than the plan asks for."
    return None


def _easier(dose: Dose, exercise: Exercise) -> tuple[OfferKind, str]:
    if exercise.easier:
        return OfferKind.EASIER, exercise.easier
    if dose.load is not None and dose.load != Load():
        return OfferKind.FEWER, f"Take less than {format_load(dose.load)} until every set is reached again."
    if isinstance(dose.amount, HoldFor):
        return OfferKind.FEWER, "Hold for as long as the line stays, and add a few seconds each time."
    return OfferKind.FEWER, "Do as many as stay clean, and add one each time."
