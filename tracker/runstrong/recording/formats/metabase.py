"""CSV files that MbientLab's MetaBase and MetaWear apps export: one file a sensor, in g, on the arrival clock.

The first column is ``epoch (ms)``, spelt ``epoc (ms)`` by older apps; the zone in the name of the second column varies.
Samples that came in one packet can share a time stamp; they are spread evenly since the stamp before.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from runstrong.errors import BadRecording, Place, printable
from runstrong.recording.checks import FASTEST_HZ, SLOWEST_HZ
from runstrong.recording.model import Recording, RecordingFormat
from runstrong.recording.stamps import spread_shared_stamps
from runstrong.recording.table import Table, refuse_ragged, refuse_without_rows
from runstrong.recording.tabular import Origin, recording_of
from runstrong_signal.samples import SampleBlock

TIME_COLUMNS = ("epoch (ms)", "epoc (ms)")
ACCELEROMETER = ("x-axis (g)", "y-axis (g)", "z-axis (g)")
GYROSCOPE = ("x-axis (deg/s)", "y-axis (deg/s)", "z-axis (deg/s)")
NS_PER_MS = 1_000_000

FILE_NAME = re.compile(r"_(?P<mac>[0-9A-F]{12})_(?P<kind>[A-Za-z]+)_(?P<rate>\d+\.\d+)Hz_(?P<firmware>[\d.]+)\.csv")


@dataclass(frozen=True, slots=True)
class NamedFacts:
    """What the file name says: address of the sensor, and the rate that it was set to, None if that cannot be."""

    mac: str
    rate_hz: float | None


def is_metabase_csv(table: Table) -> bool:
    """Whether the header starts as MetaBase writes it, in either spelling."""
    return table.columns[0].lower() in TIME_COLUMNS


def read_metabase_csv(table: Table) -> Recording:
    """Read the table; BadRecording if it has no accelerometer or its numbers cannot be a recording."""
    names = [column.lower() for column in table.columns]
    wanted = [0, *(_index(table, names, name) for name in ACCELEROMETER)]
    has_gyro = set(GYROSCOPE) <= set(names)
    wanted += [names.index(name) for name in GYROSCOPE] if has_gyro else []
    refuse_without_rows(table)
    refuse_ragged(table)
    values = table.numbers(wanted)
    start_ms = float(values[0, 0])
    t_s, shared = spread_shared_stamps((values[:, 0] - start_ms) / 1000.0)
    facts = facts_of(table.path)
    origin = Origin(
        RecordingFormat.METABASE_CSV,
        rate_hz=facts.rate_hz if facts else None,
        start_unix_ns=int(start_ms) * NS_PER_MS,
        sensor=f"MetaWear {facts.mac}" if facts else "MetaWear",
        shared_stamps=shared,
    )
    return recording_of(table, SampleBlock(t_s, values[:, 1:4], values[:, 4:7] if has_gyro else None), origin)


def facts_of(path: Path) -> NamedFacts | None:
    """Return what the file name says if MetaBase named the file, else None."""
    found = FILE_NAME.search(path.name)
    if found is None:
        return None
    rate_hz = float(found["rate"])
    return NamedFacts(found["mac"], rate_hz if SLOWEST_HZ <= rate_hz <= FASTEST_HZ else None)


def _index(table: Table, names: list[str], name: str) -> int:
    if names.count(name) == 1:
        return names.index(name)
    place = Place(table.path, line=table.header_line)
    if set(GYROSCOPE) <= set(names):
        remedy = "open the file of the same recording that has Accelerometer in its name"
        raise BadRecording("this MetaBase file holds only the gyroscope", remedy=remedy, place=place)
    found = ", ".join(printable(column, longest=40) for column in table.columns)
    raise BadRecording(
        f"column {name!r} is missing or there twice; found {found}",
        remedy="export the accelerometer again from MetaBase",
        place=place,
    )
