"""A radio of Bumble's: one host on a controller, shared by every scanner and every client that uses it."""

import asyncio
import contextlib
import secrets
from collections.abc import Callable

from bleak.exc import (
    BleakBluetoothNotAvailableError,
    BleakBluetoothNotAvailableReason,
    BleakDeviceNotFoundError,
)
from bumble import core, hci
from bumble.device import Advertisement, Connection, Device
from bumble.host import Host
from bumble.link import LocalLink
from bumble.pairing import PairingConfig, PairingDelegate
from bumble.transport import open_transport
from bumble.transport.common import AsyncPipeSink, Transport

from runstrong.bumble_radio.virtual_controller import VirtualController

OPEN_LIMIT_S = 10.0
"""A dongle that does not answer its first commands in this time will not answer at all."""

NOT_THERE = BleakBluetoothNotAvailableReason.NO_BLUETOOTH


class BumbleRadio:
    """The host side of one controller; use ``on_link`` or ``open`` to make one, and ``close`` to end it."""

    def __init__(self, host: Host, transport: Transport | None, controller: VirtualController | None) -> None:
        self._transport = transport
        self._controller = controller
        self._scanners = 0
        self._turn = asyncio.Lock()
        self._seen: dict[str, hci.Address] = {}
        self._lost: set[Callable[[], None]] = set()
        self.alive = True
        """Whether the controller still answers."""
        self.device = Device(name="runstrong", address=_random_static_address(), host=host)
        self.device.pairing_config_factory = _just_works
        self.device.on("advertisement", self._note)
        host.on("flush", self._on_flush)

    @classmethod
    async def on_link(cls, link: LocalLink) -> "BumbleRadio":
        """Return a radio on a virtual link in this process."""
        controller = VirtualController("radio", link=link)
        radio = cls(Host(controller, AsyncPipeSink(controller)), None, controller)
        await radio.device.power_on()
        return radio

    @classmethod
    async def open(cls, transport_name: str) -> "BumbleRadio":
        """Return a radio behind one of Bumble's transports, such as ``tcp-client:127.0.0.1:9002`` or ``usb:0``.

        Raises
        ------
        BleakBluetoothNotAvailableError
            If nothing answers there; the reason is always ``NO_BLUETOOTH``.
        """
        transport = None
        try:
            async with asyncio.timeout(OPEN_LIMIT_S):
                transport = await open_transport(transport_name)
                radio = cls(Host(transport.source, transport.sink), transport, None)
                await radio.device.power_on()
        except Exception as failure:  # every transport fails in its own way: no such device, refused, no driver
            if transport is not None:
                await transport.close()
            raise BleakBluetoothNotAvailableError(f"no radio at {transport_name}", NOT_THERE) from failure
        return radio

    async def close(self) -> None:
        """End all connections and let go of the controller."""
        self.alive = False
        for connection in list(self.device.connections.values()):
            with contextlib.suppress(Exception):
                async with asyncio.timeout(1.0):
                    await connection.disconnect()
        if self._controller is not None:
            self._controller.vanish()
        if self._transport is not None:
            await self._transport.close()

    def require(self) -> None:
        """Raise what bleak raises where there is no Bluetooth, if the controller is gone."""
        if not self.alive:
            raise BleakBluetoothNotAvailableError("The radio is gone.", NOT_THERE)

    def on_loss(self, callback: Callable[[], None]) -> Callable[[], None]:
        """Call ``callback`` when the controller is gone; returns what takes that back."""
        self._lost.add(callback)
        return lambda: self._lost.discard(callback)

    async def start_scanning(self) -> None:
        """Scan from now on; every call needs its ``stop_scanning``."""
        self.require()
        async with self._turn:
            self._scanners += 1
            if self._scanners == 1:
                await asyncio.shield(self.device.start_scanning(filter_duplicates=False))

    async def stop_scanning(self) -> None:
        """Take one ``start_scanning`` back; the last one stops the scan."""
        async with self._turn:
            self._scanners -= 1
            if self._scanners == 0 and self.alive:
                await asyncio.shield(self.device.stop_scanning())

    async def connect(self, address: str, limit_s: float) -> Connection:
        """Connect to a device that was seen; one at a time, as radios do.

        Raises
        ------
        BleakDeviceNotFoundError
            If it was never seen.
        TimeoutError
            If it does not answer.
        """
        self.require()
        if address not in self._seen:
            raise BleakDeviceNotFoundError(address, f"Device with address {address} was not found.")
        async with asyncio.timeout(limit_s), self._turn:
            attempt = asyncio.ensure_future(self.device.connect(self._seen[address], timeout=limit_s))
            try:
                return await asyncio.shield(attempt)
            except asyncio.CancelledError:
                await asyncio.shield(self._take_back(attempt))
                raise
            except core.TimeoutError as failure:
                raise TimeoutError from failure

    async def _take_back(self, attempt: "asyncio.Future[Connection]") -> None:
        """End an attempt to connect in order: a command of HCI that is cancelled half-way leaves Bumble confused."""
        await self.device.cancel_connection()  # type: ignore[no-untyped-call]
        with contextlib.suppress(core.BaseBumbleError):
            await (await attempt).disconnect()

    def _note(self, advertisement: Advertisement) -> None:
        self._seen[advertisement.address.to_string(with_type_qualifier=False)] = advertisement.address

    def _on_flush(self) -> None:
        if self.device.powered_on and self.alive:
            self.alive = False
            for callback in list(self._lost):
                callback()


def _random_static_address() -> hci.Address:
    """Return an address of our own; two programs on one link must not share one."""
    octets = bytearray(secrets.token_bytes(6))
    octets[5] |= 0xC0  # the two highest bits mark a static random address
    return hci.Address(bytes(octets), hci.Address.RANDOM_DEVICE_ADDRESS)


def _just_works(_connection: Connection) -> PairingConfig:
    return PairingConfig(sc=True, mitm=False, bonding=False, delegate=PairingDelegate())
