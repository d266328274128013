"""``runstrong demo``: the shipped recording, played against its own plan."""

from importlib.resources import as_file, files

import click

from runstrong.cli.playing import Shown, parse_speed, play, shown_as, speed_for
from runstrong.session.request import ReplayRequest

RECORDING = "demo.rsl.jsonl.gz"
TITLE = "demo (a simulated recording)"

LEAVE_AFTER_S = 10.0
"""The summary on the full screen stands so long before the demo ends by itself."""


@click.command()
@click.option(
    "--speed", type=parse_speed, metavar="NUMBER|max", help="1 is real time, as on the screen; max for lines."
)
@click.option("--plain", is_flag=True, help="One plain sentence a line, as where there is no terminal.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def demo(speed: float | None, *, plain: bool, as_json: bool) -> None:
    """Play a shipped recording of a short session against its plan.

    Nobody moved for it: the recording is simulated. It goes the same way as a real one.
    """
    play_demo(shown_as(plain=plain, as_json=as_json), speed)


def play_demo(shown: Shown, speed: float | None) -> None:
    """Play the recording; on the full screen its summary leaves by itself."""
    with as_file(files("runstrong.demo") / RECORDING) as path:
        request = ReplayRequest(path=path, title=TITLE, speed=speed_for(shown, speed))
        play(request, shown, leave_after_s=LEAVE_AFTER_S if shown is Shown.FULL_SCREEN else None)
