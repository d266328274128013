"""``runstrong exercises``: the list, the card, and the machine-readable form of both."""

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner

from runstrong.cli.exercises import exercises
from runstrong.exercises import load_catalogue
from runstrong.exercises.card import card_lines
from runstrong.exercises.model import Exercise


def output(*arguments: str) -> str:
    result = CliRunner().invoke(exercises, arguments, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def test_the_list_names_every_exercise_and_fits_80_columns() -> None:
    lines = output().splitlines()
    for exercise in load_catalogue():
        (line,) = [line for line in lines if line[:26].strip() == exercise.name]
        assert ("timed" if exercise.id == "plank" else "counted") in line
    assert max(map(len, lines)) <= 80
    assert "waist, upper arm, wrist, thigh" in " ".join(" ".join(lines).split())


def test_the_list_tells_sides_and_best_places() -> None:
    rows = {line[:26].strip(): line[26:].split(maxsplit=1) for line in output().splitlines()}
    assert rows["Russian twist"] == ["counted", "alternate, R+L = 1   wrist"]
    assert rows["bicycle crunch"] == ["counted", "alternate, each = 1  thigh, shank"]
    assert rows["clam shell"] == ["counted", "in turn              thigh"]


def test_a_card_says_how_where_and_where_not() -> None:
    card = output("show", "one-legged", "calf", "raises")
    for text in (
        "ONE-LEGGED HEEL RAISE",
        "Rise onto the toes as high as you can.",
        "- Wait five seconds.",
        "  best   foot       Clip it to the laces or the heel of the shoe you stand on.",
        "  blind  wrist      The hand rests on its support.",
        "One sensor cannot see whether the ankle rolls outward",
        "wall or doorframe",
    ):
        assert text in card
    assert card.index("best   foot") < card.index("good   waist") < card.index("blind  wrist")


@pytest.mark.parametrize("exercise", list(load_catalogue()), ids=lambda exercise: exercise.id)
@pytest.mark.parametrize("width", [44, 80])
def test_a_card_keeps_its_width_and_drops_no_word(exercise: Exercise, width: int) -> None:
    lines = list(card_lines(exercise, width))
    assert max(map(len, lines)) <= width
    words = " ".join(" ".join(lines).split())
    notes = [advice.note for advice in exercise.places.values()]
    for text in (*exercise.steps, *exercise.cues, *notes, exercise.cannot_see, exercise.easier, exercise.harder):
        assert text in words


def test_json_of_the_list_and_of_one() -> None:
    listed = json.loads(output("--json"))
    assert [entry["id"] for entry in listed] == [exercise.id for exercise in load_catalogue()]
    squat = json.loads(output("show", "air", "squat", "--json"))
    assert squat in listed
    assert squat["places"]["upper arm"]["visibility"] == "good"
    assert squat["fit"] == {
        "category": "squat", "category_no": 28, "name": "air_squat", "name_no": 100, "match": "exact",
    }  # fmt: skip
    assert json.loads(output("--json", "show", "squat")) == squat


def test_an_unknown_name_is_one_sentence_and_exit_code_2() -> None:
    command = [sys.executable, "-m", "runstrong", "exercises", "show", "glute", "brigde"]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 2
    assert result.stdout == ""
    assert result.stderr == "runstrong: error: no exercise is called 'glute brigde'; did you mean 'glute bridge'.\n"
