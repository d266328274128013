"""The newest rows of a stream, side by side: what a deque of arrays is, without putting it together at every look."""

import numpy as np

from runstrong_signal.samples import FloatArray


class Recent:
    """The newest ``most`` rows of three values; older ones are forgotten."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._rows = np.empty((2 * most, 3))
        self._end = 0

    def __len__(self) -> int:
        """Return how many rows are remembered."""
        return min(self._end, self._most)

    def append(self, row: FloatArray) -> None:
        """Add a row ``(3,)``."""
        if self._end == len(self._rows):
            self._rows[: self._most] = self._rows[self._most :]
            self._end = self._most
        self._rows[self._end] = row
        self._end += 1

    def last(self, count: int) -> FloatArray:
        """Return the newest ``count`` rows, at most as many as are remembered; a view that the next row may change."""
        return self._rows[max(self._end - min(count, self._most), 0) : self._end]
