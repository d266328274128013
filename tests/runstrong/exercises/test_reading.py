"""Slips in the tables are named with their file, exercise and key."""

import pytest

from runstrong.exercises.model import BodyPlace, Phase, Visibility
from runstrong.exercises.reading import parse_exercises
from runstrong.exercises.tables import BadCatalogue

PLACES = "\n".join(f'"{place}" = {{ sees = "good" }}' for place in BodyPlace)
GOOD = f"""
[toe-touch]
name = "toe touch"
aliases = ["toe touches"]
kind = "reps"
sides = "together"
counting = "each"
on_floor = false
start_posture = "Standing."
rep_is = "Down and up."
phases = [["down", 0.5], ["up", 0.5]]
period_s = [1.0, 5.0]
equipment = []
substitutes = ""
muscles = ["hamstrings"]
steps = ["Bend.", "Rise."]
cues = ["Slowly.", "Gently."]
cannot_see = "One sensor cannot see the toes."
fit = {{ category = "warm_up", category_no = 31, name = "toe_touch", name_no = 1, match = "near" }}
[toe-touch.places]
{PLACES}
"""


def test_a_good_table_becomes_an_exercise() -> None:
    (exercise,) = parse_exercises(GOOD, "test.toml")
    assert (exercise.id, exercise.name, exercise.easier) == ("toe-touch", "toe touch", "")
    assert exercise.phases == (Phase("down", 0.5), Phase("up", 0.5))
    assert (exercise.motion.shortest_period_s, exercise.motion.longest_period_s) == (1.0, 5.0)
    assert exercise.places[BodyPlace.FOOT].visibility is Visibility.GOOD


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("[toe-touch]", "[toe-touch", "test.toml: "),
        ("toe-touch]\nname", "Toe_Touch]\nname", "test.toml, Toe_Touch: an id is lower-case words"),
        ('kind = "reps"', "", "test.toml, toe-touch: kind is missing"),
        ('kind = "reps"', 'kind = "rep"', "kind must be one of ['reps', 'hold'], not 'rep'"),
        ("on_floor = false", "on_floor = 0", "on_floor must be of type bool, not 0"),
        ("on_floor = false", "on_floor = false\nangle = 3", "unknown keys ['angle']"),
        ("equipment = []", 'equipment = "mat"', "equipment must be a list, not 'mat'"),
        ("equipment = []", "equipment = [1]", "equipment must hold texts only, not [1]"),
        ('["up", 0.5]', '["up", 0.4]', "the shares of the phases add up to 0.90, not to 1"),
        ('["up", 0.5]', '["up"]', "phases must hold pairs of a name and a share"),
        ("[1.0, 5.0]", "[5.0, 1.0]", "period_s must be a shorter and a longer duration"),
        ("[1.0, 5.0]", "[1.0]", "period_s must be a shorter and a longer duration"),
        ("[1.0, 5.0]", "[1, 5.0]", "period_s must hold numbers with a decimal point only"),
        ("[1.0, 5.0]", "[0.5, 5.0]", "fast is for periods shorter than 0.8 s"),
        ("[1.0, 5.0]", "[1.0, 5.0]\nfast = true", "fast is for periods shorter than 0.8 s"),
        ("[1.0, 5.0]", "[1.0, 5.0]\nmoves_per_period = 2", "2 moves per period at the waist"),
        ('"foot" = { sees = "good" }', "", "test.toml, toe-touch, places: foot is missing"),
        ('"foot" = { sees = "good" }', '"foot" = "good"', "toe-touch, places, foot: a table is wanted here"),
        ('"foot" = { sees = "good" }', '"foot" = { sees = "well" }', "places, foot: sees must be one of"),
        ('match = "near"', 'match = "close"', "fit: match must be one of"),
    ],
)
def test_a_slip_is_named_with_its_place(old: str, new: str, complaint: str) -> None:
    assert old in GOOD
    with pytest.raises(BadCatalogue) as caught:
        parse_exercises(GOOD.replace(old, new), "test.toml")
    assert complaint in str(caught.value)
