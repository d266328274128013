"""Plans in FIT workouts: ours by what their developer fields say, others by their steps.

A step of work is a set, one of rest its rest, and a step that repeats others says how many sets there are.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from runstrong.errors import BadImport, BadPlan, Place, UnknownName, printable
from runstrong.exchange.fit_names import exercise_of
from runstrong.exchange.plans import fit_steps
from runstrong.exchange.plans.imported import Building, Day, ForeignRow, ImportedPlan, plan_id_of
from runstrong.exercises.catalogue import load_catalogue
from runstrong.fit import messages as fit
from runstrong.fit.reader import FitMessage, read_fit
from runstrong.fit.writer import DeveloperField
from runstrong.plans.dose import parse_dose
from runstrong.plans.model import Block, Dose, HoldFor, Load, Plan, PlanItem, Reps

TITLE = "FIT workout"
MOST_SETS, MOST_REPS = 100, 1000
LONGEST_S = 3600.0
LONGEST_TEXT = 250


@dataclass(frozen=True, slots=True)
class _Work:
    """A step of work as a row of a plan, before it is known how often it is done."""

    row: ForeignRow
    index: int


def is_fit_workout(octets: bytes, path: Path) -> bool:
    """Whether a FIT file has workout steps and no sets."""
    numbers = {message.number for message in read_fit(octets, path)}
    return fit.Step.NUMBER in numbers and fit.Set.NUMBER not in numbers


def read_fit_workout(octets: bytes, path: Path) -> ImportedPlan:
    """Return the plan of a workout; BadImport if none of its exercises is known."""
    messages = read_fit(octets, path)
    about = next((one for one in messages if one.number == fit.Workout.NUMBER), FitMessage(fit.Workout.NUMBER, {}))
    steps = [one for one in messages if one.number == fit.Step.NUMBER]
    name = about.text_of(fit.Workout.NAME)
    if any(fit_steps.DO.name in step.developer_fields for step in steps):
        return _ours(about, steps, path)
    building = Building(TITLE)
    day = Day("", _rows(steps, _titles(messages), building))
    return building.finished(name, [day] if day.rows else [], Place(path))


def _ours(about: FitMessage, steps: Sequence[FitMessage], path: Path) -> ImportedPlan:
    """Return a plan as it was written from ours, but for what not even developer fields hold."""
    blocks: dict[int, tuple[str, int, list[PlanItem]]] = {}
    for step in steps:
        if fit_steps.DO.name not in step.developer_fields:
            continue
        index = step.developer_fields.get(fit_steps.BLOCK.name, 0)
        rounds = step.developer_fields.get(fit_steps.ROUNDS.name, 1)
        block = blocks.setdefault(
            index if isinstance(index, int) else 0,
            (_text(step, fit_steps.BLOCK_NAME), rounds if isinstance(rounds, int) and 1 <= rounds <= 100 else 1, []),
        )
        block[2].append(_item(step, path))
    name = printable(about.text_of(fit.Workout.NAME), longest=100) or "Imported plan"
    plan = Plan(
        id=plan_id_of(_text(about, fit_steps.PLAN_ID) or name),
        name=name,
        blocks=tuple(Block(tuple(items), title, rounds) for title, rounds, items in blocks.values()),
        summary=printable(about.text_of(fit.Workout.DESCRIPTION), longest=LONGEST_TEXT),
    )
    return ImportedPlan(TITLE, (plan,))


def _item(step: FitMessage, path: Path) -> PlanItem:
    try:
        named = _text(step, fit_steps.DO).split("|")
        exercises = tuple(load_catalogue().find(name).id for name in named)
        dose = parse_dose(_text(step, fit_steps.DOSE))
    except (UnknownName, BadPlan) as bad:
        raise BadImport(f"a step makes no sense: {bad.what}", remedy=bad.remedy, place=Place(path)) from bad
    return PlanItem(exercises, dose, _text(step, fit_steps.REF)[:12], _text(step, fit_steps.NOTE))


def _rows(steps: Sequence[FitMessage], titles: Mapping[tuple[int, int], str], building: Building) -> list[ForeignRow]:
    works: list[_Work] = []
    for index, step in enumerate(steps):
        kind = step.number_of(fit.Step.DURATION_TYPE)
        if kind == fit.Duration.REPEAT_UNTIL_STEPS_COMPLETE:
            _repeat(works, step, building)
        elif step.number_of(fit.Step.INTENSITY) == fit.Intensity.REST:
            _rest(works, step)
        else:
            works.append(_Work(_work(step, titles, building), index))
    return [work.row for work in works]


def _work(step: FitMessage, titles: Mapping[tuple[int, int], str], building: Building) -> ForeignRow:
    category, number = step.number_of(fit.Step.CATEGORY), step.number_of(fit.Step.EXERCISE)
    pair = (int(category or 0), int(number or 0))
    found = exercise_of(*pair) if category is not None else None
    title = titles.get(pair, "") or step.text_of(fit.Step.NAME)
    name = found.id if found is not None else title or f"exercise {pair[0]}/{pair[1]}"
    kg = step.number_of(fit.Step.WEIGHT_KG)
    load = Load(amount=round(float(kg), 2), unit="kg") if kg else None
    return ForeignRow(name, (Dose(_amount(step, name, building), load=load),), step.text_of(fit.Step.NOTES))


def _amount(step: FitMessage, name: str, building: Building) -> Reps | HoldFor:
    kind, value = step.number_of(fit.Step.DURATION_TYPE), step.number_of(fit.Step.DURATION)
    if kind == fit.Duration.REPS and value and 1 <= value <= MOST_REPS:
        return Reps(int(value), int(value))
    if kind == fit.Duration.TIME and value and value <= LONGEST_S * fit.Step.MS_PER_S:
        return HoldFor(float(value) / fit.Step.MS_PER_S)
    if kind != fit.Duration.OPEN:
        building.left_out.append(f"what ends a step of {printable(name, longest=60)}; it is open now")
    return Reps(None, None)


def _rest(works: list[_Work], step: FitMessage) -> None:
    value = step.number_of(fit.Step.DURATION)
    is_time = step.number_of(fit.Step.DURATION_TYPE) == fit.Duration.TIME
    if works and is_time and value and value <= LONGEST_S * fit.Step.MS_PER_S:
        last = works[-1]
        dose = replace(last.row.doses[0], rest_s=float(value) / fit.Step.MS_PER_S)
        works[-1] = replace(last, row=replace(last.row, doses=(dose,)))


def _repeat(works: list[_Work], step: FitMessage, building: Building) -> None:
    """Multiply the sets of the steps that are repeated; several of them are done in turn."""
    first, times = step.number_of(fit.Step.DURATION), step.number_of(fit.Step.TARGET)
    if first is None or times is None or not 1 <= times <= MOST_SETS:
        building.left_out.append("a repetition of steps that makes no sense")
        return
    repeated = [at for at, work in enumerate(works) if work.index >= first]
    for at in repeated:
        row = works[at].row
        dose = replace(row.doses[0], sets=min(MOST_SETS, row.doses[0].sets * int(times)))
        together = f"steps from {int(first)}" if len(repeated) > 1 else row.superset
        works[at] = replace(works[at], row=replace(row, doses=(dose,), superset=together))


def _titles(messages: Sequence[FitMessage]) -> Mapping[tuple[int, int], str]:
    return {
        (int(one.number_of(fit.ExerciseTitle.CATEGORY) or 0), int(one.number_of(fit.ExerciseTitle.EXERCISE) or 0)): (
            one.text_of(fit.ExerciseTitle.TITLE)
        )
        for one in messages
        if one.number == fit.ExerciseTitle.NUMBER
    }


def _text(message: FitMessage, field: DeveloperField) -> str:
    value = message.developer_fields.get(field.name, "")
    return printable(value, longest=LONGEST_TEXT) if isinstance(value, str) else ""
