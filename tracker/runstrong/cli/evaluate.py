"""``runstrong evaluate``: count every labelled recording of an index and say how right the counts are."""

import os
from collections.abc import Generator, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from functools import partial
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from runstrong.batch.pool import ctrl_c_noted, end_with_the_parent
from runstrong.errors import BadRecording, printable
from runstrong.evaluation.blind import USUAL_NAME, only_strong
from runstrong.evaluation.comparing import comparison
from runstrong.evaluation.counting import Counted, Way, count_recording
from runstrong.evaluation.index import Labelled, read_index
from runstrong.evaluation.marks import read_all_marks
from runstrong.evaluation.plots import require_matplotlib, write_plots
from runstrong.evaluation.report import (
    arming_table,
    further_tables,
    joined,
    peer_tables,
    tables,
    unknown_exercises,
)
from runstrong.evaluation.results import read_counts, write_results
from runstrong.evaluation.scores import Outcome

FILES_PER_TASK = 4
"""Recordings handed to a process at once: a recording takes milliseconds, handing one over costs about one."""

PATH = click.Path(path_type=Path)
AROUND_S = click.FloatRange(0.0, 60.0)


@click.command()
@click.argument("index", type=PATH)
@click.option("--out", type=PATH, help="Write one row a recording to this CSV file.")
@click.option("--jobs", type=click.IntRange(min=1), help="Processes to use; all processors if not given.")
@click.option("--no-timing", is_flag=True, help="Leave processor times out, so that every run writes the same file.")
@click.option("--strong-only", is_flag=True, help=f"Only labels that {USUAL_NAME} beside INDEX calls strong.")
@click.option("--blind", type=PATH, metavar="FILE", help="That table, if it is elsewhere; implies --strong-only.")
@click.option("--armed", type=AROUND_S, metavar="SECONDS", help="Arm the marked active part, and so much around it.")
@click.option("--accelerometer-only", is_flag=True, help="Hide the gyroscope from the counter.")
@click.option("--peers", is_flag=True, help="Let three other methods count the same samples.")
@click.option("--compare", type=PATH, metavar="BASELINE.csv", help="Show which sets changed since an earlier --out.")
@click.option("--plots", type=PATH, metavar="DIR", help="Draw the worst sets into this folder; needs matplotlib.")
@click.option("--tables", "shown", type=click.Choice(["usual", "all"]), default="usual", help="How many tables.")
def evaluate(
    index: Path,
    out: Path | None,
    jobs: int | None,
    blind: Path | None,
    armed: float | None,
    compare: Path | None,
    plots: Path | None,
    shown: str,
    *,
    no_timing: bool,
    strong_only: bool,
    accelerometer_only: bool,
    peers: bool,
) -> None:
    """Count every recording that INDEX lists, and compare with its labels.

    INDEX is a CSV file with the columns file, exercise, placement and kind (reps, hold or none), and where they are
    known reps_true, hold_s_true, dataset, subject, grade, active_start_s, active_end_s and events_file (a table of rep
    and t_s, the time at which it ends). Counts never see the labels; --armed sees where the active part is.

    '--tables all' adds placements, false repetitions, latency against events_file, and every set that was missed.
    """
    labelled = read_index(index)
    if strong_only or blind is not None:
        labelled = only_strong(labelled, blind or index.parent / USUAL_NAME)
    marks = read_all_marks(labelled) if shown == "all" or plots is not None else {}
    baseline = {} if compare is None else read_counts(compare)
    if plots is not None:
        require_matplotlib()
    way = Way(armed, peers, not accelerometer_only)
    with closing(count_all(labelled, jobs or os.cpu_count() or 1, way)) as counts:
        counted = list(_watched(counts, len(labelled)))
    outcomes = [Outcome(label, count) for label, count in zip(labelled, counted, strict=True)]
    if out is not None:
        write_results(out, outcomes, timing=not no_timing)
    parts = (
        tables(outcomes),
        further_tables(outcomes, marks) if shown == "all" else "",
        "" if armed is None else _arming(outcomes, armed),
        peer_tables(outcomes),
        "" if compare is None else comparison(outcomes, baseline),
        "" if plots is None else _plotted(plots, outcomes, marks),
        _unknown(outcomes),
    )
    click.echo(joined(*parts))
    _refuse_failures(outcomes)


def count_all(labelled: Sequence[Labelled], jobs: int, way: Way) -> Generator[Counted, None, None]:
    """Yield what was counted in each recording, in order, whatever the number of processes; close it to stop early."""
    count = partial(count_recording, way=way)
    if jobs == 1:
        yield from map(count, labelled)
        return
    with ctrl_c_noted() as pressed:
        pool = ProcessPoolExecutor(jobs, initializer=end_with_the_parent)
        try:
            for counted in pool.map(count, labelled, chunksize=FILES_PER_TASK):
                if pressed.is_set():
                    raise KeyboardInterrupt
                yield counted
        except BrokenProcessPool:
            if pressed.is_set():
                raise KeyboardInterrupt from None
            raise
        finally:
            pool.shutdown(cancel_futures=True)


def _watched(counts: Iterator[Counted], total: int) -> Iterator[Counted]:
    """Show progress and the time left on standard error, if it is a terminal."""
    columns = (TextColumn("counting"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        yield from progress.track(counts, total=total)


def _arming(outcomes: Sequence[Outcome], around_s: float) -> str:
    """Say how many recordings could be armed, and score them apart from the others."""
    armed = sum(outcome.counted.armed for outcome in outcomes)
    said = f"Armed {around_s:g} s around the active part: {armed} of {len(outcomes)} recordings"
    whole = "; the others mark none, or hold nothing to count, and were run whole."
    return joined(said + whole, arming_table(outcomes))


def _plotted(folder: Path, outcomes: Sequence[Outcome], marks: Mapping[str, Sequence[float]]) -> str:
    return f"{write_plots(folder, outcomes, marks)} plots of the worst sets are in {printable(str(folder))}."


def _unknown(outcomes: Sequence[Outcome]) -> str:
    names = ", ".join(printable(name, longest=60) for name in unknown_exercises(outcomes))
    return names and f"Counted by the general profile, not being in the catalogue: {names}."


def _refuse_failures(outcomes: Sequence[Outcome]) -> None:
    """Name the recordings that could not be used; the others are counted and written all the same."""
    failures = [outcome.counted.failure for outcome in outcomes if outcome.counted.failure]
    for failure in failures:
        click.echo(f"runstrong: left out: {failure}", err=True)
    if failures:
        what = f"{len(failures)} of {len(outcomes)} recordings could not be used"
        raise BadRecording(what, remedy="mend them or take them out of the index")
