"""Whether walking is known, and no exercise is taken for it: ``python docs/rests_walks.py``.

For ``docs/rests.md``: twenty stretches of half a minute of what people do while they rest, at each place, and five sets
of every exercise at every place that sees it.
"""

import numpy as np

from runstrong.exercises.catalogue import load_catalogue
from runstrong.exercises.model import Kind
from runstrong.simulate.trials.cells import usable_places
from runstrong_signal.events import WalkingChanged
from runstrong_signal.hold_profiles import segment_of
from runstrong_signal.pipeline import Pipeline
from runstrong_signal.samples import SampleBlock
from runstrong_signal.synthesis import Around, between, simulate_set
from runstrong_signal.synthesis.draws import draw_person
from runstrong_signal.synthesis.scene import Stage, join
from runstrong_signal.synthesis.sensor import draw_sensor
from runstrong_signal.synthesis.simulate import inner_rate_hz, measure

PLACES = ("waist", "chest", "upper arm", "wrist", "thigh", "shank", "foot")
RESTS, REST_S = 20, 30.0
SETS, MOVES, FIRST_SEED = 5, 12, 900
RATE_HZ = 50.0


def is_walking_said(block: SampleBlock, place: str) -> bool:
    """Return whether walking is said anywhere in a recording."""
    events = Pipeline(segment=segment_of(place)).feed(block)
    return any(isinstance(event, WalkingChanged) for event in events)


def rest(place: str, seed: int) -> SampleBlock:
    """Return what a person does in a rest: standing, drinking, mostly walking."""
    rng = np.random.default_rng([seed, 77])
    stage = Stage(draw_person(rng), place, inner_rate_hz(RATE_HZ))
    scenes = between.rest(rng, stage, REST_S)
    return measure(rng, join(scenes, stage.rate_hz).force_g, stage.rate_hz, RATE_HZ, draw_sensor(rng))


def main() -> None:
    """Print both counts."""
    for place in PLACES:
        said = sum(is_walking_said(rest(place, seed), place) for seed in range(RESTS))
        print(f"{place}: walking is said in {said} of {RESTS} rests")
    sets = wrong = 0
    for exercise in load_catalogue():
        for place in () if exercise.kind is Kind.HOLD else usable_places(exercise):
            for seed in range(FIRST_SEED, FIRST_SEED + SETS):
                block = simulate_set(exercise.id, place.value, seed=seed, moves=MOVES, around=Around.NOTHING).block
                sets += 1
                if is_walking_said(block, place.value):
                    wrong += 1
                    print(f"taken for walking: {exercise.id} at the {place.value}, seed {seed}")
    print(f"{wrong} of {sets} sets are taken for walking")


if __name__ == "__main__":
    main()
