"""``runstrong cues``: which cues there are, and how each sounds on this machine."""

import time
from collections.abc import Sequence
from dataclasses import replace

import click

from runstrong.cli.cueing import Timers, terminal_bell
from runstrong.config.loading import load_config
from runstrong.cues.sinks import Audible, find_audible
from runstrong.cues.table import CUES, Cue, CueName
from runstrong.cues.words import fill

NAME_COLUMNS = max(len(name) for name in CueName) + 2

EXAMPLE = {"n": "3", "side": "left", "exercise": "squat", "target": "10", "sign": "your hips are sinking"}
"""What stands for the placeholders where no session is going on."""

LISTEN_S = 1.2
"""Between two cues of the test: longer than the longest tone."""

LISTEN_TO_WORDS_S = 2.5
"""The same where words are said."""


@click.group(invoke_without_command=True)
@click.pass_context
def cues(ctx: click.Context) -> None:
    """List the cues, or play them; what they are is set in the configuration ('runstrong config show')."""
    if ctx.invoked_subcommand is None:
        wanted = load_config().cues
        for name, kind in CUES.items():
            left_out = " (left out)" if name in wanted.leave_out else ""
            click.echo(f"{name.value:{NAME_COLUMNS}}{kind.when}{left_out}")


@cues.command()
@click.argument("names", nargs=-1, metavar="[CUE]...", type=click.Choice([name.value for name in CueName]))
@click.option("--speech", is_flag=True, help="Say the words too, even if that is not set.")
def test(names: tuple[str, ...], *, speech: bool) -> None:
    """Say what can be heard on this machine, and play the cues one after the other."""
    wanted = load_config().cues
    wanted = replace(wanted, speech=wanted.speech or speech)
    with Timers() as timers:
        audible = find_audible(wanted, terminal_bell(), timers.later)
        for remark in audible.remarks():
            click.echo(remark)
        _play(audible, [CueName(name) for name in names] or list(CUES))
    for failure in audible.failures():
        click.echo(f"runstrong: warning: {failure}.", err=True)


def _play(audible: Audible, names: Sequence[CueName]) -> None:
    """Give cues one after the other, each named as it comes."""
    wanted, sinks = audible.wanted, audible.sinks
    try:
        for name in names:
            cue = Cue(name, 0.0, fill(wanted.words.get(name, CUES[name].words), EXAMPLE))
            click.echo(f"{name.value:{NAME_COLUMNS}}{CUES[name].when}: {cue.words!r}")
            for sink in sinks:
                sink.give(cue)
            time.sleep(LISTEN_TO_WORDS_S if audible.speech else LISTEN_S)
    finally:
        for sink in sinks:
            sink.close()
