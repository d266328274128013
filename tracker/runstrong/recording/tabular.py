"""From samples to a recording: the checks and facts that all foreign formats share."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from runstrong.recording.checks import gaps_in, refuse_impossible_times, refuse_impossible_values, usual_rate_hz
from runstrong.recording.model import Recording, RecordingFormat, RecordingInfo, Remark
from runstrong.recording.scale import gravity_of, refuse_mislabelled, refuse_wrong_unit
from runstrong.recording.table import Table
from runstrong_signal.samples import SampleBlock


@dataclass(frozen=True, slots=True)
class Origin:
    """What a file's format says beside the samples.

    Attributes
    ----------
    rate_hz
        As the file says; None: the usual step tells.
    unit
        Of the acceleration, as the file has it.
    """

    format: RecordingFormat
    unit: str = "g"
    rate_hz: float | None = None
    start_unix_ns: int | None = None
    sensor: str = ""
    other_sensors: tuple[str, ...] = ()
    shared_stamps: int = 0
    remarks: tuple[Remark, ...] = ()


def recording_of(table: Table, samples: SampleBlock, origin: Origin) -> Recording:
    """Return the samples of a table as a recording; BadRecording, with the line, if they cannot be one."""
    return checked(table.path, samples, origin, table.line_of, torn=table.torn, dropped_bytes=table.dropped_bytes)


def checked(
    path: Path,
    samples: SampleBlock,
    origin: Origin,
    line_of: Callable[[int], int | None] = lambda sample: None,
    *,
    torn: bool = False,
    dropped_bytes: int = 0,
) -> Recording:
    """Return the samples as a recording; BadRecording if they cannot be one.

    Parameters
    ----------
    line_of
        From index of a sample to its line in the file, where it has lines.
    """
    refuse_impossible_times(path, samples.t_s, line_of)
    refuse_impossible_values(path, samples, line_of)
    if origin.unit != "g":
        refuse_mislabelled(path, samples, origin.unit)
    refuse_wrong_unit(path, samples)
    conditions = ((Remark.TORN_TAIL, torn), (Remark.SHARED_STAMPS, origin.shared_stamps > 0))
    info = RecordingInfo(
        format=origin.format,
        path=path,
        rate_hz=origin.rate_hz or usual_rate_hz(samples.t_s),
        duration_s=float(samples.t_s[-1]),
        samples=len(samples),
        unit=origin.unit,
        gravity_g=gravity_of(samples),
        start_unix_ns=origin.start_unix_ns,
        sensor=origin.sensor,
        other_sensors=origin.other_sensors,
        gaps=gaps_in(samples.t_s),
        remarks=tuple(remark for remark, holds in conditions if holds) + origin.remarks,
        dropped_bytes=dropped_bytes,
        shared_stamps=origin.shared_stamps,
    )
    return Recording(info, samples)
