"""The sensor families: driver id, as recordings name it, to what makes one. Adding a family adds a row."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from runstrong.sensors.clock import SensorClock
from runstrong.sensors.driver import Driver, StreamConfig
from runstrong.sensors.polar_pmd import PolarPmd
from runstrong.sensors.stream import SensorStream


@dataclass(frozen=True, slots=True)
class Family:
    """A sensor family; ``wrap_s`` is the sensor time at which its counter starts over, or None."""

    driver: Callable[[StreamConfig], Driver]
    wrap_s: float | None = None


POLAR_PMD = "polar_pmd"

FAMILIES: Mapping[str, Family] = {
    POLAR_PMD: Family(PolarPmd),  # 64-bit nanoseconds do not wrap
}


def stream_for(driver_id: str, config: StreamConfig) -> SensorStream:
    """Return a new stream of samples for a sensor of family ``driver_id``; KeyError if there is none."""
    family = FAMILIES[driver_id]
    return SensorStream(family.driver(config), SensorClock(wrap_s=family.wrap_s))
