"""``runstrong exercises``: the catalogue as a list, and one exercise as a card."""

import json
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import asdict

import click

from runstrong.exercises import load_catalogue
from runstrong.exercises.card import KIND_WORDS, best_places, card_lines, hanging, sides_in_short
from runstrong.exercises.model import Exercise

WIDEST = 80
"""Columns of the widest line: longer ones are hard to read."""

as_json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON, for other programs.")


@click.group(invoke_without_command=True)
@as_json_option
@click.pass_context
def exercises(ctx: click.Context, as_json: bool) -> None:
    """List all exercises, or show one."""
    ctx.obj = as_json
    if ctx.invoked_subcommand is not None:
        return
    catalogue = load_catalogue()
    if as_json:
        click.echo(json.dumps([asdict(exercise) for exercise in catalogue], indent=2))
    else:
        click.echo("\n".join(listing_lines(catalogue, _width())))


@exercises.command()
@as_json_option
@click.argument("name", nargs=-1, required=True)
@click.pass_obj
def show(group_as_json: bool, name: tuple[str, ...], as_json: bool) -> None:
    """Show how to do an exercise and where to clip the sensor; NAME may be several words."""
    exercise = load_catalogue().find(" ".join(name))
    if as_json or group_as_json:
        click.echo(json.dumps(asdict(exercise), indent=2))
    else:
        click.echo("\n".join(card_lines(exercise, _width())))


def listing_lines(catalogue: Iterable[Exercise], width: int) -> Iterator[str]:
    """Yield a heading and an entry for each exercise: name, counted or timed, sides, best places."""
    columns = "{:<26}{:<9}{:<21}".format
    yield columns("exercise", "", "sides") + "clip the sensor to"
    for exercise in catalogue:
        start = columns(exercise.name, KIND_WORDS[exercise.kind], sides_in_short(exercise))
        yield from hanging(start, ", ".join(best_places(exercise)), width)
    yield ""
    yield "'runstrong exercises show NAME' explains one."


def _width() -> int:
    return min(WIDEST, shutil.get_terminal_size().columns)
