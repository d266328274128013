"""On Linux: an agent that says yes when BlueZ asks whether the sensor that is being connected may pair.

Without one, BlueZ's request for a first pairing is answered by nobody and the write that caused it never ends. Only
the one device is accepted, only while it is being connected, and only ways of pairing that need no number: for those a
person has the system's own settings. Where no agent can be registered, connecting goes on without it.
"""

import contextlib
import logging
import sys
from collections.abc import AsyncIterator

from runstrong.ble.system_bus import ask, system_bus

AGENT_PATH = "/org/runstrong/agent"
AGENT_CAPABILITY = "NoInputNoOutput"
AGENT_MANAGER = "org.bluez.AgentManager1"
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
    from runstrong.ble.pairing_interface import new_agent

    async with system_bus() as bus:
        bus.export(AGENT_PATH, new_agent(lambda path: is_device(path, address)))
        await ask(bus, BLUEZ_PATH, AGENT_MANAGER, "RegisterAgent", "os", AGENT_PATH, AGENT_CAPABILITY)
        await ask(bus, BLUEZ_PATH, AGENT_MANAGER, "RequestDefaultAgent", "o", AGENT_PATH)
        yield
        with contextlib.suppress(OSError, TimeoutError):
            await ask(bus, BLUEZ_PATH, AGENT_MANAGER, "UnregisterAgent", "o", AGENT_PATH)
