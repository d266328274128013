"""Small indexes of made-up recordings, so that the options of the command can be tested without real ones."""

import csv
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
import pytest
from made_motion import joined, repeated, still

from runstrong_signal.samples import SampleBlock

COLUMNS = (
    "file", "dataset", "subject", "exercise", "placement", "kind", "reps_true", "hold_s_true", "grade",
    "active_start_s", "active_end_s", "events_file",
)  # fmt: skip

PERIOD_S, STILL_S = 2.0, 3.0


def write_samples(path: Path, block: SampleBlock) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["t_s", "ax_g", "ay_g", "az_g"])
        writer.writerows(np.column_stack([block.t_s, block.acc_g]).round(5).tolist())


def even(reps: int, seed: int = 0) -> SampleBlock:
    return repeated(reps, period_s=PERIOD_S, still_s=STILL_S, seed=seed)


IndexMaker = Callable[..., Path]


@pytest.fixture
def make_index(tmp_path: Path) -> IndexMaker:
    """Return how an index is written from rows; each names its recording and what is true of it."""

    def make(*rows: Mapping[str, object], columns: tuple[str, ...] = COLUMNS) -> Path:
        path = tmp_path / "index.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(columns)
            writer.writerows([[row.get(name, "") for name in columns] for row in rows])
        return path

    return make


@pytest.fixture
def made_index(make_index: IndexMaker, tmp_path: Path) -> Path:
    """Return an index of a right label, a wrong one, a stretch of rest, and a set among other movement."""
    write_samples(tmp_path / "eight.csv", even(8))
    write_samples(tmp_path / "six.csv", even(6, seed=1))
    write_samples(tmp_path / "rest.csv", still(20.0))
    among = joined(even(6, seed=2), still(6.0, direction=(0.0, 0.0, 1.0)), even(5, seed=3))
    write_samples(tmp_path / "among.csv", among)
    random = np.random.default_rng(0)
    ends_s = STILL_S + np.cumsum(PERIOD_S * (1.0 + 0.06 * random.standard_normal(8)))
    marks = ["rep,t_s", *(f"{rep},{end_s:.3f}" for rep, end_s in enumerate(ends_s, start=1))]
    (tmp_path / "marks.csv").write_text("\n".join(marks), encoding="utf-8")
    common = {"dataset": "made", "subject": "s", "exercise": "squat", "placement": "waist", "grade": "A"}
    return make_index(
        {**common, "file": "eight.csv", "kind": "reps", "reps_true": 8, "events_file": "marks.csv"},
        {**common, "file": "six.csv", "kind": "reps", "reps_true": 7},
        {**common, "file": "rest.csv", "kind": "none", "reps_true": 0, "grade": "N"},
        {**common, "file": "among.csv", "kind": "reps", "reps_true": 6, "active_start_s": 3, "active_end_s": 15},
    )
