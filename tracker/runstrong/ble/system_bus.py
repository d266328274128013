"""Calls to BlueZ over the system bus of Linux, beside those that bleak makes."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dbus_fast.aio import MessageBus

BLUEZ = "org.bluez"
BUS_LIMIT_S = 5.0
"""For one call; BlueZ answers these at once, or hangs."""


@contextlib.asynccontextmanager
async def system_bus() -> AsyncIterator["MessageBus"]:
    """Connect to the system bus while inside; OSError or TimeoutError if there is none."""
    from dbus_fast import BusType
    from dbus_fast.aio import MessageBus

    bus = MessageBus(bus_type=BusType.SYSTEM)
    try:
        async with asyncio.timeout(BUS_LIMIT_S):
            await bus.connect()
        yield bus
    finally:
        bus.disconnect()


async def ask(bus: "MessageBus", path: str, interface: str, member: str, signature: str = "", *body: object) -> object:
    """Call a method of BlueZ and return the first value of its answer, or None; OSError if it refuses."""
    from dbus_fast import Message, MessageType

    message = Message(
        destination=BLUEZ, path=path, interface=interface, member=member, signature=signature, body=list(body)
    )
    async with asyncio.timeout(BUS_LIMIT_S):
        answer = await bus.call(message)
    if answer is None or answer.message_type is MessageType.ERROR:
        raise OSError(f"BlueZ refused {member}")
    first: object = answer.body[0] if answer.body else None
    return first
