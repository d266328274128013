"""The seam to a sensor family: notification bytes in, blocks of samples in g out."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

import numpy as np

from runstrong_signal.samples import FloatArray, SampleBlock

STANDARD_GRAVITY_MPS2 = 9.80665
LARGEST_G = 250.0
"""Beyond any wearable sensor, high-g ones included: such a value is a damaged one."""

FULL_TURNS_DPS = 1e5
"""Beyond any gyroscope."""


class Fault(StrEnum):
    """Why a notification, or a part of it, could not be used."""

    TOO_SHORT = "shorter than its header"
    TRUNCATED = "ends in the middle of a sample"
    UNKNOWN_FRAME = "frame type not known"
    OTHER_STREAM = "not acceleration"
    REPEATED = "the same as the frame before"
    CLOCK_WENT_BACK = "sensor clock went back"
    IMPOSSIBLE = "a value that no sensor measures"
    OUT_OF_STEP = "bytes that belong to no frame"
    BAD_LINE = "a line that is no sample"
    LOST = "frames that the sensor's counter says are missing"
    STOPPED = "the sensor ended the stream"


class TimeKind(StrEnum):
    """What the times of a driver's blocks are worth."""

    STAMPED = "sensor clock"  # the sensor's own clock
    COUNTED = "packet counter"  # index over nominal rate; lost samples are left out of the count
    ARRIVAL = "time of arrival"  # index over nominal rate; nobody knows how many were lost


@dataclass(frozen=True, slots=True)
class Timebase:
    """How a driver's times come about; ``wrap_s`` is the sensor time at which its clock starts over, or None."""

    kind: TimeKind
    wrap_s: float | None = None


@dataclass(frozen=True, slots=True)
class StreamConfig:
    """How a sensor was set up to stream, as it confirmed.

    Attributes
    ----------
    rate_hz
        Nominal samples per second.
    range_g
        Full scale, or None where the sensor does not say.
    factor
        What a raw value is multiplied with, where the family sends one; its unit is the family's.
    """

    rate_hz: float
    range_g: float | None = None
    factor: float = 1.0


class Driver(Protocol):
    """One connected sensor, without the connection: it is fed what arrives and never raises on bad bytes."""

    @property
    def faults(self) -> Mapping[Fault, int]:
        """How often each fault was met so far."""

    @property
    def timebase(self) -> Timebase:
        """What the times of the blocks are worth; settled once the first block is out."""

    def feed(self, characteristic_key: str, payload: bytes, arrival_s: float) -> tuple[SampleBlock, ...]:
        """Decode one notification.

        Parameters
        ----------
        characteristic_key
            Short name of the characteristic, one of the driver's own; others are ignored.
        arrival_s
            Host monotonic time of arrival.

        Returns
        -------
        tuple of SampleBlock
            Samples in sensor time: seconds with an arbitrary zero, rising within and between blocks unless the
            sensor's clock was set back.
        """

    def restart(self) -> None:
        """Forget the frame before: the stream starts anew after a reconnection."""


class FaultLog:
    """Counts what could not be used."""

    def __init__(self) -> None:
        self._counts: Counter[Fault] = Counter()

    def add(self, fault: Fault, times: int = 1) -> None:
        """Count a fault."""
        if times:
            self._counts[fault] += times

    @property
    def counts(self) -> Mapping[Fault, int]:
        """How often each fault was met; a copy."""
        return dict(self._counts)


def is_possible(acc_g: FloatArray, gyro_dps: FloatArray | None = None) -> bool:
    """Whether every value is a number that a sensor on a person can measure."""
    possible = bool((np.abs(acc_g) <= LARGEST_G).all())  # False for NaN as well
    return possible and (gyro_dps is None or bool((np.abs(gyro_dps) <= FULL_TURNS_DPS).all()))
