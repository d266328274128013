"""The page on accuracy: constants are chosen without the source they are scored on, and every part is on the page."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from runstrong.evaluation.counting import Counted
from runstrong.evaluation.index import LabelKind, Labelled
from runstrong.evaluation.said import Said
from runstrong.evaluation.scores import Outcome

DOCS = Path(__file__).parents[2] / "docs"
sys.path.append(str(DOCS))
import accuracy  # noqa: E402
import accuracy_choice  # noqa: E402
from accuracy_choice import Tried  # noqa: E402

ENDS_S = tuple(2.0 * number for number in range(1, 11))

SHIPPED = (0.85, 0.25, 4.0, 2.0, 0.9)
OTHER = (0.75, 0.25, 4.0, 2.0, 0.9)


def outcome(dataset: str, reps: int, *, corrections: int = 0, late_s: float = 0.0) -> Outcome:
    label = Labelled("a", Path("a"), "squat", "waist", LabelKind.REPS, dataset, "s", "A", 10, None)
    said_s = tuple(end_s + late_s for end_s in ENDS_S[:reps])
    return Outcome(label, Counted(reps, reps, duration_s=30.0, said=Said(reps, said_s=said_s, corrections=corrections)))


def tried(*args: object, survives_stop: bool | None = None, **named: float) -> Tried:
    return Tried(outcome(*args, **named), survives_stop)  # type: ignore[arg-type]  # handed on


def test_every_value_is_tried_with_the_others_as_shipped() -> None:
    tried = accuracy_choice.star(SHIPPED)
    assert tried[0] == SHIPPED
    assert len(set(tried)) == len(tried) == 1 + sum(len(values) - 1 for values in accuracy_choice.GRID.values())
    assert all(sum(a != b for a, b in zip(values, SHIPPED, strict=True)) <= 1 for values in tried)


def test_a_source_has_no_part_in_the_choice_that_it_is_scored_with() -> None:
    runs = {
        SHIPPED: [tried("one", 10), tried("two", 9)],
        OTHER: [tried("one", 9), tried("two", 10)],
    }
    assert accuracy_choice.chosen_without("one", runs, SHIPPED, {}) == OTHER
    assert accuracy_choice.chosen_without("two", runs, SHIPPED, {}) == SHIPPED


def test_what_is_as_good_as_another_stays_as_shipped() -> None:
    runs = {OTHER: [tried("one", 10), tried("two", 10)], SHIPPED: [tried("one", 10), tried("two", 10)]}
    assert accuracy_choice.chosen_without("one", runs, SHIPPED, {}) == SHIPPED


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        (tried("two", 10, corrections=3), tried("two", 9)),
        (tried("two", 10, late_s=0.4), tried("two", 10, corrections=3)),
        (tried("two", 10, late_s=0.2, survives_stop=False), tried("two", 10, late_s=0.4, survives_stop=True)),
        (tried("two", 10, late_s=0.2, survives_stop=True), tried("two", 10, late_s=0.1, survives_stop=False)),
        (tried("two", 10, late_s=0.1, survives_stop=True), tried("two", 10, late_s=0.2, survives_stop=True)),
    ],
)
def test_the_choice_prefers_what_the_page_says_it_prefers(better: Tried, worse: Tried) -> None:
    marks = {"a": ENDS_S}
    assert accuracy_choice.cost([better], marks) < accuracy_choice.cost([worse], marks)


def test_a_part_is_made_once(tmp_path: Path) -> None:
    made: list[str] = []

    def make() -> str:
        made.append("again")
        return "text"

    assert [accuracy.kept(tmp_path / "part.md", make) for _ in range(2)] == ["text", "text"]
    assert len(made) == 1


def test_the_report_names_what_it_could_not_measure() -> None:
    plain = outcome("one", 10)
    idle = replace(plain, labelled=replace(plain.labelled, kind=LabelKind.NONE, grade="N"))
    shown = accuracy.reported([plain, idle], frozenset({"a"}), {}, 1)
    assert "No set of this index says where its active part is." in shown
    for title in ("## For report", "strong labels (grade A)", "### False repetitions", "### Latency"):
        assert title in shown


@pytest.mark.parametrize("name", sorted(accuracy_choice.GRID))
def test_constants_that_are_chosen_anew_exist(name: str) -> None:
    from runstrong_signal.reps import settings

    assert float(getattr(settings, name)) in accuracy_choice.GRID[name]
