"""bleak's client on a radio of Bumble's: real ATT requests, and bleak's own errors for whatever goes wrong."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Iterator
from typing import Any, cast

from bleak.args import SizedBuffer
from bleak.assigned_numbers import gatt_char_props_to_strs
from bleak.backends.characteristic import BleakGATTCharacteristic
from bleak.backends.client import BaseBleakClient, NotifyCallback
from bleak.backends.descriptor import BleakGATTDescriptor
from bleak.backends.device import BLEDevice
from bleak.backends.service import BleakGATTService, BleakGATTServiceCollection
from bleak.exc import BleakError, BleakGATTProtocolError
from bumble import att, core
from bumble.device import Connection, Peer
from bumble.gatt_client import CharacteristicProxy, DescriptorProxy, ServiceProxy

from runstrong.bumble_radio.radio import BumbleRadio
from runstrong.bumble_radio.uuids import text_of

LARGEST_MTU = 517
WRITE_HEADER_BYTES = 3


class BumbleClient(BaseBleakClient):
    """What ``BleakClient(device, backend=BumbleClient, radio=radio)`` connects with."""

    def __init__(
        self,
        address_or_ble_device: BLEDevice | str,
        *,
        radio: BumbleRadio,
        disconnected_callback: Callable[[], None] | None = None,
        timeout: float = 30.0,
        **_other_platforms: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(address_or_ble_device, disconnected_callback=disconnected_callback, timeout=timeout)
        self._radio = radio
        self._name = address_or_ble_device.name if isinstance(address_or_ble_device, BLEDevice) else None
        self._connection: Connection | None = None
        self._notified: dict[int, Callable[[bytes], None]] = {}
        self._forget_loss: Callable[[], None] = lambda: None

    @property
    def name(self) -> str:
        """The advertised name, or the address."""
        return self._name or self.address

    @property
    def mtu_size(self) -> int:
        """The MTU that both sides agreed on."""
        return 23 if self._connection is None else int(self._connection.att_mtu)

    @property
    def is_connected(self) -> bool:
        """Whether the connection stands, as far as is known."""
        return self._connection is not None

    async def connect(self, pair: bool, **kwargs: Any) -> None:  # noqa: ANN401
        """Connect, agree on an MTU and look up everything that is there."""
        if self.is_connected:
            raise BleakError("Client is already connected")
        connection = await self._radio.connect(self.address, self._timeout)
        self._connection = connection
        connection.on(connection.EVENT_DISCONNECTION, self._on_disconnection)
        self._forget_loss = self._radio.on_loss(self._on_disconnection)
        try:
            with self._errors():
                if pair:
                    await connection.pair()
                peer = Peer(connection)
                await peer.request_mtu(LARGEST_MTU)
                await peer.discover_all()  # type: ignore[no-untyped-call]
                self.services = self._collected(peer)
        except BaseException:
            await self.disconnect()
            raise

    async def disconnect(self) -> None:
        """End the connection; no callback tells of it."""
        connection = self._let_go()
        if connection is not None and self._radio.alive:
            with contextlib.suppress(core.BaseBumbleError, asyncio.InvalidStateError):
                await connection.disconnect()

    async def pair(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        """Pair without a number to compare, and encrypt."""
        with self._errors():
            await self._connected().pair()

    async def unpair(self) -> None:
        """Nothing is remembered, so there is nothing to forget."""

    async def read_gatt_char(
        self,
        characteristic: BleakGATTCharacteristic,
        *,
        use_cached: bool = False,
        **kwargs: Any,  # noqa: ANN401
    ) -> bytearray:
        """Read a characteristic."""
        return await self._read(cast(CharacteristicProxy[bytes], characteristic.obj).read_value)

    async def read_gatt_descriptor(
        self,
        descriptor: BleakGATTDescriptor,
        *,
        use_cached: bool = False,
        **kwargs: Any,  # noqa: ANN401
    ) -> bytearray:
        """Read a descriptor."""
        return await self._read(cast(DescriptorProxy, descriptor.obj).read_value)

    async def write_gatt_char(self, characteristic: BleakGATTCharacteristic, data: SizedBuffer, response: bool) -> None:
        """Write a characteristic, with or without a response."""
        self._connected()
        with self._errors():
            await characteristic.obj.write_value(bytes(data), with_response=response)

    async def write_gatt_descriptor(self, descriptor: BleakGATTDescriptor, data: SizedBuffer) -> None:
        """Write a descriptor."""
        self._connected()
        with self._errors():
            await descriptor.obj.write_value(bytes(data), with_response=True)

    async def start_notify(
        self,
        characteristic: BleakGATTCharacteristic,
        callback: NotifyCallback,
        **kwargs: Any,  # noqa: ANN401
    ) -> None:
        """Ask for notifications, or for indications where there are no notifications."""
        self._connected()
        if characteristic.handle in self._notified:
            raise ValueError("Characteristic notifications already started")
        loop = asyncio.get_running_loop()

        def heard(value: bytes) -> None:
            # Not called from within Bumble's own handler, where an exception would end up in its parser.
            loop.call_soon(callback, bytearray(value))

        self._notified[characteristic.handle] = heard
        with self._errors():
            await cast(CharacteristicProxy[bytes], characteristic.obj).subscribe(heard)

    async def stop_notify(self, characteristic: BleakGATTCharacteristic) -> None:
        """Take ``start_notify`` back."""
        self._connected()
        heard = self._notified.pop(characteristic.handle, None)
        if heard is not None:
            with self._errors():
                await cast(CharacteristicProxy[bytes], characteristic.obj).unsubscribe(heard)

    async def _read(self, read: Callable[[], Awaitable[bytes]]) -> bytearray:
        self._connected()
        with self._errors():
            return bytearray(await read())

    def _connected(self) -> Connection:
        if self._connection is None:
            raise BleakError("Not connected")
        return self._connection

    def _let_go(self) -> Connection | None:
        connection, self._connection = self._connection, None
        self.services = None
        self._notified.clear()
        self._forget_loss()
        return connection

    def _on_disconnection(self, *_reason: int) -> None:
        if self._let_go() is not None and self._disconnected_callback is not None:
            asyncio.get_running_loop().call_soon(self._disconnected_callback)

    @contextlib.contextmanager
    def _errors(self) -> Iterator[None]:
        """Turn Bumble's errors into bleak's; Bumble cancels a request when the connection is lost below it."""
        try:
            yield
        except att.ATT_Error as refused:
            raise BleakGATTProtocolError(int(refused.error_code)) from refused
        except core.TimeoutError as late:
            raise TimeoutError from late
        except (core.BaseBumbleError, asyncio.InvalidStateError) as failure:
            raise BleakError("disconnected" if self._connection is None else "failed") from failure
        except asyncio.CancelledError as cancelled:
            task = asyncio.current_task()
            if self._connection is None and not (task and task.cancelling()):
                raise BleakError("disconnected") from cancelled
            raise

    def _collected(self, peer: Peer) -> BleakGATTServiceCollection:
        collection = BleakGATTServiceCollection()
        for service_proxy in peer.services:
            self._collect(collection, service_proxy)
        return collection

    def _collect(self, collection: BleakGATTServiceCollection, proxy: ServiceProxy) -> None:
        service = BleakGATTService(proxy, proxy.handle, text_of(proxy.uuid))
        collection.add_service(service)
        for found in proxy.characteristics:
            characteristic = BleakGATTCharacteristic(
                found,
                found.handle,
                text_of(found.uuid),
                list(gatt_char_props_to_strs(int(found.properties))),
                self._room_for_write,
                service,
            )
            collection.add_characteristic(characteristic)
            for descriptor in found.descriptors:
                collection.add_descriptor(
                    BleakGATTDescriptor(descriptor, descriptor.handle, text_of(descriptor.type), characteristic)
                )

    def _room_for_write(self) -> int:
        return self.mtu_size - WRITE_HEADER_BYTES
