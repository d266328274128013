"""Reading when each repetition of a recording ends, where someone marked it."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from runstrong.evaluation.csv_rows import read_rows
from runstrong.evaluation.index import Labelled


def read_marks(path: Path) -> tuple[float, ...]:
    """Return the times, in seconds of the recording's clock, at which repetitions 1, 2, ... end."""
    ends_s: list[float] = []
    for row in read_rows(path, ("rep", "t_s"), noun="table of marks"):
        end_s = row.number("t_s")
        if row.whole_number("rep") != len(ends_s) + 1:
            raise row.mistake("rep", "the repetitions are not numbered 1, 2, 3 in order", "number them so")
        if end_s is None or (ends_s and end_s <= ends_s[-1]):
            raise row.mistake("t_s", "a repetition must end after the one before it", "correct the time")
        ends_s.append(end_s)
    return tuple(ends_s)


def read_all_marks(labelled: Iterable[Labelled]) -> Mapping[str, tuple[float, ...]]:
    """Return the marked ends of every recording that has some, by its file."""
    return {row.file: read_marks(row.marks_path) for row in labelled if row.marks_path is not None}
