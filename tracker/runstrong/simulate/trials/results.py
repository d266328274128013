"""The outcomes of cells as a CSV file that grows: a run that is cut short goes on where it stopped.

Its first line says which way of counting it is of, and of which day: outcomes of two ways do not go together.
"""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from runstrong.errors import RunstrongError
from runstrong.simulate.trials.cells import Cell, Condition, People, Tempo
from runstrong.simulate.trials.trial import Trial, run_trial
from runstrong_signal.algorithm import ALGORITHM_VERSION

COLUMNS = ("people", "exercise", "place", "condition", "tempo", "errors", "delays_s", "sway_ratios")

MS = 3

MADE = re.compile(r"# version (\d+) of the way of counting, (\d{4}-\d{2}-\d{2})\n")


class OtherWayOfCounting(RunstrongError):
    """A file of outcomes that another way of counting gave."""


@dataclass(frozen=True, slots=True)
class Made:
    """By which version of the way of counting outcomes were made, and on which day (``2026-11-29``)."""

    version: int
    day: str

    def line(self) -> str:
        """Return the first line of a file."""
        return f"# version {self.version} of the way of counting, {self.day}\n"


@dataclass(frozen=True, slots=True)
class Outcome:
    """All trials of a cell so far.

    Attributes
    ----------
    errors
        One for each trial, in their order: repetitions, or seconds for a hold.
    delays_s
        The median and the 95 % point of the delays of each trial that was counted exactly.
    sway_ratios
        Of holds.
    """

    errors: tuple[float, ...]
    delays_s: tuple[float, ...] = ()
    sway_ratios: tuple[float, ...] = ()


Outcomes = Mapping[Cell, Outcome]


def outcome_of(trials: Sequence[Trial]) -> Outcome:
    """Put the trials of a cell together."""
    return Outcome(
        errors=tuple(round(trial.error, MS) for trial in trials),
        delays_s=tuple(round(delay_s, 2) for trial in trials for delay_s in _middle_and_late(trial.delays_s)),
        sway_ratios=tuple(round(trial.sway_ratio, MS) for trial in trials if trial.sway_ratio is not None),
    )


def _middle_and_late(delays_s: Sequence[float]) -> tuple[float, ...]:
    """Return the median and the 95 % point of a set's delays: two numbers stand for ten."""
    if not delays_s:
        return ()
    ordered = sorted(delays_s)
    return ordered[len(ordered) // 2], ordered[min(len(ordered) - 1, round(0.95 * (len(ordered) - 1)))]


def run_cell(task: tuple[Cell, int, int]) -> Outcome:
    """Run the trials of a cell from one number up to another."""
    cell, first, after = task
    return outcome_of([run_trial(cell, number) for number in range(first, after)])


def both(one: Outcome, other: Outcome) -> Outcome:
    """Return the trials of both."""
    return Outcome(one.errors + other.errors, one.delays_s + other.delays_s, one.sway_ratios + other.sway_ratios)


def read_made(path: Path) -> Made:
    """Return what the first line of a file says."""
    with path.open(encoding="utf-8") as file:
        found = MADE.fullmatch(file.readline())
    if found is None:
        raise OtherWayOfCounting(f"{path.name} does not say how it was counted", remedy="delete it to begin anew")
    return Made(int(found[1]), found[2])


def run_missing(cells: Sequence[Cell], trials: int, path: Path, jobs: int, *, today: str) -> None:
    """Run what the file does not hold yet, and append it cell by cell.

    Raises
    ------
    OtherWayOfCounting
        If the file is of another version of the way of counting.
    """
    if not path.exists():
        path.write_text(Made(ALGORITHM_VERSION, today).line() + ",".join(COLUMNS) + "\n", encoding="utf-8")
    made = read_made(path)
    if made.version != ALGORITHM_VERSION:
        raise OtherWayOfCounting(
            f"{path.name} was counted by version {made.version}, and this is version {ALGORITHM_VERSION}",
            remedy="delete it to begin anew",
        )
    known = read_outcomes(path)
    done = {cell: len(known[cell].errors) if cell in known else 0 for cell in cells}
    missing = [(cell, done[cell], trials) for cell in cells if done[cell] < trials]
    with ProcessPoolExecutor(jobs) as pool, path.open("a", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        for (cell, _, _), outcome in zip(missing, pool.map(run_cell, missing, chunksize=4), strict=True):
            writer.writerow(_row(cell, outcome))
            file.flush()


def _row(cell: Cell, outcome: Outcome) -> list[str]:
    words = [" ".join(f"{value:g}" for value in values) for values in (outcome.errors, outcome.delays_s)]
    ratios = " ".join(f"{value:g}" for value in outcome.sway_ratios)
    return [cell.people, cell.exercise, cell.place, cell.condition, cell.tempo, *words, ratios]


def read_outcomes(path: Path) -> dict[Cell, Outcome]:
    """Return what a file holds; rows of the same cell go together."""
    found: dict[Cell, Outcome] = {}
    if not path.exists():
        return found
    for row in csv.DictReader(io.StringIO(MADE.sub("", path.read_text(encoding="utf-8")))):
        cell = Cell(
            row["exercise"], row["place"], Tempo(row["tempo"]), Condition(row["condition"]), People(row["people"])
        )
        columns = (row["errors"], row["delays_s"], row["sway_ratios"])
        outcome = Outcome(*(tuple(float(word) for word in words.split()) for words in columns))
        found[cell] = both(found[cell], outcome) if cell in found else outcome
    return found


def write_outcomes(path: Path, outcomes: Outcomes, order: Iterable[Cell], made: Made) -> None:
    """Write the file anew, a row a cell, in order."""
    out = io.StringIO()
    out.write(made.line())
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(_row(cell, outcomes[cell]) for cell in order if cell in outcomes)
    path.write_text(out.getvalue(), encoding="utf-8")
