"""What a hold has shown so far: its sway and how far its line has moved, without the way out of the position.

That a position was left is known a second or more later. What was measured in between belongs to the leaving, and is
taken out again.
"""

from collections import deque
from dataclasses import dataclass

from runstrong_signal.body_frame import BodyFrame
from runstrong_signal.events import SteadinessMeasured
from runstrong_signal.holds.attitude import PAST_QUANTA, Attitude
from runstrong_signal.holds.steadiness import SwayMeter
from runstrong_signal.sample_meter import UNKNOWN, Sensing
from runstrong_signal.samples import FloatArray


@dataclass(frozen=True, slots=True)
class _Tilt:
    begin_s: float
    tilt_deg: float
    direction: FloatArray


class HoldRecord:
    """Feed held quanta; take out what was none; ask for the figures."""

    def __init__(self) -> None:
        self._sway = SwayMeter()
        self._tilts: deque[_Tilt] = deque()
        self._largest_before_deg = 0.0

    def restart(self, sensing: Sensing = UNKNOWN) -> None:
        """Prime the filters anew, where the position was taken or taken again."""
        self._sway.restart(sensing)

    def feed(self, begin_s: float, rows: FloatArray, sensing: Sensing, attitude: Attitude) -> None:
        """Take held rows ``(n, 3)`` that begin at ``begin_s``, which the attitude has seen."""
        self._sway.feed(begin_s, rows, sensing)
        self._tilts.append(_Tilt(begin_s, attitude.tilt_deg, attitude.direction))
        if len(self._tilts) > PAST_QUANTA:
            self._largest_before_deg = max(self._largest_before_deg, self._tilts.popleft().tilt_deg)

    def forget_since(self, since_s: float) -> None:
        """Take out what was measured at ``since_s`` and later."""
        self._sway.forget_since(since_s)
        while self._tilts and self._tilts[-1].begin_s >= since_s:
            self._tilts.pop()

    def tremor_mps2(self) -> float | None:
        """Return the tremor of the last seconds; None where the sensor is too slow for it."""
        return self._sway.tremor_mps2

    def figures(self, now_s: float, attitude: Attitude, frame: BodyFrame | None) -> SteadinessMeasured:
        """Return all figures as of the newest quantum that was held."""
        last = self._tilts[-1] if self._tilts else _Tilt(now_s, 0.0, attitude.line)
        head_up_deg = None
        if frame is not None:
            head_up_deg = frame.head_up_deg(last.direction) - frame.head_up_deg(attitude.line)
        largest_deg = max((self._largest_before_deg, *(tilt.tilt_deg for tilt in self._tilts)))
        return SteadinessMeasured(
            now_s,
            self._sway.recent_mps2,
            last.tilt_deg,
            head_up_deg,
            self._sway.tremor_mps2,
            self._sway.whole_mps2,
            largest_deg,
            self._sway.parts_mps2,
        )
