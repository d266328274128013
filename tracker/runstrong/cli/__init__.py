"""The command line: every command, loaded only when it is called."""

import importlib
import io
import keyword
import sys
from collections.abc import Mapping
from typing import Never

import click

from runstrong import __version__
from runstrong.errors import RunstrongError, printable

COMMANDS: Mapping[str, tuple[str, str]] = {
    "track": ("runstrong.cli.track", "Train with a worn sensor, or with a simulated one."),
    "scan": ("runstrong.cli.scan", "Look for sensors."),
    "sensors": ("runstrong.cli.sensors", "Show which sensors are supported, and what each needs."),
    "demo": ("runstrong.cli.demo", "Play a shipped recording against its plan."),
    "replay": ("runstrong.cli.replay", "Play a recording through the counter."),
    "plans": ("runstrong.cli.plans", "List, show and check plans."),
    "exercises": ("runstrong.cli.exercises", "List exercises, or show one."),
    "simulate": ("runstrong.cli.simulate", "Be a sensor that nobody wears, on real Bluetooth protocol."),
    "history": ("runstrong.cli.history", "Show what you have trained, and put a count right."),
    "report": ("runstrong.cli.report", "Write a page about your training, with pictures."),
    "progress": ("runstrong.cli.progress", "Show how it goes: the plan, trends, records, and what to do next."),
    "reanalyse": ("runstrong.cli.reanalyse", "Count your recordings again, and build the history anew."),
    "accuracy": ("runstrong.cli.accuracy", "Show how often the count was right for you."),
    "templates": ("runstrong.cli.templates", "Show, forget or rebuild what was learned of how you do exercises."),
    "analyse": ("runstrong.cli.analyse", "Count everything in thousands of recordings, into one table."),
    "cues": ("runstrong.cli.cues", "List the cues for eye and ear, and play them."),
    "config": ("runstrong.cli.config", "Show and check what you have set."),
    "import": ("runstrong.cli.importing", "Bring in recordings, logs and plans of other programs."),
    "export": ("runstrong.cli.exporting", "Take your training elsewhere: FIT, Strong, JSON, CSV, Parquet."),
    "evaluate": ("runstrong.cli.evaluate", "Count every labelled recording of an index."),
}
"""Command name to (module that defines it under that name, help line); the help costs no import of the modules.

Where the name is a word of Python, such as ``import``, the module has it with an underscore behind.
"""

EXIT_MISTAKE = 2
"""Exit code for anything that the person can put right."""

EXIT_INTERRUPTED = 130
"""Exit code after Ctrl-C: 128 and the number of the signal, as shells have it."""


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
        command = getattr(module, f"{cmd_name}_" if keyword.iskeyword(cmd_name) else cmd_name)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the command list from the table alone."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


@click.group(cls=LazyGroup, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="runstrong")
@click.pass_context
def runstrong(ctx: click.Context) -> None:
    """Strength sessions for runners, counted and timed by a clip-on motion sensor.

    Without a command, in a terminal, the home screen opens.
    """
    if ctx.invoked_subcommand is not None:
        return
    if sys.stdout.isatty() and sys.stdin.isatty():
        from runstrong.cli.home import run_home

        run_home()
    else:
        click.echo(ctx.get_help())


def main() -> None:
    """Run the command line; a mistake of the person's becomes one sentence and exit code 2."""
    _replace_what_the_output_cannot_show()
    try:
        sys.exit(runstrong.main(prog_name="runstrong", standalone_mode=False))
    except RunstrongError as mistake:
        _refuse(str(mistake))
    except click.UsageError as mistake:
        asked = "runstrong" if mistake.ctx is None else mistake.ctx.command_path
        _refuse(f"{_clause(mistake.format_message())}; see '{asked} --help'.")
    except click.ClickException as mistake:
        _refuse(f"{_clause(mistake.format_message())}.")
    except click.Abort:
        sys.exit(EXIT_INTERRUPTED)
    except OSError as failure:
        _refuse(_sentence_of(failure))


def _refuse(sentence: str) -> Never:
    click.echo(f"runstrong: error: {sentence}", err=True)
    sys.exit(EXIT_MISTAKE)


def _clause(message: str) -> str:
    """Return what the command-line library says, on one line, ready to be gone on with."""
    return printable(" ".join(message.split()), longest=500).rstrip(".")


def _sentence_of(failure: OSError) -> str:
    """Return what the system refused; where it names no file, it is the output that could not be written."""
    reason = (failure.strerror or "unknown reason").lower()
    if failure.filename is None:
        return f"the output cannot be written ({reason}); make room for it, or send it elsewhere."
    return f"{printable(str(failure.filename))}: this cannot be used ({reason}); check its name and its permissions."


def _replace_what_the_output_cannot_show() -> None:
    """Let a terminal or pipe with an old encoding get question marks for signs that it does not have."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
