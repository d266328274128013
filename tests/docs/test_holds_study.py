"""A bounded part of the study in docs/holds.md, and the page that it is written into."""

import sys
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"
sys.path.append(str(DOCS))
import holds_study  # noqa: E402
import holds_trials  # noqa: E402

SEEDS = range(8)
"""The first seeds of the study; of seed 8 nothing is read after 20 s of walking, which the page counts."""


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
