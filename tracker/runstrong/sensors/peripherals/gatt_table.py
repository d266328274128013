"""What every simulated sensor has: its table, the battery and device information services, its subscriptions."""

from runstrong.sensors.peripherals.peripheral import (
    READ_NOT_PERMITTED,
    WRITE_NOT_PERMITTED,
    AttRefusal,
    CharacteristicSpec,
    Property,
    ServiceSpec,
    WriteAnswer,
)
from runstrong.sensors.recognition import Advertisement
from runstrong.sensors.standard_services import (
    BATTERY_LEVEL_UUID,
    BATTERY_SERVICE_UUID,
    DEVICE_SERVICE_UUID,
    FIRMWARE_UUID,
    MAKER_UUID,
    MODEL_UUID,
    SERIAL_UUID,
    DeviceInformation,
)

READ = frozenset((Property.READ,))
NOTIFY = frozenset((Property.NOTIFY,))
READ_NOTIFY = frozenset((Property.READ, Property.NOTIFY))
READ_WRITE = frozenset((Property.READ, Property.WRITE))
WRITE = frozenset((Property.WRITE,))
WRITE_BOTH_WAYS = frozenset((Property.WRITE, Property.WRITE_WITHOUT_RESPONSE))

STANDARD_SERVICES = (
    ServiceSpec(BATTERY_SERVICE_UUID, (CharacteristicSpec(BATTERY_LEVEL_UUID, READ_NOTIFY),)),
    ServiceSpec(
        DEVICE_SERVICE_UUID,
        tuple(CharacteristicSpec(uuid, READ) for uuid in (MAKER_UUID, MODEL_UUID, SERIAL_UUID, FIRMWARE_UUID)),
    ),
)


class GattTable:
    """The part of a simulated sensor that is the same in every family; a family adds its own on top.

    Parameters
    ----------
    services
        The family's own services; battery and device information are added.
    device
        What it says it is.
    """

    def __init__(
        self, advertisement: Advertisement, services: tuple[ServiceSpec, ...], device: DeviceInformation
    ) -> None:
        self.advertisement = advertisement
        self.services = (*services, *STANDARD_SERVICES)
        self.battery_percent = 87
        self._device = device
        self._subscribed: set[str] = set()

    def is_subscribed(self, char_uuid: str) -> bool:
        """Whether the other side has notifications of a characteristic switched on."""
        return char_uuid in self._subscribed

    def on_read(self, char_uuid: str) -> bytes | AttRefusal:
        """Return the value of a standard characteristic."""
        texts = {
            MAKER_UUID: self._device.maker,
            MODEL_UUID: self._device.model,
            SERIAL_UUID: self._device.serial,
            FIRMWARE_UUID: self._device.firmware,
        }
        if char_uuid == BATTERY_LEVEL_UUID:
            return bytes((self.battery_percent,))
        return texts[char_uuid].encode() if char_uuid in texts else READ_NOT_PERMITTED

    def on_write(self, char_uuid: str, data: bytes) -> WriteAnswer:
        """Refuse: the standard characteristics are there to be read."""
        return WRITE_NOT_PERMITTED

    def on_subscribe(self, char_uuid: str, *, enabled: bool) -> None:
        """Take note that notifications of a characteristic were switched on or off."""
        if enabled:
            self._subscribed.add(char_uuid)
        else:
            self._subscribed.discard(char_uuid)

    def on_disconnect(self) -> None:
        """Forget all subscriptions."""
        self._subscribed.clear()
