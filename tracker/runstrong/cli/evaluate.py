"""``runstrong evaluate``: count every labelled recording of an index and say how right the counts are."""

import os
import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from runstrong.errors import BadRecording, printable
from runstrong.evaluation.counting import Counted, count_recording
from runstrong.evaluation.index import Labelled, read_index
from runstrong.evaluation.report import tables, unknown_exercises, write_results
from runstrong.evaluation.scores import Outcome

FILES_PER_TASK = 4
"""Recordings handed to a process at once: a recording takes milliseconds, handing one over costs about one."""


@click.command()
@click.argument("index", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), help="Write one row a recording to this CSV file.")
@click.option("--jobs", type=click.IntRange(min=1), help="Processes to use; all processors if not given.")
@click.option("--no-timing", is_flag=True, help="Leave processor times out, so that every run writes the same file.")
def evaluate(index: Path, out: Path | None, jobs: int | None, *, no_timing: bool) -> None:
    """Count every recording that INDEX lists, and compare with its labels.

    INDEX is a CSV file with the columns file, exercise, placement and kind (reps, hold or none), and where they are
    known reps_true, hold_s_true, dataset, subject and grade. Counts never see the labels.
    """
    labelled = read_index(index)
    counted = list(_watched(count_all(labelled, jobs or os.cpu_count() or 1), len(labelled)))
    outcomes = [Outcome(label, count) for label, count in zip(labelled, counted, strict=True)]
    if out is not None:
        write_results(out, outcomes, timing=not no_timing)
    click.echo(tables(outcomes))
    if unknown := unknown_exercises(outcomes):
        names = ", ".join(printable(name, longest=60) for name in unknown)
        click.echo(f"\nCounted by the general profile, not being in the catalogue: {names}.")
    _refuse_failures(outcomes)


def count_all(labelled: Sequence[Labelled], jobs: int) -> Iterator[Counted]:
    """Yield what was counted in each recording, in order, whatever the number of processes."""
    if jobs == 1:
        yield from map(count_recording, labelled)
        return
    with ProcessPoolExecutor(jobs, initializer=_leave_ctrl_c_to_the_parent) as pool:
        try:
            yield from pool.map(count_recording, labelled, chunksize=FILES_PER_TASK)
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _leave_ctrl_c_to_the_parent() -> None:
    """Let a child finish what it counts: the parent hears Ctrl-C too, and hands out nothing more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _watched(counts: Iterator[Counted], total: int) -> Iterator[Counted]:
    """Show progress and the time left on standard error, if it is a terminal."""
    columns = (TextColumn("counting"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        yield from progress.track(counts, total=total)


def _refuse_failures(outcomes: Sequence[Outcome]) -> None:
    """Name the recordings that could not be used; the others are counted and written all the same."""
    failures = [outcome.counted.failure for outcome in outcomes if outcome.counted.failure]
    for failure in failures:
        click.echo(f"runstrong: left out: {failure}", err=True)
    if failures:
        what = f"{len(failures)} of {len(outcomes)} recordings could not be used"
        raise BadRecording(what, remedy="mend them or take them out of the index")
