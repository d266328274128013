"""CSV files of Movesense's sample app for Android: m/s2, and the sensor's clock in ms since it was switched on.

The header is ``Timestamp (ms),X: (m/s^2),Y: (m/s^2),Z: (m/s^2)``; every row ends in a comma. All samples of a
notification have its time stamp.
"""

from runstrong.recording.formats.columns import Axes, folded, has, read_columns, refuse_other_sensor
from runstrong.recording.model import Recording, RecordingFormat
from runstrong.recording.stamps import spread_shared_stamps
from runstrong.recording.table import Table
from runstrong.recording.tabular import Origin, recording_of

TIME = "timestamp (ms)"
ACCELERATION = Axes(("x: (m/s^2)", "y: (m/s^2)", "z: (m/s^2)"), "m/s2")
MS_PER_S = 1000.0
MOST_IN_A_NOTIFICATION = 32
"""At 416 Hz there are 16; twice that is certainly one delivery."""


def is_movesense_logger(table: Table) -> bool:
    """Whether the header is that of a file of the app."""
    return folded(table.columns[0]) == TIME and len(table.columns) > 1 and folded(table.columns[1]).startswith("x: (")


def read_movesense_logger(table: Table) -> Recording:
    """Read the table; BadRecording if it is not of the accelerometer."""
    if not has(table, ACCELERATION.names):
        refuse_other_sensor(table, "Movesense", "another sensor's values", "open the file of the linear acceleration")
    readings = read_columns(table, TIME, ACCELERATION)
    t_s, shared = spread_shared_stamps((readings.times - readings.times[0]) / MS_PER_S, MOST_IN_A_NOTIFICATION)
    origin = Origin(RecordingFormat.MOVESENSE_LOGGER, ACCELERATION.unit, sensor="Movesense", shared_stamps=shared)
    return recording_of(table, readings.block(t_s), origin)
