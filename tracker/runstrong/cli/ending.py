"""However a command is told to end, it ends in order: sensors are stopped and files are closed."""

import contextlib
import signal
from collections.abc import Iterator
from types import FrameType

SIGNALS = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))
"""Being terminated, and losing the terminal (which Windows has no signal for)."""


@contextlib.contextmanager
def ending_signals_interrupt() -> Iterator[None]:
    """Let these signals raise KeyboardInterrupt while inside, as Ctrl-C does; in the main thread only."""

    def interrupt(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = {one: signal.signal(one, interrupt) for one in SIGNALS}
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)
