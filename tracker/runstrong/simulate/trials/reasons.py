"""Why a movement misses its goal at its best place, in a sentence each."""

from collections.abc import Mapping

REASONS: Mapping[str, str] = {
    "general": "single sets are off, most of them tired or noisy ones.",
}
