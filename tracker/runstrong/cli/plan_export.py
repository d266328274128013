"""``runstrong plans export``: a plan as a FIT workout for a watch, as JSON, or as a page of Markdown."""

import json
import time
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from runstrong.errors import printable

if TYPE_CHECKING:
    from runstrong.plans.model import Plan

LOST: Mapping[str, str] = {
    "fit": "advice, sessions a week, rest days, rows for every day, the place of the sensor",
    "json": "nothing",
    "markdown": "anything for programs: it is for people to read",
}
"""Name of a format to what it cannot carry."""

BESIDE: Mapping[str, str] = {
    "fit": "In developer fields and notes, which few programs show: doses as written, alternatives, references"
}
SUFFIXES: Mapping[str, str] = {".fit": "fit", ".json": "json", ".md": "markdown"}
HELP = """Write a plan in a format that other programs read; PLAN is its id or name, or a plan file.

The format is that of --format, or else of the ending of FILE. What it cannot carry is said. In a FIT workout a range
ends by its greatest number, and of a row with a choice the first exercise is taken.
"""


@click.command("export", help=HELP)
@click.argument("plan")
@click.option("--format", "name", type=click.Choice(tuple(LOST)), help="What to write; else by the ending of FILE.")
@click.option("-o", "--out", type=click.Path(path_type=Path), metavar="FILE", required=True, help="Where to.")
def export_plan(plan: str, name: str | None, out: Path) -> None:
    """Write a plan in a format that other programs read."""
    from runstrong.exchange.output import write_whole
    from runstrong.plans.library import find_plan

    found = find_plan(plan)
    chosen = name or SUFFIXES.get(out.suffix.casefold())
    if chosen is None:
        raise click.UsageError(f"{printable(out.name)!r} does not say which format it is to be; say --format.")
    write_whole(out, _octets(found, chosen))
    click.echo(f"{printable(str(out))}: {found.name}, {len(found.items)} rows.")
    click.echo(f"Not in it: {LOST[chosen]}.")
    if chosen in BESIDE:
        click.echo(f"{BESIDE[chosen]}.")


def _octets(plan: "Plan", name: str) -> bytes:
    if name == "fit":
        from runstrong.exchange.plans.fit_workout_writer import fit_workout

        return fit_workout(plan, time.time())
    if name == "json":
        from runstrong.cli.plan_json import plan_object

        return (json.dumps(plan_object(plan), indent=2) + "\n").encode("utf-8")
    from runstrong.exchange.plans.markdown import markdown_plan

    return markdown_plan(plan).encode("utf-8")
