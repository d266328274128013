"""Any table of which the person says what its columns are: ``t=time,x=acc_x,y=acc_y,z=acc_z``, and in which units."""

from dataclasses import dataclass

from runstrong.errors import RunstrongError, printable
from runstrong.recording.formats.columns import Axes, folded, index_of, read_columns
from runstrong.recording.model import Recording, RecordingFormat
from runstrong.recording.table import Table
from runstrong.recording.tabular import Origin, recording_of
from runstrong.recording.units import DPS_PER_UNIT, G_PER_UNIT, SECONDS_PER_UNIT, unit_named

NEEDED = ("t", "x", "y", "z")
GYROSCOPE = ("gx", "gy", "gz")
EXAMPLE = "t=time,x=acc_x,y=acc_y,z=acc_z"


class BadColumnMap(RunstrongError):
    """What was said of the columns cannot be understood."""


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """Which column is what; ``time_unit``: one of ``units.SECONDS_PER_UNIT``; without a gyroscope ``gyro`` is None."""

    time: str
    time_unit: str
    acc: Axes
    gyro: Axes | None = None


def parse_column_map(columns: str, unit: str, time_unit: str = "s", gyro_unit: str = "deg/s") -> ColumnMap:
    """Return the map that a person typed.

    Raises
    ------
    BadColumnMap
        If a part is missing or not known, or a unit is none.
    """
    named = _parts(columns)
    missing = [part for part in NEEDED if part not in named]
    if missing:
        raise BadColumnMap(f"the columns lack {missing[0]!r}", remedy=f"say for instance --columns {EXAMPLE}")
    gyro = None
    if not set(GYROSCOPE).isdisjoint(named):
        if any(part not in named for part in GYROSCOPE):
            raise BadColumnMap("a gyroscope needs gx, gy and gz", remedy="name all three, or none")
        gyro = Axes((named["gx"], named["gy"], named["gz"]), _unit(gyro_unit, tuple(DPS_PER_UNIT), "--gyro-unit"))
    return ColumnMap(
        time=named["t"],
        time_unit=_unit(time_unit, tuple(SECONDS_PER_UNIT), "--time-unit"),
        acc=Axes((named["x"], named["y"], named["z"]), _unit(unit, tuple(G_PER_UNIT), "--unit")),
        gyro=gyro,
    )


def read_mapped(table: Table, columns: ColumnMap) -> Recording:
    """Read the table by the map; BadRecording if a column is missing or its numbers cannot be a recording."""
    if columns.gyro is not None:
        for name in columns.gyro.names:
            index_of(table, name)
    readings = read_columns(table, columns.time, columns.acc, columns.gyro)
    t_s = (readings.times - readings.times[0]) * SECONDS_PER_UNIT[columns.time_unit]
    return recording_of(table, readings.block(t_s), Origin(RecordingFormat.MAPPED_CSV, columns.acc.unit))


def _parts(columns: str) -> dict[str, str]:
    named: dict[str, str] = {}
    for part in columns.split(","):
        key, equals, name = part.partition("=")
        key = key.strip()
        if not equals or not name.strip() or key not in (*NEEDED, *GYROSCOPE):
            raise BadColumnMap(
                f"{printable(part, longest=40)!r} does not name a column",
                remedy=f"say for instance --columns {EXAMPLE}; gx, gy and gz may follow",
            )
        if key in named:
            raise BadColumnMap(f"{key!r} is named twice", remedy="name it once")
        named[key] = folded(name)
    return named


def _unit(text: str, known: tuple[str, ...], option: str) -> str:
    unit = unit_named(text)
    if unit not in known:
        what = "the unit is missing" if not text else f"{printable(text, longest=20)!r} is no unit of this"
        raise BadColumnMap(what, remedy=f"say {option} with one of {', '.join(known)}")
    return unit
