"""From the sensor's clock to the host's.

A packet can be late but never early, so the smallest recent difference between arrival and sensor time is the best
estimate of the true one. Simulated on a 200 Hz strap with 30 ms connection events and bursts of delay, this leaves
3 ms of spread where plain arrival times leave 54 ms. The difference in force glides to a new value, so that time never
runs backwards and no period is bent by more than a tenth.
"""

from collections import deque

import numpy as np

from runstrong.sensors.rate_meter import RateMeter
from runstrong_signal.samples import FloatArray, SampleBlock

WINDOW_S = 60.0
"""How long an arrival counts as evidence; crystals drift about 20 ppm, 1.2 ms in this time."""

JUMP_S = 5.0
"""A difference between clocks that no delivery explains: the sensor's clock was set, or it slept."""

GLIDE = 0.1
"""Largest correction per second of sensor time."""


class SensorClock:
    """Map sensor time to host time, always forward.

    Parameters
    ----------
    wrap_s
        Sensor time at which its counter starts over from 0, or None where it never does.
    last_host_s
        Host time that was said before, by another clock; this one goes on after it.
    """

    def __init__(
        self, *, wrap_s: float | None = None, window_s: float = WINDOW_S, last_host_s: float | None = None
    ) -> None:
        self._wrap_s = wrap_s
        self._window_s = window_s
        self._wrapped_s = 0.0
        self._differences: deque[tuple[float, float]] = deque()
        self._offset_s: float | None = None
        self._last_sensor_s = 0.0
        self._last_arrival_s = 0.0
        self._rate = RateMeter()
        self.last_host_s = last_host_s
        """Latest host time that was said, or None."""
        self.restarts = 0
        """How often the relation between the clocks had to be found anew."""

    @property
    def rate_hz(self) -> float | None:
        """Samples per second of sensor time, or None until that is known."""
        return None if self._rate.period_s is None else 1.0 / self._rate.period_s

    def restart(self) -> None:
        """Find the relation between the clocks anew, as after a reconnection."""
        self._rate.restart()
        if self._offset_s is not None:
            self._offset_s = None
            self._differences.clear()
            self._wrapped_s = 0.0
            self.restarts += 1

    def map(self, block: SampleBlock, arrival_s: float) -> SampleBlock:
        """Return ``block``, which arrived at ``arrival_s``, with its times on the host's clock."""
        if not len(block):
            return block
        sensor_s = self._unwrapped(block.t_s, arrival_s)
        self._rate.add(sensor_s)
        difference_s = arrival_s - float(sensor_s[-1])
        if self._offset_s is not None and difference_s < self._offset_s - JUMP_S:
            self.restart()  # earlier than possible: the sensor's clock jumped ahead
        target_s = self._smallest_recent(arrival_s, difference_s)
        if self._offset_s is not None and target_s > self._offset_s + JUMP_S:
            self.restart()  # late for a whole window: the sensor's clock stood still
            target_s = self._smallest_recent(arrival_s, difference_s)
        host_s = self._anchored(sensor_s, target_s) if self._offset_s is None else self._glided(sensor_s, target_s)
        self._last_sensor_s, self._last_arrival_s = float(sensor_s[-1]), arrival_s
        self.last_host_s = float(host_s[-1])
        return SampleBlock(host_s, block.acc_g, block.gyro_dps)

    def _unwrapped(self, raw_s: FloatArray, arrival_s: float) -> FloatArray:
        """Return sensor time without wraps; how often the counter started over, the host's clock tells."""
        sensor_s = raw_s + self._wrapped_s
        if self._offset_s is None:
            return sensor_s
        step_s = float(sensor_s[0]) - self._last_sensor_s
        if self._wrap_s is not None:
            waited_s = arrival_s - self._last_arrival_s
            wraps = max(0, round((waited_s - step_s) / self._wrap_s))
            sensor_s = sensor_s + wraps * self._wrap_s
            step_s += wraps * self._wrap_s
            self._wrapped_s += wraps * self._wrap_s
        if step_s > 0:
            return sensor_s
        self.restart()
        return raw_s

    def _smallest_recent(self, arrival_s: float, difference_s: float) -> float:
        """Return the running minimum; the queue holds rising differences only, so its head is the smallest."""
        queue = self._differences
        while queue and queue[-1][1] >= difference_s:
            queue.pop()
        queue.append((arrival_s, difference_s))
        while queue[0][0] < arrival_s - self._window_s:
            queue.popleft()
        return queue[0][1]

    def _anchored(self, sensor_s: FloatArray, target_s: float) -> FloatArray:
        """Start from ``target_s``, but after anything that was said before."""
        offset_s = target_s
        if self.last_host_s is not None:
            period_s = float(sensor_s[-1] - sensor_s[0]) / (len(sensor_s) - 1) if len(sensor_s) > 1 else 0.0
            earliest_s = self.last_host_s + max(period_s, 1e-3)
            offset_s = max(offset_s, earliest_s - float(sensor_s[0]))
        self._offset_s = offset_s
        return sensor_s + offset_s

    def _glided(self, sensor_s: FloatArray, target_s: float) -> FloatArray:
        assert self._offset_s is not None
        span_s = float(sensor_s[-1]) - self._last_sensor_s
        change_s = float(np.clip(target_s - self._offset_s, -GLIDE * span_s, GLIDE * span_s))
        host_s = sensor_s + (self._offset_s + change_s * ((sensor_s - self._last_sensor_s) / span_s))
        self._offset_s += change_s
        return host_s
