"""What the screen needs of a running session: the seam to the session's own code."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from runstrong.session.commands import Command
from runstrong.session.events import SessionEvent
from runstrong.session.script import Script
from runstrong.session.set_result import SetResult
from runstrong.session.snapshot import Snapshot
from runstrong_tui.marks import Marks

if TYPE_CHECKING:  # numpy is not needed for the first paint
    from runstrong_signal.samples import SampleBlock

EventSink = Callable[[SessionEvent], None]
"""Where events go besides the screen: a bell, a sound, a log. Called in the order of the events, in the UI's thread."""


class SessionDriver(Protocol):
    """A session that takes samples and commands; time is that of the samples."""

    @property
    def script(self) -> Script:
        """What the session leads through."""
        ...

    @property
    def ended(self) -> bool:
        """Whether the session is over, so that nothing more can be fed."""
        ...

    @property
    def results(self) -> tuple[SetResult, ...]:
        """The finished sets, with all corrections made so far."""
        ...

    def feed(self, block: "SampleBlock") -> tuple[SessionEvent, ...]:
        """Take samples and return what happened by them."""
        ...

    def press(self, command: Command) -> tuple[SessionEvent, ...]:
        """Take a command at the time of the newest sample."""
        ...

    def finish(self) -> tuple[SessionEvent, ...]:
        """Say that no more samples come; the last event is ``SessionEnded``."""
        ...

    def snapshot(self) -> Snapshot:
        """Return the state for one frame."""
        ...


class Feed(Protocol):
    """What brings samples to a session: a recording that is played, or a sensor that is worn."""

    @property
    def driver(self) -> SessionDriver:
        """The session that is fed."""
        ...

    @property
    def rate_hz(self) -> float | None:
        """Samples a second lately, or None while too few are known."""
        ...

    @property
    def lost_share(self) -> float:
        """Share, from 0 to 1, of the newest seconds' samples that did not come."""
        ...

    @property
    def battery_percent(self) -> int | None:
        """How full the sensor's battery is, or None where nobody knows."""
        ...

    def advance(self) -> tuple[SessionEvent, ...]:
        """Feed what is due by now, within one frame's share of the processor, and return what happened."""
        ...

    def press(self, command: Command) -> tuple[SessionEvent, ...]:
        """Hand a command to the session and return what happened."""
        ...

    def signal_lines(self, columns: int, rows: int, marks: Marks) -> tuple[str, ...]:
        """Return a picture of the newest seconds of signal, ``rows`` strings of ``columns`` characters."""
        ...
