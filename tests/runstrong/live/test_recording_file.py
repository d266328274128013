"""A recording is made anew, packed when it is whole, and never stops what it records."""

import gzip
import hashlib
from datetime import datetime
from pathlib import Path

import pytest
from full_disk import files_end_at

from runstrong.live.recording_file import CannotRecord, RecordingFile, recording_name

UUID = "0123456789abcdef0123456789abcdef"


def test_names_sort_by_time_and_tell_sessions_apart() -> None:
    at = datetime(2026, 3, 1, 7, 5, 9)
    assert recording_name(at, UUID) == "2026-03-01_07-05-09_01234567.rsl.jsonl"


def test_in_the_folder_of_recordings_it_is_packed_and_known_by_its_name(tmp_path: Path) -> None:
    folder = tmp_path / "not there yet"
    file = RecordingFile(folder / "a.rsl.jsonl", folder=folder)
    file.write(b"something\n")
    assert file.saved().path == "a.rsl.jsonl"
    saved = file.close()
    assert saved is not None
    assert sorted(path.name for path in folder.iterdir()) == ["a.rsl.jsonl", "a.rsl.jsonl.gz"]  # until it is noted
    file.remove_plain()
    assert [path.name for path in folder.iterdir()] == ["a.rsl.jsonl.gz"]
    content = (folder / "a.rsl.jsonl.gz").read_bytes()
    assert gzip.decompress(content) == b"something\n"
    assert (saved.path, saved.closed, saved.size_bytes) == ("a.rsl.jsonl.gz", True, len(content))
    assert saved.sha256 == hashlib.sha256(content).hexdigest()


def test_elsewhere_it_stays_as_the_person_named_it(tmp_path: Path) -> None:
    path = tmp_path / "mine"
    file = RecordingFile(path)
    file.write(b"something\n")
    saved = file.close(worth_keeping=False)
    assert path.read_bytes() == b"something\n"
    assert saved is not None
    assert saved.path == str(path)


def test_one_in_which_nothing_is_does_not_stay(tmp_path: Path) -> None:
    file = RecordingFile(tmp_path / "a.rsl.jsonl", folder=tmp_path)
    assert file.close(worth_keeping=False) is None
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_overwritten_and_a_wrong_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "there").write_bytes(b"mine")
    with pytest.raises(CannotRecord, match="there already"):
        RecordingFile(tmp_path / "there")
    with pytest.raises(CannotRecord, match="cannot be written"):
        RecordingFile(tmp_path / "there" / "below", folder=tmp_path / "there")


def test_a_full_disk_is_noted_and_raises_nothing(tmp_path: Path) -> None:
    file = RecordingFile(tmp_path / "a.rsl.jsonl", folder=tmp_path)
    file.write(b"before\n")
    file.flush()
    with files_end_at(7):
        file.write(b"after\n")
        file.flush()
        file.write(b"more\n")
        saved = file.close()
    assert file.failure is not None
    assert saved is not None
    assert (saved.closed, saved.path) == (False, "a.rsl.jsonl")
    assert (tmp_path / "a.rsl.jsonl").read_bytes() == b"before\n"


def test_where_there_is_no_room_to_pack_it_stays_as_it_is(tmp_path: Path) -> None:
    file = RecordingFile(tmp_path / "a.rsl.jsonl", folder=tmp_path)
    file.write(b"x" * 10)
    file.flush()
    with files_end_at(12):
        saved = file.close()
    file.remove_plain()
    assert [path.name for path in tmp_path.iterdir()] == ["a.rsl.jsonl"]
    assert saved is not None
    assert (saved.closed, saved.path, saved.size_bytes) == (True, "a.rsl.jsonl", 10)
