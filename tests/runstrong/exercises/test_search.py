"""Finding exercises by what a person types."""

import pytest

from runstrong.exercises.catalogue import load_catalogue
from runstrong.exercises.search import search


def found(typed: str) -> list[str]:
    return [exercise.id for exercise in search(load_catalogue(), typed)]


def test_nothing_typed_finds_everything_in_order() -> None:
    assert found("") == [exercise.id for exercise in load_catalogue()]
    assert found("  -- ") == found("")


@pytest.mark.parametrize(
    ("typed", "first"),
    [("squat", "squat"), ("PLANKS", "plank"), ("side plan", "side-plank-lift"), ("Russian", "russian-twist")],
)
def test_part_of_a_name(typed: str, first: str) -> None:
    assert first in found(typed)[:3]


def test_muscles_equipment_and_kind_are_words_too() -> None:
    assert "plank" in found("timed abdomen")
    assert "ball-pike-up" in found("stability ball")


def test_names_come_before_muscles() -> None:
    names = [exercise.id for exercise in load_catalogue() if "calf" in exercise.name]
    assert found("calf")[: len(names)] == names


@pytest.mark.parametrize("typed", ["[bold]", "\x1b[2J", "x" * 10_000, "蹲"])
def test_anything_may_be_typed(typed: str) -> None:
    assert len(found(typed)) in range(len(load_catalogue()) + 1)
