"""What a session says of its sensor."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class PostureKnown:
    """It is known where up is, so postures can be told apart; ``standing``: exactly, from standing still."""

    event: ClassVar[str] = "posture_known"
    t_s: float
    standing: bool


@dataclass(frozen=True, slots=True)
class SignalLost:
    """Nothing has come from the sensor since ``since_s``."""

    event: ClassVar[str] = "signal_lost"
    t_s: float
    since_s: float


@dataclass(frozen=True, slots=True)
class SignalBack:
    """The sensor is heard again."""

    event: ClassVar[str] = "signal_back"
    t_s: float


@dataclass(frozen=True, slots=True)
class SignalGap:
    """No samples between ``start_s`` and ``end_s``."""

    event: ClassVar[str] = "gap"
    t_s: float
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class SignalFault:
    """Samples that could not be used were left out."""

    event: ClassVar[str] = "samples_dropped"
    t_s: float
    count: int
