"""``runstrong simulate``: a sensor that nobody wears, on real Bluetooth protocol."""

import asyncio
import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

import click

from runstrong.bumble_radio.opening import require_bumble, transport_name
from runstrong.cli.ending import ending_signals_interrupt
from runstrong.cli.simulated import USUAL_SEED, USUAL_SENSOR, best_place, motion_for, simulated_sensor
from runstrong.cli.simulated_file import FAULT_NAMES, FileWish, write_file
from runstrong.errors import RunstrongError
from runstrong.exercises.places import parse_place
from runstrong.live.prescription import prescription

if TYPE_CHECKING:
    from runstrong.sensors.peripherals.peripheral import Peripheral
    from runstrong.simulated_sensor.motion import Motion
    from runstrong.simulated_sensor.troubles import Troubles

USUAL_RADIO = "tcp:127.0.0.1:9002"
SHARE = click.FloatRange(0.0, 1.0)
SECONDS = click.FloatRange(0.0, 86_400.0)


class CannotSimulate(RunstrongError):
    """The simulated sensor cannot be put where it was asked for."""


@click.command()
@click.option("--sensor", default=USUAL_SENSOR, show_default=True, help="Which sensor to simulate.")
@click.option("--exercise", metavar="NAME", default="", help="What is done.")
@click.option("--reps", type=click.IntRange(1, 200), help="So many repetitions, as the dose 1xN.")
@click.option("--dose", metavar="DOSE", default="", help='How much is done, such as "3x10 rest 30s".')
@click.option("--plan", metavar="PLAN", default="", help="A whole session of this plan (a name or a file).")
@click.option("--file", "recording", type=click.Path(path_type=Path), help="Play this recording instead of a person.")
@click.option("--placement", metavar="PLACE", default="", help="Where the sensor is worn; else where it sees best.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write a recording to this file instead.")
@click.option("--hold", "hold_s", type=SECONDS, help="With -o: a position, held so many seconds.")
@click.option("--fault", "faults", type=click.Choice(FAULT_NAMES), multiple=True, help="With -o: done not as told.")
@click.option("--seed", type=int, default=USUAL_SEED, show_default=True, help="Another seed is another person.")
@click.option(
    "--radio",
    default=USUAL_RADIO,
    show_default=True,
    metavar="tcp:HOST:PORT|usb:N|serial:DEVICE|hci-socket:N",
    help="Serve a radio on this port, or be a sensor on this dongle.",
)
@click.option("--drop-after", type=SECONDS, help="Lose the link after so many seconds of streaming, each time anew.")
@click.option("--away", type=SECONDS, default=3.0, show_default=True, help="Stay out of range so many seconds then.")
@click.option("--lose", type=SHARE, default=0.0, help="Share of packets that are lost.")
@click.option("--duplicate", type=SHARE, default=0.0, help="Share of packets that arrive twice.")
@click.option("--jitter", type=click.FloatRange(0.0, 1.0), default=0.0, help="Mean delay of packets in seconds.")
@click.option("--stall-after", type=SECONDS, help="Fall silent once, after so many seconds of streaming.")
@click.option("--refuse", is_flag=True, help="Refuse to start.")
@click.option("--needs-pairing", is_flag=True, help="Answer encrypted links only.")
@click.option("--mtu", type=click.IntRange(23, 517), default=232, show_default=True, help="Largest packet agreed to.")
@click.option("--battery-falls", type=click.FloatRange(0.0, 100.0), default=0.0, help="Percent a minute.")
def simulate(
    *,
    sensor: str,
    exercise: str,
    reps: int | None,
    dose: str,
    plan: str,
    recording: Path | None,
    placement: str,
    output: Path | None,
    hold_s: float | None,
    faults: tuple[str, ...],
    seed: int,
    radio: str,
    drop_after: float | None,
    away: float,
    lose: float,
    duplicate: float,
    jitter: float,
    stall_after: float | None,
    refuse: bool,
    needs_pairing: bool,
    mtu: int,
    battery_falls: float,
) -> None:
    """Be a sensor that someone wears who does the exercise, until Ctrl-C.

    With a tcp radio, 'runstrong track --radio' with the same address finds it, on this machine alone unless the address
    says otherwise. With a dongle it is a real sensor in the air, for another machine to find. With -o no sensor is
    needed: the recording is written, with the truth about it in its header.
    """
    if dose and reps:
        raise click.UsageError("--dose and --reps exclude each other.")
    if plan and (dose or reps or exercise):
        raise click.UsageError("--plan excludes --exercise, --dose and --reps.")
    if output is not None:
        write_file(FileWish(output, exercise, placement, plan, dose, reps, hold_s, faults, seed))
        return
    if hold_s is not None or faults:
        raise click.UsageError("--hold and --fault are for recordings: name one with -o.")
    _check_radio(radio)
    from runstrong.simulated_sensor.troubles import Troubles

    peripheral = simulated_sensor(sensor)
    place = parse_place(placement) if placement else None
    amount = dose or f"1x{reps or 10}"
    prescribed = prescription(plan=plan, exercise=exercise or "squat", dose=amount, places=(place,))
    worn_at = place or best_place(prescribed)
    motion = motion_for(prescribed, worn_at, peripheral, seed=seed, recording=recording)
    troubles = Troubles(
        drop_after_s=drop_after,
        away_s=away,
        lose=lose,
        duplicate=duplicate,
        jitter_s=jitter,
        stall_after_s=stall_after,
        refuse_att=0x80 if refuse else None,
        needs_pairing=needs_pairing,
        mtu=mtu,
        battery_per_minute=battery_falls,
    )
    with ending_signals_interrupt(), contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_serve(radio, peripheral, motion, troubles, f"worn on the {worn_at.value}"))


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
