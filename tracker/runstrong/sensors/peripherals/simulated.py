"""The sensors that can be simulated, by the name they are asked for."""

from collections.abc import Callable, Mapping
from functools import partial

from runstrong.sensors.families import FRAME_SENSORS
from runstrong.sensors.metamotion import BMI270
from runstrong.sensors.peripherals.frames import FramePeripheral
from runstrong.sensors.peripherals.metamotion import MetaMotionPeripheral
from runstrong.sensors.peripherals.movesense import MovesensePeripheral
from runstrong.sensors.peripherals.peripheral import Peripheral
from runstrong.sensors.peripherals.polar import VERITY_SENSE, PolarPeripheral
from runstrong.sensors.peripherals.text import TextPeripheral
from runstrong.sensors.peripherals.witmotion import WitMotionPeripheral

PROGRAMMED: Mapping[str, Callable[[], Peripheral]] = {
    "polar-h10": PolarPeripheral,
    "polar-verity-sense": partial(PolarPeripheral, VERITY_SENSE),
    "movesense": MovesensePeripheral,
    "witmotion": WitMotionPeripheral,
    "nordic-uart": TextPeripheral,
    "metamotion": MetaMotionPeripheral,
    "metamotion-s": partial(MetaMotionPeripheral, BMI270),
}
FROM_THE_TABLE: Mapping[str, Callable[[], Peripheral]] = {
    driver_id.replace("_", "-"): partial(FramePeripheral, sensor) for driver_id, sensor in FRAME_SENSORS.items()
}

SIMULATED: Mapping[str, Callable[[], Peripheral]] = {**PROGRAMMED, **FROM_THE_TABLE}
"""Name on the command line to what makes one."""


def peripheral_for(name: str) -> Peripheral:
    """Return a new simulated sensor; KeyError if there is none of this name."""
    return SIMULATED[name]()
