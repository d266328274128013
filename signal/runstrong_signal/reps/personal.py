"""A personal template: how one person does one movement, with the sensor at one place, as the counter sees it.

It is the shape of one repetition on the counter's own points, turned so that it no longer says how the sensor was
mounted: its first part is along the mean acceleration of the repetition, which is gravity but for what the movement
adds, and the other two lie across it. How far a clip was turned about that line cannot be known, and a set on the
other side is the mirror image; so two shapes are compared in the turn, mirrored or not, in which they are most alike.
"""

import math
from dataclasses import dataclass

from runstrong_signal.reps import settings

TEMPLATE_VERSION = 1
"""Which meaning the numbers of a template have. One of another version is not used, and can be learned again."""

AXES = 3
"""Along gravity, and two across it."""

PERIODS_S = (0.1, 60.0)
AMPLITUDES_G = (1e-3, 16.0)
"""Between which the period and the amplitude of anything lie that a body does; for templates from files."""

NEARLY_ONE = 0.01
"""How far the length of a stored shape may be from one: it is rounded."""

RATES_HZ = (settings.COARSE_RATE_HZ, settings.FINE_RATE_HZ)


@dataclass(frozen=True, slots=True)
class PersonalTemplate:
    """The shape of one repetition, and from how much it was learned.

    Attributes
    ----------
    shape
        One row a point of the counter's shapes, mean removed, of length one together: the part along gravity, and two
        across it.
    amplitude_g
        Root mean square of the repetition about its mean, over all axes, in g.
    period_s
        Its usual duration.
    rate_hz
        The grid of the counter that it was learned on; a counter on another grid does not use it.
    sets, reps
        From how many confirmed sets, and repetitions in them, it was learned.
    version
        See ``TEMPLATE_VERSION``.
    """

    shape: tuple[tuple[float, ...], ...]
    amplitude_g: float
    period_s: float
    rate_hz: float
    sets: int = 1
    reps: int = 1
    version: int = TEMPLATE_VERSION

    @property
    def is_usable(self) -> bool:
        """Whether this version can use it: a template may come from a file that anybody may have changed."""
        if self.version != TEMPLATE_VERSION or self.rate_hz not in RATES_HZ or min(self.sets, self.reps) < 1:
            return False
        if len(self.shape) != settings.SHAPE_POINTS or any(len(row) != AXES for row in self.shape):
            return False
        if not (_is_within(self.period_s, PERIODS_S) and _is_within(self.amplitude_g, AMPLITUDES_G)):
            return False
        length = math.hypot(*(value for row in self.shape for value in row))
        return math.isfinite(length) and abs(length - 1.0) <= NEARLY_ONE


def _is_within(value: float, bounds: tuple[float, float]) -> bool:
    return math.isfinite(value) and bounds[0] <= value <= bounds[1]
