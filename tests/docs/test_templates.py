"""A bounded part of the measurement in docs/templates.md."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"
sys.path.append(str(DOCS))
import templates as page  # noqa: E402
import templates_trials as trials_of  # noqa: E402

from runstrong.evaluation.index import read_index  # noqa: E402

CELLS = (("squat", "waist"), ("reverse-crunch", "waist"), ("jump-squat", "waist"))


@pytest.fixture(scope="module")
def simulated() -> list[trials_of.Tried]:
    return [trials_of.try_simulated(cell) for cell in CELLS]


def test_simulated_people_are_known_again_and_counted_as_before(simulated: list[trials_of.Tried]) -> None:
    found = [trial for one in simulated for trial in one.trials]
    assert len(found) >= 4  # who does the first two sets too differently has no template for the third
    assert all(trial.events_same for trial in found)
    assert all(trial.reps_with == trial.reps_without for trial in found)
    assert sum(trial.is_early for trial in found) >= 3
    assert page.too_early(found) == 0.0


def test_the_template_of_another_movement_changes_no_count(simulated: list[trials_of.Tried]) -> None:
    found = trials_of.try_strangers(simulated)
    assert len(found) >= 4
    assert all(trial.events_same and trial.reps_with == trial.reps_without for trial in found)


def test_real_sets_are_counted_as_before(corpus: Path) -> None:
    series = trials_of.series(read_index(corpus / "index.csv"))
    assert len(series) == 35
    short = next(rows for rows in series if rows[0].exercise == "deadlift")
    tried = trials_of.try_series(short)
    assert tried.template is not None
    assert all(trial.events_same for trial in tried.trials)


def test_the_choice_is_the_least_threshold_that_keeps_to_the_rule(simulated: list[trials_of.Tried]) -> None:
    good = [trial for one in simulated for trial in one.trials]
    assert good[0].first_end_s is not None
    hasty = replace(good[0], heard_s=good[0].first_end_s - 0.9 * good[0].first_s)
    assert hasty.is_too_early
    assert page.best_threshold({0.7: [hasty, *good], 0.8: good, 0.9: good}) == 0.8
    assert page.best_threshold({0.7: [hasty]}) is None


def test_the_page_names_its_command() -> None:
    assert "python docs/templates.py" in page.PAGE.read_text(encoding="utf-8")
