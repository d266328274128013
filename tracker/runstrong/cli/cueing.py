"""The cues of a session that is followed by its lines."""

import contextlib
import sys
import threading
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from runstrong.config.model import CueConfig

if TYPE_CHECKING:
    from runstrong.session.events import SessionEvent
    from runstrong.session.script import Script


LONGEST_WAIT_S = 2.0
"""More than any pattern of the bell takes."""


@contextlib.contextmanager
def cues_in_lines(script: "Script", wanted: CueConfig | None) -> "Iterator[Callable[[SessionEvent], None]]":
    """Give what takes events and gives their cues; with None it gives none."""
    if wanted is None:
        yield lambda _event: None
        return
    from runstrong.cues.giver import new_giver

    with Timers() as timers, new_giver(script, wanted, ring=terminal_bell(), later=timers.later) as giver:
        yield giver.hear


def terminal_bell() -> Callable[[], None] | None:
    """Return what rings the bell of the terminal, or None if the output goes elsewhere."""
    return _ring if sys.stdout.isatty() else None


def _ring() -> None:
    sys.stdout.write("\a")
    sys.stdout.flush()


class Timers:
    """Does things later, each in a thread; on leaving it waits for what is due within a moment."""

    def __init__(self) -> None:
        self._timers: list[threading.Timer] = []

    def later(self, seconds: float, act: Callable[[], None]) -> None:
        """Do something after a while."""
        timer = threading.Timer(seconds, act)
        timer.daemon = True
        timer.start()
        self._timers = [*(one for one in self._timers if one.is_alive()), timer]

    def __enter__(self) -> "Timers":
        return self

    def __exit__(self, *_raised: object) -> None:
        for timer in self._timers:
            timer.join(LONGEST_WAIT_S)
