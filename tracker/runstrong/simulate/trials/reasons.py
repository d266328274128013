"""Why a movement misses its goal at its best place, in a sentence each."""

from collections.abc import Mapping

REASONS: Mapping[str, str] = {
    "general": "single sets are off, most of them tired or noisy ones.",
    "lunge": "a single set of 240, done fast after walking in, is two short.",
    "reverse-lunge": "a single set of 240, a fast one with a noisy sensor, is two short.",
    "lower-body-russian-twist": (
        "a drop to either side is one period, so a period that is missed is two repetitions: five tired sets of 240."
    ),
    "bicycle-crunch": (
        "both legs together are one period, so one period too many or too few is two repetitions: two sets of 240."
    ),
    "plank": (
        "most of those that miss the half second start 0.05 to 0.3 s before it or end as much after it; in one of 160"
        " at waist and thigh the clock stops for good long before the end."
    ),
    "side-plank-lift": "a single tired set of 240 is two short, and some last lifts of tired people are missed.",
    "scorpion-push-up": "a swing to either side is one period, so one missed is two: a single noisy set of 240.",
    "side-shuffle": "in twelve sets of 240 one shuffle is missed, in a tired and fast one two.",
    "one-legged-hop": "a single tired set of 240 is two short, and nine others are one off.",
    "burpee": "a single set of 240 is two short.",
    "speed-skater": (
        "on a leg two leaps are one period, so a period that is missed is two leaps; on the trunk quick leaps to the "
        "left and to the right are sometimes taken for one."
    ),
}
