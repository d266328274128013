"""The driver for sensors that send lines of text."""

from collections.abc import Mapping

import numpy as np

from runstrong.sensors.driver import Fault, FaultLog, StreamConfig, Timebase, TimeKind, is_possible
from runstrong.sensors.repeat_guard import RepeatGuard
from runstrong.sensors.text_lines import STAMP_MODULUS_MS, LineReader, TextSample
from runstrong_signal.samples import SampleBlock

DATA_KEY = "text"
MS_PER_S = 1000.0
WRAP_S = STAMP_MODULUS_MS / MS_PER_S
LOST_TO_BELIEVE = 100_000
"""A number that is further ahead is a new or a damaged one."""

OTHERS_TO_BELIEVE = 10
"""So many lines in a row with another number of numbers: the sketch was changed, or the first line was a bad one."""


class TextLines:
    """Driver for lines of text; ``config.factor`` is g per unit.

    With a time on each line the sensor's clock counts, else the time of arrival. All lines have equally many numbers;
    one that has not was damaged on its way.
    """

    def __init__(self, config: StreamConfig) -> None:
        self._period_s = 1.0 / config.rate_hz
        self._factor = config.factor
        self._reader = LineReader()
        self._numbers: int | None = None
        self._others = 0
        self._before: TextSample | None = None
        self._samples = 0
        self._guard = RepeatGuard()
        self._log = FaultLog()
        self.timebase = Timebase(TimeKind.ARRIVAL)

    @property
    def faults(self) -> Mapping[Fault, int]:
        """How often each fault was met so far."""
        return self._log.counts

    def restart(self) -> None:
        """Forget the line before; the index goes on."""
        self._reader.restart()
        self._guard.restart()
        self._before = None

    def feed(self, characteristic_key: str, payload: bytes, arrival_s: float) -> tuple[SampleBlock, ...]:
        """Decode one notification: the lines that end in it, as one block unless the sensor's clock went back."""
        if characteristic_key != DATA_KEY:
            return ()
        if self._guard.is_repeated(payload):
            self._log.add(Fault.REPEATED)
            return ()
        runs: list[list[tuple[float, TextSample]]] = []
        for found in self._reader.feed(payload):
            t_s = self._take(found)
            if t_s is None or isinstance(found, Fault):
                continue
            if not runs or runs[-1][-1][0] >= t_s:
                runs.append([])
            runs[-1].append((t_s, found))
        return tuple(self._block(run) for run in runs)

    def _take(self, found: TextSample | Fault) -> float | None:
        """Return the time of a sample, or None after counting why it cannot be used."""
        fault = found if isinstance(found, Fault) else self._flaw(found)
        if fault is not None or isinstance(found, Fault):
            self._log.add(fault or Fault.BAD_LINE)
            return None
        before, self._before = self._before, found
        if before is not None and found.number is not None and before.number is not None:
            lost = found.number - before.number - 1
            self._log.add(Fault.LOST, lost if 0 < lost < LOST_TO_BELIEVE else 0)
        self._samples += 1
        return (self._samples - 1) * self._period_s if found.t_ms is None else found.t_ms / MS_PER_S

    def _flaw(self, sample: TextSample) -> Fault | None:
        self._settle(sample)
        if sample.numbers != self._numbers:
            return Fault.BAD_LINE
        if not is_possible(np.array(sample.acc) * self._factor, np.array(sample.gyro_dps or (0.0, 0.0, 0.0))):
            return Fault.IMPOSSIBLE
        before = self._before
        if before is None or sample.t_ms is None or before.t_ms is None:
            return None
        if sample.t_ms == before.t_ms:
            return Fault.REPEATED
        went_back = 0 < before.t_ms - sample.t_ms < STAMP_MODULUS_MS / 2
        self._log.add(Fault.CLOCK_WENT_BACK, int(went_back))
        return None

    def _settle(self, sample: TextSample) -> None:
        """Settle how many numbers a line has: as the first one, unless many others say otherwise."""
        self._others = self._others + 1 if sample.numbers != self._numbers else 0
        if self._numbers is None or self._others >= OTHERS_TO_BELIEVE:
            self._numbers, self._others, self._before = sample.numbers, 0, None
            stamped = sample.t_ms is not None
            self.timebase = Timebase(TimeKind.STAMPED, WRAP_S) if stamped else Timebase(TimeKind.ARRIVAL)

    def _block(self, run: list[tuple[float, TextSample]]) -> SampleBlock:
        acc = np.array([sample.acc for _, sample in run], dtype=np.float64)
        gyro = [sample.gyro_dps for _, sample in run if sample.gyro_dps is not None]
        return SampleBlock(
            np.array([t_s for t_s, _ in run]),
            acc * self._factor,
            np.array(gyro, dtype=np.float64) if len(gyro) == len(run) else None,
        )
