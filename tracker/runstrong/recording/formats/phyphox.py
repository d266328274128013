"""CSV files of the app phyphox: seconds since the start, m/s2, quoted names; delimiter and decimal sign vary.

The header is ``"Time (s)","Acceleration x (m/s^2)",...``, in one experiment with an absolute value behind the axes.
Names that begin with ``Linear Acceleration`` are without gravity. Phones of every make are turned the same way.
"""

from runstrong.errors import BadRecording, Place
from runstrong.recording.formats.columns import Axes, folded, has, names_of, read_columns, refuse_other_sensor
from runstrong.recording.model import Recording, RecordingFormat
from runstrong.recording.table import Table
from runstrong.recording.tabular import Origin, recording_of

TIME = "time (s)"
ACCELERATION = Axes(("acceleration x (m/s^2)", "acceleration y (m/s^2)", "acceleration z (m/s^2)"), "m/s2")
WITHOUT_GRAVITY = "linear acceleration x (m/s^2)"
GYROSCOPE = Axes(("gyroscope x (rad/s)", "gyroscope y (rad/s)", "gyroscope z (rad/s)"), "rad/s")


def is_phyphox(table: Table) -> bool:
    """Whether the header is that of one of the app's motion sensors."""
    known = (ACCELERATION.names[0], WITHOUT_GRAVITY, GYROSCOPE.names[0])
    return folded(table.columns[0]) == TIME and not set(known).isdisjoint(names_of(table))


def read_phyphox(table: Table) -> Recording:
    """Read the table; BadRecording if it is without gravity, or not of the accelerometer."""
    if not has(table, ACCELERATION.names[:1]):
        if has(table, (WITHOUT_GRAVITY,)):
            raise BadRecording(
                "this phyphox file is of the acceleration without gravity",
                remedy="record again with the experiment 'Acceleration with g'",
                place=Place(table.path, line=table.header_line),
            )
        refuse_other_sensor(table, "phyphox", "turning rates", "open the file of the accelerometer")
    readings = read_columns(table, TIME, ACCELERATION, GYROSCOPE)
    origin = Origin(RecordingFormat.PHYPHOX, ACCELERATION.unit, sensor="phone")
    return recording_of(table, readings.block(readings.times), origin)
