"""A bounded part of the trials of docs/holds.md; the whole is ``python -m runstrong_signal.holds.trials``."""

import numpy as np
import pytest

from runstrong_signal.holds.trials import RESTING, Figures, run


@pytest.fixture(scope="module")
def figures() -> Figures:
    return run(12)


def test_starts_and_stops_are_found(figures: Figures) -> None:
    assert figures.missed == 0
    assert np.median(np.abs(figures.start_s)) < 0.3
    assert np.median(np.abs(figures.stop_s)) < 0.4
    assert np.percentile(np.abs(figures.stop_s), 90) < 0.8


def test_breaks_are_found_and_none_is_made_up(figures: Figures) -> None:
    assert figures.breaks_found >= figures.breaks - 1
    assert figures.false_breaks == 0


def test_walking_and_resting_are_no_holds(figures: Figures) -> None:
    assert max(figures.nothing["walking"]) < 3.0
    assert max(figures.nothing[RESTING]) < 3.0
