"""Sample CSV files: every spelling that is fine, and one sentence for everything that is not."""

import gzip
import os
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from runstrong.errors import BadRecording
from runstrong.recording import Recording, RecordingFormat, Remark, open_recording
from runstrong.recording.content import Content
from runstrong.recording.formats.corpus_csv import read_corpus_csv
from runstrong.recording.table import read_table

HEADER = "t_s,ax_g,ay_g,az_g"
ROWS = [f"{0.02 * at:.3f},0.{at % 7}00,-0.10{at % 3},{0.95 + 0.01 * (at % 10):.3f}" for at in range(100)]
TEXT = "\n".join([HEADER, *ROWS]) + "\n"

Save = Callable[[str | bytes], Path]


@pytest.fixture
def save(tmp_path: Path) -> Save:
    def saved(content: str | bytes) -> Path:
        path = tmp_path / "set.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return saved


def with_row(row: int, text: str) -> str:
    return "\n".join([HEADER, *ROWS[:row], text, *ROWS[row + 1 :]]) + "\n"


def refusal_of(path: Path) -> str:
    with pytest.raises(BadRecording) as refused:
        open_recording(path)
    assert "\n" not in str(refused.value)
    return str(refused.value).removeprefix(str(path))


def test_session_time_starts_at_the_first_sample(save: Save) -> None:
    rows = [f"{5 + 0.02 * at:.3f},0.1,0.2,{0.9 + at % 2 / 10}" for at in range(20)]
    recording = open_recording(save("\n".join([HEADER, *rows])))
    assert recording.info.format is RecordingFormat.CORPUS_CSV
    assert recording.all().t_s == pytest.approx(0.02 * np.arange(20))
    assert recording.all().t_s[0] == 0.0
    assert recording.all().gyro_dps is None


def test_numbers_rate_and_duration_are_those_of_the_file(save: Save) -> None:
    recording = open_recording(save(TEXT))
    assert recording.all().t_s == pytest.approx(0.02 * np.arange(100))
    assert recording.all().acc_g[8].tolist() == [0.1, -0.102, 1.03]
    assert recording.info.rate_hz == pytest.approx(50.0)
    assert recording.info.duration_s == pytest.approx(1.98)
    assert (recording.info.samples, recording.info.remarks, recording.info.synthetic) == (100, (), False)


def test_a_gyroscope_is_read_by_name_wherever_its_columns_are(save: Save) -> None:
    lines = ["gz_dps,gy_dps,gx_dps,extra,az_g,ay_g,ax_g,t_s"]
    lines += [f"3,2,1,hello,{0.9 + at % 2 / 10},0,0.1,{at / 25}" for at in range(50)]
    samples = open_recording(save("\n".join(lines))).all()
    assert samples.gyro_dps is not None
    assert samples.gyro_dps[7].tolist() == [1.0, 2.0, 3.0]
    assert samples.acc_g[7].tolist() == [0.1, 0.0, 1.0]


@pytest.mark.parametrize(
    "change",
    [
        lambda text: b"\xef\xbb\xbf" + text.encode(),
        lambda text: text.replace("\n", "\r\n").encode(),
        lambda text: text.replace("\n", "\r").encode(),
        lambda text: (text + "\n  \n\n").encode(),
        lambda text: text.rstrip("\n").encode(),
        lambda text: text.replace(",", ", ").encode(),
        lambda text: text.replace(",", "\t").encode(),
        lambda text: text.replace(",", ";").encode(),
        lambda text: text.replace(",", ";").replace(".", ",").encode(),
        lambda text: text.replace(HEADER, '"t_s","ax_g","ay_g","az_g"').encode(),
        lambda text: f"# a note\n{text}".encode(),
        lambda text: gzip.compress(text.encode()),
    ],
    ids=[
        "bom",
        "crlf",
        "cr",
        "blank-end",
        "no-newline",
        "spaces",
        "tab",
        "semicolon",
        "decimal-comma",
        "quoted",
        "comment",
        "gzip",
    ],
)
def test_other_spellings_are_the_same_recording(save: Save, change: Callable[[str], bytes]) -> None:
    recording = open_recording(save(change(TEXT)))
    plain = open_recording(save(TEXT))
    assert recording.all().t_s.tolist() == plain.all().t_s.tolist()
    assert recording.all().acc_g.tolist() == plain.all().acc_g.tolist()
    assert recording.info.remarks == ()


@pytest.mark.parametrize("tail", ["2.00", "2.000,0.1", "2.000,0.100,0.2,", "2.000,0.100,0.2,-", "2.000,0.100,0.2,0."])
def test_a_torn_last_line_is_dropped_and_reported(save: Save, tail: str) -> None:
    recording = open_recording(save(TEXT + tail))
    assert recording.info.samples == 100
    assert recording.info.dropped_bytes == len(tail)
    assert recording.info.remarks == (Remark.TORN_TAIL,)


def test_blocks_are_pieces_of_time(save: Save) -> None:
    recording = open_recording(save(TEXT))
    assert [len(block) for block in recording.blocks(0.5)] == [25, 25, 25, 25]
    assert sum(len(block) for block in recording.blocks()) == 100
    assert [len(block) for block in recording.blocks(100.0)] == [100]


def test_gaps_are_listed(save: Save) -> None:
    lines = [HEADER, *(row for at, row in enumerate(ROWS) if not 40 <= at < 60)]
    (gap,) = open_recording(save("\n".join(lines))).info.gaps
    assert (gap.start_s, gap.end_s) == (pytest.approx(0.78), pytest.approx(1.2))


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        ("", ": the file is empty; record again, or use another file."),
        (" \n\r\n", ": the file is empty; record again, or use another file."),
        (HEADER, ": there are column names but no samples; record again, or use another file."),
        (HEADER + "\n\n", ": there are column names but no samples; record again, or use another file."),
        ("# only\n# notes\n", ": there is no line with column names; use a CSV with one."),
        ("\n".join([HEADER, *ROWS[:9]]), ": there are fewer than 10 samples in it (9); record for longer."),
        (
            TEXT.replace("ay_g", "ay"),
            ", line 1: column 'ay_g' is missing; found t_s, ax_g, ay, az_g; name the columns t_s, ax_g, ay_g, az_g"
            " and, if there is a gyroscope, gx_dps, gy_dps, gz_dps.",
        ),
        (TEXT.replace("ay_g", "ax_g"), ", line 1: column 'ax_g' appears twice; name the columns"),
        (TEXT.replace("az_g", "gx_dps"), ", line 1: column 'az_g' is missing; found t_s, ax_g, ay_g, gx_dps;"),
        (TEXT.replace(HEADER, "time,x,y,z"), ", line 1: these are not the columns of a recording that can be read: ti"),
        ("\n".join(ROWS), ", line 1: these are not the columns of a recording that can be read: 0.000, 0.000, -0.100"),
        (with_row(40, "0.800,nan,0,1"), ", line 42, column 2: 'nan' is not a finite number in column 'ax_g'; correct"),
        (with_row(40, "0.800,0,-inf,1"), ", line 42, column 3: '-inf' is not a finite number in column 'ay_g'"),
        (with_row(40, "0.800,0,1e999,1"), ", line 42, column 3: '1e999' is not a finite number"),
        (with_row(40, "0.800,0,1e30,1"), ", line 42, column 3: '1e30' is too large to be measured"),
        (with_row(40, "0.800,0,1e7,1"), ", line 42: 1e+07 is no acceleration that a sensor can measure"),
        (with_row(40, "0.800,0,0,one"), ", line 42, column 4: 'one' is not a number in column 'az_g'"),
        (with_row(40, "0.800,0,1_0,1"), ", line 42, column 3: '1_0' is not a number"),
        (with_row(40, '0.800,0,"1,1'), ", line 42, column 3: '\"1' is not a number"),
        (with_row(40, "0.800,0,\r1,1"), ", line 42, column 3: '\N{REPLACEMENT CHARACTER}1' is not a number"),
        (with_row(40, "0.800,0,,1"), ", line 42, column 3: an empty cell in column 'ay_g'"),
        (with_row(40, HEADER), ", line 42, column 1: 't_s' is not a number in column 't_s'"),
        (with_row(40, "0.800,0,\x1b[31m,1"), "column 3: '\N{REPLACEMENT CHARACTER}[31m' is not a number"),
        (with_row(40, "0.800,0,0"), ", line 42: 3 cells in this line, but the header names 4 columns; correct or"),
        (with_row(40, "0.800,0,0,1,5"), ", line 42: 5 cells in this line, but the header names 4 columns"),
        (with_row(40, ""), ", line 42: no cells in this line, but the header names 4 columns"),
        (with_row(40, "0.780,0,0,1"), ", line 42: time is the same as in the line before (0.78 s, then 0.78 s since"),
        (with_row(40, "0.1,0,0,1"), ", line 42: time goes back (0.78 s, then 0.1 s since the start; once in the file)"),
        (with_row(99, "1e9,0,0,1"), ", line 101: the recording would last 1.16e+04 days, with a step of 1e+09 s here"),
        (b"\x00\x01\x02" + TEXT.encode(), ", byte 1: this is binary data, not a recording that can be read; use"),
        (TEXT.encode() + b"\x00", f", byte {len(TEXT) + 1}: this is binary data"),
        (TEXT.encode("utf-16"), ", byte 1: the text is UTF-16; save it as UTF-8."),
        (TEXT.encode() + b"\xff\xfe", f", byte {len(TEXT) + 1}: the text is not UTF-8; save it as UTF-8."),
        (
            gzip.compress(TEXT.encode(), mtime=0)[:40] + b"\x00" * 40,
            ": the gzip data is damaged near here; use another copy.",
        ),
        (b"\x1f\x8b", ": the file is empty"),
        (HEADER + "\n0," + "1" * (2 << 20), ", line 2: this line is longer than 1 MiB, which no recording has; use"),
    ],
)
def test_what_cannot_be_read_says_what_where_and_what_to_do(save: Save, content: str | bytes, refusal: str) -> None:
    assert refusal in refusal_of(save(content))


@pytest.mark.parametrize(
    ("step", "refusal"),
    [
        (20.0, ": 0.05 samples a second cannot be used, only 5 to 2000 Hz; check that time is in the unit"),
        (0.0001, ": 1e+04 samples a second cannot be used, only 5 to 2000 Hz"),
    ],
)
def test_rates_beyond_any_use_are_refused(save: Save, step: float, refusal: str) -> None:
    rows = [f"{at * step},0.1,0.2,{0.9 + at % 3 / 10}" for at in range(50)]
    assert refusal in refusal_of(save("\n".join([HEADER, *rows])))


def test_missing_files_and_folders_are_named(tmp_path: Path) -> None:
    assert refusal_of(tmp_path) == ": this is a folder, not a recording; name a file in it."
    assert refusal_of(tmp_path / "no.csv") == ": there is no such file; check the spelling and the folder."
    assert refusal_of(tmp_path / ("x" * 300)).endswith("check its name and its permissions.")
    assert "there is no such file" in refusal_of(Path("nul\0.csv"))


def test_a_pipe_is_refused_instead_of_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert refusal_of(pipe) == ": this is a device or a pipe, not a file; save it to a file first."


def test_a_hostile_name_is_printed_without_its_control_characters(tmp_path: Path) -> None:
    with pytest.raises(BadRecording) as refused:
        open_recording(tmp_path / "\x1b[2J\n.csv")
    assert "\x1b" not in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_huge_file_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.csv"
    with path.open("wb") as file:
        file.truncate(3 << 30)  # sparse: takes no room
    started_s = time.perf_counter()
    assert "there is more in it than 256 MiB" in refusal_of(path)
    assert time.perf_counter() - started_s < 1.0


def test_a_gzip_bomb_is_refused_after_its_first_line(tmp_path: Path) -> None:
    path = tmp_path / "bomb.gz"
    with gzip.open(path, "wb", compresslevel=1) as file:
        file.write(HEADER.encode() + b"\n")
        for _ in range(64):
            file.write(b"0" * (1 << 20))
    assert ", line 2: this line is longer than 1 MiB" in refusal_of(path)


def outcome_of(data: bytes) -> Recording | str:
    try:
        return read_corpus_csv(read_table(Content(Path("set.csv"), data)))
    except BadRecording as refused:
        return str(refused)


@given(st.data())
def test_a_damaged_table_gives_a_recording_or_a_sentence(data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(TEXT)))
    junk = data.draw(st.binary(max_size=6) | st.text(alphabet='0123456789.,-+e"\n\r\t; _#\x0b\x1c\x85', max_size=8))
    removed = data.draw(st.integers(0, 8))
    octets = junk.encode() if isinstance(junk, str) else junk
    outcome = outcome_of(TEXT[:at].encode() + octets + TEXT[at + removed :].encode())
    if isinstance(outcome, str):
        assert "\n" not in outcome
    else:
        assert np.isfinite(outcome.all().acc_g).all()
        assert (np.diff(outcome.all().t_s) > 0).all()


cells = st.sampled_from(
    ["0", "1", "-1", "1e308", "-1e308", "1e17", "", "nan", "x", '"1"', "1,5", "0.02", " 3 ", "\ud7ff"]
)


@given(st.lists(st.lists(cells, min_size=3, max_size=5), max_size=30), st.sampled_from(",;\t"))
def test_any_cells_give_a_recording_or_a_sentence(rows: list[list[str]], delimiter: str) -> None:
    lines = [HEADER.replace(",", delimiter), *(delimiter.join(row) for row in rows)]
    assert outcome_of("\n".join(lines).encode())


def test_half_an_hour_opens_quickly(save: Save) -> None:
    rng = np.random.default_rng(1)
    values = np.column_stack([0.02 * np.arange(90_000), rng.normal((0, 0, 1), 0.05, (90_000, 3))])
    path = save("\n".join([HEADER, *(",".join(f"{value:.3f}" for value in row) for row in values.tolist())]))
    open_recording(path)
    started_s = time.process_time()
    assert open_recording(path).info.samples == 90_000
    assert time.process_time() - started_s < 0.5
