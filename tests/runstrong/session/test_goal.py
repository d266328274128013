import pytest

from runstrong.plans.dose import parse_dose
from runstrong.session.goal import STILL_AFTER_TARGET_S, STILL_BEFORE_TARGET_S, HoldGoal, RepGoal, goal_of


@pytest.mark.parametrize(
    ("dose", "goal"),
    [
        ("10", RepGoal(10, 10, 10)),
        ("8-12", RepGoal(8, 12, 8)),
        ("<=8", RepGoal(1, 8, 8)),
        (">=10", RepGoal(10, 10, 10)),
        ("open", RepGoal()),
        ("AMRAP 30s", RepGoal(within_s=30.0)),
        ("10s", HoldGoal(10.0)),
        ("10s+", HoldGoal(10.0, goes_on=True)),
        ("open hold", HoldGoal()),
    ],
)
def test_every_amount_has_its_thresholds(dose: str, goal: RepGoal | HoldGoal) -> None:
    assert goal_of(parse_dose(dose).amount) == goal


@pytest.mark.parametrize(
    ("dose", "reps", "fulfilled", "limit_s"),
    [
        ("8-12", 7, False, STILL_BEFORE_TARGET_S),
        ("8-12", 8, True, STILL_AFTER_TARGET_S),
        ("<=8", 1, True, STILL_BEFORE_TARGET_S),
        ("<=8", 8, True, STILL_AFTER_TARGET_S),
        (">=10", 9, False, STILL_BEFORE_TARGET_S),
        (">=10", 14, True, STILL_AFTER_TARGET_S),
        ("open", 30, None, STILL_BEFORE_TARGET_S),
    ],
)
def test_fulfilled_and_ready_to_end(dose: str, reps: int, fulfilled: bool | None, limit_s: float) -> None:
    goal = goal_of(parse_dose(dose).amount)
    assert isinstance(goal, RepGoal)
    assert goal.is_fulfilled(reps) is fulfilled
    assert goal.still_limit_s(reps) == limit_s


def test_marks_of_a_hold() -> None:
    assert HoldGoal(30.0).marks_s(0.0, 40.0) == (15.0, 25.0, 26.0, 27.0, 28.0, 29.0)
    assert HoldGoal(10.0).marks_s(0.0, 10.0) == (5.0, 6.0, 7.0, 8.0, 9.0)
    assert HoldGoal(3.0).marks_s(0.0, 3.0) == (1.0, 2.0)
    assert HoldGoal(None).marks_s(4.0, 16.0) == (5.0, 10.0, 15.0)
    assert HoldGoal(12.0, goes_on=True).marks_s(11.0, 21.0) == (15.0, 20.0)
    assert HoldGoal(30.0).marks_s(25.0, 25.4) == ()
