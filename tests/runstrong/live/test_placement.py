"""Where one sensor is worn through a session."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runstrong.exercises.catalogue import general_exercise, load_catalogue
from runstrong.exercises.model import BodyPlace, Exercise, PlaceAdvice, Visibility
from runstrong.live.placement import DOUBTFUL, MOVED, UNSEEN, Placement, best_placement, stay_at
from runstrong.plans.library import find_plan
from runstrong.plans.library import shipped_plans as plans
from runstrong.session.script import script_of_plan


def seen(**best: str) -> Exercise:
    """Return an exercise that is blind everywhere but at the places named."""
    places: Mapping[BodyPlace, PlaceAdvice] = {
        place: PlaceAdvice(Visibility(best.get(place.value, "blind"))) for place in BodyPlace
    }
    return replace(general_exercise("made up"), places=places)


WAIST_ONLY = seen(waist="best")
THIGH_ONLY = seen(thigh="best")
BOTH = seen(waist="good", thigh="best")


def places_of(placement: Placement) -> list[tuple[str, int, int]]:
    return [(one.place.value, one.first, one.end) for one in placement.stretches]


def test_one_place_serves_all_that_see_it() -> None:
    assert places_of(best_placement([BOTH, THIGH_ONLY, BOTH])) == [("thigh", 0, 3)]


def test_the_sensor_is_moved_where_that_shows_enough_sets() -> None:
    sets = [WAIST_ONLY] * 3 + [THIGH_ONLY] * 3
    moved = best_placement(sets)
    assert places_of(moved) == [("waist", 0, 3), ("thigh", 3, 6)]
    assert moved.unseen == ()
    assert [one.place for one in moved.moves] == [BodyPlace.THIGH]
    assert moved.place_of(2) is BodyPlace.WAIST
    assert moved.place_of(3) is BodyPlace.THIGH


def test_it_stays_where_a_move_would_show_too_little() -> None:
    sets = [WAIST_ONLY] * 4 + [THIGH_ONLY] * (MOVED // UNSEEN - 1)
    stays = best_placement(sets)
    assert places_of(stays) == [("waist", 0, 5)]
    assert stays.unseen == (4,)


def test_who_may_not_move_wears_it_where_most_is_seen() -> None:
    sets = [WAIST_ONLY] * 3 + [THIGH_ONLY] * 4
    stays = best_placement(sets, may_move=False)
    assert places_of(stays) == [("thigh", 0, 7)]
    assert stays.unseen == (0, 1, 2)


def test_what_is_seen_badly_is_told_apart_from_what_is_not_seen() -> None:
    assert stay_at(BodyPlace.WAIST, [seen(waist="weak"), THIGH_ONLY, BOTH]).doubtful == (0,)


@pytest.mark.parametrize("plan_id", [plan.id for plan in plans()])
def test_no_shipped_plan_has_a_set_that_nothing_sees(plan_id: str) -> None:
    sets = [step.exercise for step in script_of_plan(find_plan(plan_id), load_catalogue().get).steps]
    proposed = best_placement(sets)
    assert proposed.unseen == ()
    assert len(proposed.moves) <= 1


@given(st.lists(st.sampled_from([WAIST_ONLY, THIGH_ONLY, BOTH, seen(chest="weak")]), min_size=1, max_size=6))
def test_no_other_way_is_less_bother(sets: list[Exercise]) -> None:
    def bother(way: tuple[BodyPlace, ...]) -> int:
        seen = [one.places[at].visibility for one, at in zip(sets, way, strict=True)]
        moves = sum(before is not after for before, after in pairwise(way))
        return UNSEEN * seen.count(Visibility.BLIND) + DOUBTFUL * seen.count(Visibility.WEAK) + MOVED * moves

    proposed = best_placement(sets)
    way = tuple(proposed.place_of(number) for number in range(len(sets)))
    choices = (BodyPlace.WAIST, BodyPlace.THIGH, BodyPlace.CHEST)
    assert bother(way) == min(bother(other) for other in product(choices, repeat=len(sets)))
