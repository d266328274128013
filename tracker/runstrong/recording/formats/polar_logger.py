"""Text files of the app Polar Sensor Logger: semicolons, mg, and the sensor's clock in nanoseconds since 2000.

The header is ``Phone timestamp;sensor timestamp [ns];X [mg];Y [mg];Z [mg]``; older files have ``time [ms]`` in between,
and lines may end in a semicolon. The phone's time has no zone, so the sensor's clock is used.
"""

from runstrong.recording.formats.columns import Axes, folded, has, names_of, read_columns, refuse_other_sensor
from runstrong.recording.model import Recording, RecordingFormat
from runstrong.recording.stamps import spread_shared_stamps
from runstrong.recording.table import Table
from runstrong.recording.tabular import Origin, recording_of

TIME = "sensor timestamp [ns]"
ACCELERATION = Axes(("x [mg]", "y [mg]", "z [mg]"), "mg")
POLAR_EPOCH_UNIX_NS = 946_684_800_000_000_000
"""2000-01-01, where Polar's clocks begin."""

EARLIEST_SET_NS = 315_360_000_000_000_000
"""2010: a sensor whose clock was never set counts from its first years."""

NS_PER_S = 1e9
MOST_IN_A_FRAME = 80
"""Samples of one notification, which share a stamp in some versions of the app."""


def is_polar_logger(table: Table) -> bool:
    """Whether the header is that of any file of the app."""
    return folded(table.columns[0]) == "phone timestamp" and has(table, (TIME,))


def read_polar_logger(table: Table) -> Recording:
    """Read the table; BadRecording if it is of another of the sensor's streams."""
    if not has(table, ACCELERATION.names):
        streams = {"x [dps]": "turning rates", "ecg [uv]": "an ECG", "hr [bpm]": "heart rates"}
        holds = next((words for name, words in streams.items() if name in names_of(table)), "another stream")
        refuse_other_sensor(table, "Polar Sensor Logger", holds, "open the file of the same recording with ACC in it")
    readings = read_columns(table, TIME, ACCELERATION)
    t_s, shared = spread_shared_stamps((readings.times - readings.times[0]) / NS_PER_S, MOST_IN_A_FRAME)
    first_ns = int(readings.times[0])
    origin = Origin(
        RecordingFormat.POLAR_LOGGER,
        unit=ACCELERATION.unit,
        start_unix_ns=first_ns + POLAR_EPOCH_UNIX_NS if first_ns > EARLIEST_SET_NS else None,
        sensor="Polar",
        shared_stamps=shared,
    )
    return recording_of(table, readings.block(t_s), origin)
