"""However a command is told to end, it ends in order: sensors are stopped and files are closed."""

import contextlib
import signal
from collections.abc import Iterator
from types import FrameType

SIGNALS = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))
"""Being terminated, and losing the terminal (which Windows has no signal for)."""


@contextlib.contextmanager
def ending_signals_interrupt() -> Iterator[None]:
    """Let these signals do what Ctrl-C does while inside, and Ctrl-C too where a shell has turned it off.

    They are passed on as Ctrl-C, for asyncio turns that, and only that, into an end in order.
    """

    def interrupt(_number: int, _frame: FrameType | None) -> None:
        signal.raise_signal(signal.SIGINT)

    before = {one: signal.signal(one, interrupt) for one in SIGNALS}
    before[signal.SIGINT] = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)
