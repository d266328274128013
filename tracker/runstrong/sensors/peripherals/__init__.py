"""Simulated sensors without a radio: each family's protocol from the sensor's side."""

from runstrong.sensors.peripherals.peripheral import (
    AttRefusal,
    CharacteristicSpec,
    Outgoing,
    Peripheral,
    Property,
    ServiceSpec,
)
from runstrong.sensors.peripherals.polar import H10, VERITY_SENSE, PolarPeripheral
from runstrong.sensors.peripherals.simulated import SIMULATED, peripheral_for

__all__ = [
    "H10",
    "SIMULATED",
    "VERITY_SENSE",
    "AttRefusal",
    "CharacteristicSpec",
    "Outgoing",
    "Peripheral",
    "PolarPeripheral",
    "Property",
    "ServiceSpec",
    "peripheral_for",
]
