"""From the name of a family and the set-up of a sensor to its stream of samples."""

from runstrong.sensors.driver import StreamConfig
from runstrong.sensors.families import FAMILIES
from runstrong.sensors.polar_family import POLAR_PMD
from runstrong.sensors.stream import SensorStream

__all__ = ["FAMILIES", "POLAR_PMD", "stream_for"]


def stream_for(driver_id: str, config: StreamConfig) -> SensorStream:
    """Return a new stream of samples for a sensor of family ``driver_id``; KeyError if there is none."""
    return SensorStream(FAMILIES[driver_id].driver(config))
