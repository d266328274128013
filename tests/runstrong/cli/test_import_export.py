"""``runstrong import`` and ``export``, with a home of their own."""

import gzip
import json
from dataclasses import replace
from pathlib import Path

import foreign_recordings as made
import pytest
from child import run
from in_process import call
from logged_sessions import SESSION

from runstrong.exchange.from_history import logged
from runstrong.exchange.json_log import json_log
from runstrong.exchange.logged import LoggedSession
from runstrong.history import History, open_history
from runstrong.recording import open_recording

STRONG = (
    "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE\n"
    '2020-12-30 18:51:52,"Evening",1h 0m,"Squat (Barbell)",1,60,8,0,0,"","",\n'
    '2020-12-30 18:51:52,"Evening",1h 0m,"Snatch",1,40,3,0,0,"","",\n'
)
PHYPHOX = made.phyphox(made.motion_g())


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "file.dat"


def done(*arguments: str | Path, home: Path) -> str:
    result = call(*arguments, RUNSTRONG_HOME=str(home), TZ="UTC")
    assert (result.returncode, result.stderr) == (0, "")
    return result.stdout


def refused(*arguments: str | Path, home: Path) -> str:
    result = call(*arguments, RUNSTRONG_HOME=str(home), TZ="UTC")
    assert (result.returncode, result.stdout) == (2, "")
    assert len(result.stderr.splitlines()) == 1
    return result.stderr


def history(home: Path) -> History:
    return open_history(home / "history.sqlite3", to_write=False)


def test_a_recording_goes_into_the_folder_of_recordings_and_plays(file: Path, home: Path) -> None:
    file.write_text(PHYPHOX)
    told = done("import", file, "--exercise", "squats", "--placement", "left hip", home=home).splitlines()
    assert told[0] == "file.dat: phyphox, phone"
    assert told[1:3] == ["  acceleration  in m/s2, made g; no gyroscope", "  samples       600 in 12.0 s, 50 Hz"]
    assert told[4:6] == ["  gravity       1.00 g where it is quietest", "  gaps          none"]
    (kept,) = (home / "recordings").iterdir()
    assert told[6:] == [f"  written to    {kept}", "  next          'runstrong reanalyse' counts it into your history"]
    head = json.loads(gzip.decompress(kept.read_bytes()).splitlines()[0])
    assert (head["imported_from"], head["exercise"]) == ("phyphox", "squat")
    played = done("replay", kept, home=home)
    assert played == done("replay", file, "--exercise", "squat", "--placement", "waist", home=home)


def test_importing_twice_gives_the_same_bytes(file: Path, home: Path, tmp_path: Path) -> None:
    file.write_text(made.sensor_logger(made.motion_g() * made.MPS2))
    paths = (tmp_path / "one.rsl.jsonl", tmp_path / "two.rsl.jsonl")
    for path in paths:
        done("import", file, "-o", path, home=home)
    assert paths[0].read_bytes() == paths[1].read_bytes()


def test_a_dry_run_keeps_nothing_and_json_says_the_same(file: Path, home: Path) -> None:
    file.write_text(PHYPHOX)
    told = json.loads(done("import", file, "--dry-run", "--json", home=home))
    assert (told["kind"], told["format"], told["unit"], told["rate_hz"]) == ("recording", "phyphox", "m/s2", 50.0)
    file.write_text(STRONG)
    assert json.loads(done("import", file, "--dry-run", "--json", home=home))["unknown"] == {"Snatch": 1}
    assert not home.exists()


def test_a_table_that_is_not_known_is_read_by_a_map(file: Path, home: Path) -> None:
    file.write_text(PHYPHOX.replace("Time (s)", "clock").replace("Acceleration ", "a").replace(" (m/s^2)", ""))
    assert "say which is which with 'runstrong import --columns" in refused("import", file, home=home)
    columns = "t=clock,x=ax,y=ay,z=az"
    assert "m/s2, made g" in done("import", file, "--columns", columns, "--unit", "m/s^2", home=home)
    assert "the unit is missing; say --unit with one of g, m/s2, mg, 1/64 g." in refused(
        "import", file, "--columns", columns, home=home
    )
    assert "'q=1' does not name a column; say for instance" in refused("import", file, "--columns", "q=1", home=home)
    assert "the columns lack 't'; say for instance" in refused("import", file, "--columns", "x=ax", home=home)
    wrong = refused("import", file, "--columns", columns, "--unit", "g", home=home)
    assert "looks like m/s2, not g" in wrong
    missing = refused("import", file, "--columns", "t=clock,x=ax,y=ay,z=up", "--unit", "g", home=home)
    assert "column 'up' is missing; found clock, ax, ay, az" in missing


def test_our_own_recordings_are_not_imported(file: Path, home: Path, tmp_path: Path) -> None:
    file.write_text(PHYPHOX)
    ours = tmp_path / "ours.rsl.jsonl"
    done("import", file, "-o", ours, home=home)
    assert "this is a runstrong recording already; play it with" in refused("import", ours, home=home)
    assert "does not say that it is a recording; end the name in" in refused(
        "import", file, "-o", tmp_path / "a.csv", home=home
    )


def test_a_log_goes_into_the_history_once(file: Path, home: Path) -> None:
    file.write_text(STRONG)
    told = done("import", file, home=home).splitlines()
    assert told == [
        "file.dat: a log of Strong, 1 session, 2 sets",
        "  note      it names no unit of weight, so kg is taken",
        "  unknown   Snatch (1): kept under these names",
        "  history   1 new, 0 there already",
    ]
    assert "0 new, 1 there already" in done("import", file, home=home)
    with history(home) as kept:
        assert [(one.name, one.reps, one.reps_auto) for one in kept.sets()] == [("squat", 8, None), ("Snatch", 3, None)]


def test_what_was_trained_is_never_overwritten_by_what_it_was_exported_to(file: Path, home: Path) -> None:
    file.write_bytes(json_log([SESSION]))
    done("import", file, home=home)
    for name in ("fit", "strong", "csv", "json"):
        done("export", "--last", "--format", name, "-o", file, home=home)
        assert "0 new, 1 there already" in done("import", file, home=home), name
    with history(home) as kept:
        assert logged(kept, kept.sessions(with_plan=True)) == (SESSION,)


def test_everything_out_and_in_again_is_the_same(file: Path, home: Path, tmp_path: Path) -> None:
    file.write_bytes(json_log([SESSION]))
    done("import", file, home=home)
    out = tmp_path / "all.json"
    assert done("export", "--all", "-o", out, home=home).splitlines() == [
        f"{out}: 1 session, everything, for programs and for runstrong.",
        "Not in it: nothing but recordings.",
    ]
    done("import", out, home=tmp_path / "other")
    with history(tmp_path / "other") as kept:
        assert logged(kept, kept.sessions(with_plan=True)) == (SESSION,)


def test_several_sessions_are_a_folder_of_fit_files(file: Path, home: Path, tmp_path: Path) -> None:
    hostile = LoggedSession(replace(SESSION.facts, plan_id="../../up"), SESSION.sets)
    file.write_bytes(json_log([hostile]))
    done("import", file, home=home)
    file.write_text(STRONG)
    done("import", file, home=home)
    told = done("export", "--all", "--format", "fit", "-o", tmp_path / "out", home=home)
    assert "2 sessions" in told
    assert "Not in it: single repetitions" in told
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == ["2020-12-30-session-2.fit", "2026-11-18-up-1.fit"]


def test_a_mistaken_export_is_refused_in_one_sentence(file: Path, home: Path, tmp_path: Path) -> None:
    out = tmp_path / "a.fit"
    assert "nothing was trained yet; train first, or import a log; a simulated session goes by its number." in refused(
        "export", "--all", "-o", out, home=home
    )
    file.write_bytes(json_log([SESSION]))
    done("import", file, home=home)
    assert "there is no session 7 in the history;" in refused("export", "--session", "7", "-o", out, home=home)
    assert "Say one of --session NUMBER, --last and --all" in refused("export", "-o", out, home=home)
    assert "does not say which format it is to be" in refused("export", "--last", "-o", tmp_path / "a", home=home)
    assert "--raw is for FIT files" in refused("export", "--last", "--raw", "-o", tmp_path / "a.json", home=home)
    assert "no recording of session 1 was kept; leave --raw out." in refused(
        "export", "--last", "--raw", "-o", out, home=home
    )
    assert "the file cannot be written (" in refused("export", "--last", "-o", file / "a.fit", home=home)


def test_a_plan_is_printed_or_written(file: Path, home: Path, tmp_path: Path) -> None:
    file.write_text("## Day 1\nSquat / 3x8 60kg / progress: lp(5lb)\n## Day 2\nPlank / 2x1 60s|\n")
    assert "there are 2 days in it (Day 1, Day 2), each a plan of its own; name a folder for them with -o." in refused(
        "import", file, home=home
    )
    told = done("import", file, "-o", tmp_path / "plans", home=home).splitlines()
    assert told[:2] == ["file.dat: Liftoscript, 2 plans with 2 rows", "  left out    line 2: progress of Squat"]
    done("plans", "check", tmp_path / "plans" / "day-1.toml", tmp_path / "plans" / "day-2.toml", home=home)
    file.write_text("## Day 1\nSquat / 3x8 60kg\n")
    result = run("import", file, RUNSTRONG_HOME=str(home))
    assert 'dose = "3x8 @60kg"' in result.stdout
    assert result.stderr == "file.dat: Liftoscript, a plan with 1 row\n"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", ": the file is empty;"),
        (b"hello\n", ", line 1: these are not the columns of a recording that can be read: hello;"),
        (made.phyphox(made.motion_g() - (0.1, 0.2, 0.97)).encode(), ": gravity has been removed from the acceleration"),
        (STRONG.replace(",60,", ",x,").encode(), ", line 2: 'x' is not a number of 0 or more in column 'Weight';"),
        (made.fit(made.motion_g())[:-9], ": the end of this FIT file is missing;"),
        (b"## Day 1\nBench Press / 3x8\n", ": none of its exercises is in the catalogue;"),
    ],
)
def test_a_file_that_cannot_be_right_gets_one_sentence(content: bytes, says: str, file: Path, home: Path) -> None:
    file.write_bytes(content)
    assert says in refused("import", file, home=home)


def test_a_plan_goes_out_as_a_workout_and_comes_back(home: Path, tmp_path: Path) -> None:
    out = tmp_path / "four.fit"
    told = done("plans", "export", "essential-four", "-o", out, home=home).splitlines()
    assert told[:2] == [
        f"{out}: Essential four, 4 rows.",
        "Not in it: advice, sessions a week, rest days, rows for every day, the place of the sensor.",
    ]
    back = done("import", out, "-o", tmp_path / "four.toml", home=home)
    assert "four.fit: FIT workout, a plan with 4 rows" in back
    shown = done("plans", "show", tmp_path / "four.toml", home=home)
    assert "Essential four (essential-four)" in shown


def test_a_plan_goes_out_as_json_and_as_a_page(home: Path, tmp_path: Path) -> None:
    done("plans", "export", "essential-four", "-o", tmp_path / "a.json", home=home)
    assert json.loads((tmp_path / "a.json").read_text()) == json.loads(
        done("plans", "show", "essential-four", "--json", home=home)
    )
    done("plans", "export", "essential-four", "-o", tmp_path / "a.md", home=home)
    page = (tmp_path / "a.md").read_text().splitlines()
    assert page[0] == "# Essential four"
    assert "| C1 | single-leg squat | 8–12 repetitions on each side |  |" in page
    assert "does not say which format" in refused("plans", "export", "essential-four", "-o", tmp_path / "a", home=home)


def test_an_imported_recording_becomes_a_session_and_goes_out_with_its_acceleration(file: Path, home: Path) -> None:
    file.write_text(PHYPHOX)
    done("import", file, "--exercise", "squat", "--placement", "waist", home=home)
    done("reanalyse", "--jobs", "1", home=home)
    out = file.with_suffix(".fit")
    done("export", "--last", "--raw", "-o", out, home=home)
    recording = open_recording(out)
    assert recording.info.samples == made.SAMPLES
    assert recording.samples.acc_g == pytest.approx(made.motion_g(), abs=5e-4)
    assert "1 session, 1 set" in done("import", out, "--dry-run", home=home)


def test_a_bundle_restores_everything_elsewhere(file: Path, home: Path, tmp_path: Path) -> None:
    file.write_text(PHYPHOX)
    done("import", file, "--exercise", "squat", "--placement", "waist", home=home)
    file.write_bytes(json_log([SESSION]))
    done("import", file, home=home)
    bundle, elsewhere = tmp_path / "all.zip", tmp_path / "elsewhere"
    told = done("export", "--all", "-o", bundle, home=home).splitlines()
    assert told[0] == f"{bundle}: 1 session, 4 sets, 1 recording."
    assert done("import", bundle, "--dry-run", home=elsewhere) == "all.zip: a bundle of everything\n"
    assert not elsewhere.exists()
    restored = done("import", bundle, home=elsewhere).splitlines()
    assert restored[1] == "  history     1 new, 0 there already"
    with history(home) as one, history(elsewhere) as other:
        assert logged(one, one.sessions(with_plan=True)) == logged(other, other.sessions(with_plan=True))
    kept = {path.name: path.read_bytes() for path in (home / "recordings").iterdir()}
    assert {path.name: path.read_bytes() for path in (elsewhere / "recordings").iterdir()} == kept
    done("export", "--all", "-o", tmp_path / "again.zip", home=elsewhere)
    assert (tmp_path / "again.zip").read_bytes() == bundle.read_bytes()
    assert "A bundle holds everything: say --all" in refused("export", "--last", "-o", tmp_path / "b.zip", home=home)
    assert "this file is there already" in refused("export", "--all", "-o", bundle, home=home)
