"""A session that was over when the program was killed: the next start packs its recording and notes where it is."""

import gzip
import os
import shutil
from pathlib import Path

import pytest
from child import run

from runstrong.history import open_history
from runstrong.history.model import SavedRecording
from runstrong.live.recording_file import RecordingFile
from runstrong.live.tidying import finish_closed, session_closed_in
from runstrong.recording.lines import Device, Head, Stamp
from runstrong.recording.writer import RecordingWriter

UUID = "0123456789abcdef"
NAME = "2026-01-01_07-00-00_01234567.rsl.jsonl"


def written(path: Path, *, streamed: bool = True, closed: bool = False) -> bytes:
    with path.open("wb") as file:
        writer = RecordingWriter(file)
        writer.head(Stamp(1, 1), Head("runstrong", uuid=UUID))
        if streamed:
            writer.device(Stamp(2, 2), Device(0, "polar_pmd"))
            writer.notification(Stamp(2, 2), 0, "pmd_data", b"\x02")
        if closed:
            writer.close(Stamp(3, 3))
    return path.read_bytes()


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of a session that came to its end, as every program leaves them."""
    folder = tmp_path_factory.mktemp("home")
    doing = ("--simulated", "--exercise", "squat", "--dose", "1x2", "--speed", "30", "--plain")
    done = run("track", *doing, RUNSTRONG_HOME=str(folder))
    assert done.returncode == 0, done.stderr
    return folder


def recording_known_in(home: Path) -> SavedRecording | None:
    with open_history(home / "history.sqlite3", to_write=False) as kept:
        (session,) = kept.sessions(simulated=True)
        return kept.recording(session.id)


@pytest.mark.parametrize("packed_too", [False, True])
def test_the_next_start_finishes_what_a_kill_behind_the_end_left(home: Path, tmp_path: Path, packed_too: bool) -> None:
    killed = tmp_path / "killed"
    shutil.copytree(home, killed)
    (packed,) = (killed / "recordings").iterdir()
    whole, plain = packed.read_bytes(), packed.with_suffix("")
    plain.write_bytes(gzip.decompress(whole))
    if not packed_too:
        packed.unlink()
    with open_history(killed / "history.sqlite3") as kept:
        (session,) = kept.sessions(simulated=True)
        kept.keep_recording(session.id, SavedRecording(plain.name))
    started = run("track", "--resume", RUNSTRONG_HOME=str(killed))
    assert "there is no unfinished session" in started.stderr
    assert [path.name for path in (killed / "recordings").iterdir()] == [packed.name]
    assert packed.read_bytes() == whole
    assert recording_known_in(killed) == recording_known_in(home)


def test_what_was_cut_off_damaged_or_is_going_on_is_left_as_it_is(tmp_path: Path) -> None:
    data = written(tmp_path / NAME, closed=True)
    (tmp_path / NAME).write_bytes(data[:-1])
    (tmp_path / "b.rsl.jsonl").write_bytes(data.replace(b"runstrong", b"runstronk"))
    (tmp_path / "c.rsl.jsonl").write_bytes(b"\xff\xff\n")
    (tmp_path / "d.rsl.jsonl").write_bytes(b"")
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    assert finish_closed(tmp_path, tmp_path / "none.sqlite3") == ()
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_one_without_a_sample_does_not_stay(tmp_path: Path) -> None:
    written(tmp_path / NAME, streamed=False)
    written(tmp_path / "b.rsl.jsonl")
    assert finish_closed(tmp_path, tmp_path / "none.sqlite3") == ()
    assert [path.name for path in tmp_path.iterdir()] == ["b.rsl.jsonl"]


def test_an_empty_one_stays_as_long_as_somebody_may_be_making_it(tmp_path: Path) -> None:
    path = tmp_path / NAME
    path.touch()
    finish_closed(tmp_path, tmp_path / "none.sqlite3")
    assert path.exists()
    os.utime(path, (1.0, 1.0))
    finish_closed(tmp_path, tmp_path / "none.sqlite3")
    assert not path.exists()


def test_another_program_that_packs_it_is_left_alone(tmp_path: Path) -> None:
    pytest.importorskip("fcntl")
    data = written(tmp_path / NAME, closed=True)
    file = RecordingFile(tmp_path / NAME, keep_bytes=len(data))
    assert finish_closed(tmp_path, tmp_path / "none.sqlite3") == ()
    file.close()
    assert finish_closed(tmp_path, tmp_path / "none.sqlite3") == (tmp_path / f"{NAME}.gz",)


def test_a_history_that_cannot_be_told_is_told_later(tmp_path: Path) -> None:
    written(tmp_path / NAME, closed=True)
    history = tmp_path / "history.sqlite3"
    history.write_bytes(b"no database at all, and long enough to be read as one" * 40)
    assert finish_closed(tmp_path, history) == ()
    assert (tmp_path / NAME).exists()
    history.unlink()
    assert len(finish_closed(tmp_path, history)) == 1
    assert not (tmp_path / NAME).exists()


def test_only_a_last_line_that_adds_up_closes_a_recording(tmp_path: Path) -> None:
    data = written(tmp_path / NAME, closed=True)
    assert session_closed_in(data) == UUID
    assert session_closed_in(data + b'{"t":3,"m":3,"k":"mark"}\n') is None
    assert session_closed_in(b"") is None
    assert session_closed_in(b'[1]\n{"k":"end"}\n') is None
