"""The file of the history: every earlier version is brought up to date, and what is no history is left alone."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from made_history import counted, session

from runstrong.history import (
    Checked,
    HistoryUnusable,
    SavedRecording,
    Source,
    StoredTemplate,
    Trouble,
    open_history,
)
from runstrong.history.database import Database
from runstrong.history.schema import MIGRATIONS, NEWEST_VERSION

VERSIONS = Path(__file__).parent / "versions"
"""A file of each version, as its own program wrote it, as the SQL that makes it."""


def of_version(version: int, path: Path) -> Path:
    with closing(sqlite3.connect(path)) as made:
        made.executescript((VERSIONS / f"{version}.sql").read_text(encoding="utf-8"))
    return path


def schema_of(path: Path) -> set[tuple[str, str]]:
    with closing(sqlite3.connect(path)) as there:
        return set(there.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"))


def test_there_is_a_file_of_every_version() -> None:
    assert {path.stem for path in VERSIONS.iterdir()} == {str(version) for version in range(1, len(MIGRATIONS) + 1)}


@pytest.mark.parametrize("version", range(1, NEWEST_VERSION + 1))
def test_every_version_is_brought_up_to_date_with_all_that_is_in_it(version: int, tmp_path: Path) -> None:
    path = of_version(version, tmp_path / "old.sqlite3")
    with open_history(path) as history:
        worn, simulated = history.sessions(simulated=True, with_plan=True)
        assert (worn.uuid, worn.plan_text, worn.ended_s) == (session(1).uuid, "the text of essential-four", 600.0)
        assert (simulated.source, simulated.is_finished, simulated.plan_text) == (Source.SIMULATED, False, "")
        squat, plank = history.sets(with_reps=True)
        assert (squat.reps, squat.reps_auto, squat.checked, squat.load) == (4, 3, Checked.CORRECTED, "2x4kg")
        assert squat.reps_done == counted(reps=3).reps_done
        assert (plank.hold_s, plank.sway_parts_mps2) == (30.0, (0.2, 0.22))
        assert history.recording(worn.id) == SavedRecording("a.rsl.jsonl.gz", "ab" * 32, 123, closed=True)
        assert history.sensors(worn.id)[0].placement == "waist"
        assert len(history.templates()) == (version >= 2)
        assert history.faults() == ()
    open_history(tmp_path / "new.sqlite3").close()
    assert schema_of(path) == schema_of(tmp_path / "new.sqlite3")


def test_an_old_file_that_may_not_be_changed_is_not_half_read(tmp_path: Path) -> None:
    path = of_version(1, tmp_path / "old.sqlite3")
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(HistoryUnusable) as failure:
            open_history(path, wait_s=0.01, to_write=False)
    assert failure.value.trouble is Trouble.BUSY


def test_templates_come_and_go(tmp_path: Path) -> None:
    with open_history(tmp_path / "history.sqlite3") as history:
        first = StoredTemplate("squat", "waist", 1, "{}", 2)
        history.keep_template(first)
        history.keep_template(StoredTemplate("squat", "thigh", 1, "{}", 3))
        better = StoredTemplate("squat", "waist", 2, '{"more": 1}', 5)
        history.keep_template(better)
        assert history.template("squat", "waist") == better
        assert [one.placement for one in history.templates()] == ["thigh", "waist"]
        assert history.forget_template("squat", "waist")
        assert not history.forget_template("squat", "waist")
        assert history.template("squat", "waist") is None


def test_a_newer_file_is_left_alone(tmp_path: Path) -> None:
    path = of_version(NEWEST_VERSION, tmp_path / "newer.sqlite3")
    with closing(sqlite3.connect(path)) as newer:
        newer.execute(f"PRAGMA user_version = {NEWEST_VERSION + 1}")
    before = path.read_bytes()
    with pytest.raises(HistoryUnusable) as failure:
        open_history(path)
    assert failure.value.trouble is Trouble.NEWER
    assert "update runstrong" in str(failure.value)
    assert path.read_bytes() == before


def test_somebody_elses_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "theirs.sqlite3"
    with closing(sqlite3.connect(path)) as theirs:
        theirs.execute("CREATE TABLE theirs (value)")
        theirs.commit()
    with pytest.raises(HistoryUnusable) as failure:
        open_history(path)
    assert failure.value.trouble is Trouble.DAMAGED
    assert {name for name, _ in schema_of(path)} == {"theirs"}


def test_a_folder_in_the_way_is_named(tmp_path: Path) -> None:
    (tmp_path / "history.sqlite3").mkdir()
    with pytest.raises(HistoryUnusable) as failure:
        open_history(tmp_path / "history.sqlite3")
    assert failure.value.trouble is Trouble.UNREADABLE


def test_mistakes_of_our_own_are_not_called_troubles_of_the_file(tmp_path: Path) -> None:
    database = Database(tmp_path / "history.sqlite3")
    with pytest.raises(sqlite3.ProgrammingError):
        database.run("SELECT ?", ())
    database.close()
