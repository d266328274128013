"""No finished set is lost: two programs at once, killed programs, a full disk, a folder that may not be written to."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from full_disk import files_end_at, small_disk
from killed_history import ended, kill, script, sets_of, write
from made_history import counted, kept, session
from unprivileged import folder_for_everybody, read_only

from runstrong.history import HistoryUnusable, Trouble, open_history
from runstrong.history.keeper import SessionKeeper, opener

KILLS = 20
WRITER = """
import sys
from pathlib import Path
from killed_history import write
print(list(write(Path(sys.argv[1]), sys.argv[2], 25))[-1])
"""


def keeper(path: Path) -> SessionKeeper:
    return SessionKeeper(opener(path), session(9, ended_s=None), script(), {0: "waist"})


def test_killed_programs_lose_nothing_that_they_said_was_kept() -> None:
    support = Path(__file__).parents[2] / "support" / "killed_history.py"
    done = subprocess.run(
        [sys.executable, support, str(KILLS)], capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    programs, said, found = map(int, re.findall(r"\d+", done.stdout))
    assert programs == KILLS
    assert found >= said > 0


def test_two_programs_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "history.sqlite3"
    support = str(Path(__file__).parents[2] / "support")
    uuids = [letter * 32 for letter in "ab"]
    programs = [
        subprocess.Popen([sys.executable, "-c", WRITER, path, uuid], cwd=support, stdout=subprocess.PIPE, text=True)
        for uuid in uuids
    ]
    said = [program.communicate(timeout=120)[0].strip() for program in programs]
    assert said == ["25", "25"]
    assert [len(sets_of(path, uuid)) for uuid in uuids] == [25, 25]


def test_a_full_disk_keeps_what_is_there_and_takes_the_rest_when_there_is_room(tmp_path: Path) -> None:
    path = tmp_path / "history.sqlite3"
    of = script()
    keeping = keeper(path)
    keeping.note(ended(0, of), unix_s=0.0, slot=0)
    with files_end_at(4096):
        keeping.note(ended(1, of), unix_s=0.0, slot=0)
        keeping.note(ended(2, of), unix_s=0.0, slot=0)
        assert keeping.unwritten == 2
        assert keeping.trouble is not None
        assert keeping.trouble.trouble in (Trouble.REFUSED, Trouble.FULL)
        assert "make room" in str(keeping.trouble)
    assert len(sets_of(path, session(9).uuid)) == 1
    keeping.finish()
    assert keeping.unwritten == 0
    assert len(sets_of(path, session(9).uuid)) == 3


def test_a_small_disk_that_runs_full_while_a_person_trains(tmp_path: Path) -> None:
    try:
        with small_disk(tmp_path / "disk", 512 * 1024) as disk:
            filler = disk / "filler"
            filler.write_bytes(bytes(362 * 1024))
            of, keeping, row = script(), keeper(disk / "history.sqlite3"), 0
            while keeping.trouble is None and row < len(of.steps):
                keeping.note(ended(row, of), unix_s=0.0, slot=0)
                row += 1
            assert keeping.trouble is not None
            assert keeping.trouble.trouble is Trouble.FULL
            assert len(sets_of(disk / "history.sqlite3", session(9).uuid)) == row - keeping.unwritten
            filler.unlink()
            keeping.finish()
            assert len(sets_of(disk / "history.sqlite3", session(9).uuid)) == row
    except PermissionError:
        pytest.skip("whoever runs the tests may not make a disk")


def test_a_disk_that_is_full_from_the_start_is_named(tmp_path: Path) -> None:
    path = tmp_path / "history.sqlite3"
    with files_end_at(0):
        keeping = keeper(path)
        keeping.note(ended(0, script()), unix_s=0.0, slot=0)
        assert keeping.unwritten == 1
    keeping.finish()
    assert len(sets_of(path, session(9).uuid)) == 1


def test_a_read_only_history_can_be_read_and_says_that_it_cannot_be_written() -> None:
    with folder_for_everybody() as folder:
        path = folder / "history.sqlite3"
        kept(path, (session(), (counted(),))).close()
        before = path.read_bytes()
        with read_only(folder):
            with open_history(path, to_write=False) as history:
                assert len(history.sets()) == 1
            keeping = keeper(path)
            keeping.note(ended(0, script()), unix_s=0.0, slot=0)
            assert keeping.unwritten == 1
            assert keeping.trouble is not None
            assert keeping.trouble.trouble in (Trouble.READ_ONLY, Trouble.UNREADABLE)
            assert "permissions" in str(keeping.trouble)
        assert path.read_bytes() == before
        keeping.finish()
        assert len(sets_of(path, session(9).uuid)) == 1


def test_what_a_killed_program_left_is_never_passed_over() -> None:
    with folder_for_everybody() as folder, folder_for_everybody() as other:
        path = folder / "history.sqlite3"
        with kept(path, (session(), (counted(),))) as history:
            history.keep_set(1, counted(1))
            for suffix in ("", "-wal"):  # as if it were killed now
                shutil.copyfile(f"{path}{suffix}", f"{other / path.name}{suffix}")
        with read_only(other):
            with pytest.raises(HistoryUnusable) as failure:
                open_history(other / path.name, to_write=False)
            assert failure.value.trouble is Trouble.READ_ONLY
        with open_history(other / path.name, to_write=False) as history:
            assert len(history.sets()) == 2


def test_a_read_only_folder_without_a_history_is_named() -> None:
    with folder_for_everybody() as folder, read_only(folder):
        with pytest.raises(HistoryUnusable) as failure:
            open_history(folder / "below" / "history.sqlite3")
        assert failure.value.trouble is Trouble.UNREADABLE


def test_a_session_says_after_each_set_that_it_is_kept(tmp_path: Path) -> None:
    assert list(write(tmp_path / "history.sqlite3", "c" * 32, 3)) == [1, 2, 3, 3]
    assert kill(0).found == 0
