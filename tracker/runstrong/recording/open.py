"""Open any recording: what it is shows in its content, never in its name. A new format is a module and a row here."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from runstrong.errors import BadRecording, Place, printable
from runstrong.recording.content import read_content
from runstrong.recording.corpus_csv import NEEDED, is_corpus_csv, read_corpus_csv
from runstrong.recording.metabase import is_metabase_csv, read_metabase_csv
from runstrong.recording.model import Recording
from runstrong.recording.reader import is_native, read_native
from runstrong.recording.table import Table, read_table


@dataclass(frozen=True, slots=True)
class TableFormat:
    """A text table that can be read: how to tell it by its columns, and how to read it."""

    matches: Callable[[Table], bool]
    read: Callable[[Table], Recording]


TABLE_FORMATS: tuple[TableFormat, ...] = (
    TableFormat(is_metabase_csv, read_metabase_csv),
    TableFormat(is_corpus_csv, read_corpus_csv),
)
"""In the order in which they are tried."""


def open_recording(path: Path) -> Recording:
    """Read the recording at ``path``, plain or gzipped; BadRecording says what is wrong with it and where."""
    content = read_content(path)
    if is_native(content):
        return read_native(content)
    table = read_table(content)
    for known in TABLE_FORMATS:
        if known.matches(table):
            return known.read(table)
    found = ", ".join(printable(column, longest=40) for column in table.columns[:12])
    raise BadRecording(
        f"these are not the columns of a recording that can be read: {printable(found)}",
        remedy=f"name the columns {', '.join(NEEDED)}, or use a runstrong recording or a MetaBase CSV",
        place=Place(path, line=table.header_line),
    )
