"""A thread in which cues become child processes, so that starting one never holds up a frame."""

import contextlib
import queue
import subprocess
import threading
import time
from collections.abc import Callable

from runstrong.cues.table import Cue

LOOK_S = 0.05
"""How often children are looked at while there are any."""

MOST_WAITING = 4
"""Cues that wait to be started; more would be late, and a late cue is a wrong one."""

LINGER_S = 1.5
"""So long what has begun may go on at the end; the longest tone takes less."""

END_S = 0.5
"""A child that has not ended so long after it was told to is killed."""


class Backstage:
    """Hands cues to ``handle`` one after the other in a thread; None in between, to look after the children.

    ``is_busy`` says whether anything still sounds. Both are called in the thread alone.
    """

    def __init__(self, handle: Callable[[Cue | None], None], is_busy: Callable[[], bool]) -> None:
        self._handle = handle
        self._is_busy = is_busy
        self._waiting: queue.Queue[Cue | None] = queue.Queue(MOST_WAITING)
        self._ending = threading.Event()
        self._thread = threading.Thread(target=self._run, name="cues", daemon=True)
        self._thread.start()

    def put(self, cue: Cue) -> None:
        """Take a cue; one too many is dropped."""
        with contextlib.suppress(queue.Full):
            self._waiting.put_nowait(cue)

    def close(self) -> None:
        """Return when what has begun is over, or after a moment."""
        self._ending.set()
        with contextlib.suppress(queue.Full):
            self._waiting.put_nowait(None)  # so that it wakes up
        self._thread.join(LINGER_S + END_S)

    def _run(self) -> None:
        until_s = float("inf")
        while time.monotonic() < until_s:
            try:
                cue = self._waiting.get(timeout=LOOK_S if self._is_busy() or self._ending.is_set() else None)
            except queue.Empty:
                cue = None
            self._handle(cue)
            if self._ending.is_set():
                until_s = min(until_s, time.monotonic() + LINGER_S)
                if self._waiting.empty() and not self._is_busy():
                    return


def start(command: list[str], said: str = "") -> "subprocess.Popen[bytes] | None":
    """Start a child with a text on its standard input, and nothing on the terminal; None if it cannot be started."""
    try:
        child = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, close_fds=True
        )
    except OSError:
        return None
    assert child.stdin is not None
    with contextlib.suppress(OSError):  # a child that ends at once reads nothing
        child.stdin.write(said.encode())
        child.stdin.close()
    return child


def end(child: "subprocess.Popen[bytes]") -> None:
    """End a child, gently if it lets itself be."""
    child.terminate()
    try:
        child.wait(END_S)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
