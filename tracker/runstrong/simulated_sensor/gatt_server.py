"""The GATT table of a simulated sensor on Bumble's server, with what may go wrong at it."""

from collections.abc import Callable
from typing import TypeVar

from bumble.att import ATT_Error
from bumble.core import UUID
from bumble.device import Connection
from bumble.gatt import Characteristic, CharacteristicValue, Service

from runstrong.sensors.peripherals.peripheral import (
    AttRefusal,
    CharacteristicSpec,
    Outgoing,
    Peripheral,
    Property,
    ServiceSpec,
)
from runstrong.sensors.standard_services import BATTERY_SERVICE_UUID, DEVICE_SERVICE_UUID
from runstrong.simulated_sensor.troubles import Troubles

AnswerT = TypeVar("AnswerT")

STANDARD_SERVICES = frozenset({BATTERY_SERVICE_UUID, DEVICE_SERVICE_UUID})
"""Troubles spare these: on real sensors they answer whoever asks."""

INSUFFICIENT_AUTHENTICATION = 0x05
PROPERTIES = {
    Property.READ: Characteristic.Properties.READ,
    Property.WRITE: Characteristic.Properties.WRITE,
    Property.WRITE_WITHOUT_RESPONSE: Characteristic.Properties.WRITE_WITHOUT_RESPONSE,
    Property.NOTIFY: Characteristic.Properties.NOTIFY,
    Property.INDICATE: Characteristic.Properties.INDICATE,
}
ANYTHING = Characteristic.Permissions.READABLE | Characteristic.Permissions.WRITEABLE
"""What is permitted is for the peripheral to say: Bumble does not hold writes to it."""


class GattServer:
    """Makes Bumble's services of a peripheral's table.

    Parameters
    ----------
    send
        Takes what the peripheral answers to a write.
    """

    def __init__(self, peripheral: Peripheral, troubles: Troubles, send: Callable[[Outgoing], None]) -> None:
        self._peripheral = peripheral
        self._troubles = troubles
        self._send = send
        self._characteristics: dict[str, Characteristic[bytes]] = {}

    def services(self) -> list[Service]:
        """Return the services to add to a device."""
        return [
            Service(UUID(spec.uuid), [self._made(one, own=_is_own(spec)) for one in spec.characteristics])
            for spec in self._peripheral.services
            if not (self._troubles.without_service and _is_own(spec))
        ]

    def characteristic(self, uuid: str) -> "Characteristic[bytes]":
        """Return a characteristic that was made."""
        return self._characteristics[uuid]

    def _made(self, spec: CharacteristicSpec, *, own: bool) -> "Characteristic[bytes]":
        def read(connection: Connection) -> bytes:
            self._require_pairing(connection, own=own)
            return _granted(self._peripheral.on_read(spec.uuid))

        def write(connection: Connection, value: bytes) -> None:
            self._require_pairing(connection, own=own)
            if own and self._troubles.refuse_att is not None:
                raise ATT_Error(self._troubles.refuse_att)
            for answer in _granted(self._peripheral.on_write(spec.uuid, bytes(value))):
                self._send(answer)

        def subscribed(_connection: Connection, notify: bool, indicate: bool) -> None:
            self._peripheral.on_subscribe(spec.uuid, enabled=notify or indicate)

        properties = Characteristic.Properties(0)
        for one in spec.properties:
            properties |= PROPERTIES[one]
        made: Characteristic[bytes] = Characteristic(
            UUID(spec.uuid), properties, ANYTHING, CharacteristicValue(read=read, write=write)
        )
        made.on(made.EVENT_SUBSCRIPTION, subscribed)
        self._characteristics[spec.uuid] = made
        return made

    def _require_pairing(self, connection: Connection, *, own: bool) -> None:
        if own and self._troubles.needs_pairing and not connection.is_encrypted:
            raise ATT_Error(INSUFFICIENT_AUTHENTICATION)


def _is_own(spec: ServiceSpec) -> bool:
    return spec.uuid not in STANDARD_SERVICES


def _granted(answer: AnswerT | AttRefusal) -> AnswerT:
    if isinstance(answer, AttRefusal):
        raise ATT_Error(answer.code)
    return answer
