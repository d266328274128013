"""Which unit a sensor's numbers are in, from what gravity amounts to in them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from runstrong.sensors.driver import STANDARD_GRAVITY_MPS2

WIDEST_RATIO = 1.4
"""How far the median magnitude may be from 1 g; a person who moves stays well within, units are further apart."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of acceleration; ``per_g`` of it make 1 g."""

    name: str
    per_g: float

    @property
    def g_per_unit(self) -> float:
        """What one of it is in g."""
        return 1.0 / self.per_g


UNITS = (
    Unit("g", 1.0),
    Unit("m/s2", STANDARD_GRAVITY_MPS2),
    Unit("mg", 1000.0),
    Unit("raw counts, 2048 a g", 2048.0),
    Unit("raw counts, 4096 a g", 4096.0),
    Unit("raw counts, 8192 a g", 8192.0),
    Unit("raw counts, 16384 a g", 16384.0),
)
"""Counts of 1024 a g are read as mg: 2 % off, which no count of repetitions notices."""


def guess_unit(samples: Sequence[tuple[float, float, float]]) -> Unit | None:
    """Return the unit in which the median magnitude is nearest to 1 g, or None if it is near in none."""
    magnitude = float(np.median(np.linalg.norm(np.array(samples), axis=1))) if samples else 0.0
    if not np.isfinite(magnitude) or magnitude <= 0:
        return None
    ratios = {unit: max(magnitude / unit.per_g, unit.per_g / magnitude) for unit in UNITS}
    nearest = min(ratios, key=lambda unit: ratios[unit])
    return nearest if ratios[nearest] <= WIDEST_RATIO else None
