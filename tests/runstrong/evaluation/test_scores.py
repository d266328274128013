from dataclasses import replace
from pathlib import Path

import pytest

from runstrong.evaluation.counting import Counted
from runstrong.evaluation.index import LabelKind, Labelled
from runstrong.evaluation.report import table, tables
from runstrong.evaluation.scores import Outcome, score

LABEL = Labelled("a.csv", Path("a.csv"), "squat", "waist", LabelKind.REPS, "d", "s", "A", 10, None)


def outcome(reps: int | None, *, kind: LabelKind = LabelKind.REPS, truth: int | None = 10) -> Outcome:
    return Outcome(replace(LABEL, kind=kind, reps_true=truth), Counted(reps, reps, duration_s=30.0, cpu_ms_per_s=2.0))


def test_figures_of_a_group() -> None:
    scored = score([outcome(10), outcome(9), outcome(13), outcome(10)])
    assert scored.sets == 4
    assert scored.exact_percent == pytest.approx(50.0)
    assert scored.within_one_percent == pytest.approx(75.0)
    assert scored.mean_absolute_error == pytest.approx(1.0)
    assert scored.bias == pytest.approx(0.5)
    assert scored.cpu_ms_per_s == pytest.approx(2.0)
    assert scored.false_reps_per_min is None


def test_false_repetitions_are_counted_where_there_are_none() -> None:
    scored = score([outcome(3, kind=LabelKind.NONE, truth=0), outcome(0, kind=LabelKind.NONE, truth=0)])
    assert scored.false_reps_per_min == pytest.approx(3.0)
    assert scored.sets == 0
    assert scored.exact_percent is None


def test_unknown_truth_and_failures_are_left_out() -> None:
    failed = Outcome(LABEL, Counted(failure="a.csv: broken; mend it."))
    assert score([outcome(10, truth=None), failed]).sets == 0


def test_what_was_not_timed_costs_nothing_known() -> None:
    untimed = outcome(10)
    untimed = replace(untimed, counted=replace(untimed.counted, cpu_ms_per_s=None))
    assert score([untimed]).cpu_ms_per_s is None
    assert score([untimed, outcome(10)]).cpu_ms_per_s == pytest.approx(2.0)


def test_holds_are_scored_by_their_error() -> None:
    label = replace(LABEL, kind=LabelKind.HOLD, hold_s_true=30.0)
    assert score([Outcome(label, Counted(hold_s=28.5, duration_s=40.0))]).hold_error_s == pytest.approx(1.5)


def test_a_table_is_markdown_and_names_are_harmless() -> None:
    shown = table("exercise", {"a\x1b[31m|b": score([outcome(10)])})
    assert "\x1b" not in shown
    header, rule, row = shown.splitlines()
    assert header.startswith("| exercise")
    assert set(rule) <= set("|-: ")
    assert "100.0" in row


def test_all_tables_are_there() -> None:
    shown = tables([outcome(10), outcome(0, kind=LabelKind.NONE, truth=0)])
    for title in ("| in all", "| grade", "| dataset, grade A", "| exercise, grade A"):
        assert title in shown
