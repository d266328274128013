"""``runstrong accuracy``: how often the count was right for this person."""

import json

import click

from runstrong.cli.columns import column_lines
from runstrong.folders import history_path
from runstrong.history import open_history
from runstrong.history.accuracy import PersonalAccuracy
from runstrong.history.accuracy import accuracy as accuracy_of
from runstrong.history.plain_values import plain

HEADINGS = ("exercise", "sensor at", "known", "exact", "within one", "on average", "not looked at")


@click.command()
@click.option("--simulated", is_flag=True, help="Also sessions in which nobody moved.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for other programs.")
def accuracy(*, simulated: bool, as_json: bool) -> None:
    """Show how often the count was right, by exercise and by where you wore the sensor.

    Only sets count that you corrected or confirmed ('runstrong history confirm').
    """
    with open_history(history_path(), to_write=False) as kept:
        found = accuracy_of(kept.sets(simulated=simulated))
    if as_json:
        click.echo(json.dumps(plain(found), indent=2))
        return
    if not found:
        click.echo("no repetitions have been counted yet; 'runstrong track' does.")
        return
    for line in column_lines(HEADINGS, [_row(one) for one in found]):
        click.echo(line)
    click.echo("\nKnown are the sets that you corrected or confirmed. If you correct what is wrong and never confirm")
    click.echo("what is right, the count looks worse here than it is.")


def _row(one: PersonalAccuracy) -> tuple[str, ...]:
    known = "" if one.mean_error is None else f"{one.mean_error:+.1f} reps"
    return (
        one.name,
        one.placement or "–",
        str(one.checked),
        _of(one.exact, one.checked),
        _of(one.within_one, one.checked),
        known,
        str(one.unchecked),
    )


def _of(part: int, whole: int) -> str:
    return f"{part} ({100 * part / whole:.0f} %)" if whole else "–"
