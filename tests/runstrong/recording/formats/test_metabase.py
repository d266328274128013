"""MetaBase exports, in both spellings of the header."""

from pathlib import Path

import numpy as np
import pytest

from runstrong.errors import BadRecording
from runstrong.recording import RecordingFormat, Remark, open_recording
from runstrong.recording.formats.metabase import facts_of
from runstrong.recording.stamps import spread_shared_stamps

# Header lines and first row as published by users of the apps
NEWER = "epoch (ms),time (01:00),elapsed (s),x-axis (g),y-axis (g),z-axis (g)"
OLDER = "epoc (ms),timestamp (-0700),elapsed (s),x-axis (g),y-axis (g),z-axis (g)"
FIRST_ROW = "1547473786995,2019-01-14T14:49:46.995,0.000,-0.290,0.887,-0.102"
FILE_NAME = "squat_MetaWear_2019-01-14T14.49.46.995_C42732BE255C_Accelerometer_12.500Hz_1.4.4.csv"


def rows(stamps_ms: list[int], tail: str = "") -> list[str]:
    made = []
    for at, stamp_ms in enumerate(stamps_ms):
        elapsed_s = (stamp_ms - stamps_ms[0]) / 1000
        made.append(f"{stamp_ms},2019-01-14T14:49:46.995,{elapsed_s:.3f},-0.29{at % 3},0.887,-0.102{tail}")
    return made


EVEN_MS = [1547473786995 + 80 * at for at in range(40)]


def saved(folder: Path, header: str, lines: list[str], name: str = FILE_NAME) -> Path:
    path = folder / name
    path.write_text("\n".join([header, *lines]) + "\n")
    return path


@pytest.mark.parametrize("header", [NEWER, OLDER, NEWER.replace("01:00", "-13:00")])
def test_both_spellings_and_any_zone_are_read(tmp_path: Path, header: str) -> None:
    recording = open_recording(saved(tmp_path, header, [FIRST_ROW, *rows(EVEN_MS)[1:]]))
    assert recording.info.format is RecordingFormat.METABASE_CSV
    assert recording.all().t_s == pytest.approx(0.08 * np.arange(40))
    assert recording.all().acc_g[0].tolist() == [-0.29, 0.887, -0.102]
    assert recording.info.start_unix_ns == 1547473786995 * 1_000_000
    assert recording.info.rate_hz == 12.5
    assert recording.info.sensor == "MetaWear C42732BE255C"
    assert recording.all().gyro_dps is None


def test_a_gyroscope_in_the_same_file_is_read(tmp_path: Path) -> None:
    header = NEWER + ",x-axis (deg/s),y-axis (deg/s),z-axis (deg/s)"
    samples = open_recording(saved(tmp_path, header, rows(EVEN_MS, ",1.5,-2,3"))).all()
    assert samples.gyro_dps is not None
    assert samples.gyro_dps[3].tolist() == [1.5, -2.0, 3.0]


def test_a_file_of_the_gyroscope_alone_says_which_file_to_open(tmp_path: Path) -> None:
    path = saved(tmp_path, NEWER.replace("(g)", "(deg/s)"), rows(EVEN_MS))
    with pytest.raises(
        BadRecording, match="holds only the gyroscope; open the file of the same recording that has Acc"
    ):
        open_recording(path)


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    path = saved(tmp_path, NEWER.replace("y-axis (g)", "y"), rows(EVEN_MS))
    with pytest.raises(BadRecording, match=r"line 1: column 'y-axis \(g\)' is missing or there twice; found epoch"):
        open_recording(path)


def test_another_name_means_another_rate_and_no_address(tmp_path: Path) -> None:
    info = open_recording(saved(tmp_path, NEWER, rows(EVEN_MS), "my squats.txt")).info
    assert info.rate_hz == pytest.approx(12.5)
    assert info.sensor == "MetaWear"
    assert facts_of(Path("a_C42732BE255C_Accelerometer_99999.0Hz_1.4.4.csv")).rate_hz is None  # type: ignore[union-attr]


def test_samples_of_one_packet_are_spread_and_counted(tmp_path: Path) -> None:
    stamps_ms = [EVEN_MS[0] + 240 * (at // 3) for at in range(42)]
    recording = open_recording(saved(tmp_path, NEWER, rows(stamps_ms)))
    assert recording.all().t_s == pytest.approx(0.08 * np.arange(42))
    assert recording.info.shared_stamps == 28
    assert recording.info.remarks == (Remark.SHARED_STAMPS,)


def test_a_clock_that_stands_is_refused(tmp_path: Path) -> None:
    stamps_ms = [*EVEN_MS[:20], *[EVEN_MS[20]] * 20]
    with pytest.raises(BadRecording, match="line 23: time is the same as in the line before"):
        open_recording(saved(tmp_path, NEWER, rows(stamps_ms)))


def test_a_clock_that_goes_back_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadRecording, match="line 7: time goes back"):
        open_recording(saved(tmp_path, NEWER, rows([*EVEN_MS[:5], EVEN_MS[0], *EVEN_MS[6:]])))


def test_spreading_leaves_distinct_stamps_alone() -> None:
    t_s = np.array([0.0, 0.1, 0.15, 0.4])
    spread_s, shared = spread_shared_stamps(t_s)
    assert spread_s.tolist() == t_s.tolist()
    assert shared == 0
