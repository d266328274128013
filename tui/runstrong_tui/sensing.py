"""A session that is fed by a worn sensor: what has come is taken at every frame."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from textual.worker import get_current_worker

from runstrong.session.commands import Command
from runstrong.session.events import SessionEvent
from runstrong_tui.driver import SessionDriver
from runstrong_tui.marks import Marks
from runstrong_tui.signal_trace import SignalTrace

if TYPE_CHECKING:
    from runstrong_signal.samples import SampleBlock

LOOKING = "Looking for the sensor …"
LOOK_S = 0.1
"""How long to wait for news of a sensor before seeing whether the person has left."""


class SensorSession(Protocol):
    """A session that takes from its sensors by itself what they have sent."""

    @property
    def driver(self) -> SessionDriver:
        """The session."""
        ...

    @property
    def is_streaming(self) -> bool:
        """Whether the sensor that is listened to streams now."""
        ...

    @property
    def is_over(self) -> bool:
        """Whether the session has ended, or can never begin."""
        ...

    @property
    def battery_percent(self) -> int | None:
        """How full the sensor's battery is, if it has told."""
        ...

    def advance(self, wait_s: float = 0.0) -> tuple[SessionEvent, ...]:
        """Take what has come, waiting up to ``wait_s`` for the first of it, and return what happened."""
        ...

    def press(self, command: Command) -> tuple[SessionEvent, ...]:
        """Hand a command to the session and return what happened."""
        ...


class Sensing:
    """The feed of a live session.

    Parameters
    ----------
    begin
        Makes the session; it is given what the samples are to be shown to.
    """

    def __init__(self, begin: "Callable[[Callable[[SampleBlock], None]], SensorSession]") -> None:
        self.trace = SignalTrace()
        self._session = begin(self.trace.add)
        self._early: tuple[SessionEvent, ...] = ()

    @property
    def driver(self) -> SessionDriver:
        """The session that is fed."""
        return self._session.driver

    @property
    def rate_hz(self) -> float | None:
        """Samples a second in the newest seconds."""
        return self.trace.rate_hz

    @property
    def lost_share(self) -> float:
        """Share of the newest seconds' samples that did not come."""
        return self.trace.lost_share

    @property
    def battery_percent(self) -> int | None:
        """How full the sensor's battery is, if it has told."""
        return self._session.battery_percent

    def wait_for_stream(self) -> None:
        """Return when the sensor streams, when the session is over without it, or when the person has left.

        To be called in the worker that loads.
        """
        worker = get_current_worker()
        while not (worker.is_cancelled or self._session.is_streaming or self._session.is_over):
            self._early += self._session.advance(LOOK_S)

    def advance(self) -> tuple[SessionEvent, ...]:
        """Take all that has come."""
        early, self._early = self._early, ()
        return (*early, *self._session.advance())

    def press(self, command: Command) -> tuple[SessionEvent, ...]:
        """Hand a command to the session, at the time of the newest sample."""
        return self._session.press(command)

    def signal_lines(self, columns: int, rows: int, marks: Marks) -> tuple[str, ...]:
        """Return a picture of the newest seconds of signal."""
        return self.trace.lines(columns, rows, marks)
