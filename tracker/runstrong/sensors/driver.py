"""The seam to a sensor family: notification bytes in, blocks of samples in g out."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from runstrong_signal.samples import SampleBlock


class Fault(StrEnum):
    """Why a notification, or a part of it, could not be used."""

    TOO_SHORT = "shorter than its header"
    TRUNCATED = "ends in the middle of a sample"
    UNKNOWN_FRAME = "frame type not known"
    OTHER_STREAM = "not acceleration"
    REPEATED = "same time stamp as the frame before"
    CLOCK_WENT_BACK = "sensor clock went back"


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
