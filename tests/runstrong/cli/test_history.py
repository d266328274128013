"""The commands that show what was trained, on a history of a few made-up sessions."""

import csv
import io
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from made_history import counted, held, kept, session

from runstrong.cli import runstrong
from runstrong.errors import RunstrongError
from runstrong.history import Source, open_history
from runstrong.session.set_result import Side


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with three sessions in it: two of a plan in the last weeks, and one of a simulated person."""
    monkeypatch.setenv("RUNSTRONG_HOME", str(tmp_path))
    noon = datetime.now(UTC).replace(hour=12, minute=0, second=0, microsecond=0)
    ago_s = [(noon - timedelta(days=days)).timestamp() for days in (10, 3, 2)]
    row = replace(counted(1, reps=9), exercise="single-leg-squat", name="single-leg squat", ref="C1", side=Side.LEFT)
    sets = (counted(0, reps=10), row, replace(row, row=2, side=Side.RIGHT, reps=10, reps_auto=10), held(3))
    kept(
        tmp_path / "history.sqlite3",
        (session(1, started_s=ago_s[0], title="Essential four"), sets),
        (session(2, started_s=ago_s[1], title="Essential\x1b[31m four", ended_s=None), sets),
        (session(3, started_s=ago_s[2], title="squat", plan_id="", source=Source.SIMULATED), sets),
    ).close()
    return tmp_path


def called(*arguments: str) -> Result:
    done = CliRunner().invoke(runstrong, list(arguments))
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done


def lines(*arguments: str) -> list[str]:
    done = called(*arguments)
    assert done.exit_code == 0
    return done.output.splitlines()


def test_sessions_are_listed_and_nothing_in_them_reaches_the_terminal(home: Path) -> None:
    heading, first, second = lines("history")
    assert heading.split() == ["session", "day", "time", "what", "sets", "minutes"]
    assert first.split()[4:] == ["four", "4", "1"]
    assert "\x1b" not in second
    assert second.endswith("broke off")
    assert len(lines("history", "--weeks", "1")) == 2
    assert lines("history", "--simulated")[-1].endswith("simulated")


def test_whoever_only_tried_it_simulated_is_told_where_that_went(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RUNSTRONG_HOME", str(tmp_path))
    kept(tmp_path / "history.sqlite3", (session(1, source=Source.SIMULATED), (counted(0, reps=8),))).close()
    assert lines("history")[-1].endswith("simulated sessions are listed with --simulated.")


def test_sets_of_an_exercise_are_listed(home: Path) -> None:
    heading, *rows = lines("history", "--exercise", "single leg squat", "--weeks", "1")
    assert "counted" in heading
    assert [row.split()[4] for row in rows] == ["left", "right"]


def test_json_holds_everything_and_csv_a_set_a_line(home: Path) -> None:
    sessions = json.loads("\n".join(lines("history", "--json")))
    assert [len(one["sets"]) for one in sessions] == [4, 4]
    assert len(sessions[0]["sets"][0]["reps_done"]) == 10
    reps = list(csv.DictReader(io.StringIO("\n".join(lines("history", "--csv", "--reps")))))
    assert {"day", "set", "exercise", "rep", "start_s", "end_s", "range_deg", "turn_s", "likeness"} <= set(reps[0])
    assert reps[0]["rep"] == "1"
    sets = list(csv.DictReader(io.StringIO("\n".join(lines("history", "--csv")))))
    assert [one["reps"] for one in sets] == ["10", "9", "10", ""] * 2
    assert sets[3]["hold_s"] == "30.0"
    of_squats = json.loads("\n".join(lines("history", "--json", "--exercise", "squat")))
    assert [one["reps"] for one in of_squats] == [10, 10]


def test_one_session_is_shown_with_its_sensors_and_sets(home: Path) -> None:
    shown = lines("history", "show", "2")
    assert "broke off" in shown[0]
    assert shown[1] == "sensor: Polar H10 1234, worn on the waist"
    assert shown[2] == "recording: none"
    facts = json.loads("\n".join(lines("history", "show", "3", "--json")))
    assert (facts["source"], len(facts["sets"])) == ("simulated", 4)


def test_a_count_is_put_right_later_and_tells_how_far_to_trust_it(home: Path) -> None:
    assert lines("history", "correct", "1", "12")[-1].split()[-3:] == ["10", "12*", "waist"]
    assert lines("history", "confirm", "5", "2") == ["2 sets confirmed."]
    found = {one["exercise"]: one for one in json.loads("\n".join(lines("accuracy", "--json")))}
    assert (found["squat"]["checked"], found["squat"]["exact"], found["squat"]["mean_error"]) == (2, 1, -1.0)
    assert (found["single-leg-squat"]["checked"], found["single-leg-squat"]["unchecked"]) == (1, 3)
    assert any("1 (50 %)" in line for line in lines("accuracy"))
    assert any(line.startswith("* put right") for line in lines("history", "show", "1"))


@pytest.mark.parametrize(
    "arguments",
    [
        ("history", "show", "99"),
        ("history", "correct", "99", "1"),
        ("history", "correct", "4", "1"),  # a hold
        ("history", "confirm", "1", "99"),
        ("history", "--exercise", "flying"),
        ("progress", "--plan", "no such plan"),
    ],
)
def test_what_is_not_there_is_said_in_one_sentence(home: Path, arguments: tuple[str, ...]) -> None:
    with pytest.raises(RunstrongError) as mistake:
        called(*arguments)
    assert "\n" not in str(mistake.value)
    with open_history(home / "history.sqlite3") as history:
        assert history.checked_sets() == ()


def test_progress_tells_of_the_plan_that_was_done_last(home: Path) -> None:
    shown = lines("progress", "--weeks", "4")
    assert shown[0] == "The last 4 weeks, Essential four"
    assert shown[6].startswith("The work for every day was done on")
    headings = ["How it goes", "Records", "Left and right", "Tempo", "Next time, if you like"]
    assert [line for line in shown if line in headings] == headings
    assert "C1 single-leg squat: Aim for 10 repetitions in every set; 12 is the top of the range." in shown
    facts = json.loads("\n".join(lines("progress", "--json", "--weeks", "4")))
    assert len(facts["adherence"]["weeks"]) == 4
    assert {one["ref"] for one in facts["offers"]} == {"C1", "C4"}


@pytest.mark.parametrize("command", ["history", "accuracy", "progress"])
def test_before_the_first_session_there_is_nothing_and_nothing_is_made(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RUNSTRONG_HOME", str(tmp_path / "new"))
    (line,) = lines(command)
    assert "runstrong track" in line
    assert not (tmp_path / "new").exists()


def test_everything_goes_into_one_file_and_out_of_it(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bundle = tmp_path / "bundle.zip"
    assert lines("export", "--all", "-o", str(bundle))[0].endswith("3 sessions, 12 sets, 0 recordings.")
    before = lines("history", "--simulated", "--json")
    monkeypatch.setenv("RUNSTRONG_HOME", str(tmp_path / "other"))
    assert "3 new" in lines("import", str(bundle))[1]
    assert lines("history", "--simulated", "--json") == before
    assert "3 there already" in lines("import", str(bundle))[1]
    for refused in (("--last",), ("--all", "--raw")):
        assert called("export", *refused, "-o", str(tmp_path / "x.zip")).exit_code == 2


@pytest.mark.parametrize("command", [("history",), ("progress",), ("accuracy",), ("history", "correct", "1", "2")])
def test_a_damaged_history_is_named_with_the_way_out(home: Path, command: tuple[str, ...]) -> None:
    (home / "history.sqlite3").write_bytes(b"nothing of the kind " * 500)
    with pytest.raises(RunstrongError, match="runstrong reanalyse"):
        called(*command)
