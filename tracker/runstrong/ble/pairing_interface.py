"""The D-Bus interface of the pairing agent; a module of its own, for it can be imported on Linux only."""

from collections.abc import Callable

from dbus_fast import DBusError
from dbus_fast.annotations import DBusObjectPath, DBusStr, DBusUInt16, DBusUInt32
from dbus_fast.service import ServiceInterface, dbus_method

REJECTED = "org.bluez.Error.Rejected"


def new_agent(is_ours: Callable[[str], bool]) -> ServiceInterface:
    """Return an agent that accepts what needs no number, for the device whose path ``is_ours`` says yes to."""

    def require_ours(path: str) -> None:
        if not is_ours(path):
            raise DBusError(REJECTED, "another device")

    class Agent(ServiceInterface):
        def __init__(self) -> None:
            super().__init__("org.bluez.Agent1")

        @dbus_method()
        def Release(self) -> None:
            return None

        @dbus_method()
        def Cancel(self) -> None:
            return None

        @dbus_method()
        def RequestAuthorization(self, device: DBusObjectPath) -> None:
            require_ours(device)

        @dbus_method()
        def AuthorizeService(self, device: DBusObjectPath, uuid: DBusStr) -> None:
            require_ours(device)

        @dbus_method()
        def RequestConfirmation(self, device: DBusObjectPath, passkey: DBusUInt32) -> None:
            raise DBusError(REJECTED, "nobody can compare the number here")

        @dbus_method()
        def RequestPinCode(self, device: DBusObjectPath) -> DBusStr:
            raise DBusError(REJECTED, "nobody can type a number here")

        @dbus_method()
        def RequestPasskey(self, device: DBusObjectPath) -> DBusUInt32:
            raise DBusError(REJECTED, "nobody can type a number here")

        @dbus_method()
        def DisplayPasskey(self, device: DBusObjectPath, passkey: DBusUInt32, entered: DBusUInt16) -> None:
            raise DBusError(REJECTED, "there is no display")

        @dbus_method()
        def DisplayPinCode(self, device: DBusObjectPath, pincode: DBusStr) -> None:
            raise DBusError(REJECTED, "there is no display")

    return Agent()
