"""The command line: every command, loaded only when it is called."""

import importlib
import sys
from collections.abc import Mapping

import click

from runstrong import __version__
from runstrong.errors import RunstrongError

COMMANDS: Mapping[str, tuple[str, str]] = {
    "demo": ("runstrong.cli.demo", "Play a shipped recording against its plan."),
    "replay": ("runstrong.cli.replay", "Play a recording through the counter."),
    "plans": ("runstrong.cli.plans", "List, show and check plans."),
    "exercises": ("runstrong.cli.exercises", "List exercises, or show one."),
    "evaluate": ("runstrong.cli.evaluate", "Count every labelled recording of an index."),
}
"""Command name to (module that defines it under that name, help line); the help costs no import of the modules."""

EXIT_MISTAKE = 2
"""Exit code for anything that the person can put right."""


class LazyGroup(click.Group):
    """A group whose commands are imported when they run, so that ``--help`` stays quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return a command, or None if there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(COMMANDS[cmd_name][0])
        command = getattr(module, cmd_name)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the command list from the table alone."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="runstrong")
def runstrong() -> None:
    """Strength sessions for runners, counted and timed by a clip-on motion sensor."""


def main() -> None:
    """Run the command line; a mistake of the person's becomes one sentence and exit code 2."""
    try:
        runstrong(prog_name="runstrong")
    except RunstrongError as mistake:
        click.echo(f"runstrong: error: {mistake}", err=True)
        sys.exit(EXIT_MISTAKE)
