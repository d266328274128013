"""On Linux: an agent that says yes when BlueZ asks whether the sensor that is being connected may pair.

Without one, BlueZ's request for a first pairing is answered by nobody and the write that caused it never ends. Only
the one device is accepted, only while it is being connected, and only ways of pairing that need no number: for those a
person has the system's own settings. Where no agent can be registered, connecting goes on without it.
"""

import contextlib
import logging
import sys
from collections.abc import AsyncIterator

AGENT_PATH = "/org/runstrong/agent"
AGENT_CAPABILITY = "NoInputNoOutput"
BLUEZ = "org.bluez"
BLUEZ_PATH = "/org/bluez"

LOG = logging.getLogger(__name__)


def is_device(path: str, address: str) -> bool:
    """Whether a D-Bus path such as ``/org/bluez/hci0/dev_C0_11_22_33_44_55`` is the device with an address."""
    last = path.rpartition("/")[2].partition("/")[0]
    return last.upper() == f"DEV_{address.upper().replace(':', '_')}"


@contextlib.asynccontextmanager
async def agent_for(address: str, *, enabled: bool) -> AsyncIterator[None]:
    """Answer BlueZ's questions about one device while inside; elsewhere than on Linux do nothing."""
    async with contextlib.AsyncExitStack() as stack:
        if enabled and sys.platform == "linux":
            try:
                await stack.enter_async_context(_registered(address))
            except Exception as failure:
                LOG.info("no pairing agent: %s", type(failure).__name__)
        yield


@contextlib.asynccontextmanager
async def _registered(address: str) -> AsyncIterator[None]:
    from dbus_fast import BusType, Message, MessageType
    from dbus_fast.aio import MessageBus

    from runstrong.ble.pairing_interface import new_agent

    bus = await MessageBus(bus_type=BusType.SYSTEM).connect()

    async def tell(member: str, signature: str, *body: object) -> None:
        answer = await bus.call(
            Message(
                destination=BLUEZ,
                path=BLUEZ_PATH,
                interface="org.bluez.AgentManager1",
                member=member,
                signature=signature,
                body=list(body),
            )
        )
        if answer is None or answer.message_type is MessageType.ERROR:
            raise OSError(f"BlueZ refused {member}")

    try:
        bus.export(AGENT_PATH, new_agent(lambda path: is_device(path, address)))
        await tell("RegisterAgent", "os", AGENT_PATH, AGENT_CAPABILITY)
        await tell("RequestDefaultAgent", "o", AGENT_PATH)
        yield
        with contextlib.suppress(OSError):
            await tell("UnregisterAgent", "o", AGENT_PATH)
    finally:
        bus.disconnect()
