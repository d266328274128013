"""The plain sample CSV: ``t_s, ax_g, ay_g, az_g`` and, optionally, ``gx_dps, gy_dps, gz_dps``."""

from runstrong.errors import BadRecording, Place, printable
from runstrong.recording.model import Recording, RecordingFormat
from runstrong.recording.table import Table, refuse_ragged, refuse_without_rows
from runstrong.recording.tabular import Origin, recording_of
from runstrong_signal.samples import SampleBlock

NEEDED = ("t_s", "ax_g", "ay_g", "az_g")
GYROSCOPE = ("gx_dps", "gy_dps", "gz_dps")


def is_corpus_csv(table: Table) -> bool:
    """Whether at least one column is ours."""
    return not set(NEEDED).isdisjoint(table.columns)


def read_corpus_csv(table: Table) -> Recording:
    """Read the table; BadRecording if a column is missing or its numbers cannot be a recording."""
    wanted = [_index(table, name) for name in NEEDED]
    has_gyro = not set(GYROSCOPE).isdisjoint(table.columns)
    wanted += [_index(table, name) for name in GYROSCOPE] if has_gyro else []
    refuse_without_rows(table)
    refuse_ragged(table)
    values = table.numbers(wanted)
    samples = SampleBlock(values[:, 0] - values[0, 0], values[:, 1:4], values[:, 4:7] if has_gyro else None)
    return recording_of(table, samples, Origin(RecordingFormat.CORPUS_CSV))


def _index(table: Table, name: str) -> int:
    if table.columns.count(name) == 1:
        return table.columns.index(name)
    found = ", ".join(printable(column, longest=40) for column in table.columns)
    what = f"column {name!r} appears twice" if name in table.columns else f"column {name!r} is missing; found {found}"
    remedy = f"name the columns {', '.join(NEEDED)} and, if there is a gyroscope, {', '.join(GYROSCOPE)}"
    raise BadRecording(what, remedy=remedy, place=Place(table.path, line=table.header_line))
