"""Telling a packet that was delivered twice, where packets carry neither time nor number.

A Linux host can deliver each notification twice after a lost link (hbldh/bleak issue 2002). Two equal packets in a row
are then one; but a sensor that lies still and rounds coarsely also sends equal packets. So only packets of so many
bytes are judged that noise makes them differ, and none while three equal ones in a row show that it does not.
"""

from collections import deque

SMALLEST_JUDGED_BYTES = 12
REMEMBERED = 16


class RepeatGuard:
    """Says of each packet whether it is the one before once more."""

    def __init__(self) -> None:
        self._last = b""
        self._run = 0
        self._long_runs: deque[bool] = deque(maxlen=REMEMBERED)

    def restart(self) -> None:
        """Forget the packet before."""
        self._last, self._run = b"", 0

    def is_repeated(self, payload: bytes) -> bool:
        """Take the next packet and judge it."""
        if len(payload) < SMALLEST_JUDGED_BYTES:
            return False
        self._run = self._run + 1 if payload == self._last else 0
        self._last = payload
        self._long_runs.append(self._run > 1)
        return self._run == 1 and not any(self._long_runs)
