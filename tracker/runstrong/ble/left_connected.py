"""On Linux: sensors that a killed program has left connected, which therefore do not advertise.

BlueZ keeps a connection when the program that made it dies (bluez/bluez issue 89), and a sensor that is connected is
not in the air: the session could not be gone on with. Who is subscribed to nothing has no use for the connection, so
such a sensor is disconnected, and then advertises again.
"""

import logging
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias, cast

from runstrong.ble.system_bus import ask, system_bus

DEVICE, CHARACTERISTIC = "org.bluez.Device1", "org.bluez.GattCharacteristic1"
OBJECT_MANAGER = "org.freedesktop.DBus.ObjectManager"

LOG = logging.getLogger(__name__)

Objects: TypeAlias = Mapping[str, Mapping[str, Mapping[str, object]]]
"""By path and interface, the properties, as BlueZ manages them."""


@dataclass(frozen=True, slots=True)
class LeftDevice:
    """A connected device that no program listens to; what it says of itself is not trusted."""

    path: str
    address: str
    name: str
    service_uuids: tuple[str, ...]


def left_among(objects: Objects) -> tuple[LeftDevice, ...]:
    """Return the connected devices none of whose characteristics notifies anybody."""
    listened = {path for path, faces in objects.items() if _is(faces.get(CHARACTERISTIC, {}), "Notifying")}
    return tuple(
        LeftDevice(
            path,
            _text(_value(faces[DEVICE], "Address")),
            _text(_value(faces[DEVICE], "Name")),
            _texts(_value(faces[DEVICE], "UUIDs")),
        )
        for path, faces in objects.items()
        if _is(faces.get(DEVICE, {}), "Connected") and not any(one.startswith(f"{path}/") for one in listened)
    )


async def let_go_of_left(wanted: Callable[[LeftDevice], bool]) -> int:
    """Disconnect left devices that are wanted, and return how many; nothing where there is no BlueZ; never fails."""
    if sys.platform != "linux":
        return 0
    freed = 0
    try:
        async with system_bus() as bus:
            objects = await ask(bus, "/", OBJECT_MANAGER, "GetManagedObjects")
            for left in left_among(cast("Objects", objects)):
                if wanted(left):
                    await ask(bus, left.path, DEVICE, "Disconnect")
                    freed += 1
    except Exception as failure:  # there may be no bus, no BlueZ, and other answers than expected
        LOG.info("cannot look for connected sensors: %s", type(failure).__name__)
    return freed


def _value(properties: Mapping[str, object], name: str) -> object:
    """Return a property out of its variant, or None if it is not there."""
    return getattr(properties.get(name), "value", None)


def _is(properties: Mapping[str, object], name: str) -> bool:
    return _value(properties, name) is True


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _texts(value: object) -> tuple[str, ...]:
    return tuple(map(_text, value)) if isinstance(value, list) else ()
