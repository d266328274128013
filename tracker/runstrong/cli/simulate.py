"""``runstrong simulate``: a sensor that nobody wears, on real Bluetooth protocol."""

import asyncio
import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

import click

from runstrong.bumble_radio.opening import require_bumble, transport_name
from runstrong.cli.doing_options import Doing, with_doing
from runstrong.cli.ending import ending_signals_interrupt
from runstrong.cli.simulated import USUAL_SENSOR, best_place, motion_for, simulated_sensor
from runstrong.cli.simulated_file import write_file
from runstrong.cli.trouble_options import TroubleWish, with_troubles
from runstrong.errors import RunstrongError
from runstrong.exercises.places import parse_place
from runstrong.live.prescription import prescription

if TYPE_CHECKING:
    from runstrong.sensors.peripherals.peripheral import Peripheral
    from runstrong.simulated_sensor.motion import Motion
    from runstrong.simulated_sensor.troubles import Troubles

USUAL_RADIO = "tcp:127.0.0.1:9002"


class CannotSimulate(RunstrongError):
    """The simulated sensor cannot be put where it was asked for."""


@click.command()
@click.option("--sensor", default=USUAL_SENSOR, show_default=True, help="Which sensor to simulate.")
@with_doing
@click.option("--file", "recording", type=click.Path(path_type=Path), help="Play this recording instead of a person.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write a recording to this file instead.")
@click.option(
    "--radio",
    default=USUAL_RADIO,
    show_default=True,
    metavar="tcp:HOST:PORT|usb:N|serial:DEVICE|hci-socket:N",
    help="Serve a radio on this port, or be a sensor on this dongle.",
)
@with_troubles
def simulate(
    *, sensor: str, doing: Doing, recording: Path | None, output: Path | None, radio: str, wish: TroubleWish
) -> None:
    """Be a sensor that someone wears who does the exercise, until Ctrl-C.

    With a tcp radio, 'runstrong track --radio' with the same address finds it, on this machine alone unless the address
    says otherwise. With a dongle it is a real sensor in the air, for another machine to find. With -o no sensor is
    needed: the recording is written, with the truth about it in its header.
    """
    doing.check()
    if output is not None:
        write_file(output, doing)
        return
    if doing.only_for_files:
        raise click.UsageError("--hold and --fault are for recordings: name one with -o.")
    _check_radio(radio)
    peripheral = simulated_sensor(sensor)
    place = parse_place(doing.placement) if doing.placement else None
    amount = doing.dose or f"1x{doing.reps or 10}"
    prescribed = prescription(plan=doing.plan, exercise=doing.exercise or "squat", dose=amount, places=(place,))
    worn_at = place or best_place(prescribed)
    motion = motion_for(prescribed, worn_at, peripheral, seed=doing.seed, recording=recording)
    with ending_signals_interrupt(), contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_serve(radio, peripheral, motion, wish.troubles(), f"worn on the {worn_at.value}"))


def _check_radio(radio: str) -> None:
    try:
        transport_name(radio)
    except ValueError as wrong:
        raise click.BadParameter(f"{wrong}.", param_hint="--radio") from wrong
    require_bumble()


async def _serve(radio: str, peripheral: "Peripheral", motion: "Motion", troubles: "Troubles", worn: str) -> None:
    from runstrong.simulated_sensor.serving import served

    try:
        async with served(radio, peripheral, motion, troubles) as sensor:
            where = f"listening on {radio}" if radio.startswith("tcp:") else f"in the air by {radio}"
            click.echo(f"{peripheral.advertisement.name}, {worn}, {where}; Ctrl-C ends it.")
            try:
                await asyncio.Event().wait()
            finally:
                running = "still running" if sensor.peripheral.left_running else "stopped"
                click.echo(f"{peripheral.advertisement.name}: {running}, {sensor.drops} links dropped.")
    except OSError as failure:
        reason = (failure.strerror or "unknown reason").lower()
        raise CannotSimulate(f"nothing can be served on {radio} ({reason})", remedy="choose another port") from failure
