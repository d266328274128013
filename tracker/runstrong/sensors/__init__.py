"""Sensor families: bytes of a notification in, samples in g on the session's clock out."""

from runstrong.sensors.clock import SensorClock
from runstrong.sensors.driver import Driver, Fault, StreamConfig, Timebase, TimeKind
from runstrong.sensors.families import FAMILIES, candidates, confirm, identify
from runstrong.sensors.family import Family
from runstrong.sensors.gatt_steps import StreamStart, StreamWish
from runstrong.sensors.index_clock import IndexClock
from runstrong.sensors.recognition import Advertisement, Rank
from runstrong.sensors.refusals import Refusal, StreamRefused
from runstrong.sensors.registry import POLAR_PMD, stream_for
from runstrong.sensors.stream import SensorStream

__all__ = [
    "FAMILIES",
    "POLAR_PMD",
    "Advertisement",
    "Driver",
    "Family",
    "Fault",
    "IndexClock",
    "Rank",
    "Refusal",
    "SensorClock",
    "SensorStream",
    "StreamConfig",
    "StreamRefused",
    "StreamStart",
    "StreamWish",
    "TimeKind",
    "Timebase",
    "candidates",
    "confirm",
    "identify",
    "stream_for",
]
