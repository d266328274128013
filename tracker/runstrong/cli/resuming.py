"""Going on with a session that was cut off: which one, and the sensors that it is worn with from now on."""

from dataclasses import replace

import click

from runstrong.ble.host_clock import TakeStamp
from runstrong.ble.remembered import SensorMemory
from runstrong.cli.cut_off import told
from runstrong.cli.track import NEWEST
from runstrong.cli.wearing import Wearing, as_simulated, as_worn
from runstrong.errors import RunstrongError
from runstrong.folders import recordings_folder
from runstrong.live.prescription import Prescription
from runstrong.live.retelling import Retelling, read_retelling
from runstrong.live.unfinished import find_unfinished
from runstrong.session.script import Script
from runstrong.session.snapshot import Phase, Snapshot

SETTLED_S = 3.0
"""A simulated person takes so long to go on with a set that was cut off."""


class CannotGoOn(RunstrongError):
    """The session cannot be gone on with."""


def retelling_of(ident: str) -> Retelling:
    """Return the session that a person wants to go on with, and say which it is.

    Raises
    ------
    NothingUnfinished
        There is no such session.
    BadRecording
        Its recording is damaged before its end.
    """
    one = find_unfinished(recordings_folder(), "" if ident == NEWEST else ident)
    retelling = read_retelling(one.path)
    click.echo(f"runstrong: going on with the session of {told(one)}.", err=True)
    return retelling


def worn_again(
    retelling: Retelling,
    prescribed: Prescription,
    now: Snapshot,
    radio: str,
    memory: SensorMemory,
    take_stamp: TakeStamp,
) -> Wearing:
    """Return the sensors of before: the same ones, or simulated ones on a person who does what is left."""
    devices = [device for _, device in sorted(retelling.devices.items())]
    places = tuple(retelling.places.values())
    if not retelling.head.synthetic:
        return as_worn([device.name for device in devices], places, radio, memory)
    names = [_simulated_name(device.name) for device in devices]
    left = replace(prescribed, script=_left(prescribed.script, now))
    known = [place for place in places if place is not None]
    return as_simulated(names, known, left, seed=retelling.head.seed or 0, take_stamp=take_stamp)


def _left(script: Script, now: Snapshot) -> Script:
    """Return what is left of a script, from the set that is being done on, for somebody who begins with it now."""
    steps = script.steps[now.row :]
    waits_s = now.countdown_s if now.phase in (Phase.GET_READY, Phase.REST, Phase.SWITCH) else None
    first = replace(steps[0], ready_s=max(SETTLED_S, waits_s or 0.0))
    return replace(script, steps=(first, *steps[1:]))


def _simulated_name(advertised: str) -> str:
    from runstrong.sensors.peripherals.simulated import SIMULATED, peripheral_for

    for name in SIMULATED:
        if peripheral_for(name).advertisement.name == advertised:
            return name
    raise CannotGoOn("its simulated sensor is not known", remedy="begin a new session")
