"""Whether acceleration is in g, with gravity in it.

At rest a sensor reads 1 g. Few recordings are at rest, so three weaker facts are used as well. Over 519 recordings of
exercise the magnitude in the quietest tenth of seconds was 0.47 to 2.7 g, so that m/s2 (at least 4.6) and mg (at least
470) stand apart; the mean over 5 s was at least 0.44 g long, and at most 0.16 g once gravity was filtered out. Seconds
at rest read 0.91 to 1.08 g; seconds in which a stalled sensor repeats one value say nothing.
"""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np

from runstrong.errors import BadRecording, Place
from runstrong.recording.units import G_PER_UNIT
from runstrong_signal.samples import SampleBlock

QUIETEST_SHARE = 0.1
SAMPLES_FOR_A_SECOND = 4
AT_REST_G = 0.03
"""Standard deviation, all axes together, below which a second counts as rest."""

SECONDS_AT_REST = 3
"""So many are needed to judge the scale."""

REST_FROM_G, REST_TO_G = 0.8, 1.25
LONGEST_G = 4.0
LONGEST_MPS2 = 100.0
LONGEST_MG = 5000.0
WINDOW_S = 5.0
NO_GRAVITY_MEAN_G = 0.25
NO_GRAVITY_QUIET_G = 0.3


def refuse_wrong_unit(path: Path, samples: SampleBlock) -> None:
    """Raise BadRecording if the samples look like m/s2 or mg, like gravity-free, or wrongly scaled."""
    seconds = _Seconds(samples)
    quiet_g = seconds.quiet_g()
    place = Place(path)
    if quiet_g > LONGEST_G:
        raise BadRecording(
            f"the acceleration looks like {_unit_of(quiet_g)}, not g: it is {quiet_g:,.1f} where it is quietest",
            remedy="convert it to g (1 g = 9.80665 m/s2 = 1000 mg)",
            place=place,
        )
    if quiet_g < NO_GRAVITY_QUIET_G or _mean_over_windows_g(samples) < NO_GRAVITY_MEAN_G:
        raise BadRecording(
            f"gravity has been removed from the acceleration: it is {quiet_g:.2g} g where it is quietest, not 1 g",
            remedy="export the total acceleration, gravity included",
            place=place,
        )
    rest_g = seconds.rest_g()
    if rest_g is not None and not REST_FROM_G <= rest_g <= REST_TO_G:
        raise BadRecording(
            f"the acceleration at rest is {rest_g:.2f} g instead of 1 g",
            remedy="check the sensor's range setting and the unit of the columns",
            place=place,
        )


def refuse_mislabelled(path: Path, samples: SampleBlock, unit: str) -> None:
    """Raise BadRecording if the numbers, as they were before they became g, have gravity of another unit than theirs.

    Parameters
    ----------
    unit
        The unit that the file names, one of ``units.G_PER_UNIT``.
    """
    g_per_unit = G_PER_UNIT[unit]
    quiet = _Seconds(samples).quiet_g() / g_per_unit
    mean = _mean_over_windows_g(samples) / g_per_unit
    for other, g_per_other in G_PER_UNIT.items():
        from_, to = REST_FROM_G / g_per_other, REST_TO_G / g_per_other
        if other != unit and from_ <= quiet <= to and from_ <= mean <= to:
            raise BadRecording(
                f"the file says {unit}, but its size of gravity, {quiet:.3g}, is that of {other}",
                remedy="check what the program that wrote it was set to, and export it again",
                place=Place(path),
            )


def gravity_of(samples: SampleBlock) -> float:
    """Return the median size of the acceleration in the quietest tenth of seconds: near 1 where gravity is in it."""
    return _Seconds(samples).quiet_g()


def _unit_of(quiet: float) -> str:
    if quiet <= LONGEST_MPS2:
        return "m/s2"
    return "mg" if quiet <= LONGEST_MG else "raw counts"


class _Seconds:
    """Spread and median magnitude of every second that has enough samples and in which the sensor was alive."""

    def __init__(self, samples: SampleBlock) -> None:
        magnitude_g = np.linalg.norm(samples.acc_g, axis=1)
        pieces = [piece for piece in _pieces(samples, 1.0) if piece.stop - piece.start >= SAMPLES_FOR_A_SECOND]
        alive = [piece for piece in pieces if np.ptp(samples.acc_g[piece], axis=0).any()]
        chosen = alive or pieces or [slice(0, len(samples))]
        self._spread_g = np.array([np.sqrt(samples.acc_g[piece].var(axis=0).sum()) for piece in chosen])
        self._magnitude_g = np.array([np.median(magnitude_g[piece]) for piece in chosen])

    def quiet_g(self) -> float:
        """Return the median magnitude over the quietest tenth."""
        count = max(1, int(np.ceil(QUIETEST_SHARE * len(self._spread_g))))
        quietest = np.argsort(self._spread_g, kind="stable")[:count]
        return float(np.median(self._magnitude_g[quietest]))

    def rest_g(self) -> float | None:
        """Return the median magnitude of the seconds at rest, or None if there are too few to judge."""
        at_rest = self._spread_g < AT_REST_G
        enough = at_rest.sum() >= min(SECONDS_AT_REST, len(at_rest))
        return float(np.median(self._magnitude_g[at_rest])) if enough else None


def _mean_over_windows_g(samples: SampleBlock) -> float:
    """Return the median length of the mean vector over windows in which movements cancel out."""
    rate_hz = 1.0 / float(np.median(np.diff(samples.t_s)))
    full = [piece for piece in _pieces(samples, WINDOW_S) if piece.stop - piece.start >= rate_hz * WINDOW_S / 2]
    chosen = full or [slice(0, len(samples))]
    return float(np.median([np.linalg.norm(samples.acc_g[piece].mean(axis=0)) for piece in chosen]))


def _pieces(samples: SampleBlock, length_s: float) -> Iterator[slice]:
    cuts = np.flatnonzero(np.diff(np.floor(samples.t_s / length_s))) + 1
    edges = [0, *cuts.tolist(), len(samples)]
    for start, stop in pairwise(edges):
        yield slice(start, stop)
