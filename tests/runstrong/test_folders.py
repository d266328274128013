"""Where a person's files are, on the platform and in a folder of the person's choice."""

from pathlib import Path

import pytest
from platformdirs import user_config_path, user_data_path

from runstrong import folders


def test_files_are_where_the_platform_has_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RUNSTRONG_HOME")
    assert folders.config_path() == user_config_path("runstrong") / "config.toml"
    assert folders.sensors_path() == user_config_path("runstrong") / "sensors.json"
    assert folders.history_path() == user_data_path("runstrong") / "history.sqlite3"
    assert folders.recordings_folder() == user_data_path("runstrong") / "recordings"


def test_one_folder_of_choice_takes_everything(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("RUNSTRONG_HOME", "mine")
    mine = tmp_path / "mine"
    assert folders.config_path() == mine / "config.toml"
    assert folders.sensors_path() == mine / "sensors.json"
    assert folders.history_path() == mine / "history.sqlite3"
    assert folders.recordings_folder() == mine / "recordings"
    assert not mine.exists()
