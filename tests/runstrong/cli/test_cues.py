"""Cues as a person hears them: real bells on a real terminal, real players, and what ``runstrong cues`` says."""

import math
import re
import sys
from pathlib import Path

import pytest
from child import on_terminal, run
from fake_player import FakeProgram

from runstrong.cues.table import CUES, CueName

RATE_HZ = 50
BETWEEN_SEQUENCES = re.compile(r"\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)")
"""Sequences to the terminal that may end with the sign of the bell."""


@pytest.fixture
def three_squats(tmp_path: Path) -> Path:
    """A recording of 7.5 seconds."""
    rows = ["t_s,ax_g,ay_g,az_g"]
    for index in range(round(7.5 * RATE_HZ)):
        t_s = index / RATE_HZ
        up = 1.0 + 0.5 * math.sin(2.0 * math.pi * t_s / 2.4) if t_s < 7.2 else 1.0
        rows.append(f"{t_s:.4f},0.02,0.01,{up:.4f}")
    path = tmp_path / "squats.csv"
    path.write_text("\n".join(rows) + "\n")
    return path


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A configuration folder, and a PATH with nothing that sounds."""
    path = tmp_path / "home"
    path.mkdir()
    monkeypatch.setenv("RUNSTRONG_HOME", str(path))
    monkeypatch.setenv("PATH", str(path))
    return path


def bells(text: str) -> int:
    return BETWEEN_SEQUENCES.sub("", text).count("\x07")


REPLAY = ("--exercise", "squat", "--dose", "3", "--speed", "1")
ALL_RUNG = sum(CUES[name].bells for name in (CueName.GO, CueName.LAST_REPS, CueName.LAST_REPS, CueName.TARGET))
AT_THE_END = CUES[CueName.DONE].bells


def test_the_bell_rings_on_the_full_screen(three_squats: Path, home: Path) -> None:
    shown = on_terminal("replay", three_squats, *REPLAY)
    assert shown.code == 0
    assert ALL_RUNG <= bells(shown.text) <= ALL_RUNG + AT_THE_END


def test_the_bell_rings_with_plain_lines(three_squats: Path, home: Path) -> None:
    (home / "config.toml").write_text('[cues]\nleave_out = ["go"]\n')
    shown = on_terminal("replay", three_squats, *REPLAY, "--plain")
    assert shown.code == 0
    assert bells(shown.text) == ALL_RUNG - CUES[CueName.GO].bells + AT_THE_END


def test_no_bell_where_it_is_not_wanted_nor_in_what_is_hurried_through(three_squats: Path, home: Path) -> None:
    assert bells(on_terminal("replay", three_squats, *REPLAY[:-1], "max", "--plain").text) == 0
    assert bells(on_terminal("replay", three_squats, *REPLAY[:-1], "max").text) == 0
    assert "\x07" not in run("replay", three_squats, *REPLAY[:-1], "20").stdout


@pytest.mark.skipif(sys.platform != "linux", reason="the players are those of Linux")
def test_the_cues_are_played_and_spoken(home: Path) -> None:
    aplay, espeak = FakeProgram(home, "aplay"), FakeProgram(home, "espeak-ng", plays=False)
    done = run("cues", "test", "target", "switch", "--speech")
    assert done.returncode == 0
    assert done.stdout.splitlines() == [
        "sound: aplay, at 80 %",
        "speech: espeak-ng",
        "bell: there is no terminal here",
        "target        what is prescribed is done: 'target reached'",
        "switch        the other side follows: 'switch to the left side'",
    ]
    assert done.stderr == ""
    assert [Path(call.arguments[-1]).name for call in aplay.calls] == ["long.wav", "switch.wav"]
    assert [call.said for call in espeak.calls] == ["target reached", "switch to the left side"]


@pytest.mark.skipif(sys.platform != "linux", reason="the players are those of Linux")
def test_a_player_that_fails_is_told(home: Path) -> None:
    FakeProgram(home, "aplay", code=1)
    done = run("cues", "test", "go")
    assert done.returncode == 0
    assert "runstrong: warning: aplay ended with an error; " in done.stderr


def test_all_cues_are_listed(home: Path) -> None:
    (home / "config.toml").write_text('[cues]\nleave_out = ["half-way"]\n')
    lines = run("cues").stdout.splitlines()
    assert [line.split()[0] for line in lines] == [name.value for name in CUES]
    assert [line.split()[0] for line in lines if line.endswith("(left out)")] == ["half-way"]


def test_a_cue_that_is_not_there_is_refused(home: Path) -> None:
    done = run("cues", "test", "gong")
    assert done.returncode == 2
    assert "'gong' is not one of 'get-ready'" in done.stderr
