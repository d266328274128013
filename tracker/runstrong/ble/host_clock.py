"""The two clocks of the host that every message is stamped with."""

import time
from collections.abc import Callable

from runstrong.recording.lines import Stamp

TakeStamp = Callable[[], Stamp]


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
