"""From the index of a sample to the host's clock, for sensors that have no clock of their own.

Such a sensor says at most how many samples there were; the nominal rate is off by a percent, sometimes by a factor,
and arrival times jump by the connection interval and by every burst. A packet can be late but never early, so a line
through the earlier half of the arrivals of the last minute gives the true rate.

Where nobody counts, lost packets shift every later index. After a silence the samples are held back for a moment: if
arrivals catch up with the line, they were late; if they stay behind it, what is missing is added to the index.
"""

from collections import deque
from dataclasses import dataclass

import numpy as np

from runstrong.sensors.clock import GLIDE
from runstrong.sensors.rate_meter import RateMeter
from runstrong_signal.samples import FloatArray, SampleBlock

WINDOW_S = 60.0
EVIDENCE_S = 0.05
"""Of the packets that arrive within this, the least late one counts: more would cost time and tell nothing."""

REFIT_S = 0.5
"""Time between two fits."""

EARLIEST_FIT_S = 0.5
EARLIEST_FIT_PACKETS = 8
JITTER_S = 0.1
"""Delay that arrivals vary by; while a rate is off by less than this explains, the nominal one is kept."""

TRUSTED_S = 20.0
"""With arrivals over this long, jitter no longer bends the rate by more than it is worth correcting."""

JUMP_S = 1.0
"""So far behind the line, time jumps forward instead of gliding."""

SILENCE_S = 0.5
SILENCE_PACKETS = 5
SETTLE_S = 0.25
"""How long samples are held back after a silence; a burst of delayed packets is over by then."""

LONGEST_SETTLE_S = 2.0

EARLY_S = 0.05
"""A packet this far before the line was never possible: what was taken for lost had only been late."""

LOST_S = 0.1
LOST_PACKETS = 3
"""Arrivals this far behind the line, and by so many packets, mean that packets were lost."""


@dataclass(frozen=True, slots=True)
class Line:
    """Host time = ``zero_s`` + ``slope`` x nominal time."""

    zero_s: float
    slope: float

    def at(self, nominal_s: float) -> float:
        """Return the host time of a nominal time."""
        return self.zero_s + self.slope * nominal_s


class IndexClock:
    """Map nominal time, index over nominal rate, to host time, always forward.

    Parameters
    ----------
    counted
        Whether the index already leaves out what was lost, because the sensor numbers its packets.
    last_host_s
        Host time that was said before, by another clock; this one goes on after it.
    """

    def __init__(self, *, counted: bool = False, window_s: float = WINDOW_S, last_host_s: float | None = None) -> None:
        self._counted = counted
        self._window_s = window_s
        self._arrivals: deque[tuple[float, float]] = deque()  # nominal time of a packet's last sample, arrival
        self._line: Line | None = None
        self._slope = 1.0
        self._trusted = False
        self._shift_s = 0.0
        self._shifted_at_s: float | None = None
        self._last_nominal_s = 0.0
        self._last_arrival_s = 0.0
        self._next_fit_s = self._evidence_from_s = 0.0
        self._held: list[tuple[SampleBlock, float]] = []
        self._held_until_s: float | None = None
        self._rate = RateMeter()
        self.last_host_s = last_host_s
        """Latest host time that was said, or None."""
        self.restarts = 0
        """How often the relation between index and time had to be found anew."""

    @property
    def rate_hz(self) -> float | None:
        """Samples per second of host time, or None until that is known."""
        period_s = self._rate.period_s
        return None if period_s is None or not self._trusted else 1.0 / (period_s * self._slope)

    def restart(self) -> None:
        """Find the relation anew, as after a reconnection; the rate stays as found."""
        if self._line is not None:
            self.restarts += 1
        self._line = None
        self._arrivals.clear()
        self._held.clear()
        self._held_until_s = None
        self._rate.restart()

    def map(self, block: SampleBlock, arrival_s: float) -> SampleBlock:
        """Return ``block``, which arrived at ``arrival_s``, in host time, with what was held back before it.

        Empty while samples are held back.
        """
        if not len(block):
            return block
        if self._line is not None and float(block.t_s[0]) + self._shift_s <= self._last_nominal_s and not self._held:
            self.restart()  # the index started over
        if not self._counted and self._line is not None:
            self._watch_for_silence(block, arrival_s)
        self._last_arrival_s = arrival_s
        if self._held_until_s is None:
            return self._placed(block, arrival_s)
        self._held.append((block, arrival_s))
        return self._released() if arrival_s >= self._held_until_s else block.slice(0, 0)

    def _watch_for_silence(self, block: SampleBlock, arrival_s: float) -> None:
        """Begin to hold samples back after a silence; go on for as long as arrivals stutter, within reason."""
        waited_s = arrival_s - self._last_arrival_s
        if self._held_until_s is not None:
            if waited_s > LOST_S and arrival_s < self._held[0][1] + LONGEST_SETTLE_S:
                self._held_until_s = arrival_s + SETTLE_S
            return
        step_s = float(block.t_s[-1]) + self._shift_s - self._last_nominal_s
        if waited_s > max(SILENCE_S, SILENCE_PACKETS * self._slope * step_s):
            self._held_until_s = arrival_s + SETTLE_S

    def _released(self) -> SampleBlock:
        """Return what was held back, with the index corrected if packets were lost."""
        assert self._line is not None
        line, held = self._line, self._held
        self._held, self._held_until_s = [], None
        behind_s = min(arrival_s - line.at(float(block.t_s[-1]) + self._shift_s) for block, arrival_s in held)
        packet_s = line.slope * float(held[-1][0].t_s[-1] - held[0][0].t_s[0]) / len(held)
        if behind_s > max(LOST_S, LOST_PACKETS * packet_s):
            self._shift_s += behind_s / line.slope
            self._shifted_at_s = held[0][1]
        placed = [self._placed(block, arrival_s) for block, arrival_s in held]
        gyro_dps = [block.gyro_dps for block in placed if block.gyro_dps is not None]
        return SampleBlock(
            np.concatenate([block.t_s for block in placed]),
            np.concatenate([block.acc_g for block in placed]),
            np.concatenate(gyro_dps) if len(gyro_dps) == len(placed) else None,
        )

    def _placed(self, block: SampleBlock, arrival_s: float) -> SampleBlock:
        nominal_s = block.t_s + self._shift_s
        self._rate.add(block.t_s)
        self._note_arrival(float(nominal_s[-1]), arrival_s)
        oldest_s = self._oldest_that_counts_s(float(nominal_s[-1]), arrival_s)
        while len(self._arrivals) > 1 and self._arrivals[0][1] < oldest_s:
            self._arrivals.popleft()
        if self._line is None:
            host_s = self._anchored(nominal_s, arrival_s)
        else:
            self._refit(arrival_s)
            host_s = self._glided(nominal_s, self._line)
        self._last_nominal_s, self.last_host_s = float(nominal_s[-1]), float(host_s[-1])
        return SampleBlock(host_s, block.acc_g, block.gyro_dps)

    def _note_arrival(self, nominal_s: float, arrival_s: float) -> None:
        if not self._arrivals or arrival_s > self._evidence_from_s + EVIDENCE_S:
            self._evidence_from_s = arrival_s
            self._arrivals.append((nominal_s, arrival_s))
        elif arrival_s - self._slope * nominal_s < self._arrivals[-1][1] - self._slope * self._arrivals[-1][0]:
            self._arrivals[-1] = (nominal_s, arrival_s)

    def _oldest_that_counts_s(self, nominal_s: float, arrival_s: float) -> float:
        """Return the first arrival for the next fit: a minute ago, or later if an index was moved by mistake."""
        shifted_at_s = self._shifted_at_s
        if self._line is None or shifted_at_s is None or arrival_s > self._line.at(nominal_s) - EARLY_S:
            return arrival_s - self._window_s
        self._shifted_at_s, self._next_fit_s = None, arrival_s
        return shifted_at_s

    def _anchored(self, nominal_s: FloatArray, arrival_s: float) -> FloatArray:
        """Start from the first arrival, but after anything that was said before."""
        zero_s = arrival_s - self._slope * float(nominal_s[-1])
        if self.last_host_s is not None:
            zero_s = max(zero_s, self.last_host_s + 1e-3 - self._slope * float(nominal_s[0]))
        self._line = Line(zero_s, self._slope)
        self._next_fit_s = arrival_s
        return zero_s + self._slope * nominal_s

    def _refit(self, arrival_s: float) -> None:
        span_s = arrival_s - self._arrivals[0][1]
        if arrival_s < self._next_fit_s or len(self._arrivals) < 2:
            return
        self._next_fit_s = arrival_s + REFIT_S
        points = np.array(self._arrivals)
        if len(points) >= EARLIEST_FIT_PACKETS and span_s >= EARLIEST_FIT_S:
            self._take_slope(_lower_slope(points), span_s)
        zeros_s = points[:, 1] - self._slope * points[:, 0]
        self._line = Line(float(np.quantile(zeros_s, 0.05)), self._slope)

    def _take_slope(self, slope: float, span_s: float) -> None:
        if span_s >= TRUSTED_S:
            self._slope, self._trusted = slope, True
        elif abs(slope / self._slope - 1.0) * span_s > JITTER_S and slope > 0:
            self._slope = slope

    def _glided(self, nominal_s: FloatArray, line: Line) -> FloatArray:
        """Go on from the last sample at the line's slope, bent by a tenth at most towards the line."""
        assert self.last_host_s is not None
        since_s = nominal_s - self._last_nominal_s
        span_s = line.slope * float(since_s[-1])
        error_s = line.at(float(nominal_s[-1])) - (self.last_host_s + span_s)
        if error_s > JUMP_S:
            return line.zero_s + line.slope * nominal_s
        change_s = float(np.clip(error_s, -GLIDE * span_s, GLIDE * span_s))
        host_s: FloatArray = self.last_host_s + since_s * (line.slope + change_s / float(since_s[-1]))
        return host_s


def _lower_slope(points: FloatArray) -> float:
    """Return the slope of a line through the earlier half of ``(n, 2)`` nominal times and arrivals."""
    kept = points
    slope = 1.0
    for _ in range(3):
        centred = kept - kept.mean(axis=0)
        spread = float(centred[:, 0] @ centred[:, 0])
        if spread <= 0:
            return slope
        slope = float(centred[:, 0] @ centred[:, 1]) / spread
        rest_s = points[:, 1] - slope * points[:, 0]
        kept = points[rest_s <= np.median(rest_s)]
        if len(kept) < 4:
            return slope
    return slope
