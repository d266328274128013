"""``runstrong reanalyse``: recordings counted by this version, and the history built anew from them."""

import os
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path

import click

from runstrong.batch.finding import USUAL_PATTERNS, find_recordings
from runstrong.batch.pool import over_processes
from runstrong.cli.learning import learn_from_sets
from runstrong.errors import BadRecording, printable
from runstrong.folders import history_path, recordings_folder
from runstrong.history import History, open_history
from runstrong.history.rebuild import (
    ChangedCount,
    PersonsWord,
    PutAside,
    Read,
    Rebuilt,
    keep_relived,
    put_aside_if_damaged,
    read_session,
)
from runstrong.session.plain_lines import counted

PACKED = ".gz"


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
@click.option("--jobs", type=click.IntRange(min=1), help="Processes to use; all processors if not given.")
def reanalyse(paths: tuple[Path, ...], jobs: int | None) -> None:
    """Count recordings of sessions again with this version, and bring your history up to date.

    Without PATH all recordings in your folder are taken. What you said about a count stays; what the history has and no
    recording tells stays too. A history that is damaged is put aside, and built anew.
    """
    aside = put_aside_if_damaged(history_path(), date.today())
    if aside is not None:
        _say_aside(aside)
    found = _recordings(paths)
    with open_history(history_path()) as kept:
        rebuilt = list(_rebuilt(kept, found, jobs or os.cpu_count() or 1, () if aside is None else aside.words))
        for line in learn_from_sets(kept, kept.checked_sets()):
            click.echo(line)
    changed = sum(len(one.changed) for one in rebuilt)
    click.echo(
        f"{counted(len(rebuilt), 'session')} read, {sum(one.new for one in rebuilt)} of them new;"
        f" {counted(changed, 'count')} changed."
    )


def _recordings(paths: Sequence[Path]) -> tuple[Path, ...]:
    """Return the files to read; of one that is there packed and unpacked, the packed one is whole."""
    if not paths:
        folder = recordings_folder()
        there = folder.is_dir() and any(next(folder.glob(pattern), None) for pattern in USUAL_PATTERNS)
        if not there:
            what, remedy = "there are no recordings yet", "name some, or record with 'runstrong track'"
            raise BadRecording(f"{what} in {folder}", remedy=remedy)
        paths = (folder,)
    found = find_recordings(paths)
    packed = {path for path in found if path.suffix == PACKED}
    return tuple(path for path in found if path.with_name(path.name + PACKED) not in packed)


def _rebuilt(kept: History, found: Sequence[Path], jobs: int, said: Sequence[PersonsWord]) -> Iterator[Rebuilt]:
    outcomes = over_processes(read_session, found, min(jobs, len(found)), _broken)
    with closing(outcomes):
        for _, read in outcomes:
            if read.relived is None:
                click.echo(f"runstrong: warning: {printable(read.mistake, longest=500)}", err=True)
                continue
            one = keep_relived(kept, read, recordings_folder(), said)
            click.echo(_line(one))
            yield one


def _broken(path: Path) -> Read:
    return Read(path, None, f"{path}: reading this ended the process; it was left out.")


def _line(one: Rebuilt) -> str:
    news = "new, " if one.new else ""
    line = f"{printable(one.path.name)}: session {one.session_id}, {news}{counted(one.sets, 'set')}"
    return "\n".join([line, *(f"  {_change(change)}" for change in one.changed)])


def _change(change: ChangedCount) -> str:
    stays = "" if change.final == change.now else f"; your {change.final} stays"
    return f"{change.name}: counted {_number(change.before)} before, {_number(change.now)} now{stays}"


def _number(reps: int | None) -> str:
    return "nothing" if reps is None else str(reps)


def _say_aside(aside: PutAside) -> None:
    words = f", {counted(len(aside.words), 'correction')} in it could still be read" if aside.words else ""
    click.echo(f"runstrong: warning: the history was damaged; it is now {aside.path}{words}.", err=True)
