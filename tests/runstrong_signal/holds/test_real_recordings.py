"""Limbs of real people that are kept still: the floor of what anyone without load shows."""

import csv
from pathlib import Path

import pytest

from runstrong.recording.open import open_recording
from runstrong_signal.events import HoldEnded, PeriodCounted, SignalEvent, SteadinessMeasured
from runstrong_signal.pipeline import Pipeline
from runstrong_signal.tasks import CountReps, Task, TimeHold

CORPUS = Path(__file__).parents[4] / "shared" / "corpus"
RESTING_MPS2 = 0.08


def recordings() -> list[dict[str, str]]:
    if not CORPUS.is_dir():
        return []
    with (CORPUS / "index.csv").open(encoding="utf-8", newline="") as index:
        return [row for row in csv.DictReader(index) if row["kind"] == "hold"]


def seen(row: dict[str, str], task: Task) -> list[SignalEvent]:
    pipeline = Pipeline(task)
    return [*pipeline.feed(open_recording(CORPUS / row["file"]).all()), *pipeline.finish()]


@pytest.mark.skipif(not recordings(), reason="the recordings that this test needs are not here")
def test_still_limbs_are_held_without_repetitions_and_hardly_sway() -> None:
    for row in recordings():
        events = seen(row, TimeHold(0.0))
        (ended,) = [event for event in events if isinstance(event, HoldEnded)]
        assert ended.held_s == pytest.approx(float(row["hold_s_true"]), abs=0.6), row["file"]
        last = [event for event in events if isinstance(event, SteadinessMeasured)][-1]
        assert last.whole_sway_mps2 < RESTING_MPS2, row["file"]
        assert not [event for event in seen(row, CountReps(0.0)) if isinstance(event, PeriodCounted)], row["file"]
