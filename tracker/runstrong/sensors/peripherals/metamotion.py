"""A simulated MetaMotion board."""

from runstrong.sensors.metamotion import (
    ACCELEROMETER,
    BATTERY,
    BMI160,
    COMMAND_UUID,
    CONFIG,
    LAYOUTS,
    NOTIFY_UUID,
    POWER,
    RATE_CODES,
    READ,
    SAMPLING,
    SERVICE_UUID,
    SETTINGS,
    USUAL_RATE_HZ,
    Chip,
    message,
)
from runstrong.sensors.peripherals.gatt_table import NOTIFY, WRITE_BOTH_WAYS, GattTable
from runstrong.sensors.peripherals.peripheral import (
    SMALLEST_MTU,
    CharacteristicSpec,
    Outgoing,
    ServiceSpec,
    WriteAnswer,
)
from runstrong.sensors.peripherals.waiting_samples import WaitingSamples
from runstrong.sensors.recognition import Advertisement
from runstrong.sensors.standard_services import DeviceInformation
from runstrong_signal.samples import SampleBlock

FACTORY_RANGE_G = 8.0
REVISION = 1


class MetaMotionPeripheral(GattTable):
    """A board with one of the two accelerometers; its state survives a lost link."""

    driver_id = "metamotion"

    def __init__(self, chip: Chip = BMI160, *, name: str = "MetaWear") -> None:
        service = ServiceSpec(
            SERVICE_UUID, (CharacteristicSpec(COMMAND_UUID, WRITE_BOTH_WAYS), CharacteristicSpec(NOTIFY_UUID, NOTIFY))
        )
        device = DeviceInformation("MbientLab Inc", "MetaMotion", "045678", "1.7.3")
        super().__init__(Advertisement(name, frozenset((SERVICE_UUID,))), (service,), device)
        self.rate_hz = USUAL_RATE_HZ
        self._chip = chip
        self._range_g = FACTORY_RANGE_G
        self._on: dict[int, bool] = {POWER: False, SAMPLING: False}
        self._waiting = WaitingSamples()

    @property
    def streaming(self) -> bool:
        """Whether samples are wanted."""
        return all(self._on.values()) and self._packed and self.is_subscribed(NOTIFY_UUID)

    @property
    def left_running(self) -> bool:
        """Whether the accelerometer is powered."""
        return self._on[POWER]

    @property
    def _packed(self) -> bool:
        return self._on.get(self._chip.packed_register, False)

    def on_write(self, char_uuid: str, data: bytes) -> WriteAnswer:
        """Obey a message."""
        if char_uuid != COMMAND_UUID:
            return super().on_write(char_uuid, data)
        if data == message(ACCELEROMETER, READ):
            return (Outgoing(NOTIFY_UUID, message(ACCELEROMETER, READ, self._chip.implementation, REVISION)),)
        if data == message(SETTINGS, READ | BATTERY):
            answer = message(SETTINGS, READ | BATTERY, self.battery_percent) + (4148).to_bytes(2, "little")
            return (Outgoing(NOTIFY_UUID, answer),)
        if len(data) >= 3 and data[0] == ACCELEROMETER:
            self._set(data[1], data[2:])
        return ()

    def encode(self, block: SampleBlock, mtu: int = SMALLEST_MTU) -> tuple[Outgoing, ...]:
        """Return the frames of three samples that are full now."""
        if not self.streaming:
            self._waiting.clear()
            return ()
        self._waiting.add(block)
        layout = next(known for known in LAYOUTS if known.prefix[1] == self._chip.packed_register)
        frames = []
        while (taken := self._waiting.take(layout.samples)) is not None:
            frames.append(Outgoing(NOTIFY_UUID, layout.encode(taken.acc_g, range_g=self._range_g)))
        return tuple(frames)

    def _set(self, register: int, data: bytes) -> None:
        if register == CONFIG and len(data) >= 2:
            rates_hz = {code: rate_hz for rate_hz, code in RATE_CODES.items()}
            ranges_g = {code: range_g for range_g, code in self._chip.range_codes.items()}
            self.rate_hz = rates_hz.get(data[0] & 0x0F, self.rate_hz)
            self._range_g = ranges_g.get(data[1], self._range_g)
        elif register != CONFIG:
            self._on[register] = data[0] == 1
