"""What one repetition was like: when it turned, and how far it went."""

from dataclasses import dataclass

import numpy as np

from runstrong_signal.grid import BASE_RATE_HZ
from runstrong_signal.samples import FloatArray

SMOOTHED_S = 0.24
"""Length of the moving mean that takes impacts and tremor away before extremes are looked for."""

COMPARED_POINTS = 40
"""Points of a repetition whose directions are compared, each with each."""

EDGE_SHARE = 0.1
"""Share of a repetition at either end that tells on which side of the movement it begins."""


@dataclass(frozen=True, slots=True)
class RepShape:
    """The turn and the range of one repetition.

    Attributes
    ----------
    turn_share
        Share of the repetition's time at which the far end of the movement was reached, 0 to 1.
    range_deg
        Largest angle between any two directions of the smoothed acceleration. A trend, not an angle of a joint: quick
        deep movements are under-read by 13-30 %, and small jerky ones over-read (compared with gyroscopes).
    """

    turn_share: float
    range_deg: float


def measure_rep(rows: FloatArray) -> RepShape:
    """Return the shape of the repetition that base-grid rows ``(n, 3)`` hold, n at least 1.

    A counted window may begin anywhere in a periodic movement, so its ends are not trusted to be the start posture: of
    the two directions that are farthest apart, the turn is the one that is less like what stands at the ends.
    """
    smooth_g = _smoothed(rows)
    points = np.unique(np.linspace(0, len(rows) - 1, min(COMPARED_POINTS, len(rows))).round().astype(int))
    directions = smooth_g[points] / np.maximum(np.linalg.norm(smooth_g[points], axis=1), 1e-9)[:, None]
    cosines = directions @ directions.T
    one, other = np.unravel_index(int(cosines.argmin()), cosines.shape)
    edge = max(round(len(points) * EDGE_SHARE), 1)
    ends = directions[:edge].sum(axis=0) + directions[-edge:].sum(axis=0)
    turn = one if directions[one] @ ends < directions[other] @ ends else other
    range_deg = float(np.degrees(np.arccos(np.clip(cosines[one, other], -1.0, 1.0))))
    return RepShape((float(points[turn]) + 0.5) / len(rows), range_deg)


def _smoothed(rows: FloatArray) -> FloatArray:
    """Return a centred moving mean; at the edges over what is there."""
    reach = round(SMOOTHED_S * BASE_RATE_HZ / 2.0)
    total = np.concatenate([np.zeros((1, rows.shape[1])), np.cumsum(rows, axis=0)])
    index = np.arange(len(rows))
    first, last = np.maximum(index - reach, 0), np.minimum(index + reach + 1, len(rows))
    smooth: FloatArray = (total[last] - total[first]) / (last - first)[:, None]
    return smooth
