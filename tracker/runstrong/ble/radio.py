"""Which radio bleak is to use: the system's own, or one that was opened for it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bleak import BleakClient, BleakScanner
from bleak.backends.client import BaseBleakClient
from bleak.backends.device import BLEDevice
from bleak.backends.scanner import AdvertisementData, BaseBleakScanner


@dataclass(frozen=True, slots=True)
class Radio:
    """Makes bleak's scanners and clients; without arguments they use the system's own Bluetooth.

    Attributes
    ----------
    scanner, client
        Other backends of bleak, or None.
    options
        What these backends are given besides.
    """

    scanner: type[BaseBleakScanner] | None = None
    client: type[BaseBleakClient] | None = None
    options: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_the_systems(self) -> bool:
        """Whether the operating system's Bluetooth is used, with its rules about pairing."""
        return self.client is None

    def new_scanner(self, on_advertisement: Callable[[BLEDevice, AdvertisementData], None]) -> BleakScanner:
        """Return a scanner that is not scanning yet."""
        return BleakScanner(on_advertisement, backend=self.scanner, **self.options)

    def new_client(self, device: BLEDevice, on_loss: Callable[[], None], *, limit_s: float, pair: bool) -> BleakClient:
        """Return a client that is not connected yet; a new one for every connection."""
        return BleakClient(
            device,
            disconnected_callback=lambda _client: on_loss(),
            timeout=limit_s,
            pair=pair,
            backend=self.client,
            **self.options,
        )


SYSTEM_RADIO = Radio()
