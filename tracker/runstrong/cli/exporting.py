"""``runstrong export``: sessions of the history as files of other programs, saying what each cannot carry."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from runstrong.errors import printable

if TYPE_CHECKING:
    from runstrong.exchange.export_formats import ExportFormat
    from runstrong.exchange.logged import LoggedSession
    from runstrong.history import History, PastSession

NAMES = ("fit", "strong", "json", "csv", "parquet")
HELP = """Write sessions of your history to FILE, in a format that other programs read.

The format is that of --format, or else of the ending of FILE. FIT holds one session a file: several go into the
folder of that name. What a format cannot carry:

\b
fit      single repetitions, sway every five seconds, the plan's text;
         side, automatic count and steadiness are in developer fields
strong   the same, and times of sets and sensors; side, automatic count
         and steadiness are in the notes
json     nothing of the history is lost; recordings are files of their own
csv      single repetitions, sensors, the plan's text
parquet  as csv
bundle   nothing: all sessions, recordings and labels in one zip file,
         which 'runstrong import' restores (only with --all)
"""
BUNDLE, BUNDLE_SUFFIX = "bundle", ".zip"


@click.command("export", help=HELP)
@click.option("--session", "ident", type=int, metavar="NUMBER", help="This session.")
@click.option("--last", is_flag=True, help="The last session.")
@click.option("--all", "everything", is_flag=True, help="All sessions.")
@click.option(
    "--format", "name", type=click.Choice((*NAMES, BUNDLE)), help="What to write; else by the ending of FILE."
)
@click.option("--raw", is_flag=True, help="FIT: with the acceleration of the recording.")
@click.option("-o", "--out", type=click.Path(path_type=Path), metavar="FILE", required=True, help="Where to.")
def export(ident: int | None, name: str | None, out: Path, *, last: bool, everything: bool, raw: bool) -> None:
    """Write sessions of the history to a file."""
    if (ident is not None) + last + everything != 1:
        raise click.UsageError("Say one of --session NUMBER, --last and --all.")
    if name == BUNDLE or (name is None and out.suffix.casefold() == BUNDLE_SUFFIX):
        _write_bundle(out, everything=everything and not raw)
        return
    from runstrong.exchange.from_history import chosen_sessions, logged
    from runstrong.folders import history_path
    from runstrong.history import open_history

    chosen = _format(name, out)
    if raw and chosen.name != "fit":
        raise click.UsageError("--raw is for FIT files.")
    with open_history(history_path(), to_write=False) as history:
        past = chosen_sessions(history, ident, last=last)
        sessions = logged(history, past)
        paths = _written(history, past, sessions, chosen, out, raw=raw)
    shown = printable(str(paths[0] if len(paths) == 1 else out))
    count = f"{len(sessions)} session{'' if len(sessions) == 1 else 's'}"
    click.echo(f"{shown}: {count}, {chosen.title}.")
    click.echo(f"Not in it: {chosen.lost}.")
    if chosen.beside:
        click.echo(f"{chosen.beside}.")


def _write_bundle(out: Path, *, everything: bool) -> None:
    if not everything:
        raise click.UsageError("A bundle holds everything: say --all, and leave --raw out.")
    from runstrong.cli.carrying import write_everything

    write_everything(out)


def _format(name: str | None, out: Path) -> "ExportFormat":
    from runstrong.exchange.export_formats import FORMATS, format_called

    if name is not None:
        return format_called(name)
    by_suffix = {one.suffix: one for one in FORMATS}  # of two with one ending the later: csv, not strong
    chosen = by_suffix.get(out.suffix.casefold())
    if chosen is None:
        raise click.UsageError(f"{printable(out.name)!r} does not say which format it is to be; say --format.")
    return chosen


def _written(
    history: "History",
    past: "tuple[PastSession, ...]",
    sessions: "tuple[LoggedSession, ...]",
    chosen: "ExportFormat",
    out: Path,
    *,
    raw: bool,
) -> list[Path]:
    """Write one file, or one a session into a folder, and return their paths."""
    from runstrong.exchange.fit_activity import fit_activity
    from runstrong.exchange.from_history import acceleration_of
    from runstrong.exchange.output import safe_part, write_whole

    if not chosen.holds_one or (len(sessions) == 1 and not out.is_dir()):
        samples = acceleration_of(history, past[0]) if raw else None
        write_whole(out, fit_activity(sessions[0], samples) if raw else chosen.write(sessions))
        return [out]
    names = (f"{one.day.isoformat()}-{safe_part(one.plan_id, 'session')}-{one.id}" for one in past)
    paths = [out / f"{name}{chosen.suffix}" for name in names]
    for one, session, path in zip(past, sessions, paths, strict=True):
        write_whole(path, fit_activity(session, acceleration_of(history, one) if raw else None))
    return paths
