"""From the numbers of a text table to a recording: the checks and facts that all tables share."""

from dataclasses import dataclass

from runstrong.recording.checks import gaps_in, refuse_impossible_times, refuse_impossible_values, usual_rate_hz
from runstrong.recording.model import Recording, RecordingFormat, RecordingInfo, Remark
from runstrong.recording.scale import refuse_wrong_unit
from runstrong.recording.table import Table
from runstrong_signal.samples import SampleBlock


@dataclass(frozen=True, slots=True)
class Origin:
    """What a table's format says beside the samples; no ``rate_hz``: the usual step tells."""

    format: RecordingFormat
    rate_hz: float | None = None
    start_unix_ns: int | None = None
    sensor: str = ""
    shared_stamps: int = 0


def recording_of(table: Table, samples: SampleBlock, origin: Origin) -> Recording:
    """Return the samples as a recording; BadRecording if they cannot be one."""
    refuse_impossible_times(table.path, samples.t_s, table.line_of)
    refuse_impossible_values(table.path, samples, table.line_of)
    refuse_wrong_unit(table.path, samples)
    torn = (Remark.TORN_TAIL,) if table.torn else ()
    shared = (Remark.SHARED_STAMPS,) if origin.shared_stamps else ()
    info = RecordingInfo(
        format=origin.format,
        path=table.path,
        rate_hz=origin.rate_hz or usual_rate_hz(samples.t_s),
        duration_s=float(samples.t_s[-1]),
        samples=len(samples),
        start_unix_ns=origin.start_unix_ns,
        sensor=origin.sensor,
        gaps=gaps_in(samples.t_s),
        remarks=torn + shared,
        dropped_bytes=table.dropped_bytes,
        shared_stamps=origin.shared_stamps,
    )
    return Recording(info, samples)
