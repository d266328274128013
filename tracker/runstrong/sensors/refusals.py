"""Why a sensor would not stream, each with one sentence and one remedy."""

from enum import Enum

from runstrong.errors import RunstrongError
from runstrong.sensors.gatt_steps import Failing, StepFailure, StepOutcome


class Refusal(Enum):
    """What a sensor refused; the value is what happened and what to do about it."""

    NEEDS_PAIRING = (
        "the sensor answers paired devices only",
        "pair it in the Bluetooth settings of this computer, then try again",
    )
    MISSING_SERVICE = (
        "the sensor does not have the service that its acceleration comes from",
        "update its firmware with the maker's app, or see 'runstrong sensors' for what it needs",
    )
    NO_ACCELERATION = ("the sensor says that it measures no acceleration", "use another sensor")
    UNSUPPORTED_MODEL = (
        "this model speaks a dialect that is not known",
        "see 'runstrong sensors' for the models that are",
    )
    SETTINGS = ("the sensor does not take these settings", "ask for another rate or range")
    BUSY = ("the sensor is busy with another app or recording", "close the other app, then try again")
    IN_CHARGER = ("the sensor is in its charger", "take it out, then try again")
    LOW_MTU = (
        "the link carries packets too small for this sensor",
        "move closer and reconnect, or use another Bluetooth adapter",
    )
    NO_ANSWER = ("the sensor does not answer", "switch it off and on, then try again")
    NO_DATA = ("the sensor sends nothing", "wake it, and check that it runs the right sketch or app")
    UNKNOWN_UNIT = (
        "the numbers that the sensor sends are in no known unit",
        "keep it still while it connects, or name the unit",
    )
    DENIED = ("the sensor refused to start", "switch it off and on, then try again")

    @property
    def what(self) -> str:
        """What happened."""
        return self.value[0]

    @property
    def remedy(self) -> str:
        """What a person can do about it."""
        return self.value[1]


REFUSAL_OF_STEP = {
    Failing.MISSING: Refusal.MISSING_SERVICE,
    Failing.NEEDS_PAIRING: Refusal.NEEDS_PAIRING,
    Failing.DENIED: Refusal.DENIED,
    Failing.TIMED_OUT: Refusal.NO_ANSWER,
}


class StreamRefused(RunstrongError):
    """A sensor that answered, but would not stream; ``code`` is its own number for why, where it gave one."""

    def __init__(self, reason: Refusal, *, code: int | None = None) -> None:
        super().__init__(reason.what if code is None else f"{reason.what} (code {code})", remedy=reason.remedy)
        self.reason = reason
        self.code = code


def granted(outcome: StepOutcome) -> bytes:
    """Return the bytes of an outcome, or raise StreamRefused if the step failed."""
    if isinstance(outcome, StepFailure):
        raise StreamRefused(REFUSAL_OF_STEP[outcome.why], code=outcome.att_code)
    return outcome
