"""The sensors that can be simulated, by the name they are asked for."""

from collections.abc import Callable, Mapping

from runstrong.sensors.peripherals.peripheral import Peripheral
from runstrong.sensors.peripherals.polar import VERITY_SENSE, PolarPeripheral

SIMULATED: Mapping[str, Callable[[], Peripheral]] = {
    "polar-h10": PolarPeripheral,
    "polar-verity-sense": lambda: PolarPeripheral(VERITY_SENSE),
}
"""Name on the command line to what makes one."""


def peripheral_for(name: str) -> Peripheral:
    """Return a new simulated sensor; KeyError if there is none of this name."""
    return SIMULATED[name]()
