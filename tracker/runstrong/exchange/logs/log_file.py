"""A log as rows with named cells, whether it came as comma-separated values or as JSON."""

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from runstrong.errors import BadImport, Place, printable

DELIMITERS = (",", ";", "\t")
LONGEST_SHOWN = 40


@dataclass(frozen=True, slots=True)
class LogRow:
    """A row: cells by the names of their columns, without outer spaces; ``line`` is None where there are no lines."""

    path: Path
    line: int | None
    cells: dict[str, str]

    def text(self, name: str) -> str:
        """Return a cell, empty if there is no such column."""
        return self.cells.get(name, "")

    def number(self, name: str) -> float | None:
        """Return a number, None for an empty cell; BadImport if it is something else, or below 0."""
        text = self.text(name)
        if not text:
            return None
        try:
            value = float(text.replace(",", ".")) if text.isascii() and "_" not in text else -1.0
        except ValueError:
            value = -1.0
        if not 0.0 <= value < 1e9:
            raise self.bad(name, f"{printable(text, longest=LONGEST_SHOWN)!r} is not a number of 0 or more")
        return value

    def whole(self, name: str) -> int | None:
        """Return a whole number, None for an empty cell."""
        value = self.number(name)
        if value is not None and value != int(value):
            raise self.bad(name, f"{printable(self.text(name), longest=LONGEST_SHOWN)!r} is not a whole number")
        return None if value is None else int(value)

    def bad(self, name: str, what: str) -> BadImport:
        """Return the error for a cell."""
        column = f" in column {printable(name, longest=LONGEST_SHOWN)!r}" if name else ""
        return BadImport(f"{what}{column}", remedy="correct or delete this line", place=Place(self.path, self.line))


@dataclass(frozen=True, slots=True)
class LogFile:
    """A log: the names of its columns; ``rows`` reads it from the start, BadImport for a row that does not fit."""

    path: Path
    columns: tuple[str, ...]
    rows: Callable[[], Iterator[LogRow]]

    def has(self, names: Sequence[str]) -> bool:
        """Whether it has all of these columns."""
        return set(names) <= set(self.columns)


def log_file_of(octets: bytes, path: Path) -> LogFile | None:
    """Return a text as a log with columns, or None if it is no text, or its first line has only one column."""
    try:
        text = octets.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError:
        return None
    header = text.split("\n", 1)[0]
    delimiter = max(DELIMITERS, key=header.count)
    if not header.count(delimiter) or "\0" in text:
        return None
    columns = tuple(column.strip() for column in next(csv.reader([header], delimiter=delimiter), []))
    return LogFile(path, columns, lambda: _rows(text, delimiter, columns, path))


def log_file_of_objects(objects: Sequence[Mapping[str, object]], columns: tuple[str, ...], path: Path) -> LogFile:
    """Return objects as a log; what is no text becomes one, as JSON writes it."""

    def rows() -> Iterator[LogRow]:
        for each in objects:
            values = ((name, each.get(name)) for name in columns)
            yield LogRow(path, None, {name: "" if value is None else str(value).strip() for name, value in values})

    return LogFile(path, columns, rows)


def _rows(text: str, delimiter: str, columns: tuple[str, ...], path: Path) -> Iterator[LogRow]:
    """Yield the rows below the header; a torn last line is left out."""
    reader = csv.reader(io.StringIO(text), delimiter=delimiter)
    next(reader)
    began = reader.line_num + 1
    try:
        for cells in reader:
            if len(cells) == len(columns):
                yield LogRow(path, began, dict(zip(columns, (cell.strip() for cell in cells), strict=True)))
            elif any(cell.strip() for cell in cells):
                if not text.endswith("\n") and reader.line_num > text.count("\n"):
                    return
                what = f"{len(cells)} cells in this line, but the header names {len(columns)} columns"
                raise BadImport(what, remedy="correct or delete this line", place=Place(path, began))
            began = reader.line_num + 1
    except csv.Error as failure:
        raise BadImport("this line cannot be read", remedy="correct it", place=Place(path, began)) from failure
