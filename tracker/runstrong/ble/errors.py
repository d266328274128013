"""What can go wrong between here and a sensor: one sentence and one remedy each, never the text of an exception."""

from dataclasses import dataclass
from enum import Enum, auto

from runstrong.errors import RunstrongError, printable


class Trouble(Enum):
    """Why there is no link, or no longer one."""

    NO_BLUETOOTH = auto()
    BLUETOOTH_OFF = auto()
    BLUETOOTH_DENIED = auto()
    NO_SIM = auto()
    NO_RADIO = auto()
    NOT_FOUND = auto()
    UNREACHABLE = auto()
    PAIRING_NEEDED = auto()
    REFUSED = auto()
    LOST = auto()


class LinkError(RunstrongError):
    """No samples come from a sensor; ``trouble`` says why."""

    def __init__(self, trouble: Trouble, what: str, *, remedy: str) -> None:
        super().__init__(what, remedy=remedy)
        self.trouble = trouble


class BluetoothUnavailable(LinkError):
    """Bluetooth of this machine cannot be used."""


class SensorNotFound(LinkError):
    """The sensor is not there, or does not answer."""


class SensorNotReady(LinkError):
    """The sensor is there, but does not stream to us."""


class SensorLost(LinkError):
    """The link to the sensor broke."""


@dataclass(frozen=True, slots=True)
class Wording:
    """How a trouble is told; ``{name}`` stands for the sensor's name, ``{detail}`` for what is known beyond it."""

    kind: type[LinkError]
    what: str
    remedy: str


WORDINGS: dict[Trouble, Wording] = {
    Trouble.NO_BLUETOOTH: Wording(
        BluetoothUnavailable,
        "this machine has no Bluetooth that can be used",
        "plug in a Bluetooth adapter, or try 'runstrong track --simulated', which needs none",
    ),
    Trouble.BLUETOOTH_OFF: Wording(BluetoothUnavailable, "Bluetooth is off", "turn it on and try again"),
    Trouble.BLUETOOTH_DENIED: Wording(
        BluetoothUnavailable,
        "this program may not use Bluetooth",
        "allow it for your terminal in the system's privacy settings",
    ),
    Trouble.NO_SIM: Wording(
        BluetoothUnavailable,
        "another radio than the system's own, or a simulated sensor, needs the extra 'sim'",
        "install it with: pip install 'runstrong[sim]'",
    ),
    Trouble.NO_RADIO: Wording(
        BluetoothUnavailable,
        "there is no radio at {detail}",
        "check the address, and start 'runstrong simulate' first if it is to be found there",
    ),
    Trouble.NOT_FOUND: Wording(
        SensorNotFound,
        "{name} was not found",
        "switch it on, put it on (straps wake on moist skin), bring it near, and close other apps that use it",
    ),
    Trouble.UNREACHABLE: Wording(
        SensorNotFound,
        "{name} is there but does not answer",
        "bring it nearer, and close other apps or watches that may be connected to it",
    ),
    Trouble.PAIRING_NEEDED: Wording(
        SensorNotReady,
        "{name} asks to be paired first",
        "pair it in the system's Bluetooth settings, then try again",
    ),
    Trouble.REFUSED: Wording(
        SensorNotReady,
        "{name} does not stream ({detail})",
        "switch it off and on again, and close other apps that use it",
    ),
    Trouble.LOST: Wording(SensorLost, "the link to {name} was lost", "bring it nearer and try again"),
}


@dataclass(frozen=True, slots=True)
class Failure:
    """A trouble with what is known about it: a value, so that deciding about it needs no exception."""

    trouble: Trouble
    detail: str = ""
    said_by_family: RunstrongError | None = None

    def error(self, name: str = "the sensor") -> RunstrongError:
        """Return the error that tells a person about it; what a sensor family said itself stands as it is."""
        if self.said_by_family is not None:
            return self.said_by_family
        wording = WORDINGS[self.trouble]
        what = wording.what.replace("{name}", printable(name, longest=40))
        what = what.replace("{detail}", printable(self.detail, longest=100))
        return wording.kind(self.trouble, what, remedy=wording.remedy)


class LinkFailure(Exception):
    """Raised inside the link, where a failure ends what is being done; it never reaches a person."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure)
        self.failure = failure
