"""One connection to one sensor: carries out the dialogues of its family and passes on what arrives.

A notification is stamped first of all, and handed on; nothing is computed here. Every call of bleak has a time limit,
for bleak has none: a write can wait for ever for a pairing that nobody confirms.
"""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from typing import TypeVar

from bleak import BleakClient
from bleak.backends.characteristic import BleakGATTCharacteristic
from bleak.exc import BleakCharacteristicNotFoundError, BleakError, BleakGATTProtocolError

from runstrong.ble.bleak_failures import AUTHENTICATION_CODES, CARRIER_ERRORS, failure_of
from runstrong.ble.errors import Failure, LinkFailure, Trouble
from runstrong.ble.host_clock import TakeStamp, stamp_now
from runstrong.ble.mail import Mail
from runstrong.recording.lines import Stamp
from runstrong.sensors.gatt_steps import (
    AwaitNotification,
    Failing,
    GattStep,
    Pause,
    Read,
    StepFailure,
    StepOutcome,
    Steps,
    Subscribe,
    Unsubscribe,
    Write,
)

CONNECT_LIMIT_S = 20.0
CALL_LIMIT_S = 10.0
"""For one read, write or subscription; answers of a sensor have limits of their own."""

DISCONNECT_LIMIT_S = 5.0
SMALLEST_WRITE_BYTES = 20
"""What fits into one packet whatever was negotiated."""

ResultT = TypeVar("ResultT")
Hearer = Callable[[str, bytes, Stamp], None]
"""Takes a notification: key, payload, time of arrival."""


class Link:
    """A connection from before it stands until it is closed; for the next one a new link is made.

    Parameters
    ----------
    new_client
        Makes the client; it is given what to call when the connection is lost.
    hear
        Is called with every notification, from bleak's own callback: it must return at once.
    """

    def __init__(
        self,
        new_client: Callable[[Callable[[], None]], BleakClient],
        hear: Hearer,
        *,
        take_stamp: TakeStamp = stamp_now,
    ) -> None:
        self.lost = asyncio.Event()
        """Set once the connection is gone, whoever ended it."""
        self._client = new_client(self.lost.set)
        self._hear = hear
        self._take_stamp = take_stamp
        self._subscribed: set[int] = set()
        self._mail = Mail()
        self._turn = asyncio.Lock()

    async def connect(self, limit_s: float = CONNECT_LIMIT_S) -> frozenset[str]:
        """Connect and return the UUIDs of all services; LinkFailure if that cannot be."""
        try:
            async with asyncio.timeout(limit_s):
                await self._client.connect()
        except CARRIER_ERRORS as raised:
            raise LinkFailure(failure_of(raised, connected=False)) from raised
        return frozenset(service.uuid for service in self._client.services)

    async def close(self) -> None:
        """Let go of the connection, also of a dead one: BlueZ doubles the next one's notifications otherwise.

        See hbldh/bleak issue 2002; the call stays right where the fault is not.
        """
        with contextlib.suppress(*CARRIER_ERRORS):
            async with asyncio.timeout(DISCONNECT_LIMIT_S):
                await self._client.disconnect()
        self.lost.set()

    async def carry_out(self, steps: Steps[ResultT]) -> ResultT:
        """Carry out a dialogue and return what came of it.

        Raises
        ------
        LinkFailure
            If the connection is gone; the dialogue is closed then.
        RunstrongError
            What the dialogue itself raises.
        """
        async with self._turn:
            self._mail.open()
            try:
                outcome = await self._outcome(next(steps))
                while True:
                    outcome = await self._outcome(steps.send(outcome))
            except StopIteration as end:
                result: ResultT = end.value
                return result
            finally:
                self._mail.shut()
                steps.close()

    async def _outcome(self, step: GattStep) -> StepOutcome:
        if self.lost.is_set():
            raise LinkFailure(Failure(Trouble.LOST))
        match step:
            case Pause(seconds):
                await asyncio.sleep(seconds)
                return b""
            case AwaitNotification(key, accept, timeout_s):
                return await self._answer(key, accept, timeout_s)
            case Read(uuid, service_uuid):
                return await self._call(uuid, service_uuid, self._read)
            case Subscribe(uuid, key, service_uuid):
                return await self._call(uuid, service_uuid, lambda found: self._subscribe(found, key))
            case Unsubscribe(uuid, service_uuid):
                return await self._call(uuid, service_uuid, self._unsubscribe)
            case Write(uuid, data, service_uuid=service_uuid):
                self._mail.mark()
                return await self._call(uuid, service_uuid, lambda found: self._write(found, step, data))

    async def _call(
        self,
        uuid: str,
        service_uuid: str | None,
        call: Callable[[BleakGATTCharacteristic], Awaitable[bytes]],
    ) -> StepOutcome:
        try:
            async with asyncio.timeout(CALL_LIMIT_S):
                return await call(self._characteristic(uuid, service_uuid))
        except BleakCharacteristicNotFoundError:
            return StepFailure(Failing.MISSING)
        except BleakGATTProtocolError as refused:
            code = int(refused.code)
            return StepFailure(Failing.NEEDS_PAIRING if code in AUTHENTICATION_CODES else Failing.DENIED, code)
        except TimeoutError:
            return StepFailure(Failing.TIMED_OUT)
        except CARRIER_ERRORS as raised:
            failure = failure_of(raised, connected=True)
            if failure.trouble is Trouble.PAIRING_NEEDED:
                return StepFailure(Failing.NEEDS_PAIRING)
            raise LinkFailure(failure) from raised

    async def _answer(self, key: str, accept: Callable[[bytes], bool], limit_s: float) -> StepOutcome:
        try:
            async with asyncio.timeout(limit_s):
                while (payload := self._mail.take(key, accept)) is None:
                    await self._mail_or_loss()
                return payload
        except TimeoutError:
            return StepFailure(Failing.TIMED_OUT)

    async def _mail_or_loss(self) -> None:
        waits = [asyncio.ensure_future(self._mail.arrived.wait()), asyncio.ensure_future(self.lost.wait())]
        try:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for wait in waits:
                wait.cancel()
        if self.lost.is_set():
            raise LinkFailure(Failure(Trouble.LOST))
        self._mail.arrived.clear()

    async def _read(self, found: BleakGATTCharacteristic) -> bytes:
        return bytes(await self._client.read_gatt_char(found))

    async def _write(self, found: BleakGATTCharacteristic, step: Write, data: bytes) -> bytes:
        can_respond, can_not = "write" in found.properties, "write-without-response" in found.properties
        response = (step.with_response and can_respond) or not can_not
        room = max(SMALLEST_WRITE_BYTES, found.max_write_without_response_size) if step.may_split else len(data)
        for at in range(0, max(len(data), 1), max(room, 1)):
            await self._client.write_gatt_char(found, data[at : at + room], response=response)
        return b""

    async def _subscribe(self, found: BleakGATTCharacteristic, key: str) -> bytes:
        if found.handle not in self._subscribed:

            def heard(_characteristic: BleakGATTCharacteristic, payload: bytearray) -> None:
                stamp = self._take_stamp()
                self._mail.put(key, bytes(payload))
                self._hear(key, bytes(payload), stamp)

            await self._client.start_notify(found, heard)
            self._subscribed.add(found.handle)
        return b""

    async def _unsubscribe(self, found: BleakGATTCharacteristic) -> bytes:
        if found.handle in self._subscribed:
            self._subscribed.discard(found.handle)
            await self._client.stop_notify(found)
        return b""

    def _characteristic(self, uuid: str, service_uuid: str | None) -> BleakGATTCharacteristic:
        if not self._client.is_connected:
            raise BleakError("Not connected")
        for service in self._client.services:
            if service_uuid in (None, service.uuid):
                found = service.get_characteristic(uuid)
                if found is not None:
                    return found
        raise BleakCharacteristicNotFoundError(uuid)
