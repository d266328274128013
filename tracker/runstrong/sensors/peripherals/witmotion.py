"""A simulated WitMotion sensor: it streams as soon as notifications are enabled, 10 Hz from the factory."""

from runstrong.sensors.peripherals.gatt_table import NOTIFY, WRITE_BOTH_WAYS, GattTable
from runstrong.sensors.peripherals.peripheral import (
    SMALLEST_MTU,
    CharacteristicSpec,
    Outgoing,
    ServiceSpec,
    WriteAnswer,
)
from runstrong.sensors.recognition import Advertisement
from runstrong.sensors.standard_services import DeviceInformation
from runstrong.sensors.witmotion import NOTIFY_UUID, SERVICE_UUID, WRITE_UUID
from runstrong.sensors.witmotion_frames import (
    BATTERY_REGISTER,
    RATE_CODES,
    RATE_REGISTER,
    READ_REGISTER,
    UNLOCK,
    RegisterReply,
    encode_reply,
    encode_sample,
)
from runstrong_signal.samples import SampleBlock

FACTORY_HZ = 10.0
BATTERY_CENTIVOLTS = 385
COMMAND = b"\xff\xaa"
COMMAND_BYTES = 5


class WitMotionPeripheral(GattTable):
    """A sensor that sends a frame a sample and obeys register commands once unlocked."""

    driver_id = "witmotion"

    def __init__(self, name: str = "WT901BLE67") -> None:
        service = ServiceSpec(
            SERVICE_UUID, (CharacteristicSpec(NOTIFY_UUID, NOTIFY), CharacteristicSpec(WRITE_UUID, WRITE_BOTH_WAYS))
        )
        super().__init__(Advertisement(name, frozenset((SERVICE_UUID,))), (service,), DeviceInformation("WitMotion"))
        self._registers = {RATE_REGISTER: RATE_CODES[FACTORY_HZ], BATTERY_REGISTER: BATTERY_CENTIVOLTS}
        self._unlocked = False

    @property
    def streaming(self) -> bool:
        """Whether samples are wanted."""
        return self.is_subscribed(NOTIFY_UUID)

    @property
    def left_running(self) -> bool:
        """It has nothing to stop: without a subscriber it sends nothing."""
        return False

    @property
    def rate_hz(self) -> float:
        """Samples per second in force."""
        rates_hz = {code: rate for rate, code in RATE_CODES.items()}
        return rates_hz.get(self._registers[RATE_REGISTER], FACTORY_HZ)

    def on_write(self, char_uuid: str, data: bytes) -> WriteAnswer:
        """Obey a register command."""
        if char_uuid != WRITE_UUID:
            return super().on_write(char_uuid, data)
        if len(data) != COMMAND_BYTES or not data.startswith(COMMAND):
            return ()
        register, value = data[2], int.from_bytes(data[3:], "little")
        if data == UNLOCK:
            self._unlocked = True
        elif register == READ_REGISTER:
            first = self._registers.get(value, 0)
            return (Outgoing(NOTIFY_UUID, encode_reply(RegisterReply(value, (first, *(0,) * 7)))),)
        elif self._unlocked:
            self._registers[register] = value
        return ()

    def encode(self, block: SampleBlock, mtu: int = SMALLEST_MTU) -> tuple[Outgoing, ...]:
        """Return a notification for each sample."""
        if not self.streaming:
            return ()
        return tuple(
            Outgoing(
                NOTIFY_UUID,
                encode_sample(block.acc_g[row], None if block.gyro_dps is None else block.gyro_dps[row]),
            )
            for row in range(len(block))
        )
