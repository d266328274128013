"""The catalogue against the tables of facts: what each place sees, tempo, phases, sides and FIT names."""

import csv
import re
from pathlib import Path

import pytest

from runstrong.exercises import load_catalogue
from runstrong.exercises.model import BodyPlace, Counting, Exercise, Kind, Sides, Visibility

SHARED = Path(__file__).parents[4] / "shared"
MOVEMENTS = SHARED / "movements.csv"
FIT_NAMES = SHARED / "fit_exercises.csv"

# id: movement in movements.csv, exercise in fit_exercises.csv
ROWS = {
    "side-plank-lift": ("side plank lifts", "side plank"),
    "lower-body-russian-twist": ("lower-body Russian twist (supine)", "lower-body twist, lying"),
    "scorpion-push-up": (
        "scorpion push-up (leg swings in the push-up position)",
        "scorpion push-up / scorpion on ball",
    ),
    "ball-back-extension": ("back extension on a stability ball (or mat)", "back extension, stability ball"),
    "bicycle-crunch": ("supine bicycle crunch", "bicycle crunch"),
    "calf-raise-wide-squat": ("calf-raising wide squat", "calf-raise wide squat"),
    "hamstring-push-up": (
        "hamstring push-up (single-leg hip lift, feet on a chair)",
        "hamstring push-up / single-leg hip raise, foot raised",
    ),
    "plank": ("plank (forearms or knees)", "plank"),
    "russian-twist": ("Russian twist (seated)", "Russian twist, seated"),
    "scorpion": ("scorpion (prone, arms in a T)", "scorpion"),
    "squat-to-press": ("squat to overhead press", "squat to overhead press (thruster)"),
    "overhead-lunge": ("overhead forward lunge", "overhead lunge"),
    "ball-pike-up": ("stability-ball pike-up (or knee tuck)", "pike, stability ball"),
    "ball-leg-curl": ("stability-ball leg curl", "leg curl, stability ball"),
    "rotational-press": ("rotational shoulder press", "rotational shoulder press"),
    "alternating-row": ("alternating row", "alternating row, standing"),
    "single-leg-squat": ("single-leg squat", "single-leg squat"),
    "single-leg-deadlift": ("single-leg deadlift", "single-leg deadlift"),
    "reverse-crunch": ("reverse crunch", "reverse crunch"),
    "crunch": ("crunch", "crunch"),
    "squat": ("squat (body weight)", "bodyweight squat"),
    "glute-bridge": ("glute bridge", "glute bridge"),
    "plank-walk-up": ("plank walk-up", "plank walk-up (forearm to hand)"),
    "plank-leg-lift": ("plank with leg lift", "plank with leg lift"),
    "jump-squat": ("jump squat", "jump squat"),
    "lunge": ("lunge (forward, step and return)", "lunge"),
    "reverse-lunge": ("reverse lunge", "reverse lunge"),
    "dumbbell-lunge": ("dumbbell lunge", "dumbbell lunge"),
    "one-legged-heel-raise": ("one-legged heel raise", "one-legged heel raise"),
    "one-legged-hop": ("one-legged hop", "one-legged hop"),
    "clam-shell": ("clam shell", "clam shell"),
    "side-shuffle": ("side shuffle", "side (band) shuffle"),
    "burpee": ("burpee (with push-up and jump)", "burpee"),
    "speed-skater": ("speed skater", "speed skater"),
    "push-up": ("push-up", "push-up"),
}

PAIRS = {"russian-twist", "scorpion", "overhead-lunge", "rotational-press", "alternating-row"}
FAST = {"one-legged-hop", "side-shuffle"}
TRUNK_AND_ARMS = {BodyPlace.WAIST, BodyPlace.CHEST, BodyPlace.UPPER_ARM, BodyPlace.WRIST}

# left and right look the same there: both legs carry the trunk in a lunge, and every leap flies and lands
BOTH_LOOK_ALIKE = {("overhead-lunge", place) for place in TRUNK_AND_ARMS} | {
    ("speed-skater", BodyPlace.WAIST),
    ("speed-skater", BodyPlace.CHEST),
}
LONGEST_USUAL_PERIOD_S = 9.0

Row = dict[str, str]


def facts_of(movement: str) -> list[Row]:
    if not MOVEMENTS.exists():
        pytest.skip(f"the table of movements is not here ({MOVEMENTS.name})")
    with MOVEMENTS.open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["movement"] == movement]


def sides_in_words(sides: str) -> Sides:
    if sides in ("none", "lead arm may change"):
        return Sides.TOGETHER
    in_turn = sides.startswith(("one side after the other", "all on one leg", "10 steps right"))
    return Sides.IN_TURN if in_turn else Sides.ALTERNATING


def reps_per_period(exercise: Exercise, place: BodyPlace) -> float:
    """How many of the table's repetitions one period of the signal holds (in the table a pair is one)."""
    moves_per_rep = 2 if exercise.id in PAIRS else 1
    return exercise.places[place].moves_per_period / moves_per_rep


def test_every_movement_of_the_table_has_its_exercise() -> None:
    assert len(load_catalogue()) == len(ROWS) == 35
    assert {exercise.id for exercise in load_catalogue()} == set(ROWS)
    assert all(len(facts_of(movement)) == len(BodyPlace) for movement, _ in ROWS.values())


@pytest.mark.parametrize(("exercise_id", "movement"), [(name, row[0]) for name, row in ROWS.items()])
class TestMovement:
    def test_what_each_place_sees(self, exercise_id: str, movement: str) -> None:
        exercise = load_catalogue().get(exercise_id)
        told = {BodyPlace(row["placement"].replace("_", " ")): row["visibility"] for row in facts_of(movement)}
        assert {place: str(advice.visibility) for place, advice in exercise.places.items()} == told

    def test_sides(self, exercise_id: str, movement: str) -> None:
        exercise = load_catalogue().get(exercise_id)
        assert exercise.sides is sides_in_words(facts_of(movement)[0]["sides"])

    def test_moves_per_period(self, exercise_id: str, movement: str) -> None:
        exercise = load_catalogue().get(exercise_id)
        for row in facts_of(movement):
            place = BodyPlace(row["placement"].replace("_", " "))
            expected = 2 if exercise.sides is Sides.ALTERNATING and (exercise_id, place) not in BOTH_LOOK_ALIKE else 1
            assert exercise.places[place].moves_per_period == expected, place
            if row["tilt_peaks_per_rep"] == "0.5":
                assert expected == 2, place
            if "divide by 2" in row["note"]:
                assert expected == 1, place

    def test_shares_of_the_phases(self, exercise_id: str, movement: str) -> None:
        shares = [phase.share for phase in load_catalogue().get(exercise_id).phases]
        told = [int(percent) / 100 for percent in re.findall(r"(\d+)%", facts_of(movement)[0]["phases_share_of_rep"])]
        assert shares == told
        assert sum(shares) == pytest.approx(1.0, abs=0.02)

    def test_range_of_periods(self, exercise_id: str, movement: str) -> None:
        exercise = load_catalogue().get(exercise_id)
        row = facts_of(movement)[0]
        if exercise.kind is Kind.HOLD:
            return
        seen = [reps_per_period(exercise, place) for place in BodyPlace]
        quick_s = float(row["rep_s_fast"]) * min(seen)
        slow_s = float(row["rep_s_slow"]) * max(seen)
        motion = exercise.motion
        if exercise_id != "burpee":  # a chain of many peaks has a lower bound of its own
            assert motion.shortest_period_s <= max(0.6 * quick_s, 0.0 if motion.fast else 0.8) + 1e-9
        assert motion.longest_period_s >= min(1.6 * slow_s, max(LONGEST_USUAL_PERIOD_S, 1.2 * slow_s)) - 0.01


def test_which_exercises_count_pairs_and_which_are_fast() -> None:
    catalogue = load_catalogue()
    assert {exercise.id for exercise in catalogue if exercise.counting is Counting.PAIR} == PAIRS
    assert {exercise.id for exercise in catalogue if exercise.motion.fast} == FAST
    assert [exercise.id for exercise in catalogue if exercise.kind is Kind.HOLD] == ["plank"]


def test_a_burpee_is_longer_than_any_part_of_it_and_as_short_as_quick_people_do_it() -> None:
    """The jump with its landing is 22 % of a chain of up to eight seconds; quick people take two for all of it."""
    assert 0.22 * 6.0 < load_catalogue().get("burpee").motion.shortest_period_s < 0.8 * 2.0


@pytest.mark.parametrize("exercise", list(load_catalogue()), ids=lambda exercise: exercise.id)
def test_some_place_is_best_and_every_hidden_place_says_why(exercise: Exercise) -> None:
    assert set(exercise.places) == set(BodyPlace)
    assert Visibility.BEST in {advice.visibility for advice in exercise.places.values()}
    for place, advice in exercise.places.items():
        if advice.visibility in (Visibility.WEAK, Visibility.BLIND):
            assert advice.note, place


@pytest.mark.parametrize(("exercise_id", "name"), [(key, row[1]) for key, row in ROWS.items()])
def test_fit_name(exercise_id: str, name: str) -> None:
    if not FIT_NAMES.exists():
        pytest.skip(f"the table of FIT names is not here ({FIT_NAMES.name})")
    with FIT_NAMES.open(encoding="utf-8", newline="") as file:
        row = next(row for row in csv.DictReader(file) if row["exercise"] == name)
    fit = load_catalogue().get(exercise_id).fit
    assert (fit.category, str(fit.category_no)) == (row["category"], row["category_no"])
    assert (fit.name, str(fit.name_no), fit.match) == (row["name"], row["name_no"], row["match"])
