"""The table of results, as CSV or as Parquet; whole or not at all."""

import csv
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any, get_args, get_type_hints

from runstrong.batch.ledger import CannotKeep
from runstrong.batch.row import COLUMNS, AnalysedSet
from runstrong.errors import MissingExtra, Place, printable

PARQUET_TYPES = {str: "string", int: "int64", float: "float64", bool: "bool_"}

Write = Callable[[Path, Sequence[AnalysedSet]], None]


def writer_for(out: Path) -> Write:
    """Return what writes a file of that name; refuses other names, and what is not installed, before any work."""
    write = WRITERS.get(out.suffix.lower())
    if write is None:
        what = f"the name {printable(out.name)!r} does not say what kind of table is meant"
        raise CannotKeep(what, remedy=f"end it in {' or '.join(WRITERS)}", place=Place(out))
    if write is write_parquet:
        _pyarrow()
    return write


def write_whole(out: Path, rows: Sequence[AnalysedSet], write: Write) -> None:
    """Write a table beside ``out`` and put it in its place once it is complete."""
    unfinished = out.with_name(f"{out.name}.new")
    try:
        write(unfinished, rows)
        unfinished.replace(out)
    except OSError as failure:
        unfinished.unlink(missing_ok=True)
        what = f"the results cannot be written ({(failure.strerror or 'unknown reason').lower()})"
        raise CannotKeep(
            what, remedy="choose another path for --out, or make room for it", place=Place(out)
        ) from failure


def write_csv(path: Path, rows: Sequence[AnalysedSet]) -> None:
    """Write a header and one line a row; what is not known is empty, and true and false are words."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for row in rows:
            writer.writerow(["" if cell is None else _word(cell) for cell in row.cells()])


def write_parquet(path: Path, rows: Sequence[AnalysedSet]) -> None:
    """Write typed columns; what is not known is null."""
    arrow, parquet = _pyarrow()
    schema = arrow.schema([(name, getattr(arrow, kind)()) for name, kind in _parquet_kinds().items()])
    columns = zip(*(row.cells() for row in rows), strict=True)
    arrays = [arrow.array(cells, type=field.type) for cells, field in zip(columns, schema, strict=True)]
    parquet.write_table(arrow.Table.from_arrays(arrays, schema=schema), path)


WRITERS: Mapping[str, Write] = {".csv": write_csv, ".parquet": write_parquet}
"""By the ending of the name."""


def _word(cell: str | int | float | bool) -> str | int | float:
    return str(cell).lower() if isinstance(cell, bool) else cell


def _parquet_kinds() -> Mapping[str, str]:
    hints = get_type_hints(AnalysedSet)
    return {
        field.name: PARQUET_TYPES[(get_args(hints[field.name]) or (hints[field.name],))[0]]
        for field in fields(AnalysedSet)
    }


def _pyarrow() -> tuple[Any, Any]:
    """Return pyarrow and its Parquet module, which have no types of their own."""
    try:
        import pyarrow  # type: ignore[import-untyped]  # it ships no types
        from pyarrow import parquet
    except ImportError as missing:
        what = "Parquet needs pyarrow, which is not installed"
        remedy = "install it with: pip install 'runstrong[parquet]', or write a .csv"
        raise MissingExtra(what, remedy=remedy) from missing
    return pyarrow, parquet
