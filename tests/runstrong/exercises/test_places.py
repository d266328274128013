"""Body places as people and recordings spell them."""

import csv
from pathlib import Path

import pytest

from runstrong.errors import UnknownName
from runstrong.exercises import find_place, parse_place
from runstrong.exercises.model import BodyPlace

CORPUS_INDEX = Path(__file__).parents[4] / "shared" / "corpus" / "index.csv"


@pytest.mark.parametrize("place", BodyPlace)
def test_every_place_is_known_by_its_own_word(place: BodyPlace) -> None:
    assert parse_place(place.value) is place
    assert parse_place(f"left {place.value}") is place
    assert parse_place(f" {place.value.upper()} (right) ") is place
    assert parse_place(f"Right{place.value.title()}".replace(" ", "")) is place


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("wrist (left)", BodyPlace.WRIST),
        ("wrist (watch)", BodyPlace.WRIST),
        ("upper arm (phone armband)", BodyPlace.UPPER_ARM),
        ("upper_arm", BodyPlace.UPPER_ARM),
        ("pocket (phone)", BodyPlace.THIGH),
        ("LeftThigh", BodyPlace.THIGH),
        ("RightShank", BodyPlace.SHANK),
        ("Pelvis", BodyPlace.WAIST),
        ("hips", BodyPlace.WAIST),
        ("ankle", BodyPlace.SHANK),
        ("ankle, left", BodyPlace.SHANK),
        ("shoe", BodyPlace.FOOT),
        ("Chest", BodyPlace.CHEST),
    ],
)
def test_other_words(text: str, place: BodyPlace) -> None:
    assert find_place(text) is place


@pytest.mark.parametrize("text", ["limb unit 2 (the most moving of 5)", "", "left", "(wrist)", "head", "leg"])
def test_what_names_no_place(text: str) -> None:
    assert find_place(text) is None
    with pytest.raises(UnknownName, match="no placement is called"):
        parse_place(text)


def test_a_near_miss_gets_the_nearest_places() -> None:
    with pytest.raises(UnknownName, match="did you mean 'wrist'"):
        parse_place("wrst")


def test_placements_of_the_recorded_corpus() -> None:
    if not CORPUS_INDEX.exists():
        pytest.skip("the corpus of recordings is not here")
    with CORPUS_INDEX.open(encoding="utf-8", newline="") as file:
        placements = {row["placement"] for row in csv.DictReader(file)}
    unknown = {placement for placement in placements if find_place(placement) is None}
    assert {placement.partition(" ")[0] for placement in unknown} == {"limb"}
