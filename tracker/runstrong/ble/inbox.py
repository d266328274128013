"""The way from the radio's thread to the session's: in order, bounded in time, and never blocking the radio."""

import threading
from collections import deque

from runstrong.ble.messages import Dropped, Message, Notified

LONGEST_WAIT_S = 10.0
"""Notifications older than this are dropped, oldest first: an overload must not become a delay without end."""

NS_PER_S = 1_000_000_000


class Inbox:
    """A queue of messages; ``put`` from any thread, ``take`` from one."""

    def __init__(self, longest_wait_s: float = LONGEST_WAIT_S) -> None:
        self._longest_ns = round(longest_wait_s * NS_PER_S)
        self._ahead: list[Message] = []  # what stands before the oldest notification that is kept
        self._waiting: deque[Message] = deque()
        self._filled = threading.Condition()

    def put(self, message: Message) -> None:
        """Add a message; if it is a notification, drop those that have waited too long and say so in their place."""
        with self._filled:
            self._waiting.append(message)
            if isinstance(message, Notified):
                self._drop_before(message.stamp.m_ns - self._longest_ns)
            self._filled.notify()

    def take(self, wait_s: float = 0.0) -> tuple[Message, ...]:
        """Return all that has come, waiting up to ``wait_s`` for the first of it."""
        with self._filled:
            if not self._waiting and wait_s > 0:
                self._filled.wait(wait_s)
            taken = (*self._ahead, *self._waiting)
            self._ahead.clear()
            self._waiting.clear()
            return taken

    def _drop_before(self, oldest_m_ns: int) -> None:
        while self._waiting:
            head = self._waiting[0]
            if not isinstance(head, Notified):
                self._ahead.append(head)
            elif head.stamp.m_ns < oldest_m_ns:
                self._count_dropped(head)
            else:
                return
            self._waiting.popleft()

    def _count_dropped(self, lost: Notified) -> None:
        """Add one to the count of dropped notifications of this sensor, if nothing else came since, or begin one."""
        for at in range(len(self._ahead) - 1, -1, -1):
            counted = self._ahead[at]
            if not isinstance(counted, Dropped):
                break
            if counted.slot == lost.slot:
                self._ahead[at] = Dropped(lost.slot, lost.stamp, counted.count + 1)
                return
        self._ahead.append(Dropped(lost.slot, lost.stamp, 1))
