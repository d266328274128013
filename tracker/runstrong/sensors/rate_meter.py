"""How many samples a sensor really takes per second: one that says 200 Hz can be off by a percent, or by a factor."""

from runstrong_signal.samples import FloatArray

GAP_RATIO = 1.5
"""A step this much longer than usual means that samples are missing in it; one this much shorter, that the usual
step was such a gap itself."""

MEMORY_S = 60.0
"""How far back the average reaches."""

EVIDENCE_S = 2.0
"""An average over less than this says nothing."""


class RateMeter:
    """The average step between samples, gaps left out."""

    def __init__(self) -> None:
        self._last_s: float | None = None
        self._samples = 0.0
        self._span_s = 0.0

    @property
    def period_s(self) -> float | None:
        """Average step, or None until there is evidence."""
        return self._span_s / self._samples if self._span_s >= EVIDENCE_S else None

    def restart(self) -> None:
        """Forget the sample before; the average stays."""
        self._last_s = None

    def add(self, t_s: FloatArray) -> None:
        """Take the times of a block that follows the one before."""
        last_s, self._last_s = self._last_s, float(t_s[-1])
        if last_s is None:
            self._take(float(t_s[-1] - t_s[0]), len(t_s) - 1)
        else:
            self._take(self._last_s - last_s, len(t_s))

    def _take(self, span_s: float, samples: int) -> None:
        if samples < 1 or span_s <= 0:
            return
        step_s = span_s / samples
        if self._samples:
            usual_s = self._span_s / self._samples
            if step_s > GAP_RATIO * usual_s:
                return
            if step_s < usual_s / GAP_RATIO:
                self._samples = self._span_s = 0.0
        keep = max(0.0, 1.0 - span_s / MEMORY_S)
        self._samples = keep * self._samples + samples
        self._span_s = keep * self._span_s + span_s
