from dataclasses import replace
from pathlib import Path

import pytest

from runstrong.evaluation.counting import Counted
from runstrong.evaluation.index import LabelKind, Labelled
from runstrong.evaluation.latency import delays_s, latency
from runstrong.evaluation.said import Said
from runstrong.evaluation.scores import Outcome

LABEL = Labelled("a.csv", Path("a.csv"), "squat", "waist", LabelKind.REPS, "d", "s", "A", 4, None)
MARKS = {"a.csv": (2.0, 4.0, 6.0, 8.0)}


def outcome(*said_s: float, corrections: int = 0) -> Outcome:
    reps = len(said_s)
    return Outcome(LABEL, Counted(reps, reps, duration_s=10.0, said=Said(reps, (), said_s, corrections)))


def test_delays_begin_with_the_third_repetition() -> None:
    assert delays_s(outcome(4.5, 4.5, 6.5, 7.75), MARKS) == (0.5, -0.25)


def test_sets_counted_wrongly_or_without_marks_have_none() -> None:
    assert delays_s(outcome(4.5, 4.5, 6.5), MARKS) == ()
    assert delays_s(outcome(4.5, 4.5, 6.5, 8.5), {}) == ()
    assert delays_s(outcome(4.5, 4.5, 6.5, 8.5), {"a.csv": (2.0, 4.0, 6.0)}) == ()


def test_figures_of_a_group() -> None:
    of = latency([outcome(4, 4, 6.2, 8.4, corrections=1), outcome(4, 4, 6)], MARKS)
    assert (of.sets, of.reps, of.watched) == (1, 2, 2)
    assert of.median_s == pytest.approx(0.3)
    assert of.p95_s == pytest.approx(0.39)
    assert of.corrections_per_set == pytest.approx(0.5)


def test_an_empty_group_has_no_figures() -> None:
    idle = replace(outcome(), labelled=replace(LABEL, kind=LabelKind.NONE))
    of = latency([idle], MARKS)
    assert (of.sets, of.median_s, of.corrections_per_set) == (0, None, None)
