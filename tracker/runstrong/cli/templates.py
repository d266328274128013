"""``runstrong templates``: what the counter has learned of how this person does an exercise."""

import json
from collections.abc import Sequence

import click

from runstrong.cli.columns import column_lines
from runstrong.errors import RunstrongError, printable
from runstrong.exercises.catalogue import load_catalogue
from runstrong.exercises.places import parse_place
from runstrong.folders import history_path, recordings_folder
from runstrong.history import History, StoredTemplate, open_history
from runstrong.session.plain_lines import counted
from runstrong.templates.learning import Learned, kinds_of, learn
from runstrong.templates.text import loaded, trouble_with

HEADINGS = ("exercise", "sensor at", "sets", "repetitions", "each takes", "")


class NoTemplate(RunstrongError):
    """There is no template of that name."""


@click.group(invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="Print the list as JSON, for other programs.")
@click.pass_context
def templates(ctx: click.Context, *, as_json: bool) -> None:
    """Show what was learned of how you do an exercise, forget it, or learn it again.

    From two sets on whose count you confirmed or corrected ('runstrong history confirm'), the counter knows how you do
    an exercise with the sensor at one place, and shows the first repetition when it ends. Counts do not change by it.
    With 'templates = false' under [session] in the configuration nothing of it is used, and only 'rebuild' learns.
    """
    if ctx.invoked_subcommand is None:
        ctx.invoke(list_, as_json=as_json)


@templates.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for other programs.")
def list_(*, as_json: bool = False) -> None:
    """List all templates."""
    with open_history(history_path(), to_write=False) as kept:
        known = kept.templates()
    if as_json:
        click.echo(json.dumps([_facts(one) for one in known], indent=2))
    elif known:
        for line in column_lines(HEADINGS, [_row(one) for one in known]):
            click.echo(line)
    else:
        click.echo("nothing has been learned yet; it takes two sets of an exercise whose count you confirm.")


@templates.command()
@click.argument("exercise")
@click.argument("place", required=False, default="")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for other programs.")
def forget(exercise: str, place: str, *, as_json: bool) -> None:
    """Forget how you do EXERCISE, with the sensor at PLACE or, if none is named, anywhere.

    It is learned again when you confirm or correct another set of it.
    """
    with open_history(history_path()) as kept:
        wanted = _named(kept, exercise, place)
        for one in wanted:
            kept.forget_template(one.exercise, one.placement)
    if as_json:
        click.echo(json.dumps([_facts(one) for one in wanted], indent=2))
        return
    for one in wanted:
        click.echo(f"forgotten: {_named_as(one.exercise, one.placement)}.")


@templates.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for other programs.")
def rebuild(*, as_json: bool) -> None:
    """Learn all templates again, from the recordings of the sets that you confirmed or corrected."""
    with open_history(history_path()) as kept:
        learned = learn_all(kept)
        known = kept.templates()
    if as_json:
        click.echo(json.dumps([_facts(one) for one in known], indent=2))
        return
    for one in learned:
        click.echo(learned_line(one))
    if not learned:
        click.echo("there is nothing to learn from yet: confirm two sets of an exercise.")


def learn_all(kept: History) -> tuple[Learned, ...]:
    """Learn everything that the history can teach."""
    return learn(kept, recordings_folder(), kinds_of(kept.checked_sets()))


def learned_line(one: Learned) -> str:
    """Return what came of learning one exercise at one place, in a sentence."""
    name = _named_as(one.kind.exercise, one.kind.placement)
    if one.template is None:
        return f"{name}: not learned; of {counted(one.sets, 'set')} no two with a recording are alike enough."
    return f"{name}: learned from {counted(one.template.sets, 'set')}, {counted(one.template.reps, 'repetition')}."


def _named(kept: History, exercise: str, place: str) -> Sequence[StoredTemplate]:
    """Return the templates that are meant; an exercise that is not in the catalogue any more goes by its id."""
    known = kept.templates()
    ident = exercise if any(one.exercise == exercise for one in known) else load_catalogue().find(exercise).id
    at = parse_place(place).value if place else ""
    wanted = [one for one in known if one.exercise == ident and (not at or one.placement == at)]
    if not wanted:
        raise NoTemplate(f"there is no template of {_named_as(ident, at)}", remedy="see 'runstrong templates'")
    return wanted


def _facts(one: StoredTemplate) -> dict[str, object]:
    template = loaded(one)
    return {
        "exercise": one.exercise,
        "placement": one.placement,
        "sets": one.sets,
        "reps": None if template is None else template.reps,
        "period_s": None if template is None else round(template.period_s, 3),
        "version": one.version,
        "usable": template is not None,
    }


def _row(one: StoredTemplate) -> tuple[str, ...]:
    template = loaded(one)
    if template is None:
        trouble = f"{trouble_with(one)}: not used; 'runstrong templates rebuild' learns it again"
        return one.exercise, one.placement, str(one.sets), "", "", trouble
    return one.exercise, one.placement, str(one.sets), str(template.reps), f"{template.period_s:.1f} s", ""


def _named_as(exercise: str, placement: str) -> str:
    return printable(f"{exercise}, sensor at the {placement}" if placement else exercise)
