"""What happens between sets, and to the session as a whole."""

from dataclasses import dataclass
from typing import ClassVar

from runstrong.session.set_result import SetKey, SetResult


@dataclass(frozen=True, slots=True)
class SessionStarted:
    """The session began."""

    event: ClassVar[str] = "session_started"
    t_s: float
    plan: str
    sets: int


@dataclass(frozen=True, slots=True)
class StandStill:
    """The person is asked to stand still for a moment; it ends by itself after ``seconds`` at the latest."""

    event: ClassVar[str] = "stand_still"
    t_s: float
    seconds: float


@dataclass(frozen=True, slots=True)
class GetReady:
    """A set is announced; it starts by itself after ``seconds``, or earlier by movement."""

    event: ClassVar[str] = "get_ready"
    t_s: float
    key: SetKey
    target: str
    seconds: float


@dataclass(frozen=True, slots=True)
class CountdownMark:
    """A second that is worth a cue, ``left_s`` before the set starts by itself: the last three, ten of a rest."""

    event: ClassVar[str] = "countdown"
    t_s: float
    key: SetKey
    left_s: float


@dataclass(frozen=True, slots=True)
class SideSwitched:
    """Change to the other side; its set follows."""

    event: ClassVar[str] = "switch_side"
    t_s: float
    key: SetKey
    seconds: float


@dataclass(frozen=True, slots=True)
class RestStarted:
    """Rest before the next set, named by ``key``."""

    event: ClassVar[str] = "rest_started"
    t_s: float
    key: SetKey
    seconds: float


@dataclass(frozen=True, slots=True)
class RestEnded:
    """Rest is over, by the clock or because the person moved on."""

    event: ClassVar[str] = "rest_ended"
    t_s: float
    key: SetKey


@dataclass(frozen=True, slots=True)
class Paused:
    """The person paused the session; clocks stand."""

    event: ClassVar[str] = "paused"
    t_s: float


@dataclass(frozen=True, slots=True)
class Unpaused:
    """The session goes on."""

    event: ClassVar[str] = "resumed"
    t_s: float


@dataclass(frozen=True, slots=True)
class SessionEnded:
    """The session is over; every set of the plan has its result, undone ones included only if they were begun."""

    event: ClassVar[str] = "session_ended"
    t_s: float
    sets: tuple[SetResult, ...]
