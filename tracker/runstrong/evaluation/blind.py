"""Which labels two people confirmed independently, from plots alone."""

from collections.abc import Iterable
from pathlib import Path

from runstrong.errors import BadIndex, Place
from runstrong.evaluation.csv_rows import read_rows
from runstrong.evaluation.index import Labelled

USUAL_NAME = "blind_counts.csv"
"""Looked for beside the index."""

STRONG = "strong"
"""Both readers were sure, and both counts are the label's."""


def read_strong_files(path: Path) -> frozenset[str]:
    """Return the files, named as in the index, whose label is beyond doubt."""
    rows = read_rows(path, ("file", "status"), noun="table of blind counts")
    return frozenset(row.text("file") for row in rows if row.text("status") == STRONG)


def only_strong(labelled: Iterable[Labelled], blind_path: Path) -> tuple[Labelled, ...]:
    """Return the rows of an index whose label is beyond doubt; at least one."""
    strong = read_strong_files(blind_path)
    chosen = tuple(row for row in labelled if row.file in strong)
    if not chosen:
        what = f"no recording of the index is marked {STRONG!r}"
        raise BadIndex(what, remedy="give the table that belongs to this index", place=Place(blind_path))
    return chosen
