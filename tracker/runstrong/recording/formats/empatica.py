"""``ACC.csv`` of Empatica wristbands: no header; a line of start times, a line of rates, then x, y, z in 1/64 g."""

import numpy as np

from runstrong.errors import BadRecording, Place
from runstrong.recording.checks import refuse_impossible_rate
from runstrong.recording.formats.columns import without_blank_end
from runstrong.recording.model import Recording, RecordingFormat
from runstrong.recording.table import Table, refuse_ragged, refuse_without_rows
from runstrong.recording.tabular import Origin, recording_of
from runstrong.recording.units import G_PER_UNIT
from runstrong_signal.samples import SampleBlock

UNIT = "1/64 g"
EARLIEST_UNIX_S, LATEST_UNIX_S = 1e9, 4e9
"""2001 to 2096: no acceleration, and no column name, is such a number."""

NS_PER_S = 1e9
LARGEST_COUNTS = 256
"""Its range is 2 g, 128; twice that is certainly not its unit."""


def is_empatica(table: Table) -> bool:
    """Whether the first line is the same Unix time three times."""
    start = table.columns[0]
    return len(table.columns) == 3 and table.columns.count(start) == 3 and _is_unix_s(start)


def read_empatica(table: Table) -> Recording:
    """Read the table; BadRecording if the second line is no rate, or the numbers are not in 1/64 g."""
    table = without_blank_end(table)
    refuse_without_rows(table)
    refuse_ragged(table)
    values = table.numbers((0, 1, 2))
    rate_hz, counts = float(values[0, 0]), values[1:]
    if (values[0] != rate_hz).any():
        raise BadRecording(
            "this line of an Empatica file does not give the rate three times",
            remedy="use ACC.csv as it was downloaded",
            place=Place(table.path, line=table.line_of(0)),
        )
    refuse_impossible_rate(table.path, rate_hz)
    if len(counts) and np.abs(counts).max() > LARGEST_COUNTS:
        raise BadRecording(
            f"{np.abs(counts).max():.0f} is more than an Empatica wristband measures, 128 for 2 g",
            remedy="use ACC.csv as it was downloaded",
            place=Place(table.path, line=table.line_of(1 + int(np.abs(counts).max(axis=1).argmax()))),
        )
    samples = SampleBlock(np.arange(len(counts)) / rate_hz, counts * G_PER_UNIT[UNIT])
    start_ns = int(float(table.columns[0]) * NS_PER_S)
    origin = Origin(RecordingFormat.EMPATICA, UNIT, rate_hz, start_ns, sensor="Empatica")
    return recording_of(table.kept(range(1, len(table.rows))), samples, origin)


def _is_unix_s(text: str) -> bool:
    try:
        return EARLIEST_UNIX_S < float(text) < LATEST_UNIX_S
    except ValueError:
        return False
