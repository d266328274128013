"""What is written, and when it is safe on disk."""

import gzip
import io
import json
import zlib
from pathlib import Path

import pytest

from runstrong.recording import Device, GapReason, Head, LineKind, RecordingWriter, Stamp, compress_recording


class CountingFile(io.BytesIO):
    flushes = 0

    def flush(self) -> None:
        self.flushes += 1
        super().flush()


def test_every_line_is_an_object_with_its_times_and_kind(session: bytes) -> None:
    lines = [json.loads(line) for line in session.splitlines()]
    assert [line["k"] for line in lines] == ["head", "dev", "cfg", "plan", *["n"] * 10, "rep", "end"]
    assert all({"t", "m", "k"} <= line.keys() for line in lines)
    assert [line["q"] for line in lines if line["k"] == "n"] == list(range(10))


def test_the_end_tells_lines_and_checksum_of_everything_before_it(session: bytes) -> None:
    *before, last = session.splitlines(keepends=True)
    end = json.loads(last)
    assert end["lines"] == len(before)
    assert end["crc32"] == zlib.crc32(b"".join(before))


def test_equal_calls_give_equal_bytes(session: bytes, session_of: object, counts_mg: object) -> None:
    assert callable(session_of)
    assert session_of(counts_mg) == session


def test_it_flushes_once_a_second_of_the_stamps_and_when_closed() -> None:
    file = CountingFile()
    writer = RecordingWriter(file)
    for m_ns in range(0, 3_000_000_000, 100_000_000):
        writer.notification(Stamp(0, m_ns), 0, "c", b"\x01")
    assert file.flushes == 3
    writer.tick(4_000_000_000)
    assert file.flushes == 4
    writer.close(Stamp(0, 4_000_000_001))
    assert file.flushes == 5


def test_names_with_line_breaks_and_broken_unicode_stay_on_their_line() -> None:
    file = io.BytesIO()
    RecordingWriter(file).device(Stamp(0, 0), Device(0, "polar_pmd", name="a\nb\u2028c\ud800"))
    (line,) = file.getvalue().splitlines()
    assert json.loads(line)["name"] == "a\nb\u2028c\ud800"


def test_a_gap_and_a_free_line_are_written_with_their_keys() -> None:
    file = io.BytesIO()
    writer = RecordingWriter(file)
    writer.gap(Stamp(1, 2), 0, GapReason.RECONNECTED)
    writer.line(LineKind.FIX, Stamp(3, 4), {"set": "s1", "counted": 9, "true": 10})
    assert [json.loads(line) for line in file.getvalue().splitlines()] == [
        {"t": 1, "m": 2, "k": "gap", "slot": 0, "why": "reconnected"},
        {"t": 3, "m": 4, "k": "fix", "set": "s1", "counted": 9, "true": 10},
    ]


def test_a_number_that_json_has_not_is_refused_before_it_is_written() -> None:
    file = io.BytesIO()
    with pytest.raises(ValueError, match="not JSON compliant"):
        RecordingWriter(file).line(LineKind.MARK, Stamp(0, 0), {"value": float("nan")})
    assert file.getvalue() == b""


def test_a_head_that_is_not_synthetic_claims_no_truth() -> None:
    file = io.BytesIO()
    RecordingWriter(file).head(Stamp(0, 0), Head("runstrong", seed=1, truth={"reps": 1}))
    assert not {"synthetic", "seed", "truth"} & json.loads(file.getvalue()).keys()


def test_compressing_twice_gives_the_same_bytes(tmp_path: Path, session: bytes) -> None:
    path = tmp_path / "a.rsl.jsonl"
    path.write_bytes(session)
    first = compress_recording(path).read_bytes()
    assert compress_recording(path).read_bytes() == first
    assert gzip.decompress(first) == session
    assert first[4:8] == bytes(4)  # no time of making
