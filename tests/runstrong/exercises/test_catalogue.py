"""Finding exercises by what people type, and loading the catalogue quickly."""

import csv
import pickle
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from runstrong.errors import UnknownName
from runstrong.exercises import Catalogue, load_catalogue
from runstrong.exercises.tables import BadCatalogue

CORPUS_INDEX = Path(__file__).parents[4] / "shared" / "corpus" / "index.csv"
LOADING_BUDGET_S = 0.03

MEANT = {
    "squat": "squat",
    "Squats": "squat",
    "back squat": "squat",
    "AIR  SQUAT": "squat",
    "push-up": "push-up",
    "pushups": "push-up",
    "Push Ups": "push-up",
    "press-ups": "push-up",
    "push-up (knees)": "push-up",
    "clamshell": "clam-shell",
    "clam-shell": "clam-shell",
    "Clams": "clam-shell",
    "glute bridge": "glute-bridge",
    "glute_bridges": "glute-bridge",
    "lunge": "lunge",
    "single-leg squat": "single-leg-squat",
    "single leg squats": "single-leg-squat",
    "side plank": "side-plank-lift",
    "side-planks": "side-plank-lift",
    "crunches": "crunch",
    "bicycle": "bicycle-crunch",
    "thrusters": "squat-to-press",
    "squat presses": "squat-to-press",
    "single-leg RDL": "single-leg-deadlift",
    "one-legged calf raises": "one-legged-heel-raise",
    "burpees": "burpee",
    "skaters": "speed-skater",
    "plank": "plank",
}

OTHER_MOVEMENTS = ["knee rolling (lying)", "calf raise", "superman", "twist", "half squat", "deadlift", "", "  ", "-"]

# What the corpus calls movements that are in the catalogue; everything else there is another movement.
CORPUS_NAMES = {
    "back squat": "squat",
    "clamshell": "clam-shell",
    "glute bridge": "glute-bridge",
    "lunge": "lunge",
    "push-up": "push-up",
    "push-up (knees)": "push-up",
    "single-leg squat": "single-leg-squat",
    "squat": "squat",
}


@pytest.mark.parametrize(("name", "exercise_id"), MEANT.items())
def test_finds_what_people_mean(name: str, exercise_id: str) -> None:
    assert load_catalogue().find(name).id == exercise_id


@pytest.mark.parametrize("name", OTHER_MOVEMENTS)
def test_other_movements_are_not_taken_for_ours(name: str) -> None:
    with pytest.raises(UnknownName):
        load_catalogue().find(name)


def test_every_id_name_and_alias_finds_its_exercise() -> None:
    catalogue = load_catalogue()
    for exercise in catalogue:
        for name in (exercise.id, exercise.name, *exercise.aliases):
            assert catalogue.find(name) is exercise
            plural = name if name.endswith("s") else f"{name}s"
            assert catalogue.find(f"  {plural.upper()} ") is exercise


def test_names_of_the_recorded_corpus() -> None:
    if not CORPUS_INDEX.exists():
        pytest.skip("the corpus of recordings is not here")
    with CORPUS_INDEX.open(encoding="utf-8", newline="") as file:
        names = {row["exercise"] for row in csv.DictReader(file)}
    found = {}
    for name in names:
        try:
            found[name] = load_catalogue().find(name).id
        except UnknownName:
            continue
    assert found == CORPUS_NAMES


@pytest.mark.parametrize(
    ("name", "nearest"),
    [
        ("clamshel", "clam shell"),
        ("bycicle", "bicycle crunch"),
        ("heel raise", "one-legged heel raise"),
        ("twist", "Russian twist"),
        ("row", "alternating row"),
        ("glute brigde", "glute bridge"),
    ],
)
def test_a_near_miss_gets_the_nearest_names(name: str, nearest: str) -> None:
    with pytest.raises(UnknownName, match=f"did you mean '{nearest}'") as caught:
        load_catalogue().find(name)
    assert caught.value.nearest[0] == nearest
    assert len(set(caught.value.nearest)) == len(caught.value.nearest) <= 3


def test_a_hopeless_name_points_to_the_list() -> None:
    with pytest.raises(UnknownName, match="see 'runstrong exercises'") as caught:
        load_catalogue().find("zzz\x1b[2J" * 10_000)
    assert len(str(caught.value)) < 300
    assert "\x1b" not in str(caught.value)


def test_get_wants_the_exact_id() -> None:
    assert load_catalogue().get("push-up").name == "push-up"
    with pytest.raises(UnknownName, match="did you mean 'push-up'"):
        load_catalogue().get("push up")


def test_order_is_stable_and_values_travel_to_other_processes() -> None:
    catalogue = load_catalogue()
    assert list(catalogue) == list(catalogue)
    assert next(iter(catalogue)).id == "squat"
    assert pickle.loads(pickle.dumps(list(catalogue))) == list(catalogue)


def test_two_exercises_must_not_share_a_name() -> None:
    squat, lunge = load_catalogue().get("squat"), load_catalogue().get("lunge")
    with pytest.raises(BadCatalogue, match="'Air Squats' means both 'squat' and 'lunge'"):
        Catalogue([squat, replace(lunge, aliases=("Air Squats",))])
    with pytest.raises(BadCatalogue, match="two exercises have the id 'squat'"):
        Catalogue([squat, squat])


LOADING = """
import sys, time
from runstrong.exercises import load_catalogue
start_s = time.process_time()
load_catalogue()
print(time.process_time() - start_s)
print(*sorted({name.partition(".")[0] for name in sys.modules} & {"numpy", "scipy", "textual", "bleak"}))
"""


def test_loading_is_quick_and_drags_nothing_in() -> None:
    runs = [
        subprocess.run([sys.executable, "-c", LOADING], capture_output=True, text=True, check=True).stdout.split("\n")
        for _ in range(3)
    ]
    assert min(float(run[0]) for run in runs) < LOADING_BUDGET_S
    assert {run[1] for run in runs} == {""}
