"""``runstrong replay``: play a recording through the counter, against a plan or a dose."""

from pathlib import Path

import click

from runstrong.cli.playing import parse_speed, play, shown_as, speed_for
from runstrong.errors import printable
from runstrong.session.request import ReplayRequest


@click.command()
@click.argument("file", type=click.Path(readable=False, path_type=Path))
@click.option("--exercise", metavar="NAME", default="", help="What was exercised (general: any movement).")
@click.option("--placement", metavar="PLACE", default="", help="Where the sensor was worn, such as wrist or waist.")
@click.option("--plan", metavar="PLAN", default="", help="Prescribed by this plan (a name or a file).")
@click.option("--dose", metavar="DOSE", default="", help='Prescribed by this dose, such as "3x10".')
@click.option(
    "--speed", type=parse_speed, metavar="NUMBER|max", help="1 is real time, as on the screen; max for lines."
)
@click.option("--plain", is_flag=True, help="One plain sentence a line, as where there is no terminal.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def replay(
    file: Path,
    exercise: str,
    placement: str,
    plan: str,
    dose: str,
    speed: float | None,
    *,
    plain: bool,
    as_json: bool,
) -> None:
    """Play the recording FILE and count or time what was done in it.

    With an exercise alone the whole recording is one open set. With a dose, or a plan that prescribes the exercise,
    its sets are checked off. Without an exercise the recording is a session of the plan, or of what it says itself.
    """
    if plan and dose:
        raise click.UsageError("--plan and --dose exclude each other.")
    shown = shown_as(plain=plain, as_json=as_json)
    request = ReplayRequest(
        path=file,
        title=printable(file.name),
        exercise=exercise,
        placement=placement,
        plan=plan,
        dose=dose,
        speed=speed_for(shown, speed),
    )
    play(request, shown)
