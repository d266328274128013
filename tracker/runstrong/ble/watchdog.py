"""Whether a stream stands still: a connection can be dead for a long time before the radio says so."""

SHORTEST_SILENCE_S = 3.0
"""Sensors pause for a second and more between packets, but not for this long (Verity Sense at 52 Hz: 1.4 s)."""

SILENT_PERIODS = 3.0
"""Nor for this many of their usual intervals."""

SMOOTHING = 0.2
"""Weight of the newest interval in the usual one."""


class Watchdog:
    """Told when data comes; says when it has been missing for too long. Times are seconds of one monotonic clock."""

    def __init__(self, now_s: float, *, shortest_s: float = SHORTEST_SILENCE_S) -> None:
        self._shortest_s = shortest_s
        self._last_s = now_s
        self._usual_s = 0.0
        self.data_came = False
        """Whether anything came at all."""

    @property
    def silence_s(self) -> float:
        """How long a silence may last."""
        return max(self._shortest_s, SILENT_PERIODS * self._usual_s)

    def note(self, now_s: float) -> None:
        """Take note of data; several packets of one moment are one."""
        interval_s = now_s - self._last_s
        if self.data_came and interval_s < self.silence_s:
            self._usual_s += SMOOTHING * (interval_s - self._usual_s)
        self.data_came = True
        self._last_s = now_s

    def due_s(self) -> float:
        """Return the time at which the stream counts as standing still, if nothing comes before."""
        return self._last_s + self.silence_s
