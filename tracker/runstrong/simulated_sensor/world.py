"""A radio with simulated sensors in its air, all in this process: for who has no sensor, and for tests."""

import contextlib
import time
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass

from bumble.link import LocalLink

from runstrong.ble.radio import Radio
from runstrong.bumble_radio.opening import as_radio
from runstrong.bumble_radio.radio import BumbleRadio
from runstrong.sensors.peripherals.peripheral import Peripheral
from runstrong.simulated_sensor.motion import Motion
from runstrong.simulated_sensor.sensor import SimulatedSensor
from runstrong.simulated_sensor.troubles import NO_TROUBLES, Troubles


@dataclass(frozen=True, slots=True)
class Worn:
    """A simulated sensor with the motion of what it is worn on."""

    peripheral: Peripheral
    motion: Motion
    troubles: Troubles = NO_TROUBLES


@dataclass(frozen=True, slots=True)
class World:
    """What is in the air, and the radio that hears it."""

    radio: Radio
    sensors: tuple[SimulatedSensor, ...]
    bumble: BumbleRadio


@contextlib.asynccontextmanager
async def world(worn: Sequence[Worn], *, now_s: Callable[[], float] = time.monotonic) -> AsyncIterator[World]:
    """Switch sensors and radio on while inside; the sensors and who wears them live by the clock ``now_s``."""
    link = LocalLink()  # type: ignore[no-untyped-call]
    sensors = tuple(
        SimulatedSensor.on_link(
            one.peripheral, one.motion, link, troubles=one.troubles, now_s=now_s, address=f"C0:52:53:00:00:{number:02X}"
        )
        for number, one in enumerate(worn, 1)
    )
    bumble = await BumbleRadio.on_link(link)
    try:
        for sensor in sensors:
            await sensor.start()
        yield World(as_radio(bumble), sensors, bumble)
    finally:
        await bumble.close()
        for sensor in sensors:
            await sensor.stop()
