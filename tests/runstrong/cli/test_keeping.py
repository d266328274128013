"""What a tracked session leaves behind, in processes of their own: also where the disk is against it."""

import json
import subprocess
from pathlib import Path

from child import run

from runstrong.history import Source, open_history

SESSION = ("track", "--simulated", "--exercise", "squat", "--dose", "1x3", "--speed", "20", "--plain")


def tracked(home: Path, *options: str) -> subprocess.CompletedProcess[str]:
    done = run(*SESSION, *options, RUNSTRONG_HOME=str(home))
    assert done.returncode == 0, done.stderr
    assert "squat, set 1 of 1: " in done.stdout
    return done


def sets_in(home: Path) -> int:
    with open_history(home / "history.sqlite3", to_write=False) as history:
        return len(history.sets(simulated=True))


def test_a_session_is_recorded_kept_and_counted_again(tmp_path: Path) -> None:
    done = tracked(tmp_path)
    assert "kept as session 1, marked as simulated; see it with 'runstrong history show 1'." in done.stderr
    assert "warning" not in done.stderr
    (recording,) = (tmp_path / "recordings").iterdir()
    assert recording.name.endswith(".rsl.jsonl.gz")
    with open_history(tmp_path / "history.sqlite3", to_write=False) as history:
        (past,) = history.sessions(simulated=True)
        assert (past.source, past.title, past.is_finished) == (Source.SIMULATED, "squat", True)
        before = history.sets(simulated=True, with_reps=True)
        saved = history.recording(past.id)
    assert saved is not None
    assert (saved.path, saved.closed, saved.size_bytes) == (recording.name, True, recording.stat().st_size)
    again = run("reanalyse", RUNSTRONG_HOME=str(tmp_path))
    assert "0 counts changed" in again.stdout, again.stderr
    with open_history(tmp_path / "history.sqlite3", to_write=False) as history:
        assert history.sets(simulated=True, with_reps=True) == before


def test_beside_a_damaged_history_the_recording_has_everything(tmp_path: Path) -> None:
    (tmp_path / "history.sqlite3").write_bytes(b"mine, whatever it was " * 500)
    done = tracked(tmp_path)
    (recording,) = (tmp_path / "recordings").iterdir()
    (warning,) = (line for line in done.stderr.splitlines() if "could not be written" in line)
    assert "1 finished set" in warning
    assert str(recording) in warning
    assert "runstrong reanalyse" in warning
    again = run("reanalyse", RUNSTRONG_HOME=str(tmp_path))
    assert "the history was damaged; it is now" in again.stderr
    assert "1 of them new" in again.stdout
    assert sets_in(tmp_path) == 1
    (aside,) = tmp_path.glob("history.sqlite3.damaged-*")
    assert aside.read_bytes().startswith(b"mine")


def test_where_nothing_can_be_kept_the_session_goes_on_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    done = tracked(tmp_path / "file" / "home")
    assert "the recording cannot be written" in done.stderr
    (warning,) = (line for line in done.stderr.splitlines() if "could not be written into the history" in line)
    assert "write them down from the summary" in warning
    assert "Traceback" not in done.stderr


def test_without_a_recording_the_sets_are_kept_all_the_same(tmp_path: Path) -> None:
    tracked(tmp_path, "--no-record")
    assert not (tmp_path / "recordings").exists()
    assert sets_in(tmp_path) == 1
    shown = run("history", "show", "1", "--json", RUNSTRONG_HOME=str(tmp_path))
    assert json.loads(shown.stdout)["recording"] is None


def test_playing_a_recording_leaves_the_history_alone(tmp_path: Path) -> None:
    fixture = Path(__file__).parents[3] / "fixtures" / "squat-waist.rsl.jsonl.gz"
    for command in (("replay", fixture, "--plain"), ("demo", "--plain")):
        assert run(*command, RUNSTRONG_HOME=str(tmp_path)).returncode == 0
    assert list(tmp_path.iterdir()) == []
