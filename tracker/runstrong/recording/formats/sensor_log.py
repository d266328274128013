"""CSV files of the app SensorLog for iPhone and Apple Watch: many columns, G, seconds since the device was started.

Acceleration is in ``accelerometerAccelerationX(G)`` and its neighbours. A watch may have it only in two parts,
``motionUserAccelerationX(G)`` and ``motionGravityX(G)``, which are added. Apple's axes point the other way from what
acceleration at rest is taken for here (its sensor reads -1 on the axis that points up), so they are turned.
"""

from dataclasses import dataclass

import numpy as np

from runstrong.recording.formats.columns import Axes, has, read_columns
from runstrong.recording.model import Recording, RecordingFormat, Remark
from runstrong.recording.stamps import first_of_repeats
from runstrong.recording.table import Table
from runstrong.recording.tabular import Origin, recording_of
from runstrong_signal.samples import FloatArray, SampleBlock


def _axes(start: str, unit: str) -> Axes:
    shown = {"g": "(g)", "rad/s": "(rad/s)"}[unit]
    return Axes((f"{start}x{shown}", f"{start}y{shown}", f"{start}z{shown}"), unit)


@dataclass(frozen=True, slots=True)
class _Source:
    """Columns that give an acceleration: its time, its part or parts, and turning rates of the same time."""

    time: str
    parts: tuple[Axes, ...]
    gyro: Axes | None


WHOLE = _Source("accelerometertimestamp_sincereboot(s)", (_axes("accelerometeracceleration", "g"),), None)
IN_PARTS = _Source(
    "motiontimestamp_sincereboot(s)",
    (_axes("motionuseracceleration", "g"), _axes("motiongravity", "g")),
    _axes("motionrotationrate", "rad/s"),
)


def is_sensor_log(table: Table) -> bool:
    """Whether the header has either of the app's accelerations."""
    return any(has(table, (source.time, *source.parts[0].names)) for source in (WHOLE, IN_PARTS))


def read_sensor_log(table: Table) -> Recording:
    """Read the table; a row that was logged before the sensor had a new sample is left out."""
    source = WHOLE if has(table, (WHOLE.time, *WHOLE.parts[0].names)) else IN_PARTS
    first = read_columns(table, source.time, source.parts[0], source.gyro)
    others = [read_columns(table, source.time, part) for part in source.parts[1:]]
    acc_g: FloatArray = -np.sum([first.acc_g, *(other.acc_g for other in others)], axis=0)
    new = first_of_repeats(first.times, acc_g)
    t_s = first.times[new] - first.times[0]
    samples = SampleBlock(t_s, acc_g[new], None if first.gyro_dps is None else first.gyro_dps[new])
    conditions = ((Remark.REPEATED_ROWS, not new.all()), (Remark.GRAVITY_ADDED, bool(others)))
    remarks = tuple(remark for remark, holds in conditions if holds)
    origin = Origin(RecordingFormat.SENSOR_LOG, "g", sensor="iPhone or Apple Watch", remarks=remarks)
    return recording_of(table.kept(np.flatnonzero(new).tolist()), samples, origin)
