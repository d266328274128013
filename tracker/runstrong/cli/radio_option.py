"""The option ``--radio``: another radio than the system's own."""

import contextlib
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager

import click

from runstrong.ble.radio import SYSTEM_RADIO, Radio
from runstrong.bumble_radio.opening import require_bumble, transport_name

RADIO_METAVAR = "tcp:HOST:PORT|usb:N|serial:DEVICE|hci-socket:N"
RADIO_HELP = "Use this radio instead of the system's Bluetooth (needs the extra sim)."


def checked_radio(name: str) -> str:
    """Return the name of a radio as it was given; BadParameter if it is none, or the error that names the extra."""
    if name:
        try:
            transport_name(name)
        except ValueError as wrong:
            raise click.BadParameter(f"{wrong}.", param_hint="--radio") from wrong
        require_bumble()
    return name


def open_radio(name: str) -> AbstractAsyncContextManager[Radio]:
    """Return what opens a radio that was checked; an empty name is the system's own."""
    if not name:
        return _systems()
    from runstrong.bumble_radio.opening import radio_at

    return radio_at(name)


@contextlib.asynccontextmanager
async def _systems() -> AsyncIterator[Radio]:
    yield SYSTEM_RADIO
