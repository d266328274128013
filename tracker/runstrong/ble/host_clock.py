"""The two clocks of the host that every message is stamped with."""

import time
from collections.abc import Callable

from runstrong.recording.lines import Stamp

TakeStamp = Callable[[], Stamp]
NS_PER_S = 1_000_000_000


def stamp_now() -> Stamp:
    """Return this moment on both clocks."""
    return Stamp(time.time_ns(), time.monotonic_ns())


def hurried(speed: float) -> TakeStamp:
    """Return clocks that run ``speed`` times as fast from now on, for sensors whose wearer is simulated so fast."""
    begun = stamp_now()

    def take_stamp() -> Stamp:
        passed_ns = round((time.monotonic_ns() - begun.m_ns) * speed)
        return Stamp(begun.t_ns + passed_ns, begun.m_ns + passed_ns)

    return stamp_now if speed == 1.0 else take_stamp


def continued(newest: Stamp, take_stamp: TakeStamp, *, after_ns: int = NS_PER_S) -> TakeStamp:
    """Return clocks that go on a second after ``newest``, for a session that was cut off at it.

    The monotonic clock says how much of the session has gone by: the time while the program did not run is no part of
    it, and after the machine was started again its own clock begins anew. Unix time is what it is.
    """
    begun = take_stamp()

    def later() -> Stamp:
        now = take_stamp()
        return Stamp(now.t_ns, newest.m_ns + after_ns + now.m_ns - begun.m_ns)

    return later
