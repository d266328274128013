"""Notifications that were delivered twice by the system, not sent twice by the sensor.

BlueZ can deliver each notification two and three times after a reconnection (hbldh/bleak issue 2002); closing the dead
client first prevents it, and this is the second lock on that door. It is in front of the recording, so that a replay
sees what the session saw.
"""

SHORTEST_BYTES = 12
"""Shorter notifications hold one sample, and two equal ones may well be two samples."""

SAME_MOMENT_NS = 20_000_000


class Doubles:
    """Tells whether a notification is the one before it once more."""

    def __init__(self) -> None:
        self._last: dict[str, tuple[int, bytes]] = {}
        self.dropped = 0
        """How many were told."""

    def is_double(self, key: str, payload: bytes, m_ns: int) -> bool:
        """Whether the same bytes came under the same key at the same moment."""
        before_ns, before = self._last.get(key, (m_ns, b""))
        self._last[key] = (m_ns, payload)
        double = len(payload) >= SHORTEST_BYTES and payload == before and m_ns - before_ns < SAME_MOMENT_NS
        self.dropped += double
        return double
