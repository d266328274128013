"""What happens in a hold, beside what happens in every set."""

from dataclasses import dataclass
from typing import ClassVar

from runstrong.session.set_result import SetKey, Side


@dataclass(frozen=True, slots=True)
class HoldBegan:
    """The position is held since ``since_s``."""

    event: ClassVar[str] = "hold_started"
    t_s: float
    key: SetKey
    since_s: float


@dataclass(frozen=True, slots=True)
class HoldInterrupted:
    """The position was left after ``hold_s`` seconds; the clock stands."""

    event: ClassVar[str] = "hold_paused"
    t_s: float
    key: SetKey
    hold_s: float
    why: str


@dataclass(frozen=True, slots=True)
class HoldContinued:
    """The position was taken again; the clock runs on from ``hold_s``."""

    event: ClassVar[str] = "hold_resumed"
    t_s: float
    key: SetKey
    hold_s: float


@dataclass(frozen=True, slots=True)
class HoldMark:
    """A second that is worth a cue: half way, the last five, then every five of an open hold."""

    event: ClassVar[str] = "hold"
    t_s: float
    key: SetKey
    hold_s: float
    remaining_s: float | None
    sway_mps2: float | None
    tilt_deg: float | None


@dataclass(frozen=True, slots=True)
class HoldSign:
    """An early sign that the hold is getting hard: ``sign`` is its name, ``words`` what a person is told."""

    event: ClassVar[str] = "hold_sign"
    t_s: float
    key: SetKey
    sign: str
    words: str


@dataclass(frozen=True, slots=True)
class WrongSide:
    """The person lies on ``lies_on``, but the set is for the other side."""

    event: ClassVar[str] = "wrong_side"
    t_s: float
    key: SetKey
    lies_on: Side
