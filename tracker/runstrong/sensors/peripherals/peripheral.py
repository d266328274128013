"""The seam to a simulated sensor: a GATT table, answers to writes, and samples as the family's own notifications.

A peripheral knows its protocol and nothing of radios. Whoever plays it advertises ``advertisement``, serves
``services``, passes on what the other side does, and sends what comes back. Samples are to be made at ``rate_hz``
while ``streaming`` holds, and passed through ``encode``.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol, TypeAlias

from runstrong.sensors.recognition import Advertisement
from runstrong_signal.samples import SampleBlock


class Property(StrEnum):
    """What may be done with a characteristic."""

    READ = "read"
    WRITE = "write"
    WRITE_WITHOUT_RESPONSE = "write without response"
    NOTIFY = "notify"
    INDICATE = "indicate"


@dataclass(frozen=True, slots=True)
class CharacteristicSpec:
    """One characteristic of the table."""

    uuid: str
    properties: frozenset[Property]


@dataclass(frozen=True, slots=True)
class ServiceSpec:
    """One service of the table."""

    uuid: str
    characteristics: tuple[CharacteristicSpec, ...]


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A notification or indication to send, whichever the characteristic has; at most MTU - 3 bytes."""

    char_uuid: str
    data: bytes


@dataclass(frozen=True, slots=True)
class AttRefusal:
    """A read or write that is refused with an ATT error code."""

    code: int


WriteAnswer: TypeAlias = tuple[Outgoing, ...] | AttRefusal
READ_NOT_PERMITTED = AttRefusal(0x02)
WRITE_NOT_PERMITTED = AttRefusal(0x03)
SMALLEST_MTU = 23
ATT_HEADER_BYTES = 3


class Peripheral(Protocol):
    """One simulated sensor, without its radio.

    Attributes
    ----------
    battery_percent
        What the battery service tells; may be changed while it runs.
    """

    battery_percent: int

    @property
    def driver_id(self) -> str:
        """The family it belongs to."""

    @property
    def advertisement(self) -> Advertisement:
        """What it advertises."""

    @property
    def services(self) -> tuple[ServiceSpec, ...]:
        """Its GATT table, standard services included."""

    @property
    def streaming(self) -> bool:
        """Whether samples are wanted: started and not stopped since, and subscribed to."""

    @property
    def left_running(self) -> bool:
        """Whether it would go on measuring, and drain its battery, if the link went away now."""

    @property
    def rate_hz(self) -> float:
        """Samples per second, as negotiated."""

    def on_read(self, char_uuid: str) -> bytes | AttRefusal:
        """Return the value of a characteristic."""

    def on_write(self, char_uuid: str, data: bytes) -> WriteAnswer:
        """Take a write; return what to notify in answer, or why it is refused."""

    def on_subscribe(self, char_uuid: str, *, enabled: bool) -> None:
        """Take note that notifications of a characteristic were switched on or off."""

    def on_disconnect(self) -> None:
        """Take note that the link is gone: subscriptions end, settings stay as the real sensor keeps them."""

    def encode(self, block: SampleBlock, mtu: int = SMALLEST_MTU) -> tuple[Outgoing, ...]:
        """Return the notifications that are full now; the rest of the block waits for the next one.

        Parameters
        ----------
        block
            Samples at ``rate_hz``; ``t_s`` counts from when the sensor was switched on.
        mtu
            The ATT MTU in force.
        """
