"""CSV files of the app Sensor Logger: Unix time in ns, seconds since the start, and the axes in the order z, y, x.

All of its sensors have the header ``time,seconds_elapsed,z,y,x``; which one it is stands in the file's name alone.
``TotalAcceleration.csv`` has gravity, ``Accelerometer.csv`` has not. Most files are in m/s2, those of some devices in
g, and no file says which: the size of gravity tells.
"""

from runstrong.errors import BadRecording, Place
from runstrong.recording.formats.columns import Axes, has, read_columns
from runstrong.recording.model import Recording, RecordingFormat, Remark
from runstrong.recording.scale import NO_GRAVITY_QUIET_G, gravity_of
from runstrong.recording.table import Table
from runstrong.recording.tabular import Origin, recording_of

TIME = "seconds_elapsed"
ABSOLUTE_TIME = "time"
AXES = ("x", "y", "z")
LONGEST_G = 3.0
"""Where it is quietest no movement is as large in g, and gravity alone is three times as large in m/s2."""


def is_sensor_logger(table: Table) -> bool:
    """Whether the header has the columns that all motion sensors of the app have."""
    return has(table, (ABSOLUTE_TIME, TIME, *AXES))


def read_sensor_logger(table: Table) -> Recording:
    """Read the table; BadRecording if gravity is not in it."""
    readings = read_columns(table, TIME, Axes(AXES, "g"))
    size = gravity_of(readings.block(readings.times))
    if size < NO_GRAVITY_QUIET_G:
        raise BadRecording(
            f"gravity is not in this Sensor Logger file: it is {size:.2g} where it is quietest",
            remedy="open TotalAcceleration.csv of the same recording, or the zip with all of its files",
            place=Place(table.path),
        )
    unit = "g" if size < LONGEST_G else "m/s2"
    readings = read_columns(table, TIME, Axes(AXES, unit))
    origin = Origin(
        RecordingFormat.SENSOR_LOGGER,
        unit,
        start_unix_ns=start_unix_ns(table),
        sensor="phone or watch",
        remarks=(Remark.UNIT_BY_SIZE,),
    )
    return recording_of(table, readings.block(readings.times), origin)


def start_unix_ns(table: Table) -> int | None:
    """Return the first time as it is written: as a float it would lose its last hundreds of nanoseconds."""
    names = [column.casefold() for column in table.columns]
    first = table.rows[0].split(table.delimiter)[names.index(ABSOLUTE_TIME)].strip()
    return int(first) if first.isascii() and first.isdigit() else None
