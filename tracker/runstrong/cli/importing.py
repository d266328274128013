"""``runstrong import``: bring in a recording, a log or a plan of another program, and say what it is."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from runstrong.errors import printable
from runstrong.folders import history_path

if TYPE_CHECKING:
    from runstrong.exchange.logged import ImportedLog
    from runstrong.exchange.plans.imported import ImportedPlan
    from runstrong.recording.formats.mapped_csv import ColumnMap
    from runstrong.recording.model import Recording


HELP = """Bring in FILE, whatever it is: what shows in its content, not its name, says so.

\b
Recordings  MetaBase, Polar Sensor Logger, Movesense, phyphox, Sensor Logger,
            WitMotion, Edge Impulse, SensorLog, Empatica, FIT acceleration,
            and any table with --columns; they go into your recordings.
Logs        Strong, Hevy, FitNotes, LiftLog, FIT activities, our own JSON and
            CSV; they go into your history, once, however often you import.
Plans       Liftoscript, LiftLog plans, FIT workouts; they become a plan file.
Bundles     of 'runstrong export --all'; everything in them is restored, and
            what is there already stays as it is.

What a file says and runstrong cannot keep is listed.
"""


@click.command("import", help=HELP)
@click.argument("file", type=click.Path(readable=False, path_type=Path))
@click.option("--exercise", metavar="NAME", default="", help="Recordings: what was exercised.")
@click.option("--placement", metavar="PLACE", default="", help="Recordings: where the sensor was worn.")
@click.option("--sensor", metavar="NAME", default="", help="Recordings: which one, where a file holds several.")
@click.option("--columns", metavar="MAP", default="", help="A table that is not known: t=time,x=acc_x,y=acc_y,z=acc_z.")
@click.option("--unit", metavar="UNIT", default="", help="With --columns: g, m/s2, mg or 1/64 g.")
@click.option("--time-unit", metavar="UNIT", default="s", help="With --columns: s, ms, us or ns.")
@click.option("--gyro-unit", metavar="UNIT", default="deg/s", help="With --columns and gx, gy, gz: deg/s or rad/s.")
@click.option("--weight-unit", type=click.Choice(("kg", "lb")), default="kg", help="Logs that do not name theirs.")
@click.option("-o", "--out", type=click.Path(path_type=Path), help="Recordings and plans: write this file.")
@click.option("--dry-run", is_flag=True, help="Say what it is, and keep nothing.")
@click.option("--json", "as_json", is_flag=True, help="Say it as JSON.")
def import_(
    file: Path,
    exercise: str,
    placement: str,
    sensor: str,
    columns: str,
    unit: str,
    time_unit: str,
    gyro_unit: str,
    weight_unit: str,
    out: Path | None,
    *,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Bring in a file of another program."""
    asked = exercise_and_place(exercise, placement)
    if columns or unit:
        column_map = _column_map(columns, unit, time_unit, gyro_unit)
        _keep_recording(file, asked, out, dry_run, as_json, columns=column_map)
        return
    from runstrong.history.bundle import is_bundle

    if is_bundle(file):
        from runstrong.cli.carrying import restore_everything

        _say(*restore_everything(file, dry_run=dry_run), history_path(), dry_run, as_json)
        return
    from runstrong.exchange.logs.formats import read_log
    from runstrong.recording.content import read_content

    content = read_content(file)
    log = read_log(content.data, file, weight_unit=weight_unit)
    if log is not None:
        _keep_log(log, file, dry_run=dry_run, as_json=as_json)
        return
    from runstrong.exchange.plans.formats import read_foreign_plan

    plan = read_foreign_plan(content.data, file)
    if plan is not None:
        _keep_plan(plan, file, out, dry_run=dry_run, as_json=as_json)
        return
    _keep_recording(file, asked, out, dry_run, as_json, sensor=sensor)


def exercise_and_place(exercise: str, placement: str) -> tuple[str, str]:
    """Return the id of an exercise and the name of a place as they were asked for, empty where they were not."""
    from runstrong.exercises.catalogue import load_catalogue
    from runstrong.exercises.places import parse_place

    asked = load_catalogue().find(exercise).id if exercise else ""
    return asked, parse_place(placement).value if placement else ""


def _column_map(columns: str, unit: str, time_unit: str, gyro_unit: str) -> "ColumnMap":
    from runstrong.recording.formats.mapped_csv import parse_column_map

    return parse_column_map(columns, unit, time_unit, gyro_unit)


def _keep_recording(
    file: Path,
    asked: tuple[str, str],
    out: Path | None,
    dry_run: bool,
    as_json: bool,
    *,
    columns: "ColumnMap | None" = None,
    sensor: str = "",
) -> None:
    from runstrong.exchange import recordings
    from runstrong.folders import recordings_folder
    from runstrong.recording.open import open_recording

    recording: Recording = open_recording(file, columns, sensor)
    recordings.refuse_our_own(recording)
    path = out or recordings.usual_path(recording, recordings_folder())
    exercise, placement = asked
    written: list[str] = []
    if not dry_run:
        recordings.save(recording, path, exercise=exercise, placement=placement)
        written.append(f"  written to    {printable(str(path))}")
        written.append(f"  next          {recordings.next_step(recording, path, exercise)}")
    _say([*recordings.report_lines(recording), *written], recordings.report_object(recording), path, dry_run, as_json)


def _keep_log(log: "ImportedLog", file: Path, *, dry_run: bool, as_json: bool) -> None:
    from runstrong.exchange.keeping import keep_log, log_lines, log_object

    lines, about = list(log_lines(log, file.name)), log_object(log)
    if not dry_run:
        kept = keep_log(log, history_path())
        lines.append(f"  history   {kept.new} new, {kept.known} there already")
        about |= {"new": kept.new, "known": kept.known}
    _say(lines, about, history_path(), dry_run, as_json)


def _keep_plan(plan: "ImportedPlan", file: Path, out: Path | None, *, dry_run: bool, as_json: bool) -> None:
    from runstrong.exchange.plans.keeping import keep_plans, plan_lines, plan_report, refuse_several_without_folder

    if out is None and not dry_run:
        refuse_several_without_folder(plan, file)
    lines, about = list(plan_lines(plan, file.name)), plan_report(plan)
    paths = () if dry_run or out is None else keep_plans(plan, out)
    lines += [f"  written to  {printable(str(path))}" for path in paths]
    about |= {"written": [str(path) for path in paths]}
    if out is None and not dry_run and not as_json:
        from runstrong.plans.files import format_plan

        click.echo("\n".join(lines), err=True)
        click.echo(format_plan(plan.plans[0]), nl=False)
        return
    _say(lines, about, None, dry_run, as_json)


def _say(lines: Iterable[str], about: dict[str, object], path: Path | None, dry_run: bool, as_json: bool) -> None:
    if as_json:
        where = {} if path is None or dry_run else {"written": str(path)}
        click.echo(json.dumps({**about, **where}, indent=2))
    else:
        click.echo("\n".join(lines))
