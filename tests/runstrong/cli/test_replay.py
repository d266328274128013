"""``replay`` and ``demo`` as a person runs them: real processes, no terminal."""

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from made_motion import repeated

from runstrong.recording.open import open_recording
from runstrong_signal.samples import SampleBlock

REAL = (
    ("metamotion_barbell/A_squat_medium_1901111717.csv", "squat", 10),
    ("metamotion_barbell/A_bench_heavy_1901111610.csv", "general", 5),
    ("metamotion_barbell/A_ohp_heavy_1901111641.csv", "general", 5),
)
"""Recordings of a real wristband, what was exercised, and how often (checked by eye, strong labels)."""


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "runstrong", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)


def objects(*arguments: str | Path) -> list[dict[str, object]]:
    done = run(*arguments, "--json")
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture
def squats(tmp_path: Path) -> Path:
    """Return a file with six made-up repetitions, which says nothing about them."""
    path = tmp_path / "six.csv"
    write_csv(path, repeated(6))
    return path


def write_csv(path: Path, block: SampleBlock) -> None:
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("t_s", "ax_g", "ay_g", "az_g"))
        for t_s, acc_g in zip(block.t_s, block.acc_g, strict=True):
            writer.writerow((f"{t_s:.3f}", *(f"{value:.4f}" for value in acc_g)))


@pytest.mark.parametrize(("file", "exercise", "reps"), REAL)
def test_real_recordings_are_counted_right_and_alike(corpus: Path, file: str, exercise: str, reps: int) -> None:
    asked = ("replay", corpus / file, "--exercise", exercise, "--placement", "wrist")
    events = objects(*asked)
    last = events[-1]
    assert last["event"] == "session_ended"
    assert isinstance(last["sets"], list)
    assert [(done["reps"], done["reps_auto"]) for done in last["sets"]] == [(reps, reps)]
    plain = run(*asked, "--plain").stdout
    assert f"{reps} reps" in plain.splitlines()[-1]
    counts = [line.split("rep ")[1] for line in plain.splitlines() if "  rep " in line]
    assert counts == [str(event["reps"]) for event in events if event["event"] == "rep"]


def test_without_a_terminal_lines_are_plain(squats: Path) -> None:
    done = run("replay", squats, "--exercise", "squat")
    assert done.returncode == 0
    assert done.stdout == run("replay", squats, "--exercise", "squat", "--plain").stdout
    assert done.stdout.splitlines()[-1].endswith("squat, set 1 of 1: 6 reps, prescribed open, open")


def test_a_dose_checks_the_set_off(squats: Path) -> None:
    last = objects("replay", squats, "--exercise", "squat", "--dose", "5")[-1]
    assert isinstance(last["sets"], list)
    assert [(done["target"], done["reps"], done["reached"]) for done in last["sets"]] == [("5", 6, True)]


def test_a_plan_gives_its_dose(squats: Path) -> None:
    asked = ("replay", squats, "--exercise", "squat", "--plan", "runner-full-body")
    last = objects(*asked)[-1]
    assert isinstance(last["sets"], list)
    assert [(done["target"], done["reps"], done["reached"]) for done in last["sets"]] == [("10", 6, False)]


def test_a_plan_without_an_exercise_is_a_whole_session(squats: Path) -> None:
    first = objects("replay", squats, "--plan", "essential-four")[0]
    assert first["event"] == "session_started"
    assert first["plan"] == "Essential four"


def test_the_speed_is_kept(squats: Path) -> None:
    fast, slower = (run("replay", squats, "--exercise", "squat", "--speed", speed) for speed in ("max", "40"))
    assert fast.stdout == slower.stdout


def test_a_blind_place_is_told(squats: Path) -> None:
    done = run("replay", squats, "--exercise", "crunch", "--placement", "thigh")
    assert done.returncode == 0
    assert len(done.stderr.splitlines()) == 1
    assert done.stderr.startswith("runstrong: warning: a sensor on the thigh cannot see crunch; wear it on the ")
    assert run("replay", squats, "--exercise", "squat", "--placement", "waist").stderr == ""


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ((), "does not say what was exercised"),
        (("--exercise", "sqat"), "did you mean"),
        (("--exercise", "squat", "--placement", "ear"), "no placement is called"),
        (("--exercise", "squat", "--dose", "3y10"), "3y10"),
        (("--exercise", "squat", "--plan", "essential-fife"), "did you mean"),
        (("--exercise", "burpee", "--plan", "essential-four"), "does not prescribe burpee"),
        (("--exercise", "squat", "--speed", "0"), "is no speed"),
        (("--exercise", "squat", "--plan", "essential-four", "--dose", "3"), "exclude each other"),
        (("--exercise", "squat", "--plain", "--json"), "exclude each other"),
    ],
)
def test_mistakes_are_told_in_words(squats: Path, arguments: tuple[str, ...], says: str) -> None:
    done = run("replay", squats, *arguments)
    assert done.returncode == 2
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    done = run("replay", tmp_path / "none.csv", "--exercise", "squat")
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1


def test_the_demo_goes_to_its_end_and_counts_what_was_simulated() -> None:
    last = objects("demo")[-1]
    assert last["event"] == "session_ended"
    demo = Path(__file__).parents[3] / "tracker" / "runstrong" / "demo" / "demo.rsl.jsonl.gz"
    truth = open_recording(demo).info.truth["sets"]
    assert isinstance(truth, list)
    assert isinstance(last["sets"], list)
    assert [done["reps"] for done in last["sets"]] == [made.get("reps") for made in truth]
    assert all(done["reached"] for done in last["sets"])


def test_the_demo_is_plain_without_a_terminal() -> None:
    done = run("demo")
    assert done.returncode == 0
    assert done.stderr == ""
    assert "session ended" in done.stdout


def test_a_reader_who_leaves_early_is_no_mistake() -> None:
    program = subprocess.Popen(
        [sys.executable, "-m", "runstrong", "demo"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert program.stdout is not None
    assert program.stderr is not None
    assert "3 sets" in program.stdout.readline()
    program.stdout.close()
    assert program.stderr.read() == ""
    program.stderr.close()
    program.wait(timeout=60)


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_on_a_terminal_the_demo_is_full_screen_and_ends_with_the_summary() -> None:
    import pty

    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "runstrong", "demo", "--speed", "max"]
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "80", "LINES": "24"}
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment) as program:
        os.close(theirs)
        shown = read_to_end(ours)
        assert program.wait(timeout=60) == 0
    os.close(ours)
    lines = shown.decode(errors="replace").rsplit("\x1b[?1049l", 1)[-1].splitlines()
    assert [line for line in lines if "squat, set 2 of 2: 8 reps, prescribed 8, reached" in line]


def read_to_end(terminal: int) -> bytes:
    """Return all that a program writes to a terminal; a key is pressed once the summary is there."""
    shown = b""
    while True:
        try:
            piece = os.read(terminal, 65536)
        except OSError:  # how a pseudo-terminal says that nobody is there any more
            return shown
        if not piece:
            return shown
        shown += piece
        if b"Enter leaves" in piece:
            os.write(terminal, b"\r")


@pytest.mark.parametrize("command", ["replay", "demo"])
def test_help_needs_no_signal_libraries(command: str) -> None:
    code = (
        "import sys; sys.argv[1:] = sys.argv[1:]\n"
        "from runstrong.cli import runstrong\n"
        "runstrong(sys.argv[1:], standalone_mode=False)\n"
        "print(sorted({'numpy', 'scipy', 'textual', 'bleak'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code, command, "--help"], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
