"""Columns by name, whatever their order, with the unit that their names say."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from runstrong.errors import BadRecording, Place, printable
from runstrong.recording.table import Table, refuse_ragged, refuse_without_rows
from runstrong.recording.units import DPS_PER_UNIT, G_PER_UNIT
from runstrong_signal.samples import FloatArray, SampleBlock

LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class Axes:
    """Three columns, x, y and z, named as ``folded`` leaves them, and the unit of their numbers."""

    names: tuple[str, str, str]
    unit: str


@dataclass(frozen=True, slots=True)
class Readings:
    """The numbers of a table: times as they are in it, and samples in g and degrees per second.

    Attributes
    ----------
    times
        ``(n,)`` in the unit of the time column.
    """

    times: FloatArray
    acc_g: FloatArray
    gyro_dps: FloatArray | None

    def block(self, t_s: FloatArray) -> SampleBlock:
        """Return the samples at these times, counted from the first."""
        return SampleBlock(t_s - t_s[0], self.acc_g, self.gyro_dps)


def folded(name: str) -> str:
    """Return a column's name in lower case, with single spaces and one way to write a square."""
    return " ".join(name.casefold().replace("²", "^2").split())


def names_of(table: Table) -> list[str]:
    """Return the folded names of all columns."""
    return [folded(column) for column in table.columns]


def has(table: Table, names: Sequence[str]) -> bool:
    """Whether the table has all of these columns."""
    return set(names) <= set(names_of(table))


def read_columns(table: Table, time: str, acc: Axes, gyro: Axes | None = None) -> Readings:
    """Read time and acceleration, and turning rates if their columns are there; BadRecording with the place.

    Empty cells after the last column are left out: several programs end every line in a delimiter.
    """
    turns = gyro if gyro is not None and has(table, gyro.names) else None
    values = _numbers(table, [time, *acc.names, *(() if turns is None else turns.names)])
    return Readings(
        times=values[:, 0],
        acc_g=values[:, 1:4] * G_PER_UNIT[acc.unit],
        gyro_dps=None if turns is None else values[:, 4:7] * DPS_PER_UNIT[turns.unit],
    )


def read_turns(table: Table, time: str, gyro: Axes) -> tuple[FloatArray, FloatArray]:
    """Return times, as they are in the table, and ``(n, 3)`` turning rates in degrees per second."""
    values = _numbers(table, [time, *gyro.names])
    return values[:, 0], values[:, 1:4] * DPS_PER_UNIT[gyro.unit]


def _numbers(table: Table, names: Sequence[str]) -> FloatArray:
    table = without_blank_end(table)
    indexes = [index_of(table, name) for name in names]
    refuse_without_rows(table)
    refuse_ragged(table)
    return table.numbers(indexes)


def without_blank_end(table: Table) -> Table:
    """Return the table without empty cells after its last named column."""
    named = len(table.columns)
    while named > 1 and not table.columns[named - 1]:
        named -= 1
    if named == len(table.columns) and not any(row.count(table.delimiter) >= named for row in table.rows[:1]):
        return table
    rows = [_without_blank_end(row, table.delimiter, named) for row in table.rows]
    return replace(table, columns=table.columns[:named], rows=rows)


def _without_blank_end(row: str, delimiter: str, named: int) -> str:
    while row.count(delimiter) >= named and not row.rpartition(delimiter)[2].strip():
        row = row.rpartition(delimiter)[0]
    return row


def index_of(table: Table, name: str) -> int:
    """Return the index of a column; BadRecording if it is missing or there twice."""
    names = names_of(table)
    if names.count(name) == 1:
        return names.index(name)
    found = ", ".join(printable(column, longest=LONGEST_NAME) for column in table.columns)
    what = f"column {name!r} is there twice" if name in names else f"column {name!r} is missing; found {found}"
    raise BadRecording(what, remedy="export the accelerometer again", place=Place(table.path, line=table.header_line))


def refuse_other_sensor(table: Table, program: str, holds: str, remedy: str) -> None:
    """Raise BadRecording for a file of a known program that holds something else than acceleration."""
    raise BadRecording(
        f"this {program} file holds {holds}, not acceleration",
        remedy=remedy,
        place=Place(table.path, line=table.header_line),
    )
