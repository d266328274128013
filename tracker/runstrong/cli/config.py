"""``runstrong config``: where the configuration is, what it says, and whether it is right."""

from pathlib import Path

import click

from runstrong.config.loading import load_config
from runstrong.config.model import Config
from runstrong.config.reader import read_config
from runstrong.config.writer import format_config
from runstrong.errors import printable
from runstrong.folders import config_path
from runstrong.plans.library import find_plan


@click.group()
def config() -> None:
    """Show where the configuration is, what it says, and whether it is right."""


@config.command()
def path() -> None:
    """Print the name of the configuration file, whether it is there or not."""
    click.echo(printable(str(config_path()), longest=4096))


@config.command()
@click.option("--defaults", is_flag=True, help="What holds where nothing is set.")
def show(*, defaults: bool) -> None:
    """Print the configuration as the file that one could write, with a remark on every line."""
    click.echo(format_config(Config() if defaults else load_config()), nl=False)


@config.command()
@click.argument("file", required=False, type=click.Path(readable=False, path_type=Path))
def check(file: Path | None) -> None:
    """Check the configuration, or another FILE, and print everything that is wrong in it."""
    named = config_path() if file is None else file
    shown = printable(str(named), longest=4096)
    if file is None and not named.exists():
        click.echo(f"{shown}: there is no such file, so the defaults hold")
        return
    checked = read_config(named)
    if checked.session.plan:
        find_plan(checked.session.plan)
    click.echo(f"{shown}: ok")
