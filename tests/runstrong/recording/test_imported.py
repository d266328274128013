"""A foreign recording as one of ours: the same samples, marked with where they came from."""

import io
from pathlib import Path

import foreign_recordings as made
import numpy as np
import pytest

from runstrong.recording import RecordingFormat, open_recording
from runstrong.recording.imported import Label, write_imported
from runstrong.sensors.decoded import DecodedSamples, encode_samples
from runstrong.sensors.driver import Fault, StreamConfig
from runstrong_signal.samples import SampleBlock

START_NS = 1_790_000_000_000_000_000


@pytest.mark.parametrize("text", [made.phyphox(made.motion_g()), made.witmotion(made.motion_g())])
def test_the_samples_are_exactly_the_same(tmp_path: Path, text: str) -> None:
    path = tmp_path / "source.csv"
    path.write_text(text)
    source = open_recording(path)
    file = io.BytesIO()
    write_imported(file, source, Label(START_NS, "a-name", exercise="squat", placement="waist"))
    ours = tmp_path / "ours.rsl.jsonl"
    ours.write_bytes(file.getvalue())
    back = open_recording(ours)
    assert back.samples.acc_g.tolist() == source.samples.acc_g.tolist()
    assert back.samples.t_s == pytest.approx(source.samples.t_s, abs=2e-9)
    if source.samples.gyro_dps is not None:
        assert back.samples.gyro_dps is not None
        assert back.samples.gyro_dps.tolist() == source.samples.gyro_dps.tolist()
    info = back.info
    assert (info.format, info.imported_from) == (RecordingFormat.NATIVE, source.info.format.value)
    assert (info.exercise, info.placement, info.start_unix_ns) == ("squat", "waist", START_NS)
    assert info.remarks == ()


def test_gaps_stay_where_they_are(tmp_path: Path) -> None:
    lines = made.phyphox(made.motion_g()).splitlines()
    path = tmp_path / "source.csv"
    path.write_text("\n".join([*lines[:200], *lines[300:]]) + "\n")
    source = open_recording(path)
    file = io.BytesIO()
    write_imported(file, source, Label(START_NS, "a-name"))
    (tmp_path / "ours.rsl.jsonl").write_bytes(file.getvalue())
    (gap,) = open_recording(tmp_path / "ours.rsl.jsonl").info.gaps
    assert (gap.start_s, gap.end_s) == pytest.approx((source.info.gaps[0].start_s, source.info.gaps[0].end_s), abs=1e-8)


BLOCK = SampleBlock(np.arange(3) / 50, np.full((3, 3), 0.5))


@pytest.mark.parametrize(
    ("key", "payload", "fault"),
    [
        ("else", b"1234", Fault.OTHER_STREAM),
        ("samples", b"", Fault.TOO_SHORT),
        ("samples", encode_samples(BLOCK)[1][:-1], Fault.TRUNCATED),
        ("samples", encode_samples(SampleBlock(BLOCK.t_s[::-1], BLOCK.acc_g))[1], Fault.CLOCK_WENT_BACK),
        ("samples", encode_samples(SampleBlock(BLOCK.t_s, BLOCK.acc_g * np.nan))[1], Fault.IMPOSSIBLE),
    ],
)
def test_damaged_bytes_are_faults_and_no_samples(key: str, payload: bytes, fault: Fault) -> None:
    driver = DecodedSamples(StreamConfig(50.0))
    assert driver.feed(key, payload, 0.0) == ()
    assert driver.faults == {fault: 1}
