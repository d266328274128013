"""Samples that share a time stamp: those that came in one delivery, and those that are there twice."""

import numpy as np
from numpy.typing import NDArray

from runstrong.recording.checks import GAP_STEPS
from runstrong_signal.samples import FloatArray

LONGEST_RUN = 12
"""So many samples with one stamp can be one delivery; more are a clock that stands."""


def spread_shared_stamps(t_s: FloatArray, longest_run: int = LONGEST_RUN) -> tuple[FloatArray, int]:
    """Spread samples that share a stamp evenly since the stamp before; also return how many shared one.

    The last of them keeps the stamp. The first run of all, and one after a gap, go by the usual step, so that the gap
    stays where it was. A run that is too long for one delivery stays as it is.
    """
    starts = np.flatnonzero(np.diff(t_s, prepend=-np.inf) != 0)
    if len(starts) == len(t_s) or len(starts) < 2:
        return t_s, len(t_s) - len(starts)
    lengths = np.diff(starts, append=len(t_s))
    step_s = np.diff(t_s[starts], prepend=np.nan) / lengths
    usual_s = float(np.median(step_s[1:]))
    step_s[0] = step_s[1]
    step_s[step_s > GAP_STEPS * usual_s] = usual_s
    step_s[(lengths > longest_run) | (step_s < 0)] = 0.0
    before_last = np.repeat(starts + lengths - 1, lengths) - np.arange(len(t_s))
    spread_s = t_s - np.repeat(step_s, lengths) * before_last
    return spread_s - spread_s[0], len(t_s) - len(starts)


def first_of_repeats(t_s: FloatArray, values: FloatArray) -> NDArray[np.bool_]:
    """Return ``(n,)`` whether a row is new: one that has both stamp and values of the row before is there twice."""
    same = (np.diff(t_s) == 0.0) & (np.diff(values, axis=0) == 0.0).all(axis=1)
    return np.concatenate([[True], ~same])
