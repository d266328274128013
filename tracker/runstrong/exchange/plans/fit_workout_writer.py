"""A plan as a FIT workout: a step for the work of each side, one for the rest, and one that repeats them for the sets.

An open number ends by the lap key, a range by its greatest number; the dose stands in the notes as well.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from runstrong import __version__
from runstrong.errors import BadPlan
from runstrong.exchange.loads import load_kg
from runstrong.exchange.plans import fit_steps
from runstrong.exercises.catalogue import load_catalogue
from runstrong.exercises.model import Exercise, Sides
from runstrong.fit import messages as fit
from runstrong.fit.base_types import Value
from runstrong.fit.writer import DeveloperField, FitWriter, shortened
from runstrong.plans.dose import format_dose
from runstrong.plans.dose.printer import format_load
from runstrong.plans.model import AsManyAsPossible, Block, Dose, FirstSide, HoldFor, Plan, PlanItem, Reps

LONGEST_NAME_BYTES = 64
LONGEST_NOTES_BYTES = 250

Fields = Mapping[fit.Field, Value | None]
Extra = Mapping[DeveloperField, Value | None]


@dataclass(frozen=True, slots=True)
class _Step:
    """One message of the workout."""

    fields: Fields
    extra: Extra


def fit_workout(plan: Plan, created_unix_s: float) -> bytes:
    """Return a plan as a FIT file; of rows with a choice, the first exercise stands in the steps."""
    steps: list[_Step] = []
    number = 0
    for index, block in enumerate(plan.blocks):
        began = len(steps)
        for item in block.items:
            extra = _about(item, number, block, index)
            steps += _item_steps(item, len(steps), extra)
            number += 1
        if block.rounds > 1:
            steps.append(_repeat(began, block.rounds))
    if not steps:
        raise BadPlan("the plan has no rows", remedy="add some")
    return _file(plan, steps, max(0, int(created_unix_s) - fit.EPOCH_UNIX_S))


def _file(plan: Plan, steps: list[_Step], created: int) -> bytes:
    writer = FitWriter()
    writer.message(
        fit.FileId.NUMBER,
        {
            fit.FileId.TYPE: fit.FileType.WORKOUT,
            fit.FileId.MANUFACTURER: fit.MANUFACTURER_DEVELOPMENT,
            fit.FileId.PRODUCT: 0,
            fit.FileId.SERIAL: 1,
            fit.FileId.TIME_CREATED: created,
            fit.FileId.PRODUCT_NAME: f"runstrong {__version__}",
        },
    )
    writer.describe(fit_steps.STEP_FIELDS, fit.Step.NUMBER)
    writer.describe(fit_steps.WORKOUT_FIELDS, fit.Workout.NUMBER)
    about: Fields = {
        fit.Workout.SPORT: fit.Workout.TRAINING,
        fit.Workout.SUB_SPORT: fit.Workout.STRENGTH_TRAINING,
        fit.Workout.STEPS: len(steps),
        fit.Workout.NAME: shortened(plan.name, LONGEST_NAME_BYTES),
        fit.Workout.DESCRIPTION: shortened(plan.summary, LONGEST_NOTES_BYTES) or None,
    }
    writer.message(fit.Workout.NUMBER, about, {fit_steps.PLAN_ID: plan.id})
    for index, step in enumerate(steps):
        writer.message(fit.Step.NUMBER, {fit.Step.INDEX: index, **step.fields}, step.extra)
    _write_titles(writer, plan)
    return writer.finished()


def _write_titles(writer: FitWriter, plan: Plan) -> None:
    exercises = dict.fromkeys(item.exercises[0] for item in plan.items)
    for index, exercise_id in enumerate(exercises):
        exercise = load_catalogue().get(exercise_id)
        writer.message(
            fit.ExerciseTitle.NUMBER,
            {
                fit.ExerciseTitle.INDEX: index,
                fit.ExerciseTitle.CATEGORY: exercise.fit.category_no,
                fit.ExerciseTitle.EXERCISE: exercise.fit.name_no,
                fit.ExerciseTitle.TITLE: exercise.name,
            },
        )


def _about(item: PlanItem, number: int, block: Block, index: int) -> Extra:
    return {
        fit_steps.ITEM: number,
        fit_steps.DO: "|".join(item.exercises),
        fit_steps.DOSE: format_dose(item.dose),
        fit_steps.REF: item.ref or None,
        fit_steps.NOTE: shortened(item.note) or None,
        fit_steps.BLOCK: index,
        fit_steps.BLOCK_NAME: block.name or None,
        fit_steps.ROUNDS: block.rounds,
    }


def _item_steps(item: PlanItem, first: int, extra: Extra) -> Iterator[_Step]:
    """Yield the steps of a row: work for each side, rest, and how often."""
    exercise = load_catalogue().get(item.exercises[0])
    for number, side in enumerate(_sides(item.dose, exercise)):
        yield _Step(_work(item, exercise, side), {} if number else extra)
    if item.dose.rest_s:
        yield _Step(_rest(item.dose.rest_s), {})
    if item.dose.sets > 1:
        yield _repeat(first, item.dose.sets)


def _sides(dose: Dose, exercise: Exercise) -> tuple[str, ...]:
    if (dose.sides or exercise.sides) is not Sides.IN_TURN:
        return ("",)
    return ("right", "left") if dose.first_side is FirstSide.RIGHT else ("left", "right")


def _work(item: PlanItem, exercise: Exercise, side: str) -> Fields:
    kind, value = _ends(item.dose)
    name = f"{exercise.name}, {side}" if side else exercise.name
    notes = " ".join(part for part in (format_dose(item.dose), item.note) if part)
    return {
        fit.Step.NAME: shortened(name, LONGEST_NAME_BYTES),
        fit.Step.DURATION_TYPE: kind,
        fit.Step.DURATION: value,
        fit.Step.TARGET_TYPE: fit.Step.TARGET_OPEN,
        fit.Step.TARGET: 0,
        fit.Step.INTENSITY: fit.Intensity.ACTIVE,
        fit.Step.NOTES: shortened(notes, LONGEST_NOTES_BYTES),
        fit.Step.CATEGORY: exercise.fit.category_no,
        fit.Step.EXERCISE: exercise.fit.name_no,
        fit.Step.WEIGHT_KG: None if item.dose.load is None else load_kg(format_load(item.dose.load)),
    }


def _ends(dose: Dose) -> tuple[fit.Duration, int]:
    """Return what ends a step of work."""
    match dose.amount:
        case HoldFor(seconds=float(seconds)) | AsManyAsPossible(within_s=seconds):
            return fit.Duration.TIME, round(seconds * fit.Step.MS_PER_S)
        case Reps(at_most=int(reps)) | Reps(at_least=int(reps)):
            return fit.Duration.REPS, reps
    return fit.Duration.OPEN, 0


def _rest(rest_s: float) -> Fields:
    return {
        fit.Step.NAME: "rest",
        fit.Step.DURATION_TYPE: fit.Duration.TIME,
        fit.Step.DURATION: round(rest_s * fit.Step.MS_PER_S),
        fit.Step.TARGET_TYPE: fit.Step.TARGET_OPEN,
        fit.Step.TARGET: 0,
        fit.Step.INTENSITY: fit.Intensity.REST,
    }


def _repeat(first: int, times: int) -> _Step:
    fields: Fields = {
        fit.Step.DURATION_TYPE: fit.Duration.REPEAT_UNTIL_STEPS_COMPLETE,
        fit.Step.DURATION: first,
        fit.Step.TARGET_TYPE: fit.Step.TARGET_OPEN,
        fit.Step.TARGET: times,
    }
    return _Step(fields, {})
