"""``runstrong config``, as a person runs it."""

from pathlib import Path

import pytest
from child import run

from runstrong.config.model import Config
from runstrong.config.reader import parse_config
from runstrong.config.writer import format_config


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def test_without_a_file_the_defaults_hold(home: Path) -> None:
    named = str(home / "config.toml")
    assert run("config", "path", RUNSTRONG_HOME=str(home)).stdout == f"{named}\n"
    shown = run("config", "show", RUNSTRONG_HOME=str(home)).stdout
    assert shown == format_config(Config())
    done = run("config", "check", RUNSTRONG_HOME=str(home))
    assert (done.returncode, done.stdout) == (0, f"{named}: there is no such file, so the defaults hold\n")
    assert not home.exists()


def test_what_is_shown_is_a_file_that_can_be_used(home: Path) -> None:
    home.mkdir()
    (home / "config.toml").write_text(run("config", "show", RUNSTRONG_HOME=str(home)).stdout + '"session.next" = "j"\n')
    assert run("config", "check", RUNSTRONG_HOME=str(home)).returncode == 0
    assert parse_config(run("config", "show", RUNSTRONG_HOME=str(home)).stdout).keys == {"session.next": ("j",)}


def test_a_mistake_stops_what_needs_the_configuration_and_nothing_else(home: Path) -> None:
    home.mkdir()
    (home / "config.toml").write_text('[screen]\ntheme = "drak"\n')
    done = run("config", "check", RUNSTRONG_HOME=str(home))
    assert done.returncode == 2
    assert done.stderr == (
        f"runstrong: error: {home / 'config.toml'}, line 2, column 9: 'theme' cannot be 'drak'; did you mean 'dark'.\n"
        '    theme = "drak"\n'
        "            ^^^^^^\n"
    )
    assert run("config", "path", RUNSTRONG_HOME=str(home)).returncode == 0
    assert run("plans", RUNSTRONG_HOME=str(home)).returncode == 0


def test_the_plan_that_is_set_has_to_be_there(home: Path) -> None:
    home.mkdir()
    (home / "config.toml").write_text('[session]\nplan = "essental-four"\n')
    done = run("config", "check", RUNSTRONG_HOME=str(home))
    assert done.returncode == 2
    assert "no plan is called 'essental-four'; did you mean 'essential-four'." in done.stderr
