"""Reading the small tables that an evaluation needs, so that every mistake is told with its line and column."""

import csv
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from runstrong.errors import BadIndex, Place, printable

LARGEST_BYTES = 64 * 2**20
"""A table of a hundred thousand recordings is a quarter of this."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a CSV table by column name; ``cells`` are stripped of blanks around them."""

    path: Path
    line: int
    header: Sequence[str]
    cells: Mapping[str, str]

    def text(self, name: str) -> str:
        """Return a cell, empty where the table has no such column."""
        return self.cells.get(name, "")

    def number(self, name: str) -> float | None:
        """Return a cell as a number of at least 0 and below a million, or None where it is empty."""
        text = self.text(name)
        if not text:
            return None
        try:
            number = float(text)
        except ValueError:
            number = math.nan
        if not 0 <= number < 1e6:
            what = f"{name} is {printable(text, longest=30)!r}"
            raise self.mistake(name, what, "write a number that is not negative, or leave the cell empty")
        return number

    def whole_number(self, name: str) -> int | None:
        """Return a cell as a whole number, or None where it is empty."""
        number = self.number(name)
        return None if number is None else round(number)

    def mistake(self, name: str, what: str, remedy: str) -> BadIndex:
        """Return the error for a cell of this row that makes no sense."""
        column = self.header.index(name) + 1 if name in self.header else None
        return BadIndex(what, remedy=remedy, place=Place(self.path, line=self.line, column=column))


def read_rows(path: Path, needed: Sequence[str], *, noun: str) -> tuple[Row, ...]:
    """Return the rows of a CSV file in order; at least one.

    Parameters
    ----------
    needed
        Columns that must be there; others may.
    noun
        What the file is, for messages: ``"index"``.

    Raises
    ------
    BadIndex
        The file cannot be read, is no CSV, or lacks a column; with its line.
    """
    table = csv.reader(_read_text(path, noun).splitlines(), strict=True)
    try:
        header = [name.strip() for name in next(table, [])]
        _refuse_missing_columns(path, header, needed)
        rows = [_row(path, table.line_num, header, cells) for cells in table if any(cells)]
    except csv.Error as reason:
        place = Place(path, line=table.line_num)
        raise BadIndex(f"this line is not CSV ({reason})", remedy="mend its quotes", place=place) from reason
    if not rows:
        raise BadIndex(f"the {noun} has no row", remedy="list at least one", place=Place(path))
    return tuple(rows)


def _read_text(path: Path, noun: str) -> str:
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise BadIndex(f"the {noun} is larger than 64 MiB", remedy="split it", place=Place(path))
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as reason:
        place = Place(path, byte=reason.start + 1)
        raise BadIndex("this is not UTF-8 text", remedy=f"give the {noun} as a CSV file", place=place) from reason
    except OSError as reason:
        what = f"the {noun} cannot be read ({(reason.strerror or 'unknown reason').lower()})"
        raise BadIndex(what, remedy="give the path of a CSV file", place=Place(path)) from reason


def _refuse_missing_columns(path: Path, header: Sequence[str], needed: Sequence[str]) -> None:
    missing = [name for name in needed if name not in header]
    if missing:
        found = ", ".join(printable(name, longest=30) for name in header[:12]) or "nothing"
        what = f"column {missing[0]!r} is missing (found: {found})"
        raise BadIndex(what, remedy=f"add the columns {', '.join(needed)}", place=Place(path, line=1))


def _row(path: Path, line: int, header: Sequence[str], cells: Sequence[str]) -> Row:
    if len(cells) != len(header):
        what = f"this row has {len(cells)} cells, the header {len(header)}"
        raise BadIndex(what, remedy="correct the row", place=Place(path, line=line))
    return Row(path, line, header, dict(zip(header, (cell.strip() for cell in cells), strict=True)))
