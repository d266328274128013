"""Text tables: delimiter, header and numbers, with the exact place of whatever is wrong.

Numbers are read all at once; only when that fails is the text walked cell by cell to say where.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from runstrong.errors import BadRecording, Place, printable
from runstrong.recording.content import Content, refuse_binary
from runstrong_signal.samples import FloatArray

DELIMITERS = ("\t", ";", ",")
"""In the order in which they are looked for: a comma may also be a decimal sign."""

COMMENT = "#"
LARGEST_NUMBER = 1e19
"""Larger than any time in nanoseconds since 1970; beyond it is damage."""

LONGEST_QUOTE = 40
NOT_IN_NUMBERS = frozenset('_"\r')
"""Python's float() takes underscores and strips carriage returns; the fast reader does not."""


@dataclass(frozen=True, slots=True)
class Table:
    """The text of a table, cut into lines, and the names of its columns.

    Attributes
    ----------
    columns
        As written in the header line, without quotes and outer spaces.
    header_line
        Number of the header line in the file, from 1.
    lines
        Line number of each row, from 1; empty: the rows follow the header without gaps.
    torn, dropped_bytes
        Whether the end of the file is missing, and the length of a torn last line that is not among the rows.
    """

    path: Path
    delimiter: str
    columns: tuple[str, ...]
    header_line: int
    rows: Sequence[str]
    torn: bool = False
    dropped_bytes: int = 0
    lines: Sequence[int] = ()

    def line_of(self, row: int) -> int:
        """Return the line number, from 1, of row ``row``, from 0."""
        return self.lines[row] if self.lines else self.header_line + 1 + row

    def kept(self, wanted: Sequence[int]) -> "Table":
        """Return the table with those of its rows alone."""
        return replace(self, rows=[self.rows[row] for row in wanted], lines=tuple(self.line_of(row) for row in wanted))

    def texts(self, column: int) -> list[str]:
        """Return the cells of a column, without quotes and outer spaces; every row must have it."""
        return [row.split(self.delimiter)[column].strip(' \t"') for row in self.rows]

    def numbers(self, wanted: Sequence[int]) -> FloatArray:
        """Return ``(rows, len(wanted))`` numbers of the columns with those indices; BadRecording with the place."""
        try:
            values = np.loadtxt(
                self.rows, delimiter=self.delimiter, usecols=wanted, comments=None, quotechar='"', ndmin=2
            )
        except ValueError:
            values = np.array([[math.nan]])
        sound = len(values) == len(self.rows) and bool((np.abs(values) < LARGEST_NUMBER).all())
        if not sound:
            self._refuse_bad_cell(wanted)
        return values

    def _refuse_bad_cell(self, wanted: Sequence[int]) -> None:
        for row, text in enumerate(self.rows):
            cells = text.split(self.delimiter)
            for column in wanted:
                fault = _fault_of(cells[column])
                if fault:
                    raise BadRecording(
                        f"{fault} in column {printable(self.columns[column], longest=LONGEST_QUOTE)!r}",
                        remedy="correct or delete this line",
                        place=Place(self.path, line=self.line_of(row), column=column + 1),
                    )
        raise BadRecording("a number cannot be read", remedy="export it again", place=Place(self.path))


def read_table(content: Content) -> Table:
    """Cut the text into header and rows of equal length; BadRecording names the line that does not fit."""
    text = _decoded(content).replace("\r\n", "\n")
    lines = (text.replace("\r", "\n") if "\n" not in text else text).split("\n")
    ends_cleanly = not lines[-1].strip()
    while lines and not lines[-1].strip():
        lines.pop()
    header_at = next((at for at, line in enumerate(lines) if line.strip() and not line.startswith(COMMENT)), None)
    if header_at is None:
        raise BadRecording("there is no line with column names", remedy="use a CSV with one", place=Place(content.path))
    header = lines[header_at]
    delimiter = next((mark for mark in DELIMITERS if mark in header), ",")
    columns = tuple(cell.strip().strip('"').strip() for cell in header.split(delimiter))
    rows = lines[header_at + 1 :]
    if delimiter != "," and any("," in row for row in rows):
        rows = [row.replace(",", ".") for row in rows]  # decimal commas
    table = Table(content.path, delimiter, columns, header_at + 1, rows, torn=content.torn)
    return table if ends_cleanly or not rows else _without_torn_row(table)


def refuse_without_rows(table: Table) -> None:
    """Raise BadRecording if there is nothing below the header."""
    if not table.rows:
        raise BadRecording(
            "there are column names but no samples", remedy="record again, or use another file", place=Place(table.path)
        )


def refuse_ragged(table: Table) -> None:
    """Raise BadRecording at the first row that has more or fewer cells than the header."""
    expected = len(table.columns)
    for row, text in enumerate(table.rows):
        found = text.count(table.delimiter) + 1
        if found != expected:
            raise BadRecording(
                f"{found if text.strip() else 'no'} cells in this line, but the header names {expected} columns",
                remedy="correct or delete this line",
                place=Place(table.path, line=table.line_of(row)),
            )


def _decoded(content: Content) -> str:
    if content.data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise BadRecording("the text is UTF-16", remedy="save it as UTF-8", place=Place(content.path, byte=1))
    nul_at = content.data.find(b"\0")
    if nul_at >= 0:
        refuse_binary(content.path, nul_at)
    try:
        return content.data.decode("utf-8-sig")
    except UnicodeDecodeError as failure:
        raise BadRecording(
            "the text is not UTF-8", remedy="save it as UTF-8", place=Place(content.path, byte=failure.start + 1)
        ) from failure


def _without_torn_row(table: Table) -> Table:
    """Drop the last row, which has no newline, if the file stops inside it."""
    last = table.rows[-1]
    cells = last.split(table.delimiter)
    complete = cells[-1].strip().rstrip('"')[-1:].isdigit()
    if len(cells) > len(table.columns) or (len(cells) == len(table.columns) and complete):
        return table
    return replace(table, rows=table.rows[:-1], torn=True, dropped_bytes=len(last.encode()))


def _fault_of(cell: str) -> str:
    """Return what is wrong with a number cell, or nothing."""
    bare = cell.strip(" \t")
    quoted = len(bare) > 1 and bare[0] == bare[-1] == '"'
    bare = bare[1:-1] if quoted else bare
    shown = repr(printable(bare, longest=LONGEST_QUOTE))
    if not bare.strip():
        return "an empty cell"
    try:
        value = float(bare) if bare.isascii() and NOT_IN_NUMBERS.isdisjoint(bare) else None
    except ValueError:
        value = None
    if value is None:
        return f"{shown} is not a number"
    if not math.isfinite(value):
        return f"{shown} is not a finite number"
    return f"{shown} is too large to be measured" if abs(value) >= LARGEST_NUMBER else ""
