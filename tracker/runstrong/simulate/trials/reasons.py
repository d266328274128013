"""Why a movement misses its goal at its best place, in a sentence each."""

from collections.abc import Mapping

REASONS: Mapping[str, str] = {
    "general": "single sets are off, most of them tired or noisy ones.",
    "side-plank-lift": (
        "the last lifts of tired people come after pauses of seconds and are lower than the others, so some are missed."
    ),
    "lower-body-russian-twist": "a drop to either side is one period, so a period that is missed is two repetitions.",
    "bicycle-crunch": "both legs together are one period, so one period too many is two repetitions: a single set.",
    "scorpion-push-up": "a swing to either side is one period, so a period that is missed is two: a single set.",
    "side-shuffle": "in seven sets of 120, most of them noisy or slow, one shuffle is missed.",
    "one-legged-hop": "a single tired set is two short, and three others are one off.",
    "speed-skater": (
        "on a leg two leaps are one period, so a period that is missed is two leaps; on the trunk quick leaps to the "
        "left and to the right are sometimes taken for one."
    ),
}
