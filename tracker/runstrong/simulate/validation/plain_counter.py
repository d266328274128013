"""A deliberately plain counter with two settings, to see whether simulation and recordings would choose the same ones.

Peaks of the low-passed main axis, of at least a height and at least a time apart: what a first attempt at counting
usually is. The program's own counter is not tried here: it has nothing left to choose.
"""

from dataclasses import dataclass
from itertools import product

import numpy as np
from scipy import signal as dsp

from runstrong_signal.samples import FloatArray, SampleBlock

GRID_HZ = 50.0
CORNER_HZ = 2.0

HEIGHTS = (0.4, 0.7, 1.0, 1.4)
"""Least prominence of a peak, in standard deviations of the main axis."""

APART_S = (0.4, 0.8, 1.4, 2.2)

CARELESS_G = 0.15
"""Prominence of a peak in the length of the force at which a careless counter sees a repetition."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One choice of the two."""

    height: float
    apart_s: float


SETTINGS = tuple(Setting(height, apart_s) for height, apart_s in product(HEIGHTS, APART_S))


def _slow(values: FloatArray) -> FloatArray:
    sos = dsp.butter(2, CORNER_HZ, fs=GRID_HZ, output="sos")
    return np.asarray(dsp.sosfiltfilt(sos, values, axis=0))


def main_axis(block: SampleBlock) -> FloatArray:
    """Return the samples along the direction in which most happens, on an even grid, slow part only."""
    t_s = np.arange(block.t_s[0], block.t_s[-1], 1.0 / GRID_HZ)
    force = _slow(np.stack([np.interp(t_s, block.t_s, axis) for axis in block.acc_g.T], axis=1))
    force = force - force.mean(axis=0)
    return np.asarray(force @ np.linalg.eigh(force.T @ force)[1][:, -1])


def counts(axis: FloatArray) -> dict[Setting, int]:
    """Return the count of every setting; either sign of the axis may be the one that counts, the larger one does."""
    found = {}
    for one in SETTINGS:
        apart, height = max(1, int(one.apart_s * GRID_HZ)), one.height * float(axis.std())
        peaks = [len(dsp.find_peaks(side, prominence=height, distance=apart)[0]) for side in (axis, -axis)]
        found[one] = max(peaks)
    return found


def careless_peaks(block: SampleBlock) -> int:
    """Return what a careless counter takes for repetitions: bumps in the length of the force."""
    t_s = np.arange(block.t_s[0], block.t_s[-1], 1.0 / GRID_HZ)
    length = np.interp(t_s, block.t_s, np.linalg.norm(block.acc_g, axis=1))
    return len(dsp.find_peaks(_slow(length), prominence=CARELESS_G)[0])
