"""Plans of other programs, as plans of ours; what cannot be carried is named."""

from pathlib import Path

import pytest
from foreign_plans import PLANNED, liftlog, weighted
from hypothesis import given
from hypothesis import strategies as st

from runstrong.errors import BadImport
from runstrong.exchange.plans.formats import read_foreign_plan
from runstrong.exchange.plans.imported import ImportedPlan
from runstrong.plans.dose import format_dose
from runstrong.plans.files import format_plan, parse_plan
from runstrong.plans.model import Plan

PATH = Path("plan")


def plan_of(text: str | bytes) -> ImportedPlan:
    plan = read_foreign_plan(text if isinstance(text, bytes) else text.encode(), PATH)
    assert plan is not None
    for one in plan.plans:
        assert parse_plan(format_plan(one)) == one
    return plan


def rows_of(plan: Plan) -> list[tuple[object, ...]]:
    return [(block.rounds, item.exercises[0], format_dose(item.dose)) for block in plan.blocks for item in block.items]


def only(text: str | bytes) -> list[tuple[object, ...]]:
    (plan,) = plan_of(text).plans
    return rows_of(plan)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("Squat / 3x8", [(1, "squat", "3x8")]),
        ("Squat / 3x8-12 60kg @8 90s", [(1, "squat", "3x8-12 @60kg rest 90s RPE 8")]),
        ("Squat / 2x5 100lb, 1x5+ 110lb", [(1, "squat", "2x5 @100lb"), (1, "squat", ">=5 @110lb")]),
        ("Squat / 2x5, 1x5", [(1, "squat", "3x5")]),
        ("Squat / 3x8, 1x5 50kg / 60kg 90s", [(1, "squat", "3x8 @60kg rest 90s"), (1, "squat", "5 @50kg rest 90s")]),
        ("Squat / 3x8 / 60kg", [(1, "squat", "3x8 @60kg")]),
        ("t1: Lunge, Dumbbell / 3x10 60s", [(1, "dumbbell-lunge", "3x10 rest 60s")]),
        ("Plank / 3x1 60s|30s", [(1, "plank", "3x60s rest 30s")]),
        ("Plank / 2x1 45s+|", [(1, "plank", "2x45s+")]),
        ("Push Up[1-4] / 3x10", [(1, "push-up", "3x10")]),
        ("Squat / 2x5\nLunge / ...Squat", [(1, "squat", "2x5"), (1, "lunge", "2x5")]),
        ("Squat / used: none / 2x5\nLunge / ...Squat", [(1, "lunge", "2x5")]),
        (
            "Squat / 3x5 / superset: A\nPush Up / 3x8 / superset: A\nPlank / 1x1 30s|0s",
            [(3, "squat", "5"), (3, "push-up", "8"), (1, "plank", "30s rest 0s")],
        ),
    ],
)
def test_liftoscript_s_declarative_part_is_read(row: str, expected: list[tuple[object, ...]]) -> None:
    assert only(f"# Week 1\n## Day 1\n{row}\n") == expected


def test_every_day_becomes_a_plan_with_its_comments() -> None:
    text = "# Week 1\n## Legs\n// slow\nSquat / 3x8\n## Core\nPlank / 1x1 60s|\n# Week 2\n## Legs\nSquat / 4x8\n"
    plans = plan_of(text).plans
    assert [(one.id, one.name) for one in plans] == [
        ("week-1-legs", "Week 1 Legs"),
        ("week-1-core", "Week 1 Core"),
        ("week-2-legs", "Week 2 Legs"),
    ]
    assert plans[0].items[0].note == "slow"


def test_what_liftoscript_says_beyond_that_is_named() -> None:
    text = (
        "## Day 1\nSquat / 3x8 80% / progress: dp(5lb, 8, 12) / warmup: 1x5 45lb\n"
        "Bench Press / 3x8\nPlank[1-3] / 1x1 60s|\nrubbish\n"
        "Lunge / 3x8 / progress: custom() {~\n  if (1 / 2) { state.a = 3x4 }\n~}\n"
    )
    plan = plan_of(text)
    assert rows_of(plan.plans[0]) == [(1, "squat", "3x8"), (1, "plank", "60s"), (1, "lunge", "3x8")]
    assert plan.left_out == (
        "scripts between {~ and ~}",
        "line 2: '80%' (a share of a maximum)",
        "line 2: progress of Squat",
        "line 2: warmup of Squat",
        "line 4: the weeks in which Plank is repeated",
        "line 5: 'rubbish' is not a row",
        "line 6: progress of Lunge",
        "Bench Press (Day 1): not in the catalogue",
    )


@pytest.mark.parametrize(
    ("exercises", "expected"),
    [
        ([weighted("Squat")], [(1, "squat", "3x8-12 rest 90-180s")]),
        ([weighted("Squat", restBetweenSets=None)], [(1, "squat", "3x8-12")]),
        ([weighted("Squat", plannedSets=None, sets=5, repsPerSet=5)], [(1, "squat", "5x5 rest 90-180s")]),
        (
            [weighted("Squat", supersetWithNext=True), weighted("Push-up")],
            [(3, "squat", "8-12 rest 90-180s"), (3, "push-up", "8-12 rest 90-180s")],
        ),
        (
            [
                {
                    "type": "CardioExerciseBlueprint",
                    "name": "Plank",
                    "sets": [{"target": {"type": "time", "value": "PT45S"}}] * 2,
                }
            ],
            [(1, "plank", "2x45s")],
        ),
    ],
)
def test_liftlog_s_plans_are_read(exercises: list[dict[str, object]], expected: list[tuple[object, ...]]) -> None:
    plan = plan_of(liftlog(*exercises))
    assert rows_of(plan.plans[0]) == expected
    assert (plan.plans[0].name, plan.plans[0].advice) == ("Mine", ("Slowly.",))


def test_what_liftlog_says_beyond_that_is_named() -> None:
    drop = [*PLANNED[:2], {"reps": {"min": 8, "max": 12}, "kind": "drop"}]
    run = {"name": "Running", "sets": [{"target": {"type": "distance", "value": {"value": "5"}}}]}
    plan = plan_of(
        liftlog(weighted("Squat", progression=[{"axis": "load"}], plannedSets=drop), weighted("Bench Press"), run)
    )
    assert plan.left_out == (
        "kinds of sets (drop) of Squat",
        "progression rules of Squat",
        "a distance, or a time over an hour, of Running",
        "Running: it has no sets that can be carried",
        "Bench Press (Legs): not in the catalogue",
    )


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("## Day 1\nSquat / 0x8\n", "plan, line 2: the sets '0x8' cannot be; write at most 100 sets of at most 1000."),
        ("## Day 1\nSquat / 3x8, five\n", "plan, line 2: 'five' are no sets; write for instance 3x8-12 60kg @8 90s."),
        ("## Day 1\nBench Press / 3x8\n", "plan: none of its exercises is in the catalogue; see 'runstrong exercises'"),
        (liftlog(weighted("Squat", plannedSets=[{"reps": {"min": 0, "max": 3}}])), "Squat: its repetitions cannot be"),
        (
            liftlog(weighted("Squat", plannedSets=None, sets=0, repsPerSet=3)),
            "Squat: its number of sets cannot be read",
        ),
        (liftlog(), "there is no exercise in it"),
    ],
)
def test_a_wrong_plan_gets_one_clear_sentence(text: str, says: str) -> None:
    with pytest.raises(BadImport) as refused:
        plan_of(text)
    assert says in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("text", ["", "hello / world", "{}", "[]", '{"sessions": 3}', "a,b\n1,2\n"])
def test_what_is_no_plan_is_none(text: str) -> None:
    assert read_foreign_plan(text.encode(), PATH) is None


@given(st.text(st.sampled_from("Squat /3x8-12+kg@|s#\n{~},.: []%Plank"), max_size=120))
def test_no_text_does_harm(text: str) -> None:
    try:
        plan = read_foreign_plan(f"## Day\n{text}".encode(), PATH)
    except BadImport:
        return
    for one in () if plan is None else plan.plans:
        assert parse_plan(format_plan(one)) == one


@pytest.mark.parametrize(
    ("row", "kept", "left_out"),
    [
        ("Squat / 3x8 0kg 90s", (1, "squat", "3x8 rest 90s"), "the load of squat"),
        ("Squat / 3x8 100000000000000000000000000000kg", (1, "squat", "3x8"), "the load of squat"),
        ("Squat / 3x8 60kg 90s", (1, "squat", "3x8 @60kg rest 90s"), ""),
    ],
)
def test_what_a_dose_of_ours_cannot_say_is_left_out_and_named(
    row: str, kept: tuple[object, ...], left_out: str
) -> None:
    plan = plan_of(f"# Week 1\n## Day 1\n{row}\n")
    assert rows_of(plan.plans[0]) == [kept]
    assert [one.partition(":")[0] for one in plan.left_out] == ([left_out] if left_out else [])


def test_a_name_with_two_spaces_has_one_as_in_a_plan_file() -> None:
    (plan,) = plan_of("# Week 1\n## Day  1\nSquat / 3x8\n").plans
    assert plan.name == "Week 1 Day 1"


def test_rows_beyond_the_most_of_a_plan_are_left_out_and_named() -> None:
    rows = "".join(f"Squat / {1 + number % 9}x{5 + number % 2}\n" for number in range(510))
    plan = plan_of(f"# Week 1\n## Day 1\n{rows}")
    assert sum(len(block.items) for block in plan.plans[0].blocks) == 500
    assert plan.left_out == ("rows of a day beyond the first 500",)


def test_days_of_one_very_long_name_get_numbers_that_fit() -> None:
    name = "x" * 120
    plans = plan_of(f"## {name}\nSquat / 3x8\n## {name}\nSquat / 4x8\n## {name[:97]} 2\nSquat / 5x8\n").plans
    assert len({one.id for one in plans}) == len({one.name for one in plans}) == 3
    for one in plans:
        assert parse_plan(format_plan(one)) == one
