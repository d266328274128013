"""Native recordings come back as they were written, however they ended."""

import gzip
import json
import zlib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from runstrong.errors import BadRecording
from runstrong.recording import LineKind, Recording, RecordingFormat, Remark, open_recording, read_recording
from runstrong.recording.content import Content
from runstrong.recording.reader import read_native

ON_EVERY_EXAMPLE = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


def read(data: bytes) -> Recording:
    return read_native(Content(Path("a.rsl.jsonl"), data))


def recording_or_sentence(data: bytes) -> Recording | str:
    try:
        return read(data)
    except BadRecording as refused:
        return str(refused)


def lines_of(data: bytes) -> list[dict[str, object]]:
    return [json.loads(line) for line in data.splitlines()]


def joined(lines: list[dict[str, object]]) -> bytes:
    return b"".join(json.dumps(line).encode() + b"\n" for line in lines)


def test_what_was_written_is_read(session: bytes, counts_mg: np.ndarray) -> None:
    recording = read(session)
    assert recording.all().acc_g == pytest.approx(counts_mg / 1000.0)
    assert recording.all().t_s == pytest.approx(np.arange(len(counts_mg)) * 0.01, abs=1e-9)
    assert recording.all().t_s[0] == 0.0
    info = recording.info
    assert info.format is RecordingFormat.NATIVE
    assert (info.samples, info.placement, info.exercise, info.sensor) == (200, "waist", "squat", "Polar H10 51M00001")
    assert (info.synthetic, info.seed, info.truth) == (True, 5, {"exercise": "squat", "reps": 3})
    assert info.plan_text == "3x8 squat"
    assert info.start_unix_ns == 1_800_000_000_000_000_000
    assert info.rate_hz == pytest.approx(100.0)
    assert info.duration_s == pytest.approx(1.99)
    assert (info.remarks, info.gaps) == ((), ())


def test_blocks_are_the_notifications(session: bytes) -> None:
    recording = read(session)
    blocks = list(recording.blocks())
    assert [len(block) for block in blocks] == [20] * 10
    assert np.concatenate([block.t_s for block in blocks]).tolist() == recording.all().t_s.tolist()


def test_the_journal_keeps_what_happened(session: bytes) -> None:
    journal = read(session).journal
    assert [line.kind for line in journal] == [LineKind.PLAN, LineKind.REP]
    assert journal[1].fields == {"number": 1, "start_s": 0.1, "end_s": 1.0}


@given(arrays(np.int64, st.tuples(st.integers(10, 150), st.just(3)), elements=st.integers(-32768, 32767)))
@ON_EVERY_EXAMPLE
def test_any_session_comes_back(session_of: object, counts: np.ndarray) -> None:
    assert callable(session_of)
    recording = read(session_of(counts))
    assert np.array_equal(np.rint(recording.all().acc_g * 1000), counts)
    assert recording.info.remarks == ()


def test_torn_at_every_byte_it_gives_what_was_complete(session: bytes, counts_mg: np.ndarray) -> None:
    first_notifications = session.index(b'"k":"n"', session.index(b'"k":"n"') + 1)
    for cut in range(first_notifications + 300, len(session)):
        torn = session[:cut]
        recording = read(torn)
        whole = torn.count(b'"k":"n"', 0, torn.rfind(b"\n") + 1) * 20
        assert np.array_equal(np.rint(recording.all().acc_g * 1000), counts_mg[:whole])
        assert recording.info.dropped_bytes == cut - (torn.rfind(b"\n") + 1)
        assert (Remark.TORN_TAIL in recording.info.remarks) == (not torn.endswith(b"\n"))
        assert Remark.NOT_CLOSED in recording.info.remarks


def test_a_tail_of_zeros_after_a_power_loss_is_dropped(session_of: object, counts_mg: np.ndarray) -> None:
    assert callable(session_of)
    recording = read(session_of(counts_mg, closed=False) + bytes(500))
    assert recording.info.samples == 200
    assert recording.info.dropped_bytes == 500


def test_a_crashed_session_is_usable_and_says_so(session_of: object, counts_mg: np.ndarray) -> None:
    assert callable(session_of)
    recording = read(session_of(counts_mg, closed=False))
    assert recording.info.remarks == (Remark.NOT_CLOSED,)
    assert recording.info.samples == 200


def test_a_changed_byte_is_a_remark_not_an_error(session: bytes) -> None:
    assert read(session.replace(b"waist", b"chest")).info.remarks == (Remark.BAD_CHECKSUM,)


def test_unknown_kinds_and_keys_are_skipped(session: bytes) -> None:
    lines = lines_of(session)[:-1]
    lines.insert(3, {"t": 1, "m": 1, "k": "aurora", "colour": "green"})
    lines[4]["new"] = {"deep": [1, 2]}
    assert read(joined(lines)).info.samples == 200


def test_bad_notifications_are_counted(session: bytes) -> None:
    lines = lines_of(session)[:-1]
    lines[6]["b"] = str(lines[6]["b"])[:-2]
    info = read(joined(lines)).info
    assert (info.samples, info.bad_notifications) == (180, 1)
    assert Remark.FAULTY_NOTIFICATIONS in info.remarks
    assert len(info.gaps) == 1


def test_a_reconnection_begins_the_stream_anew_without_running_backwards(session: bytes) -> None:
    lines = lines_of(session)[:-2]
    again = [dict(line, m=int(str(line["m"])) + 10_000_000_000) for line in lines[4:]]
    gap = {"t": 1, "m": 3_000_000_000, "k": "gap", "slot": 0, "why": "reconnected"}
    recording = read(joined([*lines, gap, *again]))
    assert recording.info.samples == 400
    assert len(recording.info.gaps) == 1
    assert recording.info.duration_s == pytest.approx(11.99, abs=0.01)


def test_a_second_sensor_is_left_out_with_a_remark(session: bytes) -> None:
    lines = lines_of(session)[:-1]
    second = [dict(lines[1], slot=1, driver="whatever"), dict(lines[5], slot=1)]
    recording = read(joined([*lines[:2], second[0], *lines[2:6], second[1], *lines[6:]]))
    assert recording.info.samples == 200
    assert Remark.OTHER_DEVICES in recording.info.remarks


def test_names_from_a_sensor_cannot_steer_a_terminal(session: bytes) -> None:
    lines = lines_of(session)
    lines[1]["name"] = "\x1b[2J\ud800Polar"
    assert read(joined(lines)).info.sensor == "\N{REPLACEMENT CHARACTER}[2J\N{REPLACEMENT CHARACTER}Polar"


def test_gzipped_it_is_the_same_recording_and_may_be_torn_too(tmp_path: Path, session: bytes) -> None:
    path = tmp_path / "whatever.name"
    path.write_bytes(gzip.compress(session))
    assert open_recording(path).all().t_s.tolist() == read(session).all().t_s.tolist()
    path.write_bytes(gzip.compress(session)[:-30])
    info = read_recording(path).info
    assert info.samples >= 100
    assert Remark.TORN_TAIL in info.remarks


def test_gzip_members_one_after_the_other_are_one_recording(tmp_path: Path, session: bytes) -> None:
    path = tmp_path / "two.gz"
    path.write_bytes(gzip.compress(session[:2000]) + gzip.compress(session[2000:]) + bytes(64))
    assert open_recording(path).info.remarks == ()


def replaced(session: bytes, line: int, **changes: object) -> bytes:
    lines = lines_of(session)
    lines[line].update(changes)
    return joined(lines)


@pytest.mark.parametrize(
    ("line", "changes", "message"),
    [
        (0, {"format": "other"}, "line 1: this is not the head of a runstrong recording"),
        (0, {"version": 2}, "line 1: the format has version 2, newer than this program; update runstrong"),
        (0, {"samples": 2**31}, "line 1: 'samples' claims 2,147,483,648, more than a recording can hold"),
        (0, {"truth": 3}, "line 1: 'truth' is not an object"),
        (0, {"t": "now"}, "line 1: 't' is not a whole number"),
        (1, {"driver": "x\x1b"}, "line 2: the sensor family 'x\N{REPLACEMENT CHARACTER}' is not known"),
        (1, {"name": 7}, "line 2: 'name' is not a text"),
        (2, {"rate_hz": 1e9}, "line 3: 'rate_hz' is 1e+09, not 5 to 2000"),
        (2, {"rate_hz": "fast"}, "line 3: 'rate_hz' is not a number above 0"),
        (2, {"slot": 3}, "line 5: a notification comes before the sensor's configuration"),
        (5, {"b": "xyz"}, "line 6: 'b' is not hexadecimal"),
        (5, {"m": 3}, "line 6: time goes back, from 'm' = 215000000 to 3"),
        (5, {"m": 2**70}, "line 6: 'm' is not a whole number"),
    ],
)
def test_what_cannot_be_says_where(session: bytes, line: int, changes: dict[str, object], message: str) -> None:
    with pytest.raises(BadRecording) as refused:
        read(replaced(session, line, **changes))
    assert message in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b'{"a": 1', "not even its first line is complete"),
        (b'{"a": 1}\n', "line 1: this is not the head"),
        (b"{]\n", "line 1, column 2: this is not a runstrong recording: its first line is not JSON"),
        (b"{" + b"[" * 100_000 + b"\n", "its first line is not JSON"),
        (b'{"k": "head", "t": NaN}\n', "its first line is not JSON"),
        (b"{\xff}\n", "its first line is not JSON"),
    ],
)
def test_what_is_no_recording_says_so(data: bytes, message: str) -> None:
    with pytest.raises(BadRecording, match=message):
        read(data)


def test_a_recording_without_samples_says_so(session: bytes) -> None:
    with pytest.raises(BadRecording, match=r"there are no samples in it \(0 notifications"):
        read(joined(lines_of(session)[:4]))


@given(st.data())
@ON_EVERY_EXAMPLE
def test_damage_anywhere_gives_a_recording_or_a_sentence(session: bytes, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(session) - 1))
    junk = data.draw(st.binary(min_size=1, max_size=5))
    outcome = recording_or_sentence(session[:at] + junk + session[at + len(junk) :])
    if isinstance(outcome, str):
        assert "\n" not in outcome
    else:
        assert np.isfinite(outcome.all().acc_g).all()
        assert (np.diff(outcome.all().t_s) > 0).all()


def test_the_checksum_is_of_the_bytes_and_not_of_their_meaning(session: bytes) -> None:
    *before, end = session.splitlines(keepends=True)
    spaced = b"".join(before).replace(b'","', b'", "')
    assert read(spaced + end).info.remarks == (Remark.BAD_CHECKSUM,)
    right = json.loads(end) | {"crc32": zlib.crc32(spaced)}
    assert read(spaced + json.dumps(right).encode() + b"\n").info.remarks == ()
