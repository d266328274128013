"""The short way to a count says what the pipeline says, at the same moments."""

import pytest

from runstrong.exercises.catalogue import load_catalogue
from runstrong.simulate.trials.armed_count import count
from runstrong.simulate.trials.cells import Cell, Condition, People, Tempo
from runstrong.simulate.trials.trial import around, run, simulate
from runstrong_signal.events import CountRevised, PeriodCounted
from runstrong_signal.tasks import CountReps


def said(events: list[PeriodCounted | CountRevised]) -> list[tuple[float, int]]:
    return [(one.t_s, one.number if isinstance(one, PeriodCounted) else -one.periods) for one in events]


@pytest.mark.parametrize(
    ("exercise", "place", "condition"),
    [
        ("squat", "thigh", Condition.TIRED),
        ("push-up", "chest", Condition.NOISY),
        ("one-legged-hop", "shank", Condition.CLEAN),  # on the finer grid
        ("reverse-crunch", "waist", Condition.WALK),
    ],
)
def test_the_short_way_says_what_the_pipeline_says(exercise: str, place: str, condition: Condition) -> None:
    simulated = simulate(Cell(exercise, place, Tempo.NORMAL, condition, People.USUAL), 0, moves=8)
    task = CountReps(max(0.0, simulated.truth.start_s - 2.0), load_catalogue().get(exercise).motion)
    until_s = simulated.truth.end_s + 2.0
    whole = [event for event in run(task, simulated.block, until_s) if isinstance(event, PeriodCounted | CountRevised)]
    short = count(task, around(task, simulated.block, until_s))
    assert len(short) >= 6
    assert said(short) == said(whole)
