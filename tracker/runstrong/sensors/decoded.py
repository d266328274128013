"""Samples that came decoded, from another program's recording: every number is kept exactly as it was.

Such a recording has no notifications to keep. Its samples are packed as they are, so that it plays and is counted as
the file that it came from, and a newer importer can be had only by importing that file again.
"""

from collections.abc import Mapping

import numpy as np

from runstrong.sensors.driver import Fault, FaultLog, StreamConfig, Timebase, TimeKind, is_possible
from runstrong_signal.samples import SampleBlock

DECODED = "decoded"
"""The name of this driver in recordings; no sensor is of this family."""

SAMPLES_KEY = "samples"
SAMPLES_AND_TURNS_KEY = "samples and turns"
TIME = np.dtype("<i8")
VALUE = np.dtype("<f8")
NS_PER_S = 1e9
LAYOUTS: Mapping[str, np.dtype] = {
    SAMPLES_KEY: np.dtype([("t_ns", TIME), ("acc_g", VALUE, 3)]),
    SAMPLES_AND_TURNS_KEY: np.dtype([("t_ns", TIME), ("acc_g", VALUE, 3), ("gyro_dps", VALUE, 3)]),
}
"""Name of a characteristic to the layout of one sample."""


def encode_samples(block: SampleBlock) -> tuple[str, bytes]:
    """Return the name of the characteristic and the payload that hold a block; times to the nanosecond."""
    key = SAMPLES_KEY if block.gyro_dps is None else SAMPLES_AND_TURNS_KEY
    packed = np.empty(len(block), dtype=LAYOUTS[key])
    packed["t_ns"] = np.rint(block.t_s * NS_PER_S)
    packed["acc_g"] = block.acc_g
    if block.gyro_dps is not None:
        packed["gyro_dps"] = block.gyro_dps
    return key, packed.tobytes()


class DecodedSamples:
    """The driver for such notifications."""

    timebase = Timebase(TimeKind.STAMPED)

    def __init__(self, config: StreamConfig) -> None:
        self._log = FaultLog()

    @property
    def faults(self) -> Mapping[Fault, int]:
        """How often each fault was met so far."""
        return self._log.counts

    def restart(self) -> None:
        """Nothing is remembered."""

    def feed(self, characteristic_key: str, payload: bytes, arrival_s: float) -> tuple[SampleBlock, ...]:
        """Decode one notification."""
        layout = LAYOUTS.get(characteristic_key)
        if layout is None or not payload:
            self._log.add(Fault.OTHER_STREAM if layout is None else Fault.TOO_SHORT)
            return ()
        if len(payload) % layout.itemsize:
            self._log.add(Fault.TRUNCATED)
            return ()
        packed = np.frombuffer(payload, dtype=layout)
        acc_g = packed["acc_g"].astype(np.float64)
        gyro_dps = packed["gyro_dps"].astype(np.float64) if "gyro_dps" in (layout.names or ()) else None
        t_s = packed["t_ns"] / NS_PER_S
        if not is_possible(acc_g, gyro_dps):
            self._log.add(Fault.IMPOSSIBLE)
            return ()
        if (np.diff(t_s) <= 0).any():
            self._log.add(Fault.CLOCK_WENT_BACK)
            return ()
        return (SampleBlock(t_s, acc_g, gyro_dps),)
