"""Text tables of every known program, told apart by their columns. A new format is a module and a row here."""

from collections.abc import Callable
from dataclasses import dataclass

from runstrong.errors import BadRecording, Place, printable
from runstrong.recording.formats.corpus_csv import is_corpus_csv, read_corpus_csv
from runstrong.recording.formats.empatica import is_empatica, read_empatica
from runstrong.recording.formats.metabase import is_metabase_csv, read_metabase_csv
from runstrong.recording.formats.movesense_logger import is_movesense_logger, read_movesense_logger
from runstrong.recording.formats.phyphox import is_phyphox, read_phyphox
from runstrong.recording.formats.polar_logger import is_polar_logger, read_polar_logger
from runstrong.recording.formats.sensor_log import is_sensor_log, read_sensor_log
from runstrong.recording.formats.sensor_logger import is_sensor_logger, read_sensor_logger
from runstrong.recording.formats.witmotion_text import is_witmotion_text, read_witmotion_text
from runstrong.recording.model import Recording
from runstrong.recording.table import Table


@dataclass(frozen=True, slots=True)
class TableFormat:
    """A text table that can be read: how to tell it by its columns, and how to read it."""

    matches: Callable[[Table], bool]
    read: Callable[[Table], Recording]


TABLE_FORMATS: tuple[TableFormat, ...] = (
    TableFormat(is_metabase_csv, read_metabase_csv),
    TableFormat(is_polar_logger, read_polar_logger),
    TableFormat(is_movesense_logger, read_movesense_logger),
    TableFormat(is_phyphox, read_phyphox),
    TableFormat(is_sensor_logger, read_sensor_logger),
    TableFormat(is_sensor_log, read_sensor_log),
    TableFormat(is_witmotion_text, read_witmotion_text),
    TableFormat(is_empatica, read_empatica),
    TableFormat(is_corpus_csv, read_corpus_csv),
)
"""In the order in which they are tried."""


def format_of(table: Table) -> TableFormat | None:
    """Return the format whose columns a table has, or None."""
    return next((known for known in TABLE_FORMATS if known.matches(table)), None)


def read_known_table(table: Table) -> Recording:
    """Read a table of a known program; BadRecording if its columns are not known, or for what is wrong in it."""
    known = format_of(table)
    if known is not None:
        return known.read(table)
    found = ", ".join(printable(column, longest=40) for column in table.columns[:12])
    raise BadRecording(
        f"these are not the columns of a recording that can be read: {printable(found)}",
        remedy="say which is which with 'runstrong import --columns t=...,x=...,y=...,z=... --unit g'",
        place=Place(table.path, line=table.header_line),
    )
