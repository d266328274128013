"""Every real recording opens, and is refused once its unit is changed."""

import csv
import io
from pathlib import Path

import numpy as np
import pytest

from runstrong.errors import BadRecording
from runstrong.recording import open_recording
from runstrong.recording.scale import refuse_wrong_unit
from runstrong_signal.samples import SampleBlock

EVERY = 5
"""One in so many is read, spread over all datasets; all of them take some seconds."""


@pytest.fixture
def index(corpus: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((corpus / "index.csv").read_text())))


def test_all_real_recordings_open(corpus: Path, index: list[dict[str, str]]) -> None:
    assert len(index) > 500
    for row in index:
        recording = open_recording(corpus / row["file"])
        assert recording.info.duration_s == pytest.approx(float(row["duration_s"]), abs=0.1)
        assert (recording.all().gyro_dps is not None) == (row["has_gyro"] == "yes")
        assert sum(len(block) for block in recording.blocks()) == recording.info.samples


@pytest.mark.parametrize(("factor", "unit"), [(9.80665, "m/s2"), (1000.0, "mg")])
def test_no_real_recording_passes_in_another_unit(
    corpus: Path, index: list[dict[str, str]], factor: float, unit: str
) -> None:
    for row in index[::EVERY]:
        samples = open_recording(corpus / row["file"]).all()
        with pytest.raises(BadRecording, match=f"looks like {unit}, not g"):
            refuse_wrong_unit(Path(row["file"]), SampleBlock(samples.t_s, samples.acc_g * factor))


def test_no_real_recording_passes_without_gravity(corpus: Path, index: list[dict[str, str]]) -> None:
    for row in index[::EVERY]:
        samples = open_recording(corpus / row["file"]).all()
        window = max(3, round(2.0 * len(samples) / float(samples.t_s[-1])))
        kernel = np.ones(window) / window
        gravity_g = np.column_stack([np.convolve(axis, kernel, mode="same") for axis in samples.acc_g.T])
        with pytest.raises(BadRecording, match="gravity has been removed"):
            refuse_wrong_unit(Path(row["file"]), SampleBlock(samples.t_s, samples.acc_g - gravity_g))
