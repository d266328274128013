"""From what bleak raises to what went wrong."""

from bleak.exc import (
    BleakBluetoothNotAvailableError,
    BleakBluetoothNotAvailableReason,
    BleakDBusError,
    BleakDeviceNotFoundError,
    BleakError,
    BleakGATTProtocolError,
)

from runstrong.ble.errors import Failure, LinkFailure, Trouble

CARRIER_ERRORS = (BleakError, OSError, TimeoutError, EOFError, ValueError, NotImplementedError)
"""What a call of bleak may raise when something is wrong outside of this program; OSError: no D-Bus at all."""

AUTHENTICATION_CODES = frozenset((0x05, 0x08, 0x0C, 0x0F))
"""ATT: insufficient authentication, authorization, key size, encryption."""

UNAVAILABLE = {
    BleakBluetoothNotAvailableReason.POWERED_OFF: Trouble.BLUETOOTH_OFF,
    BleakBluetoothNotAvailableReason.DENIED_BY_USER: Trouble.BLUETOOTH_DENIED,
    BleakBluetoothNotAvailableReason.DENIED_BY_SYSTEM: Trouble.BLUETOOTH_DENIED,
    BleakBluetoothNotAvailableReason.DENIED_BY_UNKNOWN: Trouble.BLUETOOTH_DENIED,
}
"""Every other reason comes down to having no Bluetooth."""

PAIRING_DBUS_ERRORS = ("AuthenticationFailed", "AuthenticationRejected", "AuthenticationCanceled", "NotAuthorized")
DBUS_OFF = "org.bluez.Error.NotReady"


def failure_of(raised: BaseException, *, connected: bool) -> Failure:
    """Return what an exception means; ``connected``: whether a connection stood when it was raised."""
    match raised:
        case LinkFailure():
            return raised.failure
        case BleakBluetoothNotAvailableError():
            return Failure(UNAVAILABLE.get(raised.reason, Trouble.NO_BLUETOOTH))
        case BleakGATTProtocolError() if int(raised.code) in AUTHENTICATION_CODES:
            return Failure(Trouble.PAIRING_NEEDED)
        case BleakGATTProtocolError():
            return Failure(Trouble.REFUSED, f"ATT error 0x{int(raised.code):02x}")
        case BleakDeviceNotFoundError():
            return Failure(Trouble.NOT_FOUND)
        case BleakDBusError() if raised.dbus_error.rpartition(".")[2] in PAIRING_DBUS_ERRORS:
            return Failure(Trouble.PAIRING_NEEDED)
        case BleakDBusError() if raised.dbus_error == DBUS_OFF:
            return Failure(Trouble.BLUETOOTH_OFF)
        case TimeoutError():
            return Failure(Trouble.LOST if connected else Trouble.UNREACHABLE)
        case OSError():
            return Failure(Trouble.NO_BLUETOOTH)
        case _:
            return Failure(Trouble.LOST if connected else Trouble.UNREACHABLE)
