"""How steadily a position is held: sway, the mean length of the acceleration that is not gravity.

The other number, the angle away from the person's own line, is kept by `Attitude`: a sag of ten degrees does not move
the sway at all, and trembling does not move the line.
"""

import math
from collections import deque
from dataclasses import dataclass

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

RECENT_QUANTA = 62
"""The quanta of 0.08 s that fit into the window."""

SETTLING_S = 1.0
"""So long after each start the filters still remember the way into the position; it is left out."""

LEAST_NOISE_RATE_HZ = 40.0
"""Between the samples of slower sensors there is room for real movement: their noise cannot be told from it."""


REVOCABLE_QUANTA = 104
"""So much of what was measured can be taken back: 8 s, as far as the end of a hold is ever dated back."""


@dataclass(slots=True)
class _Mean:
    total: float = 0.0
    rows: int = 0

    def add(self, total: float, rows: int) -> None:
        self.total += total
        self.rows += rows

    @property
    def value(self) -> float:
        return self.total / self.rows if self.rows else 0.0


@dataclass(frozen=True, slots=True)
class _Quantum:
    """What was measured in one quantum: sums of lengths in g, and in which five seconds it lies."""

    begin_s: float
    sway_g: float
    tremor_g: float
    rows: int
    part: int
    is_settled: bool


class SwayMeter:
    """Measures one hold through its breaks: feed rows while it runs, restart at its start and after each break."""

    def __init__(self) -> None:
        self._sensing = UNKNOWN
        self._whole = _Mean()
        self._parts: list[_Mean] = []
        self._quanta: deque[_Quantum] = deque(maxlen=REVOCABLE_QUANTA)
        self._held_rows = 0
        self._running_rows = 0
        self.restart(UNKNOWN)

    def restart(self, sensing: Sensing) -> None:
        """Prime the filters anew: the next row is where the position was taken."""
        self._sensing = sensing
        self._running_rows = 0
        rate_hz = None if sensing.rate_hz is None else round(sensing.rate_hz)
        self._sway_filter = BandFilter(sway_band(rate_hz), sensing.rate_hz)
        self._tremor_filter = BandFilter(tremor_band(), sensing.rate_hz)

    def feed(self, begin_s: float, rows: FloatArray, sensing: Sensing) -> None:
        """Take held rows ``(n, 3)`` in g that begin at ``begin_s``."""
        self._sensing = sensing
        sway_g = float(np.linalg.norm(self._sway_filter.feed(rows), axis=1).sum())
        tremor_g = float(np.linalg.norm(self._tremor_filter.feed(rows), axis=1).sum())
        part = int(self._held_rows * BASE_STEP_S / WINDOW_S)
        self._held_rows += len(rows)
        self._running_rows += len(rows)
        is_settled = self._running_rows > SETTLING_S * BASE_RATE_HZ
        quantum = _Quantum(begin_s, sway_g, tremor_g, len(rows), part, is_settled)
        self._quanta.append(quantum)
        self._add(quantum, 1)

    def forget_since(self, since_s: float) -> None:
        """Take out what was measured at ``since_s`` and later: it was no hold any more."""
        while self._quanta and self._quanta[-1].begin_s >= since_s:
            quantum = self._quanta.pop()
            self._held_rows -= quantum.rows
            self._add(quantum, -1)

    def _add(self, quantum: _Quantum, sign: int) -> None:
        if not quantum.is_settled:
            return
        while len(self._parts) <= quantum.part:
            self._parts.append(_Mean())
        for mean in (self._whole, self._parts[quantum.part]):
            mean.add(sign * quantum.sway_g, sign * quantum.rows)

    def _recent(self) -> list[_Quantum]:
        """Return the settled quanta of the last five held seconds."""
        settled = [quantum for quantum in self._quanta if quantum.is_settled]
        return settled[-RECENT_QUANTA:]

    @property
    def recent_mps2(self) -> float:
        """Sway over the last five held seconds."""
        recent = self._recent()
        return self._cleaned(_mean_g([q.sway_g for q in recent], recent), tremor=False)

    @property
    def whole_mps2(self) -> float:
        """Sway over the hold so far."""
        return self._cleaned(self._whole.value, tremor=False)

    @property
    def parts_mps2(self) -> tuple[float, ...]:
        """Sway of every five held seconds so far."""
        whole = self._parts[: int(self._held_rows * BASE_STEP_S / WINDOW_S + 1e-9)]
        return tuple(self._cleaned(part.value, tremor=False) for part in whole)

    @property
    def tremor_mps2(self) -> float | None:
        """Tremor over the last five held seconds; None where the sensor is too slow for it."""
        rate_hz = self._sensing.rate_hz
        if rate_hz is None or rate_hz < LEAST_TREMOR_RATE_HZ:
            return None
        recent = self._recent()
        return self._cleaned(_mean_g([q.tremor_g for q in recent], recent), tremor=True)

    def _cleaned(self, mean_g: float, *, tremor: bool) -> float:
        """Take the noise of the sensor out, which adds in quadrature, and return m/s2."""
        rate_hz = self._sensing.rate_hz
        if rate_hz is None or rate_hz < LEAST_NOISE_RATE_HZ:
            return mean_g * G_MPS2
        noise_g = MEAN_LENGTH * self._sensing.noise_g * noise_share(round(rate_hz), tremor=tremor)
        return math.sqrt(max(mean_g**2 - noise_g**2, 0.0)) * G_MPS2


def _mean_g(sums_g: list[float], quanta: list[_Quantum]) -> float:
    rows = sum(quantum.rows for quantum in quanta)
    return sum(sums_g) / rows if rows else 0.0
