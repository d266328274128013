"""How steadily a position is held: sway, the mean length of the acceleration that is not gravity.

The other number, the angle away from the person's own line, is kept by `Attitude`: a sag of ten degrees does not move
the sway at all, and trembling does not move the line.
"""

import math
from collections import deque
from dataclasses import dataclass, field

import numpy as np

from runstrong_signal.grid import BASE_RATE_HZ, BASE_STEP_S
from runstrong_signal.holds.bands import (
    LEAST_TREMOR_RATE_HZ,
    MEAN_LENGTH,
    BandFilter,
    noise_share,
    sway_band,
    tremor_band,
)
from runstrong_signal.sample_meter import UNKNOWN, Sensing
from runstrong_signal.samples import FloatArray

G_MPS2 = 9.80665
"""Standard gravity."""

WINDOW_S = 5.0
"""Sway is averaged over the last five held seconds, and over each five of the hold."""

SETTLING_S = 1.0
"""So long after each start the filters still remember the way into the position; it is left out."""

LEAST_NOISE_RATE_HZ = 40.0
"""Between the samples of slower sensors there is room for real movement: their noise cannot be told from it."""


@dataclass(slots=True)
class _Mean:
    total: float = 0.0
    rows: int = 0

    def add(self, lengths: FloatArray) -> None:
        self.total += float(lengths.sum())
        self.rows += len(lengths)

    @property
    def value(self) -> float:
        return self.total / self.rows if self.rows else 0.0


@dataclass(slots=True)
class _Band:
    """What was measured in one band, in g, the noise included."""

    tremor: bool
    whole: _Mean = field(default_factory=_Mean)
    parts: list[_Mean] = field(default_factory=list)
    recent: deque[FloatArray] = field(default_factory=deque)

    def add(self, lengths: FloatArray, held_s: float) -> None:
        self.whole.add(lengths)
        part = int(held_s / WINDOW_S)
        while len(self.parts) <= part:
            self.parts.append(_Mean())
        self.parts[part].add(lengths)
        self.recent.append(lengths)
        if len(self.recent) * len(lengths) > WINDOW_S * BASE_RATE_HZ:
            self.recent.popleft()

    def recent_g(self) -> float:
        return float(np.mean(np.concatenate(self.recent))) if self.recent else 0.0


class SwayMeter:
    """Measures one hold through its breaks: feed rows while it runs, restart at its start and after each break."""

    def __init__(self) -> None:
        self._sensing = UNKNOWN
        self._sway = _Band(tremor=False)
        self._shaking = _Band(tremor=True)
        self._held_rows = 0
        self._running_rows = 0
        self.restart(UNKNOWN)

    def restart(self, sensing: Sensing) -> None:
        """Prime the filters anew: the next row is where the position was taken."""
        self._sensing = sensing
        self._running_rows = 0
        self._sway_filter = BandFilter(sway_band(), sensing.rate_hz)
        self._tremor_filter = BandFilter(tremor_band(), sensing.rate_hz)

    def feed(self, rows: FloatArray, sensing: Sensing) -> None:
        """Take held rows ``(n, 3)`` in g."""
        self._sensing = sensing
        sway_g = np.linalg.norm(self._sway_filter.feed(rows), axis=1)
        tremor_g = np.linalg.norm(self._tremor_filter.feed(rows), axis=1)
        self._held_rows += len(rows)
        self._running_rows += len(rows)
        if self._running_rows > SETTLING_S * BASE_RATE_HZ:
            held_s = (self._held_rows - len(rows)) * BASE_STEP_S
            self._sway.add(sway_g, held_s)
            self._shaking.add(tremor_g, held_s)

    @property
    def recent_mps2(self) -> float:
        """Sway over the last five held seconds."""
        return self._cleaned(self._sway.recent_g(), tremor=False)

    @property
    def whole_mps2(self) -> float:
        """Sway over the hold so far."""
        return self._cleaned(self._sway.whole.value, tremor=False)

    @property
    def parts_mps2(self) -> tuple[float, ...]:
        """Sway of every five held seconds so far."""
        whole = self._sway.parts[: int(self._held_rows * BASE_STEP_S / WINDOW_S + 1e-9)]
        return tuple(self._cleaned(part.value, tremor=False) for part in whole)

    @property
    def tremor_mps2(self) -> float | None:
        """Tremor over the last five held seconds; None where the sensor is too slow for it."""
        rate_hz = self._sensing.rate_hz
        if rate_hz is None or rate_hz < LEAST_TREMOR_RATE_HZ:
            return None
        return self._cleaned(self._shaking.recent_g(), tremor=True)

    def _cleaned(self, mean_g: float, *, tremor: bool) -> float:
        """Take the noise of the sensor out, which adds in quadrature, and return m/s2."""
        rate_hz = self._sensing.rate_hz
        if rate_hz is None or rate_hz < LEAST_NOISE_RATE_HZ:
            return mean_g * G_MPS2
        noise_g = MEAN_LENGTH * self._sensing.noise_g * noise_share(round(rate_hz), tremor=tremor)
        return math.sqrt(max(mean_g**2 - noise_g**2, 0.0)) * G_MPS2
