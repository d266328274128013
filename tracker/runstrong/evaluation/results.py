"""Writing one row a recording, and comparing with rows that were written before."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from runstrong.errors import BadIndex, Place
from runstrong.evaluation.csv_rows import read_rows
from runstrong.evaluation.peers import PEERS
from runstrong.evaluation.scores import Outcome

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
    "confidence",
)

PEER_COLUMNS = tuple(f"{peer.key}_{what}" for peer in PEERS for what in ("reps", "cpu_ms_per_s"))


def write_results(path: Path, outcomes: Sequence[Outcome], *, timing: bool) -> None:
    """Write one row a recording, in the order of the index; without timing the file is the same on every run.

    Columns of the other methods, and of arming, follow where any recording was run so.
    """
    peers = any(outcome.counted.peers for outcome in outcomes)
    armed = any(outcome.counted.armed for outcome in outcomes)
    header = (*RESULT_COLUMNS, *(["armed"] if armed else []), *(PEER_COLUMNS if peers else []))
    try:
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(header)
            for outcome in outcomes:
                cells = _result(outcome, timing=timing)
                cells |= _armed(outcome) if armed else {}
                cells |= _peers(outcome, timing=timing) if peers else {}
                writer.writerow(["" if (cell := cells.get(name)) is None else cell for name in header])
    except OSError as reason:
        what = f"the results cannot be written ({(reason.strerror or 'unknown reason').lower()})"
        raise BadIndex(what, remedy="choose another path for --out", place=Place(path)) from reason


def read_counts(path: Path) -> Mapping[str, int]:
    """Return the live count of every recording in a file of results that has one, by its file."""
    counts: dict[str, int] = {}
    for row in read_rows(path, ("file", "reps_live"), noun="file of results"):
        reps = row.whole_number("reps_live")
        if reps is not None:
            counts[row.text("file")] = reps
    return counts


def _result(outcome: Outcome, *, timing: bool) -> dict[str, object]:
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
        counted.confidence,
    )
    return dict(zip(RESULT_COLUMNS, cells, strict=True))


def _armed(outcome: Outcome) -> dict[str, object]:
    return {"armed": "yes" if outcome.counted.armed else "no"}


def _peers(outcome: Outcome, *, timing: bool) -> dict[str, object]:
    cells: Iterable[object] = (
        cell
        for counted in outcome.counted.peers
        for cell in (counted.reps, round(counted.cpu_ms_per_s, 3) if timing else None)
    )
    return dict(zip(PEER_COLUMNS, cells, strict=False))
