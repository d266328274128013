"""Simulated sensors as the command line names them: which there are, and what is done in front of them."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from runstrong.exercises.model import BodyPlace, Visibility
from runstrong.live.prescription import Prescription
from runstrong.session.replay import blind_spots

if TYPE_CHECKING:
    from runstrong.sensors.peripherals.peripheral import Peripheral
    from runstrong.simulated_sensor.motion import Motion

USUAL_SENSOR = "polar-h10"
USUAL_SEED = 1


def simulated_sensor(name: str) -> "Peripheral":
    """Return a new simulated sensor; BadParameter lists the ones that there are."""
    from runstrong.sensors.peripherals.simulated import SIMULATED, peripheral_for

    if name not in SIMULATED:
        known = ", ".join(SIMULATED)
        raise click.BadParameter(f"no simulated sensor is called {name!r}; there are {known}.", param_hint="--sensor")
    return peripheral_for(name)


def best_place(prescribed: Prescription) -> BodyPlace:
    """Return the place that sees the first exercise best."""
    exercise = prescribed.script.steps[0].exercise
    order = tuple(Visibility)
    return min(exercise.places, key=lambda place: order.index(exercise.places[place].visibility))


def motion_for(
    prescribed: Prescription, place: BodyPlace, peripheral: "Peripheral", *, seed: int, recording: Path | None = None
) -> "Motion":
    """Return what the sensor at a place measures: of a recording, or of a person who does what is prescribed."""
    from runstrong.sensors.families import FAMILIES
    from runstrong.simulated_sensor.motion import person_on, recorded

    if recording is not None:
        return recorded(recording)
    for blind_spot in blind_spots(prescribed.script, place):
        click.echo(f"runstrong: warning: {blind_spot}.", err=True)
    rate_hz = FAMILIES[peripheral.driver_id].usual_rate_hz
    return person_on(prescribed.script, place.value, seed=seed, rate_hz=rate_hz)
