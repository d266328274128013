"""``runstrong simulate -o FILE``: recordings that say what they are, and every wish that makes no sense."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from runstrong.cli.doing_options import FAULT_NAMES
from runstrong.cli.simulate import simulate
from runstrong.errors import BadRecording, RunstrongError
from runstrong.recording.open import open_recording
from runstrong.recording.reader import read_recording
from runstrong.session.course_events import SessionEnded
from runstrong.session.replay import ReplayRequest, prepare
from runstrong_signal.synthesis import Fault


def written(tmp_path: Path, *arguments: str, name: str = "a.rsl.jsonl.gz") -> Path:
    path = tmp_path / name
    result = CliRunner().invoke(simulate, [*arguments, "-o", str(path)], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    assert f"{name}: synthetic" in result.output
    return path


def refusal(tmp_path: Path, *arguments: str) -> str:
    result = CliRunner().invoke(simulate, [*arguments, "-o", str(tmp_path / "a.rsl.jsonl")])
    assert result.exit_code != 0
    return str(result.exception) if isinstance(result.exception, RunstrongError) else result.output


def the_set(path: Path) -> dict[str, object]:
    sets = read_recording(path).info.truth["sets"]
    assert isinstance(sets, list)
    (one,) = sets
    assert isinstance(one, dict)
    return one


def test_repetitions_of_an_exercise_at_a_place(tmp_path: Path) -> None:
    path = written(tmp_path, "--exercise", "lunge", "--reps", "6", "--placement", "left thigh", "--seed", "7")
    info = read_recording(path).info
    assert (info.synthetic, info.seed, info.placement, info.exercise) == (True, 7, "thigh", "lunge")
    assert the_set(path)["reps"] == 6


def test_a_pair_is_one_repetition_of_two_moves(tmp_path: Path) -> None:
    done = the_set(written(tmp_path, "--exercise", "Russian twist", "--reps", "5", "--placement", "wrist"))
    assert (done["reps"], done["moves"]) == (5, 10)


def test_a_side_plank_is_held(tmp_path: Path) -> None:
    path = written(tmp_path, "--exercise", "side plank", "--hold", "12", "--placement", "waist")
    assert the_set(path)["hold_s"] == pytest.approx(12.0, abs=0.01)


def test_a_side_plank_that_is_held_is_played_as_a_hold(tmp_path: Path) -> None:
    path = written(tmp_path, "--exercise", "side plank", "--hold", "12.5", "--placement", "waist", "--seed", "5")
    events = prepare(ReplayRequest(path=path, title="")).events()
    (held,) = next(event.sets for event in events if isinstance(event, SessionEnded))
    assert held.hold_s == pytest.approx(12.5, abs=0.5)


def test_a_dose_in_the_head_that_cannot_be_read_is_refused_in_one_sentence(tmp_path: Path) -> None:
    path = written(tmp_path, "--exercise", "side plank", "--hold", "12.5", name="a.rsl.jsonl")
    path.write_text(path.read_text().replace('"open hold together"', '"open hole"'))
    with pytest.raises(BadRecording, match=r"the dose in its head, 'open hole', cannot be read: .*; say with --dose"):
        prepare(ReplayRequest(path=path, title=""))


def test_a_plank_is_held_without_being_told(tmp_path: Path) -> None:
    assert "hold_s" in the_set(written(tmp_path, "--exercise", "plank"))


def test_the_same_seed_gives_the_same_file_and_another_one_another(tmp_path: Path) -> None:
    arguments = ("--exercise", "crunch", "--reps", "4", "--placement", "chest")
    one, same = (written(tmp_path, *arguments, "--seed", "3", name=f"{name}.rsl.jsonl") for name in "ab")
    other = written(tmp_path, *arguments, "--seed", "4", name="c.rsl.jsonl")
    assert one.read_bytes() == same.read_bytes() != other.read_bytes()


def test_a_fault_changes_what_is_done(tmp_path: Path) -> None:
    arguments = ("--exercise", "squat", "--reps", "8", "--placement", "thigh")
    usual, rushed = (
        written(tmp_path, *arguments),
        written(tmp_path, *arguments, "--fault", "rushed", name="b.rsl.jsonl"),
    )
    lasts_s = [open_recording(path).all().t_s[-1] for path in (usual, rushed)]
    assert lasts_s[1] < 0.95 * lasts_s[0]


def test_a_whole_plan_is_in_its_recording(tmp_path: Path) -> None:
    path = written(tmp_path, "--exercise", "squat", "--dose", "2x5 rest 10s", "--placement", "waist")
    assert "2x5" in read_recording(path).info.plan_text


def test_every_fault_of_the_simulator_can_be_asked_for() -> None:
    assert [fault.value for fault in Fault] == list(FAULT_NAMES)


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("--exercise", "squat", "--hold", "20"), "squat is not held but repeated; say --reps"),
        (("--exercise", "plank", "--reps", "5"), "plank is held, not repeated; say --hold"),
        (("--exercise", "squat", "--fault", "sagging"), "a set of repetitions cannot have the fault 'sagging'"),
        (("--exercise", "plank", "--fault", "rushed"), "possible are 'sagging', 'breaks'"),
        (("--exercise", "squat", "--reps", "5", "--hold", "5"), "--reps and --hold exclude each other"),
        (("--plan", "essential-four", "--fault", "rushed"), "leave --plan and --dose out"),
        (("--exercise", "sqat"), "did you mean"),
        (("--exercise", "squat", "--placement", "nose"), "no placement is called"),
    ],
)
def test_what_makes_no_sense_is_refused_in_words(tmp_path: Path, arguments: tuple[str, ...], reason: str) -> None:
    assert reason in refusal(tmp_path, *arguments)
    assert not list(tmp_path.iterdir())


def test_a_name_of_another_format_and_a_folder_that_is_not_there_are_refused(tmp_path: Path) -> None:
    for name, reason in (("a.csv", "end the name in .rsl.jsonl"), ("none/a.rsl.jsonl", "cannot be written")):
        result = CliRunner().invoke(simulate, ["--exercise", "plank", "--hold", "5", "-o", str(tmp_path / name)])
        assert isinstance(result.exception, RunstrongError)
        assert reason in str(result.exception)


def test_holds_and_faults_need_a_file() -> None:
    result = CliRunner().invoke(simulate, ["--exercise", "plank", "--hold", "5"])
    assert "name one with -o" in result.output
