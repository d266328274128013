"""What a sensor family wants done over GATT, said without doing it.

A family's ``start`` and ``stop`` are generators. Each yields one step; whoever holds the link carries it out and sends
the outcome back. So a whole dialogue is plain code that a test can play through without Bluetooth.

What the carrier owes every dialogue:

* ``Read`` answers with the value; ``AwaitNotification`` with the notification; every other step with ``b""``.
* A step that fails answers with a ``StepFailure``; nothing is thrown into the generator. If the link is gone the
  carrier closes the generator: there is nobody left to talk to.
* Notifications count from ``Subscribe`` on. ``AwaitNotification`` takes the first acceptable one that arrived since the
  last ``Write`` began, or since its subscription if nothing was written, so that an answer faster than the next step
  is not missed. It uses up that notification and the ones before it, for later waits only.
* Every notification of a subscribed key is also kept with its arrival time and fed to the driver once ``start`` has
  returned: the same characteristic can carry answers and samples, and drivers leave answers alone.
* ``Subscribe`` to what is subscribed already succeeds; so does ``Unsubscribe`` from what is not.
"""

from collections.abc import Callable, Generator
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias, TypeVar

from runstrong.sensors.driver import StreamConfig

ANSWER_S = 10.0
"""How long an answer may take; Polar's own library waits 30 s, bleakheart 10 s."""


@dataclass(frozen=True, slots=True)
class Read:
    """Read a characteristic; ``service_uuid`` says in which service, where several have one of this number."""

    char_uuid: str
    service_uuid: str | None = None


@dataclass(frozen=True, slots=True)
class Write:
    """Write to a characteristic.

    Attributes
    ----------
    with_response
        Whether the sensor is to acknowledge it. Where the characteristic allows only the other kind, use that.
    may_split
        Whether the bytes are a stream that may be written in as many pieces as the link needs.
    """

    char_uuid: str
    data: bytes
    with_response: bool = True
    service_uuid: str | None = None
    may_split: bool = False


@dataclass(frozen=True, slots=True)
class Subscribe:
    """Enable notifications or indications; they go by the name ``key`` from here on."""

    char_uuid: str
    key: str
    service_uuid: str | None = None


@dataclass(frozen=True, slots=True)
class Unsubscribe:
    """Disable the notifications of a characteristic."""

    char_uuid: str
    service_uuid: str | None = None


@dataclass(frozen=True, slots=True)
class AwaitNotification:
    """Wait for a notification under ``key`` that ``accept`` says yes to; ``accept`` never raises."""

    key: str
    accept: Callable[[bytes], bool]
    timeout_s: float = ANSWER_S


@dataclass(frozen=True, slots=True)
class Pause:
    """Do nothing for a while, because the sensor needs it."""

    seconds: float


GattStep: TypeAlias = Read | Write | Subscribe | Unsubscribe | AwaitNotification | Pause


class Failing(StrEnum):
    """Why a step could not be carried out."""

    MISSING = "the sensor has no such characteristic"
    NEEDS_PAIRING = "the sensor answers paired devices only"  # ATT 0x05, 0x08, 0x0C, 0x0F
    DENIED = "the sensor said no"  # any other ATT error
    TIMED_OUT = "no answer in time"


@dataclass(frozen=True, slots=True)
class StepFailure:
    """The outcome of a step that failed; ``att_code`` is the sensor's own number for it, where it gave one."""

    why: Failing
    att_code: int | None = None


StepOutcome: TypeAlias = bytes | StepFailure

ResultT = TypeVar("ResultT")
Steps: TypeAlias = Generator[GattStep, StepOutcome, ResultT]
"""A dialogue that ends in a result. A start that is refused raises ``StreamRefused``; a stop never raises."""


@dataclass(frozen=True, slots=True)
class StreamWish:
    """What is asked of a sensor; a family gives the nearest it has.

    Attributes
    ----------
    rate_hz
        Samples per second, or None for what shows a movement soonest.
    range_g
        Full scale: the smallest one on offer that is at least this is chosen. 8 g holds jumps and landings.
    g_per_unit
        For sensors that do not say their unit: g per unit of their numbers, or None to find out.
    """

    rate_hz: float | None = None
    range_g: float = 8.0
    g_per_unit: float | None = None


@dataclass(frozen=True, slots=True)
class StreamStart:
    """A stream that runs.

    Attributes
    ----------
    config
        What the driver has to be made with.
    keys
        The names under which samples arrive.
    notes
        Sentences for the person: what was found out, or what fell short of the wish.
    """

    config: StreamConfig
    keys: tuple[str, ...]
    notes: tuple[str, ...] = ()


def sig_uuid(number: int) -> str:
    """Return the full UUID of a 16-bit number that the Bluetooth SIG gave out."""
    return f"{number:08x}-0000-1000-8000-00805f9b34fb"
