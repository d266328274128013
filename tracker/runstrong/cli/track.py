"""``runstrong track``: a session with worn sensors."""

from pathlib import Path

import click

from runstrong.ble.remembered import SensorMemory
from runstrong.cli.playing import parse_speed, shown_as
from runstrong.cli.radio_option import RADIO_HELP, RADIO_METAVAR, checked_radio
from runstrong.cli.simulated import USUAL_SEED
from runstrong.config.loading import load_config
from runstrong.exercises.places import parse_place
from runstrong.folders import sensors_path

NEWEST = "newest"
"""Which session to go on with, where the person does not say."""


@click.command()
@click.option("--plan", metavar="PLAN", default="", help="Be led through this plan (a name or a file).")
@click.option("--exercise", metavar="NAME", default="", help="Do this exercise (else: any repeated movement).")
@click.option("--dose", metavar="DOSE", default="", help='How much of it, such as "3x10 rest 45s" or "1x8".')
@click.option("--sensor", "sensors", metavar="NAME", multiple=True, help="Part of the sensor's name; twice for two.")
@click.option("--placement", "placements", metavar="PLACE", multiple=True, help="Where it is worn, such as waist.")
@click.option("--radio", metavar=RADIO_METAVAR, default="", help=RADIO_HELP)
@click.option("--simulated", is_flag=True, help="Wear nothing: a simulated person does it (needs the extra sim).")
@click.option("--seed", type=int, default=USUAL_SEED, help="With --simulated: another seed is another person.")
@click.option("--speed", metavar="NUMBER", default="1", help="With --simulated: so many times as fast as life.")
@click.option("--record", type=click.Path(path_type=Path, dir_okay=False), help="Record into this file, not as usual.")
@click.option("--no-record", is_flag=True, help="Keep the sets, but not what the sensors send.")
@click.option(
    "--resume", metavar="[ID]", is_flag=False, flag_value=NEWEST, help="Go on with a session that was cut off."
)
@click.option("--plain", is_flag=True, help="One plain sentence a line, as where there is no terminal.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def track(
    *,
    plan: str,
    exercise: str,
    dose: str,
    sensors: tuple[str, ...],
    placements: tuple[str, ...],
    radio: str,
    simulated: bool,
    seed: int,
    speed: str,
    record: Path | None,
    no_record: bool,
    resume: str | None,
    plain: bool,
    as_json: bool,
) -> None:
    """Count repetitions and time holds while you train, by a sensor that you wear.

    Without --sensor the one that was used last is taken, or else the nearest. A second sensor is used for the exercises
    that it sees better. The session survives a lost link: it is looked for until you end the session.

    Each set is in your history as soon as it ends, and all that the sensors send is in your folder of recordings.
    """
    if plan and (exercise or dose):
        raise click.UsageError("--plan excludes --exercise and --dose.")
    if dose and not exercise:
        raise click.UsageError("--dose needs --exercise.")
    if resume is not None and (plan or exercise or dose or sensors or placements or simulated or record or no_record):
        raise click.UsageError("--resume goes on with what was being done; only --radio and --speed go with it.")
    if record is not None and no_record:
        raise click.UsageError("--record and --no-record exclude each other.")
    if simulated and radio:
        raise click.UsageError("--simulated excludes --radio.")
    if len(placements) > max(len(sensors), 1) and not simulated:
        raise click.UsageError("there are more --placement than --sensor; name each sensor.")
    from runstrong.cli.cut_off import finish_what_was_closed, unfinished_notice
    from runstrong.cli.resuming import retelling_of
    from runstrong.cli.tracking import TrackRequest, run_session

    config = load_config()
    finish_what_was_closed()
    goes_on = None if resume is None else retelling_of(resume)
    if goes_on is None and (notice := unfinished_notice()):
        click.echo(f"runstrong: {notice}.", err=True)
    if goes_on is not None:
        simulated, seed = goes_on.head.synthetic, goes_on.head.seed or 0
    request = TrackRequest(
        plan=plan or ("" if exercise or simulated else config.session.plan),
        exercise=exercise,
        dose=dose,
        sensors=sensors,
        places=tuple(parse_place(text) for text in placements),
        radio=checked_radio(radio),
        simulated=simulated,
        seed=seed,
        speed=parse_speed(speed) if simulated else 1.0,
        record=record,
        config=config,
        recording=not no_record,
        goes_on=goes_on,
    )
    run_session(request, shown_as(plain=plain, as_json=as_json), SensorMemory(sensors_path()))
