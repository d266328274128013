"""All 38 prescribed rows of the shipped plans, against the facts written down here as plain values."""

import pytest

from runstrong.exercises.catalogue import load_catalogue
from runstrong.plans.library import find_plan, shipped_plans
from runstrong.plans.model import AsManyAsPossible, Dose, HoldFor, PlanItem, Reps

# ref: (exercises, sets, amount, sides, what counts as one, hold inside a repetition, tempo)
# amount: (least, most) repetitions or steps; None: no bound. inside hold: (from, to) seconds, or words.
A, B = "alternating", "in turn"
T = "together"

PRESCRIBED = {
    "seven-key-muscles": {
        "A1": (["side-plank-lift"], 1, ("reps", 8, 10), B, "each", "a moment", ""),
        "A2": (["lower-body-russian-twist"], 1, ("reps", 10, 12), A, "each", "a few seconds", ""),
        "A3": (["scorpion-push-up"], 1, ("amrap", 30), A, "each", None, ""),
        "A4": (["ball-back-extension"], 1, ("reps", 10, 12), T, "each", (1, 2), ""),
        "A5": (["bicycle-crunch"], 1, ("reps", 10, 15), A, "each", None, ""),
        "A6": (["calf-raise-wide-squat"], 3, ("reps", 10, 10), T, "each", "a moment", ""),
        "A7": (["hamstring-push-up"], 1, ("reps", 10, 10), B, "each", None, "lower slowly"),
    },
    "ten-essentials": {
        "B1": (["plank"], 1, ("hold", None), T, "each", None, ""),
        "B2": (["russian-twist"], 1, ("reps", 10, 12), A, "pair", None, ""),
        "B3": (["scorpion"], 1, ("reps", 3, 5), A, "pair", None, ""),
        "B4": (["ball-back-extension"], 1, ("reps", 10, 12), T, "each", (1, 2), ""),
        "B5": (["squat-to-press"], 1, ("reps", 10, 12), T, "each", None, ""),
        "B6": (["overhead-lunge"], 1, ("reps", None, None), A, "pair", None, ""),
        "B7": (["ball-pike-up"], 1, ("reps", 10, 12), T, "each", None, ""),
        "B8": (["ball-leg-curl"], 1, ("reps", 10, 12), T, "each", None, ""),
        "B9": (["rotational-press"], 1, ("reps", 6, 8), A, "pair", None, ""),
        "B10": (["alternating-row"], 1, ("reps", 10, 12), A, "pair", None, ""),
    },
    "essential-four": {
        "C1": (["single-leg-squat"], 1, ("reps", 8, 12), B, "each", None, ""),
        "C2": (["single-leg-deadlift"], 1, ("reps", 8, 12), B, "each", None, ""),
        "C3": (
            ["bicycle-crunch", "reverse-crunch", "plank", "crunch"],
            1,
            ("reps", None, None),
            None,  # up to the exercise that is chosen
            None,
            None,
            "",
        ),
        "C4": (["squat"], 1, ("reps", 8, 12), T, "each", None, ""),
    },
    "runner-full-body": {
        "D1": (["glute-bridge"], 2, ("reps", 10, 10), T, "each", "several seconds", ""),
        "D2": (["russian-twist"], 2, ("reps", 10, 10), A, "each", None, ""),
        "D3": (["plank"], 1, ("hold", 10), T, "each", None, ""),
        "D4": (["plank-walk-up"], 3, ("reps", None, 8), T, "each", None, ""),
        "D5": (["plank-leg-lift"], 2, ("reps", 10, 10), A, "each", (2, 2), "slowly"),
        "D6": (["squat"], 1, ("reps", 10, 10), T, "each", None, ""),
        "D7": (["jump-squat"], 2, ("reps", 10, 10), T, "each", None, ""),
        "D8": (["single-leg-deadlift"], 2, ("reps", 5, 5), B, "each", "a moment of balance", ""),
        "D9": (["lunge"], 1, ("reps", 10, 10), B, "each", None, ""),
        "D10": (["reverse-lunge"], 1, ("reps", 10, 10), B, "each", None, ""),
        "D11": (["dumbbell-lunge"], 1, ("reps", 10, 10), B, "each", None, ""),
        "D12": (["one-legged-heel-raise"], 3, ("reps", 10, 10), B, "each", (5, 5), ""),
        "D13": (["one-legged-hop"], 1, ("reps", None, None), B, "each", None, ""),
        "D14": (["clam-shell"], 1, ("reps", 20, 20), B, "each", None, ""),
        "D15": (["side-shuffle"], 2, ("steps", 10, 10), B, "each", None, ""),
        "D16": (["burpee"], 1, ("reps", None, 10), T, "each", None, ""),
        "D17": (["speed-skater"], 1, ("reps", 10, None), A, "each", None, ""),
    },
}
ROWS = [(plan, ref) for plan, rows in PRESCRIBED.items() for ref in rows]

EQUIPMENT = {
    "A1": "mat",
    "A2": "mat",
    "A4": "ball",
    "A5": "mat",
    "A6": "support",
    "A7": "chair",
    "B1": "mat",
    "B2": "dumbbell",
    "B3": "mat",
    "B4": "ball",
    "B5": "two dumbbells",
    "B6": "dumbbell",
    "B7": "ball",
    "B8": "ball",
    "B9": "two dumbbells",
    "B10": "two dumbbells",
    "C1": "support",
    "C2": "kettlebell",
    "C3": "mat",
    "D1": "mat",
    "D2": "mat",
    "D3": "mat",
    "D4": "mat",
    "D5": "mat",
    "D8": "kettlebell",
    "D11": "two light dumbbells",
    "D12": "wall",
    "D14": "band",
    "D15": "band",
}


def row(plan_id: str, ref: str) -> PlanItem:
    return next(item for item in find_plan(plan_id).items if item.ref == ref)


def amount_facts(dose: Dose) -> tuple[object, ...]:
    match dose.amount:
        case Reps(at_least, at_most, unit):
            return (str(unit), at_least, at_most)
        case AsManyAsPossible(within_s):
            return ("amrap", within_s)
        case HoldFor(seconds, or_longer):
            assert not or_longer
            return ("hold", seconds)


def test_there_are_38_rows_in_order() -> None:
    assert len(ROWS) == 38
    assert [(plan.id, item.ref) for plan in shipped_plans() for item in plan.items] == ROWS


@pytest.mark.parametrize(("plan_id", "ref"), ROWS)
def test_row_prescribes_what_the_facts_say(plan_id: str, ref: str) -> None:
    exercises, sets, amount, sides, counting, inside_hold, tempo = PRESCRIBED[plan_id][ref]
    item = row(plan_id, ref)
    exercise = load_catalogue().get(item.exercises[0])
    assert list(item.exercises) == exercises
    assert item.dose.sets == sets
    assert amount_facts(item.dose) == amount
    if sides is None:
        assert (item.dose.sides, item.dose.counting) == (None, None)
    else:
        assert (item.dose.sides or exercise.sides) == sides
        assert (item.dose.counting or exercise.counting) == counting
    held = item.dose.inside_hold
    assert (held and (held.words or (held.from_s, held.to_s))) == inside_hold
    assert (item.dose.tempo.words if item.dose.tempo else "") == tempo
    assert item.dose.load is None  # no source names a load
    assert item.dose.rest_s is None  # nor a rest


@pytest.mark.parametrize(("plan_id", "ref"), ROWS)
def test_row_needs_the_equipment_that_the_facts_say(plan_id: str, ref: str) -> None:
    for exercise in row(plan_id, ref).exercises:
        things = " ".join(load_catalogue().get(exercise).equipment)
        assert EQUIPMENT.get(ref, "") in things


@pytest.mark.parametrize(("plan_id", "ref"), [row for row in ROWS if row[1] in ("B1", "B6", "C3", "D13")])
def test_an_open_row_says_why_it_is_open(plan_id: str, ref: str) -> None:
    assert row(plan_id, ref).note.startswith("Open, because ")


def test_rows_on_each_side_or_alternating_say_so_in_the_plan_itself() -> None:
    """So that a plan does not change its meaning when an exercise's usual sides are edited."""
    for plan_id, ref in ROWS:
        sides = PRESCRIBED[plan_id][ref][3]
        assert row(plan_id, ref).dose.sides == (None if sides == T else sides)


def test_what_the_plans_say_of_the_week() -> None:
    weeks = {plan.id: (plan.sessions_per_week, plan.rest_days) for plan in shipped_plans()}
    assert weeks == {
        "seven-key-muscles": (None, False),
        "ten-essentials": ((2, 2), False),
        "essential-four": (None, False),
        "runner-full-body": (None, True),
    }
    assert [ref for plan, ref in ROWS if row(plan, ref).every_day] == ["C3"]


def test_blocks_of_the_full_body_plan() -> None:
    blocks = find_plan("runner-full-body").blocks
    assert [(block.name, len(block.items), block.rounds) for block in blocks] == [
        ("core", 5, 1),
        ("legs", 6, 1),
        ("ankles and calves", 2, 1),
        ("IT band", 2, 1),
        ("full body", 2, 1),
    ]
