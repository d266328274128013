"""Whatever a person may hand to the program: one clear sentence and exit code 2, never a traceback."""

import gzip
import json
import math
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from child import PROGRAM, on_terminal, run

ROOT = Path(__file__).parents[3]
FIXTURE = ROOT / "fixtures" / "squat-waist.rsl.jsonl.gz"
HEADER = "t_s,ax_g,ay_g,az_g"
METABASE = "epoch (ms),time (01:00),elapsed (s),x-axis (g),y-axis (g)"
METABASE_GYRO = "epoc (ms),timestamp (-0700),elapsed (s),x-axis (deg/s),y-axis (deg/s),z-axis (deg/s)"
RATE_HZ = 50
SAMPLES = 600
ODD = 300
"""The sample that a damaged recording has something odd in; its line in the file is two further."""

INTERRUPTED = (130, -signal.SIGINT)
"""Python ends by the signal itself where it came in the middle of an import; shells make 130 of both."""

Row = tuple[float | str, ...]
Change = Callable[[int, float, float], Row]


def table(change: Change, header: str = HEADER) -> bytes:
    """Return a CSV of slow squats, each row changed: from index, seconds and g upwards to the cells."""
    rows = [header]
    for index in range(SAMPLES):
        t_s = index / RATE_HZ
        cells = change(index, t_s, 1.0 + 0.5 * math.sin(2.0 * math.pi * t_s / 2.4))
        rows.append(",".join(cell if isinstance(cell, str) else f"{cell:.4f}" for cell in cells))
    return ("\n".join(rows) + "\n").encode()


def sound(_: int, t_s: float, up: float) -> Row:
    return t_s, 0.02, 0.01, up


def scaled(factor: float, offset: float = 0.0) -> Change:
    return lambda _, t_s, up: (t_s, 0.02 * factor, 0.01 * factor, (up + offset) * factor)


def odd_cell(cell: str) -> Change:
    return lambda index, t_s, up: (t_s, 0.02, 0.01, cell if index == ODD else up)


def odd_time(t_odd_s: float) -> Change:
    return lambda index, t_s, up: (t_odd_s if index == ODD else t_s, 0.02, 0.01, up)


def head_with(**changes: object) -> bytes:
    """Return the fixture with other facts in its first line."""
    head, _, rest = gzip.decompress(FIXTURE.read_bytes()).partition(b"\n")
    return json.dumps({**json.loads(head), **changes}).encode() + b"\n" + rest


BAD_RECORDINGS: dict[str, tuple[bytes, str]] = {
    # name: content, what the sentence says after the file's name
    "empty": (b"", ": the file is empty; "),
    "blank": (b"\n\n  \n", ": the file is empty; "),
    "binary junk": (bytes((index * 73 + 11) % 256 for index in range(4000)), ", byte 78: this is binary data"),
    "a program": (Path(sys.executable).resolve().read_bytes()[:20_000], ": this is binary data"),
    "damaged gzip": (FIXTURE.read_bytes()[:1000] + bytes(1000) + FIXTURE.read_bytes()[2000:], ": the gzip data is"),
    "UTF-16": (table(sound).decode().encode("utf-16"), ", byte 1: the text is UTF-16; save it as UTF-8."),
    "Latin-1": (table(sound) + b"12,0,\xe9,1\n", ": the text is not UTF-8; save it as UTF-8."),
    "no header": (table(sound).partition(b"\n")[2], ", line 1: these are not the columns of a recording"),
    "only a header": (f"{HEADER}\n".encode(), ": there are column names but no samples; "),
    "one sample": (f"{HEADER}\n0,0,0,1\n".encode(), ": there are fewer than 10 samples in it (1); "),
    "missing column": (table(lambda _, t, up: (t, 0.0, up), "t_s,ax_g,ay_g"), ", line 1: column 'az_g' is missing; "),
    "columns in mg": (table(scaled(1000), "t_s,ax_mg,ay_mg,az_mg"), ", line 1: column 'ax_g' is missing; "),
    "mg": (table(scaled(1000)), ": the acceleration looks like mg, not g: "),
    "m/s2": (table(scaled(9.80665)), ": the acceleration looks like m/s2, not g: "),
    "gravity removed": (table(scaled(1.0, -1.0)), ": gravity has been removed from the acceleration: "),
    "time in ms": (table(lambda _, t, up: (1000 * t, 0.0, 0.0, up)), ": 0.05 samples a second cannot be used, "),
    "time goes back": (table(odd_time(1.0)), ", line 302: time goes back (5.98 s, then 1 s since the start; once in"),
    "duplicate stamp": (table(odd_time((ODD - 1) / RATE_HZ)), ", line 302: time is the same as in the line before ("),
    "time stands": (table(lambda _, t, up: (0.0, 0.0, 0.0, up)), ", line 3: time is the same as in the line before ("),
    "NaN": (table(odd_cell("nan")), ", line 302, column 4: 'nan' is not a finite number in column 'az_g'; correct"),
    "infinity": (table(odd_cell("-inf")), ", line 302, column 4: '-inf' is not a finite number in column 'az_g'; "),
    "a word": (table(odd_cell("up")), ", line 302, column 4: 'up' is not a number in column 'az_g'; correct"),
    "empty cell": (table(odd_cell("")), ", line 302, column 4: an empty cell in column 'az_g'; correct"),
    "a cell too few": (table(sound) + b"12,1\n", ", line 602: 2 cells in this line, but the header names 4 columns; "),
    "2 GiB claimed": (head_with(bytes=2 << 30), ", line 1: 'bytes' claims 2,147,483,648, more than a recording"),
    "of the future": (head_with(version=99), ", line 1: the format has version 99, newer than this program; update"),
    "another JSON": (b'{"a": 1}\n', ", line 1: this is not the head of a runstrong recording; "),
    "escape codes": (b"\x1b[2J\x1b[31mred,b\n1,2\n", ", line 1: these are not the columns of a recording"),
    "MetaBase without z": (
        table(lambda i, t, up: (str(1547473786995 + 20 * i), "", t, up, up), METABASE),
        ", line 1: column 'z-axis (g)' is missing or there twice; ",
    ),
    "MetaBase gyroscope": (
        table(lambda i, t, up: (str(1547473786995 + 20 * i), "", t, up, up, up), METABASE_GYRO),
        ", line 1: this MetaBase file holds only the gyroscope; open the file",
    ),
}


def refused(done: subprocess.CompletedProcess[str], lines: int = 1) -> str:
    """Return the sentence of a program that refused what it was given, and gave nothing else."""
    assert done.returncode == 2, done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) == lines, done.stderr
    assert all(char.isprintable() for char in done.stderr.replace("\n", ""))
    sentence = done.stderr.splitlines()[0]
    assert sentence.startswith("runstrong: error: ")
    assert sentence.endswith(".")
    return sentence


@pytest.fixture
def squats(tmp_path: Path) -> Path:
    path = tmp_path / "squats.csv"
    path.write_bytes(table(sound))
    return path


@pytest.mark.parametrize("name", BAD_RECORDINGS)
def test_a_bad_recording_is_refused_in_one_sentence(name: str, tmp_path: Path) -> None:
    content, says = BAD_RECORDINGS[name]
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    sentence = refused(run("replay", path, "--exercise", "squat"))
    where, what = says.split(":", 1)
    assert f"{path}{where}" in sentence
    assert what in sentence
    assert "; " in sentence, "what to do is missing"


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    assert f"{tmp_path}: this is a folder" in refused(run("replay", tmp_path, "--exercise", "squat"))
    assert ": there is no such file" in refused(run("replay", tmp_path / "a.csv", "--exercise", "squat"))
    assert ": this is a device or a pipe" in refused(run("replay", os.devnull, "--exercise", "squat"))


def test_a_file_larger_than_any_recording_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    with path.open("wb") as file:
        file.truncate(3 << 30)
    assert "there is more in it than 256 MiB" in refused(run("replay", path, "--exercise", "squat"))


def test_a_small_file_that_unpacks_to_a_large_one_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "large.csv.gz"
    path.write_bytes(gzip.compress(f"{HEADER}\n".encode() + b"0,0,0,1\n" * (40 << 20), compresslevel=1))
    assert "there is more in it than 256 MiB" in refused(run("replay", path, "--exercise", "squat"))


@pytest.mark.skipif(shutil.which("setpriv") is None, reason="needs setpriv, to be a user who may not read everything")
def test_a_file_that_may_not_be_read_is_refused(squats: Path) -> None:
    squats.chmod(0)
    rights = "-dac_override,-dac_read_search"
    as_anybody = ("setpriv", f"--bounding-set={rights}", f"--inh-caps={rights}") if os.geteuid() == 0 else ()
    sentence = refused(run("replay", squats, "--exercise", "squat", before=as_anybody))
    assert f"{squats}: the file cannot be read (permission denied); check its name and its permissions." in sentence


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("replay",), "Missing argument 'FILE'; see 'runstrong replay --help'."),
        (("replay", "SQUATS", "--exercise", "squat", "--speed", "0"), "'0' is no speed; write a number above 0"),
        (("replay", "SQUATS", "--exercise", "squat", "--speed", "nan"), "'nan' is no speed; write a number above 0"),
        (("replay", "SQUATS", "--exercise", "\x1b[31m"), "no exercise is called '�[31m'; see 'runstrong exercises'."),
        (("replay", "SQUATS", "--exercise", "squat", "--placement", "ear"), "no placement is called 'ear'; did you"),
        (("replay", "SQUATS", "--exercise", "squat", "--plan", "nope"), "no plan is called 'nope'; see 'runstrong"),
        (("demo", "--plain", "--json"), "--plain and --json exclude each other; see 'runstrong demo --help'."),
        (("plans", "show", "nope"), "no plan is called 'nope'; see 'runstrong plans'."),
        (("plans", "check", "nope.toml"), "nope.toml: there is no such file; "),
        (("exercises", "show", "sqat"), "no exercise is called 'sqat'; did you mean 'squat'."),
        (("evaluate", "nope.csv"), "nope.csv: the index cannot be read (no such file or directory); "),
        (("evaluate", "SQUATS"), "column 'file' is missing"),
        (("exercise",), "No such command 'exercise'"),
    ],
)
def test_a_mistaken_command_is_refused_in_one_sentence(arguments: tuple[str, ...], says: str, squats: Path) -> None:
    sentence = refused(run(*(squats if argument == "SQUATS" else argument for argument in arguments)))
    assert says in sentence


@pytest.mark.parametrize(
    ("dose", "says", "carets"),
    [
        ("3y10", "this word is not part of a dose", " ^"),
        ("0x10", "the number of sets cannot be 0; write a number from 1 to 100.", "^"),
        ("3x10 rest", "the rest needs its time; write for instance rest 45s or rest 45-90s.", "         ^"),
        ("5-3", "the number of repetitions cannot run backwards; write 3-5.", "^^^"),
    ],
)
def test_a_dose_that_makes_no_sense_is_underlined(dose: str, says: str, carets: str, squats: Path) -> None:
    done = run("replay", squats, "--exercise", "squat", "--dose", dose)
    assert says in refused(done, lines=3)
    assert done.stderr.splitlines()[1:] == [f"    {dose}", f"    {carets}"]


def test_a_plan_with_an_unknown_exercise_is_refused(tmp_path: Path, squats: Path) -> None:
    plan = tmp_path / "mine.toml"
    row = '\n[[block]]\n\n  [[block.item]]\n  do = "sqat"\n  dose = "3x10"\n'
    plan.write_text(f'format = "runstrong-plan/1"\nid = "mine"\nname = "Mine"\n{row}')
    for arguments in (("plans", "check", plan), ("plans", "show", plan), ("replay", squats, "--plan", plan)):
        done = run(*arguments)
        expected = f"runstrong: error: {plan}, line 8, column 9: no exercise is called 'sqat'; did you mean 'squat'."
        assert refused(done, lines=3) == expected
        assert done.stderr.splitlines()[1:] == ['      do = "sqat"', "            ^^^^"]


def test_what_is_wrong_with_a_usable_recording_is_told(tmp_path: Path) -> None:
    path = tmp_path / "torn.rsl.jsonl.gz"
    path.write_bytes(FIXTURE.read_bytes()[:5000])
    done = run("replay", path)
    assert done.returncode == 0
    assert f"warning: {path}: the end of the file is torn off; what was complete before it is used." in done.stderr


@pytest.mark.parametrize("encoding", ["latin-1", "ascii", "cp437"])
def test_an_old_encoding_is_no_reason_to_fail(encoding: str) -> None:
    done = run("plans", "show", "essential-four", PYTHONIOENCODING=encoding)
    assert (done.returncode, done.stderr) == (0, "")
    assert "repetitions on each side" in done.stdout


def test_json_is_the_same_in_every_encoding() -> None:
    shown = [run("plans", "show", "essential-four", "--json", PYTHONIOENCODING=name) for name in ("latin-1", "utf-8")]
    assert shown[0].stdout == shown[1].stdout
    assert json.loads(shown[0].stdout)["name"] == "Essential four"


def test_a_full_disk_is_told() -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("this system has no device that is always full")
    with full.open("w") as file:
        done = subprocess.run([*PROGRAM, "plans"], stdout=file, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr == (
        "runstrong: error: the output cannot be written (no space left on device); "
        "make room for it, or send it elsewhere.\n"
    )


def test_a_reader_who_leaves_ends_the_program_without_a_word() -> None:
    """Exit code 1, as other programs have it: what was asked for was not all written."""
    with subprocess.Popen([*PROGRAM, "demo"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        assert program.stderr is not None
        program.stdout.readline()
        program.stdout.close()
        assert program.stderr.read() == ""
    assert program.returncode == 1


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX signals")
def test_ctrl_c_ends_a_replay_without_a_traceback(squats: Path) -> None:
    command = [*PROGRAM, "replay", str(squats), "--exercise", "squat", "--speed", "0.1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        assert program.stderr is not None
        assert "squat: 1 set" in program.stdout.readline()
        program.send_signal(signal.SIGINT)
        assert program.stderr.read().strip() == ""
    assert program.returncode in INTERRUPTED


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX signals")
def test_ctrl_c_ends_evaluate_at_once(tmp_path: Path, squats: Path) -> None:
    index = tmp_path / "index.csv"
    index.write_text("file,exercise,placement,kind\n" + f"{squats.name},squat,wrist,reps\n" * 4000)
    command = [*PROGRAM, "evaluate", str(index), "--jobs", "2"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as program:
        assert program.stderr is not None
        time.sleep(2.0)  # nothing is written before the end; this is long enough for the children to be at work
        started_s = time.monotonic()
        os.killpg(program.pid, signal.SIGINT)
        assert program.stderr.read().strip() == ""
    assert program.returncode in INTERRUPTED
    assert time.monotonic() - started_s < 30.0  # counting all of it takes minutes


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
class TestOnATerminal:
    """The same promises where the full screen is shown."""

    def test_a_bad_recording_gives_the_terminal_back_and_then_the_sentence(self, tmp_path: Path) -> None:
        path = tmp_path / "a.csv"
        path.write_bytes(BAD_RECORDINGS["mg"][0])
        shown = on_terminal("replay", path, "--exercise", "squat")
        assert shown.code == 2
        assert f"runstrong: error: {path}: the acceleration looks like mg" in shown.after_full_screen
        assert "Traceback" not in shown.text

    def test_a_terminal_much_too_small_still_plays_to_the_end(self) -> None:
        shown = on_terminal("demo", "--speed", "max", columns=20, rows=5, press=("Enter", "\r"))
        assert shown.code == 0
        assert "squat, set 2 of 2: 8 reps" in shown.after_full_screen

    def test_ctrl_c_twice_leaves_with_what_was_done(self) -> None:
        shown = on_terminal("demo", press=("GET READY", "\x03\x03\r"))
        assert shown.code == 0
        assert "Traceback" not in shown.text
