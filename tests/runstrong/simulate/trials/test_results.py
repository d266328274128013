"""Results that grow: a run that was stopped goes on where it was, and pages are written from what there is."""

from pathlib import Path

import pytest

from runstrong.exercises.catalogue import load_catalogue
from runstrong.simulate.trials.cells import Cell, Condition, People, Tempo
from runstrong.simulate.trials.page import page
from runstrong.simulate.trials.recordings import from_csv, tally, to_csv
from runstrong.simulate.trials.results import (
    Made,
    OtherWayOfCounting,
    Outcome,
    read_made,
    read_outcomes,
    run_missing,
    write_outcomes,
)
from runstrong.simulate.trials.scores import place_scores, score
from runstrong_signal.algorithm import ALGORITHM_VERSION

DAY = "2026-01-02"
CELLS = [Cell("push-up", "chest", tempo, Condition.CLEAN, People.USUAL) for tempo in (Tempo.NORMAL, Tempo.FAST)]


def test_a_run_goes_on_where_it_was(tmp_path: Path) -> None:
    one, other = tmp_path / "one.csv", tmp_path / "other.csv"
    run_missing(CELLS[:1], 1, one, 1, today=DAY)
    run_missing(CELLS, 2, one, 1, today="2026-02-03")
    run_missing(CELLS, 2, other, 1, today=DAY)
    assert read_made(one) == read_made(other) == Made(ALGORITHM_VERSION, DAY)
    assert read_outcomes(one) == read_outcomes(other)
    assert [len(outcome.errors) for outcome in read_outcomes(one).values()] == [2, 2]
    size = one.stat().st_size
    run_missing(CELLS, 2, one, 1, today=DAY)
    assert one.stat().st_size == size


def test_outcomes_of_another_way_of_counting_are_not_added_to(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    write_outcomes(path, {CELLS[0]: Outcome((0.0,))}, CELLS, Made(ALGORITHM_VERSION + 1, DAY))
    with pytest.raises(OtherWayOfCounting, match="delete it to begin anew"):
        run_missing(CELLS, 2, path, 1, today=DAY)
    path.write_text("people,exercise\n", encoding="utf-8")
    with pytest.raises(OtherWayOfCounting, match="does not say"):
        run_missing(CELLS, 2, path, 1, today=DAY)


def test_written_in_order_and_read_again(tmp_path: Path) -> None:
    outcomes = {CELLS[1]: Outcome((0.0, -1.0), (0.25, 0.5)), CELLS[0]: Outcome((0.0,), (), (1.01,))}
    path = tmp_path / "a.csv"
    write_outcomes(path, outcomes, CELLS, Made(7, DAY))
    assert read_made(path) == Made(7, DAY)
    assert read_outcomes(path) == outcomes
    assert list(read_outcomes(path)) == CELLS


def test_scores_and_the_line_of_advice() -> None:
    push_up = load_catalogue().get("push-up")
    good = score(push_up, [Outcome((0.0,) * 19 + (1.0,), (-0.1, 0.3, 0.1, 0.9))])
    assert (good.exact_percent, good.within_one_percent, good.is_advised, good.reaches_goal) == (
        95.0,
        100.0,
        True,
        True,
    )
    far = score(push_up, [Outcome((0.0,) * 19 + (-2.0,))])
    assert (far.within_one_percent, far.reaches_goal) == (95.0, False)
    poor = score(push_up, [Outcome((0.0,) * 15 + (1.0,) * 5)])
    assert (poor.exact_percent, poor.is_advised) == (75.0, False)
    plank = load_catalogue().get("plank")
    held = score(plank, [Outcome((0.4, 0.6, 1.2), (), (1.04, 1.06, 0.97))])
    assert [round(value or 0.0) for value in (held.exact_percent, held.within_one_percent, held.sway_percent)] == [
        33,
        67,
        67,
    ]


def test_a_page_names_every_movement_and_puts_people_beyond_the_usual_beside_the_others() -> None:
    beyond = Cell("push-up", "chest", Tempo.NORMAL, Condition.CLEAN, People.OUTSIDE)
    outcomes = {CELLS[0]: Outcome((0.0, 0.0)), beyond: Outcome((0.0, -1.0))}
    rows = [
        {"kind": "reps", "grade": "A", "exercise": "push-up", "placement": "sternum", "error": error}
        for error in ("0", "-1", "3", "0")
    ]
    rows += [{"kind": "reps", "grade": "A", "exercise": "bench press", "placement": "wrist", "error": "0"}]
    rows += [{"kind": "none", "grade": "N", "exercise": "push-up", "placement": "chest", "error": ""}]
    real = tally(rows)
    assert from_csv(to_csv(real)) == real
    text = page(outcomes, real, Made(3, DAY))
    assert f"Simulated on {DAY}, counted by version 3" in text
    assert "| push-up | chest | 4 | 50/75 | 100/100 |" in text
    assert "| movements outside the catalogue |  | 1 | 100/100 |  |" in text
    assert "| **all** | | 5 | **60/80** | |" in text
    assert all(f"### {exercise.name}" in text for exercise in load_catalogue())
    assert "| push-up | chest | 100/100 | 50/100 |" in text
    assert place_scores(outcomes, load_catalogue().get("push-up"), People.USUAL)["chest"].trials == 2
