"""Showing scores as tables, and writing one row a recording."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from runstrong.errors import BadIndex, Place, printable
from runstrong.evaluation.index import LabelKind
from runstrong.evaluation.scores import Outcome, Score, score, score_by

CONFIRMED = "A"
"""Grade of a label that was confirmed: the counter is judged on these."""

COLUMNS = ("sets", "exact %", "within 1 %", "MAE", "bias", "false reps/min", "hold error s", "CPU ms/s")

RESULT_COLUMNS = (
    "file",
    "exercise",
    "placement",
    "kind",
    "reps_counted",
    "reps_live",
    "hold_s",
    "gaps",
    "cpu_ms_per_s",
    "dataset",
    "subject",
    "grade",
    "reps_true",
    "hold_s_true",
    "error",
)


def tables(outcomes: Sequence[Outcome]) -> str:
    """Return all tables as Markdown that reads well as plain text: in all, per grade, dataset and exercise."""
    judged = [outcome for outcome in outcomes if outcome.labelled.grade in {CONFIRMED, ""}]
    parts = [
        table("in all", {"confirmed labels (grade A)": score(judged), "all recordings": score(outcomes)}),
        table("grade", score_by(lambda outcome: outcome.labelled.grade or "none", outcomes)),
        table("dataset, grade A", score_by(lambda outcome: outcome.labelled.dataset, _counted(judged))),
        table("exercise, grade A", score_by(lambda outcome: outcome.labelled.exercise, _counted(judged))),
    ]
    return "\n\n".join(part for part in parts if part)


def unknown_exercises(outcomes: Iterable[Outcome]) -> tuple[str, ...]:
    """Return the names of exercises that the catalogue does not know, each once."""
    return tuple(sorted({one.labelled.exercise for one in outcomes if not one.counted.known_exercise}))


def table(title: str, scores: Mapping[str, Score]) -> str:
    """Return one Markdown table with a row a group; empty if there is no group."""
    if not scores:
        return ""
    header = [title, *COLUMNS]
    rows = [[printable(name, longest=44), *_cells(scored)] for name, scored in scores.items()]
    widths = [max(len(row[i]) for row in (header, *rows)) for i in range(len(header))]
    rule = ["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])]
    return "\n".join(_line(cells, widths) for cells in (header, rule, *rows))


def write_results(path: Path, outcomes: Iterable[Outcome], *, timing: bool) -> None:
    """Write one row a recording, in the order of the index; without timing the file is the same on every run."""
    try:
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(RESULT_COLUMNS)
            writer.writerows(_result(outcome, timing=timing) for outcome in outcomes)
    except OSError as reason:
        what = f"the results cannot be written ({(reason.strerror or 'unknown reason').lower()})"
        raise BadIndex(what, remedy="choose another path for --out", place=Place(path)) from reason


def _counted(outcomes: Iterable[Outcome]) -> list[Outcome]:
    return [outcome for outcome in outcomes if outcome.labelled.kind is LabelKind.REPS]


def _cells(scored: Score) -> list[str]:
    return [
        str(scored.sets),
        _number(scored.exact_percent, 1),
        _number(scored.within_one_percent, 1),
        _number(scored.mean_absolute_error, 2),
        _number(scored.bias, 2, signed=True),
        _number(scored.false_reps_per_min, 2),
        _number(scored.hold_error_s, 2),
        _number(scored.cpu_ms_per_s, 2),
    ]


def _number(value: float | None, digits: int, *, signed: bool = False) -> str:
    return "" if value is None else f"{value:{'+' if signed else ''}.{digits}f}"


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    first = cells[0].ljust(widths[0])
    others = (cell.rjust(width) for cell, width in zip(cells[1:], widths[1:], strict=True))
    return "| " + " | ".join([first, *others]) + " |"


def _result(outcome: Outcome, *, timing: bool) -> list[object]:
    label, counted = outcome.labelled, outcome.counted
    cells = (
        label.file,
        label.exercise,
        label.placement,
        label.kind.value,
        counted.reps_counted,
        counted.reps_live,
        None if counted.hold_s is None else round(counted.hold_s, 2),
        None if counted.failure else counted.gaps,
        None if counted.cpu_ms_per_s is None or not timing else round(counted.cpu_ms_per_s, 3),
        label.dataset,
        label.subject,
        label.grade,
        label.reps_true,
        label.hold_s_true,
        outcome.error,
    )
    return ["" if cell is None else cell for cell in cells]
