"""The tables against the facts they come from."""

import csv
import re
from pathlib import Path

import numpy as np
import pytest

from runstrong_signal.synthesis.table import SEGMENT_AXES, movements, places

PLACEMENTS = ("waist", "chest", "upper arm", "wrist", "thigh", "shank", "foot")
FACTS = Path(__file__).parents[4] / "shared" / "movements.csv"

RAISED_LIMBS = {
    ("bicycle-crunch", "thigh"),  # the leg is raised from lying: its far end is up, so up lies at -L
    ("bicycle-crunch", "shank"),
    ("squat-to-press", "upper arm"),  # an arm raised forward turns its front up, as a thigh does
}
"""Where the facts give a sign that the frame's own rules (prone -A, supine +A) do not allow."""


HARDER_IN_RECORDINGS = {
    (movement, place)
    for movement in ("lunge", "dumbbell-lunge", "overhead-lunge")
    for place in ("thigh", "shank", "foot")
}
"""Where recordings of a lunge read harder steps than the facts estimate."""


def test_every_movement_has_a_row_for_every_place() -> None:
    assert len(movements()) == 35
    assert set(places()) == {(movement, placement) for movement in movements() for placement in PLACEMENTS}


def test_directions_are_unit_vectors_and_ranges_in_order() -> None:
    for place in places().values():
        assert np.linalg.norm(place.start) == pytest.approx(1.0)
        assert place.tilt.low_deg <= place.tilt.typical_deg <= place.tilt.high_deg, place


def facts() -> list[dict[str, str]]:
    if not FACTS.exists():
        pytest.skip("the table of facts (shared/movements.csv) is not beside this repository")
    return list(csv.DictReader(FACTS.read_text(encoding="utf-8").splitlines()))


def row_of(fact: dict[str, str]) -> str:
    """Return the movement's id: the references say it, and the word in the name where two share them."""
    refs = set(fact["ids"].split(";"))
    named = [one for one in movements().values() if set(one.refs) == refs]
    if len(named) == 1:
        return named[0].id
    return "reverse-crunch" if fact["movement"].startswith("reverse") else "crunch"


def test_start_directions_are_those_of_the_facts() -> None:
    checked = 0
    for fact in facts():
        key = (row_of(fact), fact["placement"].replace("_", " "))
        said = re.match(r"([LAR])([+-])(?! ?/)", fact["gravity_at_start"])
        if said is None or key in RAISED_LIMBS:
            continue  # not said, or either way
        along = places()[key].start[SEGMENT_AXES[said[1]]] * (1.0 if said[2] == "+" else -1.0)
        assert along > 0.3, (key, fact["gravity_at_start"], places()[key].start)
        checked += 1
    assert checked > 150


def test_paths_impacts_and_advice_are_those_of_the_facts() -> None:
    for fact in facts():
        place = places()[row_of(fact), fact["placement"].replace("_", " ")]
        assert place.sees == fact["visibility"]
        if (place.movement, place.placement) not in HARDER_IN_RECORDINGS:
            assert place.impact_g == float(fact["impact_peak_g_dynamic"] or 0.0)
        assert place.path.length_m <= float(fact["path_m"]) + 1e-9


def test_tempo_is_that_of_the_facts_for_single_moves() -> None:
    for fact in facts():
        movement = movements()[row_of(fact)]
        if fact["rep_s_typical"]:
            share = float(fact["rep_s_typical"]) / movement.move_s
            assert share == pytest.approx(1.0) or (movement.alternating and share == pytest.approx(2.0))
