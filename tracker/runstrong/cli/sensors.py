"""``runstrong sensors``: what is supported, and what each sensor needs."""

import json

import click

from runstrong.sensors.families import ROWS
from runstrong.sensors.family import Family


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def sensors(*, as_json: bool) -> None:
    """Show the sensors that are supported, what each needs, and how far each has been tested."""
    for number, family in enumerate(ROWS):
        if as_json:
            click.echo(json.dumps(_facts(family), ensure_ascii=False))
            continue
        if number:
            click.echo()
        for line in _lines(family):
            click.echo(line)


def _facts(family: Family) -> dict[str, object]:
    return {
        "family": family.driver_id,
        "models": family.title,
        "needs": family.needs,
        "rates_hz": list(family.rates_hz),
        "usual_rate_hz": family.usual_rate_hz,
        "ranges_g": list(family.ranges_g),
        "latency": family.latency,
        "time": family.time.value,
        "tested": family.tested,
        "known_faults": list(family.known_faults),
    }


def _lines(family: Family) -> list[str]:
    rates = ", ".join(f"{rate_hz:g}" for rate_hz in family.rates_hz)
    ranges = ", ".join(f"±{range_g:g}" for range_g in family.ranges_g)
    return [
        f"{family.title} ({family.driver_id})",
        f"  needs    {family.needs}",
        f"  rates    {rates} Hz; {family.usual_rate_hz:g} is asked for",
        f"  range    {ranges} g",
        f"  delay    {family.latency}",
        f"  time     {family.time.value}",
        f"  tested   {family.tested}",
        *(f"  note     {fault}" for fault in family.known_faults),
    ]
