"""Polar H10, Verity Sense, OH1 and their relatives: acceleration from the PMD service.

A frame's stamp belongs to its last sample. The others are spread evenly from the stamp of the frame before; a first
frame, and one after lost frames, uses the period found so far, so that no interpolation spans a pause.
"""

from collections import deque
from collections.abc import Mapping

import numpy as np

from runstrong.sensors.driver import Fault, FaultLog, StreamConfig, Timebase, TimeKind, is_possible
from runstrong.sensors.polar_control import Measurement, parse_ended
from runstrong.sensors.polar_frames import AccFrame, CountArray, decode_frame
from runstrong_signal.samples import SampleBlock

DATA_KEY = "pmd_data"
"""The data characteristic, fb005c82-02e7-f387-1cad-8acd2d8df0c8."""

CONTROL_KEY = "pmd_control"
"""The control point, fb005c81-02e7-f387-1cad-8acd2d8df0c8; it tells, unasked, that the sensor ended a stream."""

STAMPS_REMEMBERED = 16
"""A frame that a link layer delivers twice comes again within this many."""

GAP_RATIO = 1.25
"""A period this much longer than the one found so far means that frames are missing before this one; one this much
shorter, that a stamp is wrong."""

FRAMES_TO_BELIEVE = 3
"""So many frames in a row with another period are not exceptions: the stream is not as fast as was said."""

SHORTEST_PERIOD_NS = 200_000
"""Of 5 kHz, which no sensor streams."""

NS_PER_S = 1_000_000_000


def spread_stamps_ns(before_ns: int | None, stamp_ns: int, samples: int, period_ns: float) -> CountArray:
    """Return the time of each sample of a frame, the last one being ``stamp_ns`` exactly.

    Parameters
    ----------
    before_ns
        Stamp of the frame before, or None to go back from the stamp in steps of ``period_ns``.
    """
    step_ns = period_ns if before_ns is None else (stamp_ns - before_ns) / samples
    back_ns: CountArray = np.rint(step_ns * np.arange(samples - 1, -1, -1)).astype(np.int64)
    return np.int64(stamp_ns) - back_ns


class PolarPmd:
    """Driver for the acceleration stream of Polar's measurement service."""

    def __init__(self, config: StreamConfig) -> None:
        self._factor = config.factor
        self._nominal_ns = NS_PER_S / config.rate_hz
        self._period_ns = self._nominal_ns
        self._before_ns: int | None = None
        self._zero_ns: int | None = None
        self._others = 0
        self._seen_ns: deque[int] = deque(maxlen=STAMPS_REMEMBERED)
        self._log = FaultLog()
        self.timebase = Timebase(TimeKind.STAMPED)  # 64-bit nanoseconds do not wrap

    @property
    def faults(self) -> Mapping[Fault, int]:
        """How often each fault was met so far."""
        return self._log.counts

    def restart(self) -> None:
        """Forget the frame before and the period found."""
        self._before_ns = None
        self._period_ns = self._nominal_ns
        self._others = 0
        self._seen_ns.clear()

    def feed(self, characteristic_key: str, payload: bytes, arrival_s: float) -> tuple[SampleBlock, ...]:
        """Decode one notification; a frame that is not whole is left out, since its stamps would be guesses."""
        if characteristic_key == CONTROL_KEY:
            self._log.add(Fault.STOPPED, int(Measurement.ACCELERATION in parse_ended(payload)))
        if characteristic_key != DATA_KEY:
            return ()
        frame = decode_frame(payload)
        fault = frame if isinstance(frame, Fault) else frame.fault
        if isinstance(frame, Fault) or fault is not None:
            self._log.add(fault or Fault.UNKNOWN_FRAME)
            return ()
        if frame.stamp_ns in self._seen_ns:
            self._log.add(Fault.REPEATED)
            return ()
        acc_g = frame.acc_g(self._factor)
        if not is_possible(acc_g):
            self._log.add(Fault.IMPOSSIBLE)
            return ()
        stamps_ns = self._stamps_ns(frame)
        if self._zero_ns is None:
            self._zero_ns = int(stamps_ns[0])
        return (SampleBlock((stamps_ns - self._zero_ns) / NS_PER_S, acc_g),)

    def _stamps_ns(self, frame: AccFrame) -> CountArray:
        if self._before_ns is not None and frame.stamp_ns < self._before_ns:
            self._log.add(Fault.CLOCK_WENT_BACK)
            self.restart()
        before_ns, self._before_ns = self._before_ns, frame.stamp_ns
        self._seen_ns.append(frame.stamp_ns)
        samples = len(frame.counts)
        if before_ns is not None and self._follows(before_ns, frame.stamp_ns, samples):
            return spread_stamps_ns(before_ns, frame.stamp_ns, samples, self._period_ns)
        return spread_stamps_ns(None, frame.stamp_ns, samples, self._period_ns)

    def _follows(self, before_ns: int, stamp_ns: int, samples: int) -> bool:
        """Whether the frame follows the one before without a gap; if so, its period is remembered."""
        step_ns = (stamp_ns - before_ns) / samples
        is_usual = self._period_ns / GAP_RATIO <= step_ns <= GAP_RATIO * self._period_ns
        self._others = 0 if is_usual else self._others + 1
        if 0 < self._others < FRAMES_TO_BELIEVE or step_ns < SHORTEST_PERIOD_NS:
            return False
        self._others = 0
        self._period_ns = step_ns
        return True
