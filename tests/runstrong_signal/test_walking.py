"""Walking is said while it lasts, and no exercise is taken for it."""

import numpy as np
import pytest

from runstrong_signal.events import WalkingChanged
from runstrong_signal.hold_profiles import segment_of
from runstrong_signal.pipeline import Pipeline
from runstrong_signal.samples import SampleBlock
from runstrong_signal.synthesis import Around, between, simulate_set
from runstrong_signal.synthesis.draws import draw_person
from runstrong_signal.synthesis.scene import Stage, join
from runstrong_signal.synthesis.sensor import draw_sensor
from runstrong_signal.synthesis.simulate import inner_rate_hz, measure

RATE_HZ = 50.0
STILL_S, WALK_S = 5.0, 15.0


def walk(place: str, seed: int) -> SampleBlock:
    """Return a walk with stillness before and after it."""
    rng = np.random.default_rng([seed, 3])
    stage = Stage(draw_person(rng), place, inner_rate_hz(RATE_HZ))
    before, after = (between.still(rng, stage, between.STANDING, STILL_S) for _ in range(2))
    scenes = [before, between.walk(rng, stage, WALK_S), after]
    return measure(rng, join(scenes, stage.rate_hz).force_g, stage.rate_hz, RATE_HZ, draw_sensor(rng))


def said(block: SampleBlock, place: str) -> list[WalkingChanged]:
    events = Pipeline(segment=segment_of(place)).feed(block)
    return [event for event in events if isinstance(event, WalkingChanged)]


@pytest.mark.parametrize("place", ["waist", "chest", "thigh", "shank"])
def test_a_walk_is_said_with_its_times(place: str) -> None:
    for seed in range(8):
        events = said(walk(place, seed), place)
        assert [event.walks for event in events] in ([True, False], [True, False, True, False]), "turning may hide it"
        assert STILL_S - 0.5 <= events[0].since_s <= STILL_S + 3.0
        assert STILL_S + WALK_S - 4.0 <= events[-1].since_s <= STILL_S + WALK_S + 1.0


@pytest.mark.parametrize("exercise", ["squat", "lunge", "jump-squat", "reverse-lunge"])
def test_no_exercise_is_taken_for_a_walk(exercise: str) -> None:
    for place in ("waist", "thigh"):
        for seed in range(4):
            block = simulate_set(exercise, place, seed=seed, moves=12, around=Around.NOTHING).block
            assert said(block, place) == []


def test_a_sensor_whose_place_is_not_known_says_nothing() -> None:
    events = Pipeline().feed(walk("waist", 0))
    assert not any(isinstance(event, WalkingChanged) for event in events)
