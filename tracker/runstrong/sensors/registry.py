"""From the name of a driver and the set-up of a sensor to its stream of samples."""

from collections.abc import Callable, Mapping

from runstrong.sensors.decoded import DECODED, DecodedSamples
from runstrong.sensors.driver import Driver, StreamConfig
from runstrong.sensors.families import FAMILIES
from runstrong.sensors.polar_family import POLAR_PMD
from runstrong.sensors.stream import SensorStream

__all__ = ["DRIVERS", "FAMILIES", "POLAR_PMD", "stream_for"]

DRIVERS: Mapping[str, Callable[[StreamConfig], Driver]] = {
    **{driver_id: family.driver for driver_id, family in FAMILIES.items()},
    DECODED: DecodedSamples,
}
"""Driver id, as recordings name it, to what makes one: those of all families, and that of imported samples."""


def stream_for(driver_id: str, config: StreamConfig) -> SensorStream:
    """Return a new stream of samples by driver ``driver_id``; KeyError if there is none."""
    return SensorStream(DRIVERS[driver_id](config))
