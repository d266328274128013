"""Sensor families: bytes of a notification in, samples in g on the session's clock out."""

from runstrong.sensors.clock import SensorClock
from runstrong.sensors.driver import Driver, Fault, StreamConfig
from runstrong.sensors.registry import FAMILIES, POLAR_PMD, Family, stream_for
from runstrong.sensors.stream import SensorStream

__all__ = [
    "FAMILIES",
    "POLAR_PMD",
    "Driver",
    "Family",
    "Fault",
    "SensorClock",
    "SensorStream",
    "StreamConfig",
    "stream_for",
]
