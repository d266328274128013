"""A session that was cut off is gone on with: killed at any moment, no set that was done is lost."""

import json
import sys
from dataclasses import asdict
from pathlib import Path

import pytest
from child import run
from live_world import Air, person, play, squats

from runstrong.ble.host_clock import continued
from runstrong.errors import BadRecording
from runstrong.exercises.model import BodyPlace
from runstrong.live.prescription import prescription_again
from runstrong.live.recording_file import CannotRecord, RecordingFile
from runstrong.live.retelling import read_retelling
from runstrong.live.session import LiveSession
from runstrong.live.unfinished import NothingUnfinished, find_unfinished, unfinished_sessions
from runstrong.recording.lines import Stamp
from runstrong.session.coach import Coach
from runstrong.session.commands import AdjustReps, Advance, Command, SetReps
from runstrong.session.pressed import pressed_from
from runstrong_signal.pipeline import Pipeline

RELIABILITY = Path(__file__).parents[3] / "reliability"
sys.path.insert(0, str(RELIABILITY))

SHORT = ("2x3 rest 6s",)


@pytest.mark.parametrize("seed", [1, 2, 4])
def test_a_session_that_is_killed_at_random_moments_loses_nothing(seed: int) -> None:
    import kill

    outcome = kill.trial(seed, length_s=4.0, doses=SHORT)
    assert outcome.mistakes == []


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The recording of a whole session: two sets of three."""
    path = tmp_path_factory.mktemp("recorded") / "whole.rsl.jsonl"
    prescribed = squats("2x3 rest 6s")
    play(prescribed, Air([person(prescribed)]), path)
    return path


def told_again(path: Path) -> LiveSession:
    retelling = read_retelling(path)
    script = prescription_again(retelling.plan_text, "", places=(BodyPlace.WAIST,)).script
    session = LiveSession(script, Coach(script, Pipeline()), retelling.places)
    retelling.tell(session)
    return session


def test_a_session_told_again_is_where_it_was_cut_off(recorded: Path, tmp_path: Path) -> None:
    data = recorded.read_bytes()
    ends = [at for at in range(len(data)) if data.startswith(b'"event":"set_ended"', at)]
    assert len(ends) == 2
    cut = tmp_path / "cut.rsl.jsonl"
    for octets, sets in ((ends[0] - 200, 0), (ends[0] + 2000, 1), (len(data), 2)):
        cut.write_bytes(data[:octets])
        results = told_again(cut).results
        assert [result.reps for result in results] == [3] * sets


def test_the_end_of_the_file_is_where_it_is_gone_on_from(recorded: Path, tmp_path: Path) -> None:
    data = recorded.read_bytes()
    cut = tmp_path / "cut.rsl.jsonl"
    cut.write_bytes(data[:5000])
    written = read_retelling(cut).written
    assert written.octets == data[:5000].rfind(b"\n") + 1
    assert written.lines == data[:5000].count(b"\n")
    last = json.loads(data[: written.octets].splitlines()[-1])
    assert (written.newest, written.numbers) == (Stamp(last["t"], last["m"]), {0: last["q"] + 1})


def test_the_time_between_is_no_part_of_the_session() -> None:
    now = [Stamp(9_000_000_000, 5)]
    later = continued(Stamp(1_000, 70_000_000_000), lambda: now[0])
    assert later() == Stamp(9_000_000_000, 71_000_000_000)
    now[0] = Stamp(9_500_000_000, 500_000_005)
    assert later() == Stamp(9_500_000_000, 71_500_000_000)


def unfinished(folder: Path, recorded: Path, name: str, uuid: str) -> Path:
    head, _, rest = recorded.read_bytes()[:9000].partition(b"\n")
    path = folder / name
    path.write_bytes(json.dumps({**json.loads(head), "uuid": uuid}).encode() + b"\n" + rest)
    return path


def test_only_what_was_cut_off_counts_as_unfinished(recorded: Path, tmp_path: Path) -> None:
    old = unfinished(tmp_path, recorded, "2026-01-01.rsl.jsonl", "aaaa1111ffff")
    new = unfinished(tmp_path, recorded, "2026-01-02.rsl.jsonl", "bbbb2222ffff")
    (tmp_path / "2026-01-03.rsl.jsonl").write_bytes(recorded.read_bytes())  # closed
    (tmp_path / "2026-01-04.rsl.jsonl").write_bytes(b'{"k":"head","t":1,"m":1,"uuid":"cccc"}\n')  # nothing in it
    (tmp_path / "2026-01-05.rsl.jsonl").write_bytes(b"\xff\xff\n")
    assert [one.path for one in unfinished_sessions(tmp_path)] == [new, old]
    assert unfinished_sessions(tmp_path, fresh_s=-1.0) == ()
    assert find_unfinished(tmp_path, "").path == new
    assert find_unfinished(tmp_path, "aaaa").path == old
    with pytest.raises(NothingUnfinished, match="no unfinished session is called 'dddd'"):
        find_unfinished(tmp_path, "dddd")


def test_a_session_that_is_going_on_is_left_alone(recorded: Path, tmp_path: Path) -> None:
    pytest.importorskip("fcntl")
    path = unfinished(tmp_path, recorded, "2026-01-01.rsl.jsonl", "aaaa1111")
    file = RecordingFile(path, keep_bytes=path.stat().st_size)
    assert unfinished_sessions(tmp_path) == ()
    with pytest.raises(CannotRecord, match="another window"):
        RecordingFile(path, keep_bytes=10)
    file.close()
    assert len(unfinished_sessions(tmp_path)) == 1


def test_a_session_without_a_sensor_cannot_be_told(tmp_path: Path) -> None:
    path = tmp_path / "none.rsl.jsonl"
    path.write_bytes(b'{"t":1,"m":1,"k":"head","format":"runstrong recording","version":1,"software":"x"}\n')
    with pytest.raises(BadRecording, match="no sensor ever streamed"):
        read_retelling(path)


@pytest.mark.parametrize("command", [Advance(), AdjustReps(-2), SetReps(4), SetReps(4, 1)])
def test_commands_are_read_back_as_they_were_written(command: Command) -> None:
    facts = {"session_s": 3.1, "samples": 7, "command": command.command, **asdict(command)}
    pressed = pressed_from(json.loads(json.dumps(facts)))
    assert pressed is not None
    assert (pressed.command, pressed.session_s, pressed.samples) == (command, 3.1, 7)


@pytest.mark.parametrize(
    "change", [{"command": "fly"}, {"by": "x"}, {"by": None}, {"session_s": None}, {"samples": "1"}, {"by": 1.5}]
)
def test_commands_that_make_no_sense_are_none(change: dict[str, object]) -> None:
    assert pressed_from({"session_s": 3.1, "samples": 7, "command": "adjust_reps", "by": 1, **change}) is None


def test_resume_says_what_it_does_not_go_with_and_what_there_is_not(tmp_path: Path) -> None:
    done = run("track", "--resume", "--exercise", "squat", RUNSTRONG_HOME=str(tmp_path))
    assert (done.returncode, done.stderr) == (
        2,
        "runstrong: error: --resume goes on with what was being done; only --radio and --speed go with it; "
        "see 'runstrong track --help'.\n",
    )
    done = run("track", "--resume", RUNSTRONG_HOME=str(tmp_path))
    assert done.returncode == 2
    assert "there is no unfinished session" in done.stderr
