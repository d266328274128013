"""``docs/movements.md`` says what its results say, its results are what the trials give, and the catalogue follows."""

from itertools import cycle
from pathlib import Path

import pytest

from runstrong.exercises.catalogue import load_catalogue
from runstrong.exercises.model import BodyPlace, Visibility
from runstrong.simulate.trials.cells import Cell, Condition, People, Tempo, all_cells, usable_places
from runstrong.simulate.trials.page import best_place, page
from runstrong.simulate.trials.reasons import REASONS
from runstrong.simulate.trials.recordings import from_csv
from runstrong.simulate.trials.results import read_made, read_outcomes
from runstrong.simulate.trials.scores import disagreements, place_scores
from runstrong.simulate.trials.trial import run_trial

DOCS = Path(__file__).parents[2] / "docs"
RESULTS = DOCS / "movements.csv"
OUTCOMES = read_outcomes(RESULTS)
AGAIN = "run python docs/movements.py again"

TOLERANCE_PERCENT = 5.0
"""A share of the trials is run again; so far may their share of exact counts be from the committed one."""


def test_the_page_is_written_from_its_results() -> None:
    recordings = from_csv((DOCS / "recordings.csv").read_text(encoding="utf-8"))
    assert (DOCS / "movements.md").read_text(encoding="utf-8") == page(OUTCOMES, recordings, read_made(RESULTS)), AGAIN


def test_nothing_is_left_out() -> None:
    assert set(OUTCOMES) == set(all_cells())
    assert all(outcome.errors for outcome in OUTCOMES.values())
    text = (DOCS / "movements.md").read_text(encoding="utf-8")
    for exercise in load_catalogue():
        section = text.split(f"### {exercise.name}\n")[1].split("\n### ")[0]
        for place in usable_places(exercise):
            assert f"| {place.value} (" in section, (exercise.name, place)


def test_the_catalogue_advises_what_the_trials_say() -> None:
    assert disagreements(OUTCOMES) == []


def test_every_movement_reaches_the_goal_somewhere_or_says_why_not() -> None:
    for exercise in load_catalogue():
        scores = place_scores(OUTCOMES, exercise, People.USUAL)
        best = best_place(scores)
        assert best is not None
        assert scores[best].reaches_goal or exercise.id in REASONS, exercise.name


def test_no_blind_place_is_advised() -> None:
    for exercise in load_catalogue():
        for place in BodyPlace:
            advice = exercise.places[place]
            assert not (advice.advised and advice.visibility is Visibility.BLIND)


def test_a_share_of_the_trials_gives_what_the_results_say() -> None:
    tempos, conditions = cycle(Tempo), cycle(Condition)
    ours, theirs = [], []
    for exercise in load_catalogue():
        if exercise.id == "plank":
            continue
        best = best_place(place_scores(OUTCOMES, exercise, People.USUAL))
        for tempo, condition in ((Tempo.NORMAL, Condition.CLEAN), (next(tempos), next(conditions))):
            cell = Cell(exercise.id, str(best), tempo, condition, People.USUAL)
            ours.append(run_trial(cell, 0).error == 0.0)
            theirs.append(OUTCOMES[cell].errors[0] == 0.0)
    again, committed = (100.0 * sum(side) / len(side) for side in (ours, theirs))
    assert again == pytest.approx(committed, abs=TOLERANCE_PERCENT), AGAIN
