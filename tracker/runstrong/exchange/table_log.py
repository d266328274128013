"""Our own log as a table, CSV or Parquet: a row a set, every column with its unit, repetitions left out."""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import fields
from enum import Enum
from types import NoneType, UnionType
from typing import Any, get_args, get_type_hints

from runstrong.errors import MissingExtra, printable
from runstrong.exchange.cells import as_it_was, harmless
from runstrong.exchange.json_log import TITLE, cleaned, unknown_names
from runstrong.exchange.logged import ImportedLog, LoggedSession
from runstrong.exchange.logs.log_file import LogFile, LogRow
from runstrong.history.model import SessionFacts, SetFacts
from runstrong.history.plain_values import plain, restored

SESSION = "session_"
LEFT_OUT = ("plan_text", "reps_done")


class Kind(Enum):
    """What the cells of a column hold."""

    TEXT = "string"
    WHOLE = "int64"
    NUMBER = "float64"
    TRUTH = "bool_"
    NUMBERS = "list_"


def _columns_of(facts: type) -> dict[str, Kind]:
    """Return the fields of a class as columns."""
    hints = get_type_hints(facts)
    return {field.name: _kind_of(hints[field.name]) for field in fields(facts) if field.name not in LEFT_OUT}


def _kind_of(hint: object) -> Kind:
    bare = next((one for one in get_args(hint) if one is not NoneType), hint) if isinstance(hint, UnionType) else hint
    named: Mapping[object, Kind] = {bool: Kind.TRUTH, int: Kind.WHOLE, float: Kind.NUMBER}
    return named.get(bare, Kind.TEXT if isinstance(bare, type) and issubclass(bare, str) else Kind.NUMBERS)


SESSION_COLUMNS: Mapping[str, Kind] = _columns_of(SessionFacts)
SET_COLUMNS: Mapping[str, Kind] = _columns_of(SetFacts)
KINDS: Mapping[str, Kind] = {**{SESSION + name: kind for name, kind in SESSION_COLUMNS.items()}, **SET_COLUMNS}
"""Every column of the table, in its order."""

HEADER = tuple(KINDS)


def rows_of(sessions: Sequence[LoggedSession]) -> list[dict[str, Any]]:
    """Return every set as a row, by the names of HEADER; numbers, texts, and a list of the sway of parts."""
    rows = []
    for session in sessions:
        about = {SESSION + name: _plain(session.facts, name) for name in SESSION_COLUMNS}
        rows += [{**about, **{name: _plain(one, name) for name in SET_COLUMNS}} for one in session.sets]
    return rows


def _plain(facts: SessionFacts | SetFacts, name: str) -> object:
    return plain(getattr(facts, name), decimals=None)


def csv_log(sessions: Sequence[LoggedSession]) -> bytes:
    """Return the sets as CSV; numbers are written so that they read back as the same."""
    text = io.StringIO()
    writer = csv.DictWriter(text, HEADER, lineterminator="\n")
    writer.writeheader()
    for row in rows_of(sessions):
        writer.writerow({name: _cell(value) for name, value in row.items()})
    return text.getvalue().encode("utf-8")


def parquet_log(sessions: Sequence[LoggedSession]) -> bytes:
    """Return the sets as a Parquet file; MissingExtra if what writes it is not installed."""
    arrow, parquet = _pyarrow()
    numbers = arrow.list_(arrow.float64())
    schema = [(name, numbers if kind is Kind.NUMBERS else getattr(arrow, kind.value)()) for name, kind in KINDS.items()]
    table = arrow.Table.from_pylist(rows_of(sessions), schema=arrow.schema(schema))
    file = io.BytesIO()
    parquet.write_table(table, file, compression="zstd")
    return file.getvalue()


def is_table_log(file: LogFile) -> bool:
    """Whether the columns are ours."""
    return file.has((SESSION + "uuid", SESSION + "started_s", "exercise", "reps_auto"))


def read_table_log(file: LogFile) -> ImportedLog:
    """Return the log of such a table; BadImport with the line of what makes no sense."""
    sessions: dict[str, tuple[SessionFacts, list[SetFacts]]] = {}
    for row in file.rows():
        try:
            about = restored(SessionFacts, _values(row, SESSION_COLUMNS, SESSION))
            one = restored(SetFacts, _values(row, SET_COLUMNS, ""))
        except ValueError as failure:
            what = f"this line of our own table makes no sense: {printable(str(failure))}"
            raise row.bad("", what) from failure
        sessions.setdefault(about.uuid, (about, []))[1].append(one)
    logged = [cleaned(LoggedSession(facts, tuple(sets))) for facts, sets in sessions.values()]
    return ImportedLog(TITLE, tuple(logged), unknown_names(logged))


def _values(row: LogRow, columns: Mapping[str, Kind], prefix: str) -> dict[str, object]:
    """Return the cells of a row as plain values; an empty one is none, unless the column holds texts."""
    values: dict[str, object] = {}
    for name, kind in columns.items():
        text = row.text(prefix + name)
        if text or kind is Kind.TEXT:
            values[name] = as_it_was(text) if kind is Kind.TEXT else _parsed(text)
    return values


def _parsed(text: str) -> object:
    try:
        value: object = json.loads(text)
    except ValueError:
        return text
    return value


def _cell(value: object) -> str:
    if value is None or isinstance(value, str):
        return harmless(value or "")
    return json.dumps(value)


def _pyarrow() -> tuple[Any, Any]:
    """Return pyarrow and its Parquet module, which have no types of their own."""
    try:
        import pyarrow  # type: ignore[import-untyped]  # it ships no types
        from pyarrow import parquet
    except ImportError as missing:
        remedy = "install it with: pip install 'runstrong[parquet]', or choose another format"
        raise MissingExtra("Parquet needs pyarrow, which is not installed", remedy=remedy) from missing
    return pyarrow, parquet
