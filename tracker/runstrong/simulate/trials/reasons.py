"""Why a movement misses its goal at its best place, in a sentence each."""

from collections.abc import Mapping

REASONS: Mapping[str, str] = {
    "general": "single sets are off, most of them tired or noisy ones.",
    "plank": (
        "a hold is right only if its start and its end are both found within half a second; where somebody leaves it "
        "slowly, the end is found when the person gets up."
    ),
    "side-plank-lift": (
        "the last lifts of tired people come after pauses of seconds and are lower than the others, so some are missed."
    ),
    "one-legged-heel-raise": "a single noisy set of a quick person is two short.",
    "lower-body-russian-twist": "a drop to either side is one period, so a period that is missed is two repetitions.",
    "speed-skater": (
        "on a leg two leaps are one period, so a period that is missed is two leaps; on the trunk quick leaps to the "
        "left and to the right are sometimes taken for one."
    ),
}
