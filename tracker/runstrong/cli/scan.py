"""``runstrong scan``: which supported sensors are in the air."""

import asyncio
import contextlib
import json
import sys
import time

import click

from runstrong.ble.errors import LinkFailure
from runstrong.ble.remembered import SensorMemory
from runstrong.ble.scanner import Sighting, sightings
from runstrong.cli.radio_option import RADIO_HELP, RADIO_METAVAR, checked_radio, open_radio
from runstrong.cli.scan_table import ScanTable
from runstrong.folders import sensors_path

USUAL_SECONDS = 10.0


@click.command()
@click.option(
    "--seconds", type=click.FloatRange(0.5, 3600.0), default=USUAL_SECONDS, show_default=True, help="How long."
)
@click.option("--radio", metavar=RADIO_METAVAR, default="", help=RADIO_HELP)
@click.option("--plain", is_flag=True, help="One line a sensor at the end, as where there is no terminal.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a sensor at the end.")
def scan(seconds: float, radio: str, *, plain: bool, as_json: bool) -> None:
    """Look for sensors that can be used, and show them as they are found.

    Signal strength is in dBm: -50 is near, -90 hardly there. The battery is shown where a sensor advertises it;
    most tell it only once they are connected.
    """
    if plain and as_json:
        raise click.UsageError("--plain and --json exclude each other.")
    name = checked_radio(radio)
    table = ScanTable(SensorMemory(sensors_path()).all())
    shown_live = not (plain or as_json) and sys.stdout.isatty()
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_scan(name, seconds, table, shown_live=shown_live))
    if as_json:
        for facts in table.facts():
            click.echo(json.dumps(facts, ensure_ascii=False))
    elif not shown_live:
        for line in table.lines():
            click.echo(line)
    if not len(table):
        click.echo("runstrong: no sensor found; wake it, bring it near, and see 'runstrong sensors'.", err=True)


async def _scan(radio_name: str, seconds: float, table: ScanTable, *, shown_live: bool) -> None:
    try:
        async with open_radio(radio_name) as radio, sightings(radio) as seen:
            await _take_all(seen, seconds, table, shown_live=shown_live)
    except LinkFailure as failed:
        raise failed.failure.error() from failed


async def _take_all(seen: "asyncio.Queue[Sighting]", seconds: float, table: ScanTable, *, shown_live: bool) -> None:
    from rich.live import Live

    ends_s = time.monotonic() + seconds
    with Live(table.drawn(), refresh_per_second=4) if shown_live else contextlib.nullcontext() as live:
        while (left_s := ends_s - time.monotonic()) > 0:
            with contextlib.suppress(TimeoutError):
                table.add(await asyncio.wait_for(seen.get(), min(left_s, 0.5)))
            if live is not None:
                live.update(table.drawn())
