"""The driver for every family whose frames have a fixed layout."""

from collections import deque
from collections.abc import Mapping, Sequence

import numpy as np

from runstrong.sensors.driver import Fault, FaultLog, StreamConfig, Timebase, TimeKind, is_possible
from runstrong.sensors.frame_layout import FrameLayout, PacketNumber, Stamp, read_number
from runstrong.sensors.repeat_guard import RepeatGuard
from runstrong_signal.samples import FloatArray, SampleBlock

DATA_KEY = "data"
LATEST_S = 3.0
"""Packets that the host's clock leaves no room for, however late the one before was, were not lost: the sensor counts
anew."""

STAMPS_REMEMBERED = 16
USUAL_RANGE_G = 8.0
"""Taken where the set-up does not say."""


class FrameDriver:
    """Decode frames of fixed layout.

    Parameters
    ----------
    layouts
        The kinds of frames, told apart by their prefixes; all have their time from the same source.
    other_prefixes
        What other messages on the same characteristic start with: answers, left alone.
    """

    def __init__(
        self, config: StreamConfig, layouts: Sequence[FrameLayout], other_prefixes: Sequence[bytes] = ()
    ) -> None:
        self._period_s = 1.0 / config.rate_hz
        self._range_g = config.range_g or USUAL_RANGE_G
        self._factor = config.factor
        self._layouts = tuple(layouts)
        self._other_prefixes = tuple(other_prefixes)
        self._samples = 0
        self._number: int | None = None
        self._arrival_s = 0.0
        self._seen_s: deque[float] = deque(maxlen=STAMPS_REMEMBERED)
        self._guard = RepeatGuard()
        self._log = FaultLog()
        self.timebase = _timebase(self._layouts[0])

    @property
    def faults(self) -> Mapping[Fault, int]:
        """How often each fault was met so far."""
        return self._log.counts

    def restart(self) -> None:
        """Forget the frame before; the index goes on."""
        self._number = None
        self._seen_s.clear()
        self._guard.restart()

    def feed(self, characteristic_key: str, payload: bytes, arrival_s: float) -> tuple[SampleBlock, ...]:
        """Decode one notification."""
        if characteristic_key != DATA_KEY or payload.startswith(self._other_prefixes):
            return ()
        layout = next((known for known in self._layouts if payload.startswith(known.prefix)), None)
        fault = _flaw(layout, payload)
        if layout is None or fault is not None:
            self._log.add(fault or Fault.UNKNOWN_FRAME)
            return ()
        acc_g = layout.read(layout.acc, payload, self._range_g) * self._factor
        gyro_dps = None if layout.gyro is None else layout.read(layout.gyro, payload, self._range_g)
        if not is_possible(acc_g, gyro_dps):
            self._log.add(Fault.IMPOSSIBLE)
            return ()
        t_s = self._times_s(layout, payload, arrival_s)
        return () if t_s is None else (SampleBlock(t_s, acc_g, gyro_dps),)

    def _times_s(self, layout: FrameLayout, payload: bytes, arrival_s: float) -> FloatArray | None:
        """Return the time of each sample, or None if the frame came before."""
        if layout.stamp is not None:
            return self._stamped_s(layout.stamp, payload)
        if layout.number is not None:
            lost = self._lost(layout.number, read_number(payload, layout.number.offset, layout.number.kind), arrival_s)
        else:
            lost = None if self._guard.is_repeated(payload) else 0
        if lost is None:
            self._log.add(Fault.REPEATED)
            return None
        self._log.add(Fault.LOST, lost)
        first = self._samples + lost * layout.samples
        self._samples = first + layout.samples
        t_s: FloatArray = np.arange(first, self._samples, dtype=np.float64) * self._period_s
        return t_s

    def _stamped_s(self, stamp: Stamp, payload: bytes) -> FloatArray | None:
        stamp_s = read_number(payload, stamp.offset, stamp.kind) * stamp.seconds
        if stamp_s in self._seen_s:
            self._log.add(Fault.REPEATED)
            return None
        if self._seen_s and 0 < self._seen_s[-1] - stamp_s < stamp.wrap_s / 2:
            self._log.add(Fault.CLOCK_WENT_BACK)
        self._seen_s.append(stamp_s)
        return np.array([stamp_s])

    def _lost(self, number: PacketNumber, value: int, arrival_s: float) -> int | None:
        """Return how many packets are missing before this one, or None if it is the one before once more."""
        before, self._number = self._number, value
        waited_s, self._arrival_s = arrival_s - self._arrival_s, arrival_s
        if before is None:
            return 0
        step = (value - before) % number.modulus
        if step == 0:
            return None
        if not number.counts:
            return 0
        packet_s = self._period_s * self._layouts[0].samples
        expected = waited_s / packet_s
        step += number.modulus * max(0, round((expected - step) / number.modulus))
        started_anew = step > expected + LATEST_S / packet_s
        return 0 if started_anew else step - 1


def _flaw(layout: FrameLayout | None, payload: bytes) -> Fault | None:
    if not payload:
        return Fault.TOO_SHORT
    if layout is None:
        return Fault.UNKNOWN_FRAME
    if len(payload) < layout.size:
        return Fault.TRUNCATED
    return None if layout.is_intact(payload) else Fault.UNKNOWN_FRAME


def _timebase(layout: FrameLayout) -> Timebase:
    if layout.stamp is not None:
        return Timebase(TimeKind.STAMPED, layout.stamp.wrap_s)
    counted = layout.number is not None and layout.number.counts
    return Timebase(TimeKind.COUNTED if counted else TimeKind.ARRIVAL)
