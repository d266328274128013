"""Reading an index of labelled recordings."""

import csv
import math
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from runstrong.errors import BadIndex, Place, printable

LARGEST_INDEX_BYTES = 64 * 2**20
"""An index of a hundred thousand recordings is a quarter of this."""

NEEDED_COLUMNS = ("file", "exercise", "placement", "kind")


class LabelKind(StrEnum):
    """What a recording holds, and so how it is run."""

    REPS = "reps"  # one armed set over the whole file
    HOLD = "hold"  # timed
    NONE = "none"  # nothing to be counted: run unarmed


@dataclass(frozen=True, slots=True)
class Labelled:
    """One row of an index: a recording and what is true of it.

    Attributes
    ----------
    file
        Path as the index gives it, relative to the index.
    reps_true, hold_s_true
        None where the index does not say.
    grade
        How far the label is to be trusted, in the index's own letters; ``"A"``: confirmed.
    """

    file: str
    path: Path
    exercise: str
    placement: str
    kind: LabelKind
    dataset: str
    subject: str
    grade: str
    reps_true: int | None
    hold_s_true: float | None


def read_index(path: Path) -> tuple[Labelled, ...]:
    """Return the rows of an index CSV in order.

    Raises
    ------
    BadIndex
        The file cannot be read, lacks a column, or has a cell that makes no sense; all with line and column.
    """
    text = _read_text(path)
    table = csv.reader(text.splitlines(), strict=True)
    try:
        header = [name.strip() for name in next(table, [])]
        _refuse_missing_columns(path, header)
        rows = [_labelled(path, table.line_num, header, cells) for cells in table if any(cells)]
    except csv.Error as reason:
        place = Place(path, line=table.line_num)
        raise BadIndex(f"this line is not CSV ({reason})", remedy="mend its quotes", place=place) from reason
    if not rows:
        raise BadIndex("the index has no row", remedy="list at least one recording", place=Place(path))
    return tuple(rows)


def _read_text(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST_INDEX_BYTES:
            raise BadIndex("the index is larger than 64 MiB", remedy="split it", place=Place(path))
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as reason:
        place = Place(path, byte=reason.start + 1)
        raise BadIndex("this is not UTF-8 text", remedy="give the index as a CSV file", place=place) from reason
    except OSError as reason:
        what = f"the index cannot be read ({(reason.strerror or 'unknown reason').lower()})"
        raise BadIndex(what, remedy="give the path of a CSV file", place=Place(path)) from reason


def _refuse_missing_columns(path: Path, header: list[str]) -> None:
    missing = [name for name in NEEDED_COLUMNS if name not in header]
    if missing:
        found = ", ".join(printable(name, longest=30) for name in header[:12]) or "nothing"
        what = f"column {missing[0]!r} is missing (found: {found})"
        raise BadIndex(what, remedy=f"add the columns {', '.join(NEEDED_COLUMNS)}", place=Place(path, line=1))


def _labelled(path: Path, line: int, header: list[str], cells: list[str]) -> Labelled:
    if len(cells) != len(header):
        what = f"this row has {len(cells)} cells, the header {len(header)}"
        raise BadIndex(what, remedy="correct the row", place=Place(path, line=line))
    row = dict(zip(header, (cell.strip() for cell in cells), strict=True))
    reps = _number(path, line, header, row, "reps_true")
    return Labelled(
        file=row["file"],
        path=path.parent / row["file"],
        exercise=row["exercise"],
        placement=row["placement"],
        kind=_kind(path, line, header, row["kind"]),
        dataset=row.get("dataset", ""),
        subject=row.get("subject", ""),
        grade=row.get("grade", ""),
        reps_true=None if reps is None else round(reps),
        hold_s_true=_number(path, line, header, row, "hold_s_true"),
    )


def _kind(path: Path, line: int, header: list[str], text: str) -> LabelKind:
    try:
        return LabelKind(text)
    except ValueError:
        place = Place(path, line=line, column=header.index("kind") + 1)
        what = f"kind {printable(text, longest=30)!r} is not known"
        raise BadIndex(what, remedy="write reps, hold or none", place=place) from None


def _number(path: Path, line: int, header: list[str], row: dict[str, str], name: str) -> float | None:
    text = row.get(name, "")
    if not text:
        return None
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not 0 <= number < 1e6:
        place = Place(path, line=line, column=header.index(name) + 1)
        what = f"{name} is {printable(text, longest=30)!r}"
        raise BadIndex(what, remedy="write a number that is not negative, or leave the cell empty", place=place)
    return number
