"""Open any recording: what it is shows in its content, never in its name.

A new format is a module in ``formats``, and a row here or, if it is a text table, in ``formats/tables.py``.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from runstrong.recording.content import Content, read_content, refuse_long_lines
from runstrong.recording.formats.archive import is_zip, read_zip
from runstrong.recording.formats.edge_impulse import is_edge_impulse, read_edge_impulse
from runstrong.recording.formats.fit_samples import is_fit_file, read_fit_samples
from runstrong.recording.formats.mapped_csv import ColumnMap, read_mapped
from runstrong.recording.formats.tables import read_known_table
from runstrong.recording.formats.witmotion_text import is_witmotion_text, read_witmotion_text
from runstrong.recording.model import Recording
from runstrong.recording.reader import is_native, read_native
from runstrong.recording.table import read_table


@dataclass(frozen=True, slots=True)
class WholeFormat:
    """A file that is no text table: how to tell it by its bytes, and how to read it."""

    matches: Callable[[Content], bool]
    read: Callable[[Content], Recording]


WHOLE_FORMATS: tuple[WholeFormat, ...] = (
    WholeFormat(is_zip, read_zip),
    WholeFormat(is_fit_file, read_fit_samples),
    WholeFormat(is_edge_impulse, read_edge_impulse),
    WholeFormat(is_native, read_native),
)
"""In the order in which they are tried; what is none of them is taken for a table."""


def open_recording(path: Path, columns: ColumnMap | None = None, sensor: str = "") -> Recording:
    """Read the recording at ``path``, plain or gzipped; BadRecording says what is wrong with it and where.

    Parameters
    ----------
    columns
        What the columns of a table are, if the person says it; else they are known by their names.
    sensor
        Part of the name of the one that is wanted, where a file can hold several.
    """
    content = read_content(path)
    if columns is not None:
        refuse_long_lines(content)
        return read_mapped(read_table(content), columns)
    for known in WHOLE_FORMATS:
        if known.matches(content):
            return known.read(content)
    refuse_long_lines(content)
    table = read_table(content)
    if sensor and is_witmotion_text(table):
        return read_witmotion_text(table, sensor)
    return read_known_table(table)
