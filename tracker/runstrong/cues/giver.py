"""From the events of a session to everything that gives a cue."""

from collections.abc import Callable, Sequence
from types import TracebackType

from runstrong.config.model import CueConfig
from runstrong.cues.bell import Later
from runstrong.cues.sinks import CueSink, find_audible
from runstrong.cues.writer import CueWriter
from runstrong.session.events import SessionEvent
from runstrong.session.script import Script


class CueGiver:
    """Hears the events of a session and gives the cues by all sinks; a context manager that ends them."""

    def __init__(self, writer: CueWriter, sinks: Sequence[CueSink]) -> None:
        self._writer = writer
        self._sinks = tuple(sinks)

    def hear(self, event: SessionEvent) -> None:
        """Take an event."""
        for cue in self._writer.feed(event):
            for sink in self._sinks:
                sink.give(cue)

    def close(self) -> None:
        """End all sinks."""
        for sink in self._sinks:
            sink.close()

    def __enter__(self) -> "CueGiver":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def new_giver(
    script: Script, wanted: CueConfig, *, ring: Callable[[], None] | None, later: Later, screen: Sequence[CueSink] = ()
) -> CueGiver:
    """Return what gives the cues of a session as a person wants them.

    Parameters
    ----------
    ring
        Rings the terminal's bell once; None where there is no terminal.
    screen
        Sinks of the screen.
    """
    return CueGiver(CueWriter(script, wanted), (*find_audible(wanted, ring, later).sinks, *screen))
