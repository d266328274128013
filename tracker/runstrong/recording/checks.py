"""Whether times and rate can be those of a recording; what every format has in common once its samples are read."""

from collections.abc import Callable
from pathlib import Path

import numpy as np

from runstrong.errors import BadRecording, Place
from runstrong.recording.model import Gap
from runstrong_signal.samples import FloatArray, SampleBlock

FEWEST_SAMPLES = 10
SLOWEST_HZ, FASTEST_HZ = 5.0, 2000.0
LONGEST_S = 7 * 86_400.0
GAP_STEPS = 3.0
"""A step longer than this many usual ones is a gap."""

LARGEST_ACCELERATION = 1e6
"""In whatever unit: mg at 16 g is 16,000, and raw 16-bit counts are at most 32,768."""


def refuse_impossible_times(path: Path, t_s: FloatArray, line_of: Callable[[int], int | None]) -> None:
    """Raise BadRecording if there are too few samples, or if time stands, goes back, or is not in seconds.

    Parameters
    ----------
    line_of
        From index of a sample to its line in the file, or None where it has no lines.
    """
    if len(t_s) < FEWEST_SAMPLES:
        raise BadRecording(
            f"there are fewer than {FEWEST_SAMPLES} samples in it ({len(t_s)})",
            remedy="record for longer",
            place=Place(path),
        )
    steps_s = np.diff(t_s)
    backward = np.flatnonzero(steps_s <= 0)
    if len(backward):
        at = int(backward[0])
        what = "goes back" if steps_s[at] < 0 else "is the same as in the line before"
        raise BadRecording(
            f"time {what} ({t_s[at]:.6g} s, then {t_s[at + 1]:.6g} s since the start;"
            f" {_times(len(backward))} in the file)",
            remedy="sort the samples by time and remove the ones that are there twice",
            place=Place(path, line=line_of(at + 1)),
        )
    if t_s[-1] > LONGEST_S:
        at = int(np.argmax(steps_s))
        raise BadRecording(
            f"the recording would last {t_s[-1] / 86_400.0:.3g} days, with a step of {steps_s[at]:.6g} s here",
            remedy="check that time is in the unit that the column says",
            place=Place(path, line=line_of(at + 1)),
        )
    refuse_impossible_rate(path, usual_rate_hz(t_s))


def refuse_impossible_rate(path: Path, rate_hz: float) -> None:
    """Raise BadRecording if no sensor of use here samples at that rate."""
    if not SLOWEST_HZ <= rate_hz <= FASTEST_HZ:
        limits = f"{SLOWEST_HZ:.0f} to {FASTEST_HZ:.0f} Hz"
        raise BadRecording(
            f"{rate_hz:.3g} samples a second cannot be used, only {limits}",
            remedy="check that time is in the unit that the column says, or record at 25 to 200 Hz",
            place=Place(path),
        )


def refuse_impossible_values(path: Path, samples: SampleBlock, line_of: Callable[[int], int | None]) -> None:
    """Raise BadRecording if an acceleration is beyond any unit."""
    beyond = np.flatnonzero((np.abs(samples.acc_g) > LARGEST_ACCELERATION).any(axis=1))
    if len(beyond):
        at = int(beyond[0])
        raise BadRecording(
            f"{np.abs(samples.acc_g[at]).max():.3g} is no acceleration that a sensor can measure",
            remedy="correct or delete this line",
            place=Place(path, line=line_of(at)),
        )


def usual_rate_hz(t_s: FloatArray) -> float:
    """Return one over the median step."""
    return 1.0 / float(np.median(np.diff(t_s)))


def gaps_in(t_s: FloatArray) -> tuple[Gap, ...]:
    """Return the steps that are longer than three usual ones."""
    steps_s = np.diff(t_s)
    wide = np.flatnonzero(steps_s > GAP_STEPS * float(np.median(steps_s)))
    return tuple(Gap(float(t_s[at]), float(t_s[at + 1])) for at in wide)


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"
