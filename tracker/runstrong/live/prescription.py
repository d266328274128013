"""What a live session is led by: a plan, an exercise with a dose, or an exercise that is simply counted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from runstrong.exercises.catalogue import GENERAL_ID, general_exercise, load_catalogue
from runstrong.exercises.model import BodyPlace, Exercise
from runstrong.live.choice import best_slot
from runstrong.plans.dose import parse_dose
from runstrong.plans.files import format_plan, parse_plan
from runstrong.plans.library import find_plan
from runstrong.plans.model import Block, Plan, PlanItem
from runstrong.session.script import USUAL, Script, script_of_exercise, script_of_plan
from runstrong.session.timing import Timing

ONE_EXERCISE_ID = "session"
"""Id of the plan that an exercise with a dose is laid out as."""


@dataclass(frozen=True, slots=True)
class Prescription:
    """A script, and what a recording has to hold so that it can be laid out again.

    Attributes
    ----------
    plan_text
        The plan whole, or empty where nothing is prescribed.
    exercise
        Id of the exercise where nothing is prescribed, else empty.
    plan_id
        Id of the plan that was asked for; empty where it is an exercise.
    """

    script: Script
    plan_text: str = ""
    exercise: str = ""
    plan_id: str = ""


def prescription(
    *,
    plan: str,
    exercise: str,
    dose: str,
    places: Sequence[BodyPlace | None] = (None,),
    timing: Timing = USUAL,
) -> Prescription:
    """Return what was asked for, as typed; RunstrongError if one of the texts cannot be understood.

    Parameters
    ----------
    plan
        Name or file of a plan; wins over the others.
    dose
        Only with an exercise; empty: the set is open.
    places
        Where the sensors are worn: what a place sees of an exercise decides how its periods are counted.
    timing
        The times between sets, where the plan leaves them open.
    """
    each = [_at_place(plan, exercise, dose, place, timing) for place in places]
    return each[0] if len(each) == 1 else _seen_best(each, dict(enumerate(places)))


def prescription_again(
    plan_text: str, exercise: str, *, places: Sequence[BodyPlace | None], timing: Timing = USUAL
) -> Prescription:
    """Return what a recording says that its session was led by, laid out once more; RunstrongError if it cannot be."""
    each = [prescription_in(plan_text, exercise, place=place, timing=timing) for place in places]
    return each[0] if len(each) == 1 else _seen_best(each, dict(enumerate(places)))


def prescription_in(plan_text: str, exercise: str, *, place: BodyPlace | None, timing: Timing = USUAL) -> Prescription:
    """Return what a recording holds of a prescription, laid out again; RunstrongError if it cannot be understood."""
    if plan_text:
        return _of_plan(parse_plan(plan_text), place, timing)
    return _at_place("", exercise, "", place, timing)


def _seen_best(each: Sequence[Prescription], places: Mapping[int, BodyPlace | None]) -> Prescription:
    """Return one script in which every set is counted as the place that sees it best sees it."""
    steps = [one.script.steps for one in each]
    chosen = tuple(steps[best_slot(step.exercise, places)][row] for row, step in enumerate(steps[0]))
    return replace(each[0], script=replace(each[0].script, steps=chosen))


def _at_place(plan: str, exercise: str, dose: str, place: BodyPlace | None, timing: Timing) -> Prescription:
    if plan:
        return _of_plan(find_plan(plan), place, timing)
    asked = _exercise(exercise)
    if dose and asked.id != GENERAL_ID:
        row = PlanItem((asked.id,), parse_dose(dose))
        return _of_plan(Plan(ONE_EXERCISE_ID, asked.name, (Block((row,)),)), place, timing)
    script = script_of_exercise(asked, parse_dose(dose) if dose else None, place=place, timing=timing)
    return Prescription(replace(script, immediate=False), exercise=asked.id)


def _of_plan(plan: Plan, place: BodyPlace | None, timing: Timing) -> Prescription:
    script = script_of_plan(plan, load_catalogue().get, place=place, timing=timing)
    return Prescription(script, format_plan(plan), plan_id="" if plan.id == ONE_EXERCISE_ID else plan.id)


def _exercise(name: str) -> Exercise:
    """Return an exercise by name; without one, any repeated movement."""
    if not name or name.casefold() == GENERAL_ID:
        return general_exercise("repeated movement")
    return load_catalogue().find(name)
