"""bleak's scanner on a radio of Bumble's."""

from typing import Any

from bleak.backends.scanner import AdvertisementData, AdvertisementDataCallback, BaseBleakScanner
from bumble.core import UUID, AdvertisingData
from bumble.device import Advertisement

from runstrong.bumble_radio.radio import BumbleRadio
from runstrong.bumble_radio.uuids import text_of

TYPES = AdvertisingData.Type
SERVICE_LISTS = (
    TYPES.INCOMPLETE_LIST_OF_16_BIT_SERVICE_CLASS_UUIDS,
    TYPES.COMPLETE_LIST_OF_16_BIT_SERVICE_CLASS_UUIDS,
    TYPES.INCOMPLETE_LIST_OF_128_BIT_SERVICE_CLASS_UUIDS,
    TYPES.COMPLETE_LIST_OF_128_BIT_SERVICE_CLASS_UUIDS,
)
UUID_BYTES = {
    SERVICE_LISTS[0]: 2,
    SERVICE_LISTS[1]: 2,
    SERVICE_LISTS[2]: 16,
    SERVICE_LISTS[3]: 16,
}
RSSI_UNKNOWN = 127


class BumbleScanner(BaseBleakScanner):
    """What ``BleakScanner(backend=BumbleScanner, radio=radio)`` scans with."""

    def __init__(
        self,
        detection_callback: AdvertisementDataCallback | None,
        service_uuids: list[str] | None,
        _scanning_mode: str = "active",
        *,
        radio: BumbleRadio,
        **_other_platforms: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(detection_callback, service_uuids)
        self._radio = radio
        self._scanning = False

    async def start(self) -> None:
        """Start scanning; what was seen before is forgotten."""
        self.seen_devices = {}
        self._radio.device.on("advertisement", self._take)
        self._scanning = True
        try:
            await self._radio.start_scanning()
        except BaseException:
            self._forget()
            raise

    async def stop(self) -> None:
        """Stop scanning, if it was started."""
        if self._scanning:
            self._forget()
            await self._radio.stop_scanning()

    def _forget(self) -> None:
        self._scanning = False
        self._radio.device.remove_listener("advertisement", self._take)

    def _take(self, seen: Advertisement) -> None:
        advertised = _advertised(seen)
        if not self.is_allowed_uuid(advertised.service_uuids):
            return
        address = seen.address.to_string(with_type_qualifier=False)
        device = self.create_or_update_device(address, address, advertised.local_name, None, advertised)
        self.call_detection_callbacks(device, advertised)


def _advertised(seen: Advertisement) -> AdvertisementData:
    name, makers, uuids = None, {}, []
    for kind, octets in seen.data.ad_structures:
        if kind in (TYPES.COMPLETE_LOCAL_NAME, TYPES.SHORTENED_LOCAL_NAME):
            name = octets.decode("utf-8", errors="replace")
        elif kind == TYPES.MANUFACTURER_SPECIFIC_DATA and len(octets) >= 2:
            makers[int.from_bytes(octets[:2], "little")] = octets[2:]
        elif kind in UUID_BYTES:
            width = UUID_BYTES[TYPES(kind)]
            uuids += [text_of(UUID.from_bytes(octets[at : at + width])) for at in range(0, len(octets), width)]
    rssi = seen.rssi if seen.rssi != RSSI_UNKNOWN else -127
    return AdvertisementData(name, makers, {}, list(dict.fromkeys(uuids)), None, rssi, ())
