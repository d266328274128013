"""A simulated sensor of any family whose frames have a fixed layout."""

import numpy as np

from runstrong.sensors.frame_sensor import FrameSensor
from runstrong.sensors.gatt_steps import Write
from runstrong.sensors.peripherals.gatt_table import READ_NOTIFY, READ_WRITE, GattTable
from runstrong.sensors.peripherals.peripheral import (
    SMALLEST_MTU,
    AttRefusal,
    CharacteristicSpec,
    Outgoing,
    ServiceSpec,
    WriteAnswer,
)
from runstrong.sensors.peripherals.waiting_samples import WaitingSamples
from runstrong.sensors.recognition import Advertisement
from runstrong.sensors.standard_services import DeviceInformation
from runstrong_signal.samples import SampleBlock

USUAL_RANGE_G = 8.0
FASTEST_HZ = 2000.0


class FramePeripheral(GattTable):
    """A sensor as its row describes it: characteristics that keep what is written, and frames of its layout.

    Parameters
    ----------
    name
        What it is called; by default the beginning by which it is recognised.
    """

    def __init__(self, sensor: FrameSensor, name: str | None = None) -> None:
        by_rank = sorted(sensor.traits, key=lambda trait: -trait.rank)
        prefixes = [trait.name_prefix for trait in by_rank if trait.name_prefix]
        self._sensor = sensor
        self.driver_id = sensor.driver_id
        self._on_writes = (
            *sensor.set_up(sensor.usual_rate_hz, USUAL_RANGE_G),
            *sensor.switch_on(sensor.usual_rate_hz, USUAL_RANGE_G),
        )
        self._kept = {write.char_uuid: b"" for write in (*self._on_writes, *sensor.switch_off)}
        settings = tuple(CharacteristicSpec(uuid, READ_WRITE) for uuid in self._kept)
        service = ServiceSpec(sensor.service_uuid, (CharacteristicSpec(sensor.data_uuid, READ_NOTIFY), *settings))
        company_ids = [trait.manufacturer_id for trait in sensor.traits if trait.manufacturer_id is not None]
        advertised = Advertisement(
            name or (f"{prefixes[0]}1234" if prefixes else sensor.title),
            frozenset((sensor.service_uuid,)),
            frozenset(company_ids),
        )
        super().__init__(advertised, (service,), DeviceInformation(model=sensor.title))
        self.rate_hz = sensor.usual_rate_hz
        self._running = not sensor.switch_off
        self._waiting = WaitingSamples()
        self._frames = 0

    @property
    def streaming(self) -> bool:
        """Whether samples are wanted."""
        return self._running and self.is_subscribed(self._sensor.data_uuid)

    @property
    def left_running(self) -> bool:
        """Whether it has a switch, and the switch is on."""
        return bool(self._sensor.switch_off) and self._running

    def on_read(self, char_uuid: str) -> bytes | AttRefusal:
        """Return what was written last, or a standard value."""
        return self._kept[char_uuid] if char_uuid in self._kept else super().on_read(char_uuid)

    def on_write(self, char_uuid: str, data: bytes) -> WriteAnswer:
        """Keep what is written; it may be a switch or a rate."""
        if char_uuid not in self._kept:
            return super().on_write(char_uuid, data)
        self._kept[char_uuid] = data
        is_switch = {write.char_uuid for write in self._sensor.switch_off}
        if any((write.char_uuid, write.data) == (char_uuid, data) for write in self._sensor.switch_off):
            self._running = False
        elif char_uuid in is_switch:
            self._running = True
        return self._take_rate(Write(char_uuid, data))

    def encode(self, block: SampleBlock, mtu: int = SMALLEST_MTU) -> tuple[Outgoing, ...]:
        """Return the frames that are full now."""
        if not self.streaming:
            self._waiting.clear()
            return ()
        self._waiting.add(block)
        layout, frames = self._sensor.layouts[0], []
        while (taken := self._waiting.take(layout.samples)) is not None:
            gyro_dps = np.zeros_like(taken.acc_g) if taken.gyro_dps is None else taken.gyro_dps
            frame = layout.encode(
                taken.acc_g, gyro_dps, range_g=USUAL_RANGE_G, time_s=float(taken.t_s[-1]), number=self._frames
            )
            frames.append(Outgoing(self._sensor.data_uuid, frame))
            self._frames += 1
        return tuple(frames)

    def _take_rate(self, write: Write) -> WriteAnswer:
        if any(write.char_uuid == known.char_uuid and len(write.data) == len(known.data) for known in self._on_writes):
            rate_hz = self._sensor.rate_written(write)
            self.rate_hz = rate_hz if rate_hz and 0 < rate_hz <= FASTEST_HZ else self.rate_hz
        return ()
