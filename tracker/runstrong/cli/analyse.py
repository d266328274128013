"""``runstrong analyse``: count everything in many recordings anew, into one table."""

import os
import time
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from runstrong.batch.analysis import Against, Analyse, unanalysed
from runstrong.batch.cluster import over_cluster
from runstrong.batch.finding import USUAL_PATTERNS, find_recordings
from runstrong.batch.ledger import Fingerprint, Ledger, fingerprint
from runstrong.batch.pool import over_processes
from runstrong.batch.row import AnalysedSet
from runstrong.batch.writing import write_whole, writer_for
from runstrong.cli.ending import ending_signals_interrupt
from runstrong.errors import printable

PATH = click.Path(path_type=Path)
SAY_EVERY_S = 30.0
"""Where there is no terminal to draw on, a line says how far it is, this often."""

MOST_FAILURES_SHOWN = 10


@click.command()
@click.argument("paths", nargs=-1, required=True, type=PATH, metavar="PATH...")
@click.option("--out", type=PATH, required=True, metavar="FILE", help="Write one row a set: .csv, or .parquet.")
@click.option("--jobs", type=click.IntRange(min=1), help="Processes to use; all processors if not given.")
@click.option("--dask", "address", metavar="ADDRESS", help="Use this Dask cluster instead (needs the extra dask).")
@click.option("--pattern", "patterns", multiple=True, metavar="GLOB", help="Files to take in folders, such as '*.csv'.")
@click.option("--exercise", metavar="NAME", default="", help="What was exercised, in all of them.")
@click.option("--placement", metavar="PLACE", default="", help="Where the sensor was worn, in all of them.")
@click.option("--plan", metavar="PLAN", default="", help="Prescribed by this plan, in all of them.")
@click.option("--dose", metavar="DOSE", default="", help="Prescribed by this dose, in all of them.")
def analyse(
    paths: tuple[Path, ...],
    out: Path,
    jobs: int | None,
    address: str | None,
    patterns: tuple[str, ...],
    exercise: str,
    placement: str,
    plan: str,
    dose: str,
) -> None:
    """Count and time everything in recordings, thousands of them, into one table with a row a set.

    PATH is a recording, or a folder that is searched with all folders in it. A recording that cannot be used is a row
    that says why. If the program is stopped, the same command goes on where it was.
    """
    if plan and dose:
        raise click.UsageError("--plan and --dose exclude each other.")
    if address and jobs:
        raise click.UsageError("--jobs and --dask exclude each other.")
    write = writer_for(out)
    recordings = find_recordings(paths, patterns or USUAL_PATTERNS)
    against = Against(exercise, placement, plan, dose)
    with ending_signals_interrupt(), Ledger(out, against) as ledger:
        prints = [fingerprint(path) for path in recordings]
        to_do = [(path, which) for path, which in zip(recordings, prints, strict=True) if which not in ledger.done]
        if len(to_do) < len(recordings):
            click.echo(f"runstrong: going on; {len(recordings) - len(to_do)} are done already.", err=True)
        try:
            _analyse_all(to_do, ledger, Analyse(against), jobs, address)
        except KeyboardInterrupt:
            click.echo(f"runstrong: stopped; what is done is in {printable(str(ledger.path))}.", err=True)
            raise
        rows = [row for which in prints for row in ledger.done[which]]
        write_whole(out, rows, write)
        ledger.discard()
    click.echo(_summary(rows, len(recordings), out))
    _tell_failures(rows)


def _analyse_all(
    to_do: Sequence[tuple[Path, Fingerprint]], ledger: Ledger, work: Analyse, jobs: int | None, address: str | None
) -> None:
    paths = [path.absolute() for path, _ in to_do]
    with closing(_outcomes(work, paths, jobs, address)) as outcomes:
        for index, rows in _watched(outcomes, len(to_do)):
            which = to_do[index][1]
            ledger.add(which, tuple(row.named(which.file) for row in rows))


def _outcomes(
    work: Analyse, paths: Sequence[Path], jobs: int | None, address: str | None
) -> Generator[tuple[int, tuple[AnalysedSet, ...]], None, None]:
    if address:
        return over_cluster(work, paths, address, _ended)
    return over_processes(work, paths, jobs or os.cpu_count() or 1, _ended)


def _ended(path: Path) -> tuple[AnalysedSet, ...]:
    return (unanalysed(path, "the process that analysed it ended, perhaps for lack of memory"),)


def _watched(
    outcomes: Iterable[tuple[int, tuple[AnalysedSet, ...]]], total: int
) -> Iterator[tuple[int, tuple[AnalysedSet, ...]]]:
    """Show progress and the time left on standard error: a bar on a terminal, else a line now and then."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield from _told_now_and_then(outcomes, total)
        return
    columns = (TextColumn("analysing"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        yield from progress.track(outcomes, total=total)


def _told_now_and_then(
    outcomes: Iterable[tuple[int, tuple[AnalysedSet, ...]]], total: int
) -> Iterator[tuple[int, tuple[AnalysedSet, ...]]]:
    started_s = told_s = time.monotonic()
    for done, outcome in enumerate(outcomes, start=1):
        yield outcome
        now_s = time.monotonic()
        if now_s - told_s >= SAY_EVERY_S:
            told_s = now_s
            left_min = (now_s - started_s) / done * (total - done) / 60.0
            click.echo(f"runstrong: {done} of {total}, about {left_min:.0f} min left", err=True)


def _summary(rows: Sequence[AnalysedSet], recordings: int, out: Path) -> str:
    sets = sum(row.row is not None for row in rows)
    failed = sum(bool(row.error) for row in rows)
    unusable = f"; {failed} could not be used, see the column 'error'" if failed else ""
    noun = "recording" if recordings == 1 else "recordings"
    return f"{recordings} {noun}, {sets} sets, in {printable(str(out))}{unusable}."


def _tell_failures(rows: Sequence[AnalysedSet]) -> None:
    failures = [f"{printable(row.file)}: {row.error}" for row in rows if row.error]
    for failure in failures[:MOST_FAILURES_SHOWN]:
        click.echo(f"runstrong: left out: {failure}", err=True)
    if len(failures) > MOST_FAILURES_SHOWN:
        click.echo(f"runstrong: and {len(failures) - MOST_FAILURES_SHOWN} more.", err=True)
