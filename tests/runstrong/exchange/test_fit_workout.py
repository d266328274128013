"""FIT workouts: as two other decoders read them, and back into plans."""

from dataclasses import replace
from pathlib import Path

import fit_oracles
import pytest

from runstrong.exchange.plans.fit_workout import read_fit_workout
from runstrong.exchange.plans.fit_workout_writer import fit_workout
from runstrong.fit.messages import FileId, Step, Workout
from runstrong.plans.dose import format_dose
from runstrong.plans.files import parse_plan
from runstrong.plans.library import shipped_plans
from runstrong.plans.model import Plan

PATH = Path("a.fit")
CREATED_S = 1_795_000_000.0

CIRCUIT = """
format = "runstrong-plan/1"
id = "circuit"
name = "Circuit"
summary = "Two in turn."

[[block]]
name = "legs"
rounds = 3

  [[block.item]]
  ref = "A1"
  do = "side plank lift"
  dose = "30s/side right first rest 20s"
  note = "Breathe."

  [[block.item]]
  do = ["squat", "lunge"]
  dose = "2x8-12 3-0-1 @2x4kg rest 45s"
"""


@pytest.mark.parametrize("plan", [*shipped_plans(), parse_plan(CIRCUIT)], ids=lambda plan: plan.id)
def test_every_field_is_read_alike(plan: Plan) -> None:
    octets = fit_workout(plan, CREATED_S)
    ours = fit_oracles.by_us(octets)
    for decode in fit_oracles.DECODERS.values():
        assert decode(octets) == ours


def test_steps_are_work_rest_and_repetition() -> None:
    steps = [one.fields for one in fit_oracles.by_fitdecode(fit_workout(parse_plan(CIRCUIT), CREATED_S))]
    head = next(fields for number, fields in zip(numbers(), steps, strict=True) if number == Workout.NUMBER)
    assert (head[6], head[8], head[4], head[11]) == (7, "Circuit", 10, 20)
    kinds = [
        (fields.get(0, ""), fields[1], fields[2], fields[4])
        for number, fields in zip(numbers(), steps, strict=True)
        if number == Step.NUMBER
    ]
    assert kinds == [
        ("side plank lift, right", 0, 30_000, 0),
        ("side plank lift, left", 0, 30_000, 0),
        ("rest", 0, 20_000, 0),
        ("squat", 29, 12, 0),
        ("rest", 0, 45_000, 0),
        ("", 6, 3, 2),
        ("", 6, 0, 3),
    ]


def numbers() -> list[int]:
    return [one.number for one in fit_oracles.by_fitdecode(fit_workout(parse_plan(CIRCUIT), CREATED_S))]


def carried(plan: Plan) -> Plan:
    """Return what a FIT workout can carry of a plan: see docs/formats.md."""
    items = {id(item): replace(item, every_day=False, place=None) for block in plan.blocks for item in block.items}
    blocks = tuple(replace(block, items=tuple(items[id(item)] for item in block.items)) for block in plan.blocks)
    return replace(plan, blocks=blocks, advice=(), sessions_per_week=None, rest_days=False)


@pytest.mark.parametrize("plan", [*shipped_plans(), parse_plan(CIRCUIT)], ids=lambda plan: plan.id)
def test_our_plans_come_back_as_far_as_fit_can_carry_them(plan: Plan) -> None:
    (back,) = read_fit_workout(fit_workout(plan, CREATED_S), PATH).plans
    assert back == carried(plan)


def test_a_workout_of_another_program_is_read_by_its_steps() -> None:
    from runstrong.fit.writer import FitWriter

    writer = FitWriter()
    writer.message(FileId.NUMBER, {FileId.TYPE: 5, FileId.MANUFACTURER: 1, FileId.TIME_CREATED: 1})
    writer.message(Workout.NUMBER, {Workout.NAME: "Strength", Workout.STEPS: 5})
    rows = [
        {Step.DURATION_TYPE: 29, Step.DURATION: 10, Step.CATEGORY: 28, Step.EXERCISE: 100, Step.WEIGHT_KG: 20.0},
        {Step.DURATION_TYPE: 0, Step.DURATION: 60_000, Step.INTENSITY: 1},
        {Step.DURATION_TYPE: 6, Step.DURATION: 0, Step.TARGET: 3},
        {Step.DURATION_TYPE: 0, Step.DURATION: 45_000, Step.CATEGORY: 19, Step.EXERCISE: 43},
        {Step.DURATION_TYPE: 3, Step.DURATION: 500, Step.NAME: "Bench Press"},
    ]
    for index, row in enumerate(rows):
        writer.message(Step.NUMBER, {Step.INDEX: index, **row})
    imported = read_fit_workout(writer.finished(), PATH)
    (plan,) = imported.plans
    assert plan.name == "Strength"
    assert [(item.exercises, format_dose(item.dose)) for item in plan.items] == [
        (("squat",), "3x10 @20kg rest 60s"),
        (("plank",), "45s"),
    ]
    assert imported.left_out == (
        "what ends a step of Bench Press; it is open now",
        "Bench Press: not in the catalogue",
    )
