"""Radios by the name that a person gives them: ``tcp:HOST:PORT``, ``usb:0``, ``serial:DEVICE``, ``hci-socket:0``."""

import contextlib
import importlib.util
import logging
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

from bleak.exc import BleakBluetoothNotAvailableError

from runstrong.ble.errors import Failure, LinkFailure, Trouble
from runstrong.ble.radio import Radio

if TYPE_CHECKING:
    from runstrong.bumble_radio.radio import BumbleRadio

TRANSPORTS = ("tcp", "usb", "serial", "hci-socket")
NO_RADIO_NAME = "write tcp:HOST:PORT, usb:0, serial:/dev/ttyACM0 or hci-socket:0"


def transport_name(name: str) -> str:
    """Return Bumble's name for a radio; ValueError says what is wrong with the one given."""
    kind, _, rest = name.partition(":")
    if kind not in TRANSPORTS or not rest:
        raise ValueError(f"{name!r} is no radio; {NO_RADIO_NAME}")
    if kind == "tcp":
        host_and_port(name)
        return f"tcp-client:{rest}"
    return name


def host_and_port(name: str) -> tuple[str, int]:
    """Return what ``tcp:HOST:PORT`` names; ValueError if it is not that."""
    host, _, port = name.removeprefix("tcp:").rpartition(":")
    if not host or not port.isdigit() or not 0 < int(port) < 65536:
        raise ValueError(f"{name!r} has no host and port; write for instance tcp:127.0.0.1:9002")
    return host, int(port)


def require_bumble() -> None:
    """Raise the error that names the extra, if Bumble is not installed; and keep Bumble's log off the screen."""
    if importlib.util.find_spec("bumble") is None:
        raise Failure(Trouble.NO_SIM).error()
    log = logging.getLogger("bumble")
    log.addHandler(logging.NullHandler())
    log.propagate = False


def as_radio(opened: "BumbleRadio") -> Radio:
    """Return what bleak's scanners and clients are to be made with."""
    from runstrong.bumble_radio.client import BumbleClient
    from runstrong.bumble_radio.scanner import BumbleScanner

    return Radio(BumbleScanner, BumbleClient, {"radio": opened})


@contextlib.asynccontextmanager
async def radio_at(name: str) -> AsyncIterator[Radio]:
    """Open a radio while inside; LinkFailure NO_RADIO if there is none.

    Parameters
    ----------
    name
        As a person gives it; must have passed ``transport_name``.
    """
    from runstrong.bumble_radio.radio import BumbleRadio

    try:
        opened = await BumbleRadio.open(transport_name(name))
    except BleakBluetoothNotAvailableError as missing:
        raise LinkFailure(Failure(Trouble.NO_RADIO, name)) from missing
    try:
        yield as_radio(opened)
    finally:
        await opened.close()
