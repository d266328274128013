"""``runstrong evaluate``: count every labelled recording of an index and say how right the counts are."""

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from runstrong.errors import BadRecording, printable
from runstrong.evaluation.blind import USUAL_NAME, only_strong
from runstrong.evaluation.comparing import comparison
from runstrong.evaluation.counting import Counted, Way, count_recording
from runstrong.evaluation.index import Labelled, read_index
from runstrong.evaluation.latency import Marks
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


@dataclass(frozen=True, slots=True)
class Wishes:
    """What is to be shown beside the usual tables."""

    further: bool
    compare: Path | None
    plots: Path | None


@click.command()
@click.argument("index", type=PATH)
@click.option("--out", type=PATH, help="Write one row a recording to this CSV file.")
@click.option("--jobs", type=click.IntRange(min=1), help="Processes to use; all processors if not given.")
@click.option("--no-timing", is_flag=True, help="Leave processor times out, so that every run writes the same file.")
@click.option("--strong-only", is_flag=True, help=f"Only labels beyond doubt: {USUAL_NAME} beside INDEX, status strong.")
@click.option("--blind", type=PATH, help="The table of blind counts to use; implies --strong-only.")
@click.option("--armed", type=click.FloatRange(0.0, 60.0), metavar="SECONDS", help="Arm only the marked active part, and so many seconds around it.")  # fmt: skip
@click.option("--accelerometer-only", is_flag=True, help="Hide the gyroscope from the counter.")
@click.option("--peers", is_flag=True, help="Let three other methods count the same samples, and show them beside.")
@click.option("--compare", type=PATH, metavar="BASELINE.csv", help="Show which sets changed since an earlier --out.")
@click.option("--plots", type=PATH, metavar="DIR", help="Draw the worst sets into this folder (needs matplotlib).")
@click.option("--tables", "chosen", type=click.Choice(["usual", "all"]), default="usual", help="'all' adds placements, false reps, latency and every miss.")  # fmt: skip
def evaluate(
    index: Path,
    out: Path | None,
    jobs: int | None,
    blind: Path | None,
    armed: float | None,
    compare: Path | None,
    plots: Path | None,
    chosen: str,
    *,
    no_timing: bool,
    strong_only: bool,
    accelerometer_only: bool,
    peers: bool,
) -> None:
    """Count every recording that INDEX lists, and compare with its labels.

    INDEX is a CSV file with the columns file, exercise, placement and kind (reps, hold or none), and where they are
    known reps_true, hold_s_true, dataset, subject, grade, active_start_s, active_end_s and events_file (a table of rep
    and t_s, the time at which it ends). Counts never see the labels.
    """
    labelled = read_index(index)
    if strong_only or blind is not None:
        labelled = only_strong(labelled, blind or index.parent / USUAL_NAME)
    wishes = Wishes(chosen == "all", compare, plots)
    marks = read_all_marks(labelled) if wishes.further or plots else {}
    baseline = None if compare is None else read_counts(compare)
    if plots is not None:
        require_matplotlib()
    way = Way(armed, peers, not accelerometer_only)
    counted = list(_watched(count_all(labelled, jobs or os.cpu_count() or 1, way), len(labelled)))
    outcomes = [Outcome(label, count) for label, count in zip(labelled, counted, strict=True)]
    if out is not None:
        write_results(out, outcomes, timing=not no_timing)
    click.echo(_shown(outcomes, wishes, marks, baseline, armed))
    if plots is not None:
        click.echo(f"\n{write_plots(plots, outcomes, marks)} plots of the worst sets are in {printable(str(plots))}.")
    if unknown := unknown_exercises(outcomes):
        names = ", ".join(printable(name, longest=60) for name in unknown)
        click.echo(f"\nCounted by the general profile, not being in the catalogue: {names}.")
    _refuse_failures(outcomes)
