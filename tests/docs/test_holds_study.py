"""A bounded part of the study in docs/holds.md, and the page that it is written into."""

import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

DOCS = Path(__file__).parents[2] / "docs"
sys.path.append(str(DOCS))
import holds_study  # noqa: E402
import holds_trials  # noqa: E402

SEEDS = range(8)
"""The first seeds of the study."""

PUT_ON_ANEW = (8, 20, 32, 44, 156)
"""Holds of which nothing was read once: the sensor sits otherwise than in the 20 s before, and the walk that shows it
is short, or swings the thigh, or turns it by 27 degrees only."""

RESTED = (78, 94, 160, 169, 1062, 1132, 1144, 1151, 1158)
"""Rests face down that were timed once: a sensor drifted upwards, or a rest was added to the stop before it."""


@pytest.fixture(scope="module")
def rows() -> list[dict[str, object]]:
    return [holds_trials.try_seed(seed) for seed in SEEDS]


def test_starts_ends_and_breaks_are_found_and_none_is_made_up(rows: list[dict]) -> None:
    for row in rows:
        assert abs(row["start_s"]) < 0.6
        assert abs(row["stop_s"]) < 0.6
        assert row["false_breaks"] == 0
        assert all(found for _, found in row["breaks"])


def test_what_is_no_hold_is_not_said_to_be_one(rows: list[dict]) -> None:
    for row in rows:
        assert max(row["nothing"].values()) < 3.0
        assert max(row["over_reps"].values(), default=0.0) < 3.0


def test_other_errors_of_the_sensor_do_not_change_the_sway(rows: list[dict]) -> None:
    changes = [change for row in rows for change in row["changes"].values()]
    assert len(changes) == 10
    assert all(change == pytest.approx(1.0, abs=0.05) for change in changes)


@pytest.mark.parametrize("seed", PUT_ON_ANEW)
def test_a_hold_is_read_after_a_sensor_was_put_on_anew(seed: int) -> None:
    case = holds_trials.case_of(seed)
    held = holds_trials.hold(case, np.random.default_rng([seed, 0]))
    (truth,) = held.spans_s
    after = tuple(edge_s + holds_trials.BEFORE_S for edge_s in truth)
    alone = holds_trials.heard(case, held.strapped)
    events = holds_trials.heard(case, holds_trials.disturbed(held.strapped, case)["before"])
    held_s = holds_trials.overlap_s(holds_trials.spans_of(events), [after])
    assert held_s == pytest.approx(truth[1] - truth[0], abs=0.6)
    assert holds_trials.sway_in(events, after) == pytest.approx(holds_trials.sway_in(alone, truth), rel=0.05)


@pytest.mark.parametrize("seed", RESTED)
def test_a_rest_face_down_is_no_plank(seed: int) -> None:
    case = replace(holds_trials.case_of(seed), position="plank")
    events = holds_trials.heard(case, holds_trials.without_hold(case)["resting face down"])
    assert not [span for span in holds_trials.spans_of(events) if span[1] - span[0] >= holds_study.NOTHING_S]


def test_slow_side_plank_lifts_are_seen_after_the_first_pause() -> None:
    """Seed 76 pauses for three seconds at every low point; the task is given anew after each that counts."""
    case = holds_trials.case_of(76)
    ((_, block, moves),) = [made for made in holds_trials.repetitions(case) if made[0] == "side-plank-lift"]
    assert holds_trials.overlap_s(holds_trials.spans_of(holds_trials.heard(case, block)), moves) < 3.5


def test_every_figure_has_a_line(rows: list[dict]) -> None:
    lines = holds_study.table(rows)
    assert len([line for line in lines if "sway" in line]) == 15
    assert all(line.count("|") == 4 for line in lines)


def test_the_figures_go_between_their_marks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = tmp_path / "holds.md"
    page.write_text(f"before\n{holds_study.BEGIN}stale\n{holds_study.END}after\n", encoding="utf-8")
    monkeypatch.setattr(holds_study, "PAGE", page)
    for _ in range(2):
        holds_study.write("| new |", 3)
    text = page.read_text(encoding="utf-8")
    assert text.startswith("before\n")
    assert text.endswith("after\n")
    assert text.count("| new |") == 1
    assert "stale" not in text


def test_the_page_has_its_marks() -> None:
    text = (DOCS / "holds.md").read_text(encoding="utf-8")
    assert text.index(holds_study.BEGIN) < text.index(holds_study.END)
