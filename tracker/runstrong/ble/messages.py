"""What the link tells whoever uses it, in the order in which it happened."""

from dataclasses import dataclass
from enum import StrEnum

from runstrong.ble.errors import Failure
from runstrong.recording.lines import Device, GapReason, Stamp
from runstrong.sensors.driver import StreamConfig


@dataclass(frozen=True, slots=True)
class Notified:
    """A notification as it arrived; nothing has been computed from it."""

    slot: int
    stamp: Stamp
    key: str
    payload: bytes


class LinkState(StrEnum):
    """What a supervisor is doing, in words for a person."""

    SEARCHING = "looking for the sensor"
    CONNECTING = "connecting"
    STREAMING = "streaming"
    RESTARTING = "no data: starting the stream again"
    WAITING = "link lost: trying again"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class LinkChanged:
    """A supervisor goes on to something else; ``name`` is empty until a sensor is known."""

    slot: int
    stamp: Stamp
    state: LinkState
    name: str = ""


@dataclass(frozen=True, slots=True)
class StreamBegan:
    """The sensor streams; all notifications after this belong to this stream.

    Attributes
    ----------
    again
        Whether it streamed before, so that its clock has to be found anew.
    """

    slot: int
    stamp: Stamp
    device: Device
    config: StreamConfig
    again: bool
    battery_percent: int | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StreamBroke:
    """No more notifications come until the next ``StreamBegan``."""

    slot: int
    stamp: Stamp
    failure: Failure


@dataclass(frozen=True, slots=True)
class Dropped:
    """Notifications that could not be kept, because nobody took them in time."""

    slot: int
    stamp: Stamp
    count: int
    why: GapReason = GapReason.OVERFLOW


@dataclass(frozen=True, slots=True)
class BatteryTold:
    """The sensor told how full its battery is."""

    slot: int
    stamp: Stamp
    percent: int


@dataclass(frozen=True, slots=True)
class GaveUp:
    """The supervisor has ended, and no more will come of this slot."""

    slot: int
    stamp: Stamp
    failure: Failure
    name: str = ""


Message = Notified | LinkChanged | StreamBegan | StreamBroke | Dropped | BatteryTold | GaveUp
