"""The commands around sensors as people call them, in processes of their own."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from runstrong.cli import runstrong
from runstrong.sensors.families import ROWS

LIMIT_S = 60.0


def environment(tmp_path: Path) -> dict[str, str]:
    return {**os.environ, "RUNSTRONG_HOME": str(tmp_path), "PYTHONUNBUFFERED": "1"}


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "runstrong", *arguments]


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextlib.contextmanager
def simulated(tmp_path: Path, *options: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """A simulated sensor in a process of its own, and the radio that it is found by."""
    radio = f"tcp:127.0.0.1:{free_port()}"
    with subprocess.Popen(
        command("simulate", "--radio", radio, *options),
        stdout=subprocess.PIPE,
        text=True,
        env=environment(tmp_path),
    ) as process:
        assert process.stdout is not None
        try:
            assert "listening" in process.stdout.readline()
            yield radio, process
        finally:
            process.kill()


def ending(process: "subprocess.Popen[str]") -> str:
    """What the simulated sensor says when it is switched off."""
    process.send_signal(signal.SIGTERM)
    return process.communicate(timeout=LIMIT_S)[0]


def test_two_processes_over_tcp(tmp_path: Path) -> None:
    options = ("--sensor", "polar-h10", "--exercise", "squat", "--reps", "3", "--placement", "waist")
    with simulated(tmp_path, *options) as (radio, sensor):
        found = subprocess.run(
            command("scan", "--seconds", "1", "--json", "--radio", radio),
            capture_output=True,
            text=True,
            env=environment(tmp_path),
            timeout=LIMIT_S,
            check=True,
        )
        assert json.loads(found.stdout)["family"] == "polar_pmd"
        recording = tmp_path / "session.rsl.jsonl"
        wanted = ("--exercise", "squat", "--dose", "1x3", "--placement", "waist", "--record", str(recording))
        tracked = subprocess.run(
            command("track", "--json", "--radio", radio, *wanted),
            capture_output=True,
            text=True,
            env=environment(tmp_path),
            timeout=LIMIT_S,
            check=True,
        )
        events = [json.loads(line) for line in tracked.stdout.splitlines()]
        assert [event["reps"] for event in events if event["event"] == "set_ended"] == [3]
        replayed = CliRunner().invoke(runstrong, ["replay", "--json", str(recording)])
        link = {"link", "streaming", "link_lost", "battery"}
        assert [json.loads(line) for line in replayed.output.splitlines()] == [
            event for event in events if event["event"] not in link
        ]
        assert "stopped" in ending(sensor)


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_leaves_the_sensor_stopped(tmp_path: Path, number: signal.Signals) -> None:
    with simulated(tmp_path, "--reps", "20") as (radio, sensor):
        with subprocess.Popen(
            command("track", "--json", "--radio", radio),
            stdout=subprocess.PIPE,
            text=True,
            env=environment(tmp_path),
        ) as tracker:
            assert tracker.stdout is not None
            while "set_started" not in tracker.stdout.readline():
                pass
            tracker.send_signal(number)
            rest = tracker.communicate(timeout=LIMIT_S)[0]
        assert tracker.returncode == 0
        assert "session_ended" in rest
        assert "stopped" in ending(sensor)


def test_a_session_without_any_radio(tmp_path: Path) -> None:
    tracked = subprocess.run(
        command("track", "--simulated", "--speed", "10", "--exercise", "squat", "--dose", "1x4", "--plain"),
        capture_output=True,
        text=True,
        env=environment(tmp_path),
        timeout=LIMIT_S,
        check=True,
    )
    assert "4 reps, prescribed 4, reached" in tracked.stdout
    assert "Traceback" not in tracked.stderr


def test_nothing_at_the_radio(tmp_path: Path) -> None:
    began_s = time.monotonic()
    tracked = subprocess.run(
        command("track", "--plain", "--radio", f"tcp:127.0.0.1:{free_port()}"),
        capture_output=True,
        text=True,
        env=environment(tmp_path),
        timeout=LIMIT_S,
        check=False,
    )
    assert tracked.returncode == 2
    assert tracked.stdout == ""
    assert tracked.stderr.startswith("runstrong: error: there is no radio at tcp:127.0.0.1:")
    assert time.monotonic() - began_s < 15.0


def test_every_family_is_listed() -> None:
    listed = CliRunner().invoke(runstrong, ["sensors", "--json"])
    assert [json.loads(line)["family"] for line in listed.output.splitlines()] == [row.driver_id for row in ROWS]
    words = CliRunner().invoke(runstrong, ["sensors"]).output
    assert all(row.needs in words for row in ROWS)


@pytest.mark.parametrize(
    "arguments",
    [
        ["track", "--radio", "bluetooth"],
        ["track", "--radio", "tcp:nowhere"],
        ["track", "--dose", "3x10"],
        ["track", "--plan", "x", "--exercise", "squat"],
        ["simulate", "--sensor", "abacus"],
        ["simulate", "--reps", "3", "--dose", "1x3"],
        ["scan", "--plain", "--json"],
    ],
)
def test_mistakes_are_told(arguments: list[str]) -> None:
    told = CliRunner().invoke(runstrong, arguments)
    assert told.exit_code == 2
    assert not isinstance(told.exception, AssertionError)


def test_a_recording_is_never_overwritten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUNSTRONG_HOME", str(tmp_path))
    there = tmp_path / "there.rsl.jsonl"
    there.write_text("mine")
    told = CliRunner().invoke(runstrong, ["track", "--simulated", "--plain", "--record", str(there)])
    assert "there already" in str(told.exception)
    assert there.read_text() == "mine"
