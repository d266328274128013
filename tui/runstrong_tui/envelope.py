"""A strip of signal as characters: the smallest and largest value of every dot column, so that no peak is lost.

Dot columns are buckets of absolute time. A bucket's content does not change while the strip moves on, so the picture
scrolls and never shimmers.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from runstrong_signal.samples import FloatArray
from runstrong_tui.marks import BLOCKS

DOTS_ACROSS, DOTS_DOWN = 2, 4
"""Braille dots in one character."""

DOT_BITS = np.array([[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]])
"""Bit of each dot of a braille character, from U+2800 on (Unicode standard, block Braille Patterns)."""

EIGHTHS = 8

LONGEST_BRIDGE_S = 0.5
"""Neighbouring samples that are further apart are not joined by a line: something was lost there."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """Smallest and largest value in each of ``(n,)`` buckets; NaN where there is no signal."""

    low: FloatArray
    high: FloatArray


def envelope(t_s: FloatArray, values: FloatArray, *, end_s: float, width_s: float, buckets: int) -> Envelope:
    """Summarize a signal into equal buckets of time, the last of which holds ``end_s``.

    Samples are joined by straight lines: the values of the line at the edges of a bucket belong to it too, so that a
    slow sensor gives a curve and a fast one a band.
    """
    low = np.full(buckets, np.nan)
    high = np.full(buckets, np.nan)
    if t_s.size < 2:
        return Envelope(low, high)
    bucket_s = width_s / buckets
    first = int(np.floor(end_s / bucket_s)) - buckets + 1
    edges_s = (first + np.arange(buckets + 1, dtype=np.float64)) * bucket_s
    edge_values = _joined(edges_s, t_s, values)
    np.fmin(edge_values[:-1], edge_values[1:], out=low)
    np.fmax(edge_values[:-1], edge_values[1:], out=high)
    place = np.floor(t_s / bucket_s).astype(np.int64) - first
    inside = (place >= 0) & (place < buckets)
    np.fmin.at(low, place[inside], values[inside])
    np.fmax.at(high, place[inside], values[inside])
    return Envelope(low, high)


def _joined(edges_s: FloatArray, t_s: FloatArray, values: FloatArray) -> FloatArray:
    """Values of the line through the samples at ``edges_s``; NaN outside and in gaps."""
    line = np.interp(edges_s, t_s, values, left=np.nan, right=np.nan)
    after = np.searchsorted(t_s, edges_s, side="right").clip(1, t_s.size - 1)
    line[t_s[after] - t_s[after - 1] > LONGEST_BRIDGE_S] = np.nan
    return line


def braille(shape: Envelope, rows: int, bottom: float, top: float) -> tuple[str, ...]:
    """Draw two buckets a character and four dots a row, ``bottom`` to ``top`` over the whole height."""
    dots = rows * DOTS_DOWN
    low, high, known = _levels(shape, dots, bottom, top)
    level = np.arange(dots)[::-1, None]
    lit = known & (level >= low) & (level <= high)
    cells = lit.reshape(rows, DOTS_DOWN, -1, DOTS_ACROSS)
    codes = 0x2800 + np.einsum("rdca,da->rc", cells.astype(np.int64), DOT_BITS)
    return tuple("".join(map(chr, row)) for row in codes.tolist())


def blocks(shape: Envelope, rows: int, bottom: float, top: float) -> tuple[str, ...]:
    """Draw one bucket a character as a bar up to its largest value, for fonts with poor braille."""
    _, high, known = _levels(shape, rows * EIGHTHS, bottom, top)
    filled = np.where(known, high + 1, 0)
    above = np.arange(rows)[::-1, None] * EIGHTHS
    eighths = np.clip(filled - above, 0, EIGHTHS)
    return tuple("".join(BLOCKS[eighth] for eighth in row) for row in eighths.tolist())


def _levels(
    shape: Envelope, levels: int, bottom: float, top: float
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.bool_]]:
    """Lowest and highest level of each bucket, from 0 to ``levels - 1``, and whether it has signal."""
    known = np.isfinite(shape.low) & np.isfinite(shape.high)
    per_level = levels / max(top - bottom, 1e-9)
    low = np.where(known, (shape.low - bottom) * per_level, 0).clip(0, levels - 1).astype(np.int64)
    high = np.where(known, (shape.high - bottom) * per_level, 0).clip(0, levels - 1).astype(np.int64)
    return low, high, known
