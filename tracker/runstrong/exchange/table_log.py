"""Our own log as a table, CSV or Parquet: a row a set, every column with its unit, repetitions left out."""

import csv
import io
import json
from collections.abc import Sequence
from typing import Any

from runstrong.errors import BadImport, MissingExtra
from runstrong.exchange.facts import Column, NotOurs, columns_of, plain_value, read_value
from runstrong.exchange.json_log import TITLE, unknown_names
from runstrong.exchange.logged import ImportedLog, LoggedSession
from runstrong.exchange.logs.log_file import LogFile, LogRow
from runstrong.history.model import SessionFacts, SetFacts

SESSION = "session_"
LEFT_OUT = ("reps_done",)
SESSION_COLUMNS = tuple(column for column in columns_of(SessionFacts) if column.name != "plan_text")
SET_COLUMNS = tuple(column for column in columns_of(SetFacts) if column.name not in LEFT_OUT)
HEADER = (*(SESSION + column.name for column in SESSION_COLUMNS), *(column.name for column in SET_COLUMNS))


def rows_of(sessions: Sequence[LoggedSession]) -> list[dict[str, Any]]:
    """Return every set as a row, by the names of HEADER; numbers, texts, and a list of the sway of parts."""
    rows = []
    for session in sessions:
        about = {SESSION + column.name: plain_value(getattr(session.facts, column.name)) for column in SESSION_COLUMNS}
        rows += [
            {**about, **{column.name: plain_value(getattr(one, column.name)) for column in SET_COLUMNS}}
            for one in session.sets
        ]
    return rows


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
    kinds = {float: arrow.float64(), int: arrow.int64(), bool: arrow.bool_()}
    listed = arrow.list_(arrow.float64())
    named = zip(HEADER, (*SESSION_COLUMNS, *SET_COLUMNS), strict=True)
    fields = [
        (name, listed if column.kind is tuple else kinds.get(column.kind, arrow.string())) for name, column in named
    ]
    table = arrow.Table.from_pylist(rows_of(sessions), schema=arrow.schema(fields))
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
            about = SessionFacts(**_values(row, SESSION_COLUMNS, SESSION))
            one = SetFacts(**_values(row, SET_COLUMNS, ""))
        except (NotOurs, TypeError) as failure:
            raise _bad(row, failure) from failure
        sessions.setdefault(about.uuid, (about, []))[1].append(one)
    logged = [LoggedSession(facts, tuple(sets)) for facts, sets in sessions.values()]
    return ImportedLog(TITLE, tuple(logged), unknown_names(logged))


def _values(row: LogRow, columns: Sequence[Column], prefix: str) -> dict[str, Any]:
    found = {}
    for column in columns:
        text = row.text(prefix + column.name)
        if text or not column.may_be_none:
            found[column.name] = read_value(column, _parsed(text, column.kind))
    return found


def _parsed(text: str, kind: type) -> object:
    if kind not in (int, float, bool, tuple):
        return text
    try:
        return json.loads(text)
    except ValueError:
        return text


def _cell(value: object) -> str:
    if value is None or isinstance(value, str):
        return value or ""
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


def _bad(row: LogRow, failure: Exception) -> BadImport:
    what = str(failure) if isinstance(failure, NotOurs) else "a column is missing"
    return row.bad("", f"this line of our own table makes no sense: {what}")
