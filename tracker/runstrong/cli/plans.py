"""``runstrong plans``: list the plans, show one, check plan files."""

import json
from collections.abc import Mapping
from pathlib import Path

import click

from runstrong.cli.plan_export import export_plan
from runstrong.cli.plan_json import plan_object, summary_object
from runstrong.cli.plan_page import list_lines, page_lines
from runstrong.errors import BadPlan, BadPlanFile, Place, Problem, printable
from runstrong.plans.files import read_plan
from runstrong.plans.library import all_plans, find_plan
from runstrong.plans.own import OwnPlans, plans_folder

JSON_HELP = "Print JSON instead of text."


@click.group(invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help=JSON_HELP)
@click.pass_context
def plans(ctx: click.Context, as_json: bool) -> None:
    """List, show and check plans; without a command, list your own and the shipped ones."""
    if ctx.invoked_subcommand is not None:
        return
    if as_json:
        _print_json([summary_object(plan) for plan in all_plans()])
    else:
        click.echo("\n".join(list_lines(all_plans())))
    for mistake in OwnPlans(plans_folder()).mistakes():
        click.echo(f"runstrong: warning: {mistake}", err=True)


@plans.command()
@click.argument("name")
@click.option("--json", "as_json", is_flag=True, help=JSON_HELP)
def show(name: str, as_json: bool) -> None:
    """Show every row of a plan; NAME is its id or name, or a plan file."""
    plan = find_plan(name)
    if as_json:
        _print_json(plan_object(plan))
    else:
        click.echo("\n".join(page_lines(plan)))


@plans.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(readable=False, path_type=Path), metavar="FILE...")
def check(files: tuple[Path, ...]) -> None:
    """Check plan files, and print everything that is wrong in them."""
    problems: list[Problem] = []
    for path in files:
        try:
            rows = len(read_plan(path).items)
        except BadPlanFile as bad:
            problems += bad.problems
        except BadPlan as bad:
            problems.append(Problem(bad.what, bad.remedy, bad.place or Place(path)))
        else:
            click.echo(f"{printable(str(path))}: ok, {rows} row{'' if rows == 1 else 's'}")
    if problems:
        raise BadPlanFile(tuple(problems))


plans.add_command(export_plan)


def _print_json(value: Mapping[str, object] | list[dict[str, object]]) -> None:
    click.echo(json.dumps(value, indent=2))
