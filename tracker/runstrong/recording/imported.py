"""Write a recording of another program as one of ours, sample for sample, marked with where it came from."""

from dataclasses import dataclass
from typing import BinaryIO

from runstrong import __version__
from runstrong.recording.lines import Device, Head, Stamp
from runstrong.recording.model import Recording
from runstrong.recording.writer import RecordingWriter
from runstrong.sensors.decoded import DECODED, encode_samples
from runstrong.sensors.driver import StreamConfig

NS_PER_S = 1_000_000_000
PIECE_S = 0.2
"""How much goes into one notification, as much as a sensor's has."""


@dataclass(frozen=True, slots=True)
class Label:
    """What an imported recording is to say about itself.

    Attributes
    ----------
    start_unix_ns
        When it began; the source may not say, so the caller does.
    uuid
        Its name for good: the same file gives the same one.
    """

    start_unix_ns: int
    uuid: str
    exercise: str = ""
    placement: str = ""


def write_imported(file: BinaryIO, source: Recording, label: Label) -> None:
    """Write the samples of ``source``; the same arguments give the same bytes."""

    def stamp(t_s: float) -> Stamp:
        at_ns = round(t_s * NS_PER_S)
        return Stamp(label.start_unix_ns + at_ns, at_ns)

    info = source.info
    writer = RecordingWriter(file)
    head = Head(
        software=f"runstrong {__version__}",
        uuid=label.uuid,
        exercise=label.exercise or info.exercise,
        imported_from=info.imported_from or info.format.value,
    )
    writer.head(stamp(0.0), head)
    placement = label.placement or info.placement
    writer.device(stamp(0.0), Device(0, DECODED, name=info.sensor, placement=placement))
    writer.config(stamp(0.0), 0, StreamConfig(info.rate_hz))
    last_s = 0.0
    for block in source.blocks(PIECE_S):
        key, payload = encode_samples(block)
        last_s = float(block.t_s[-1])
        writer.notification(stamp(last_s), 0, key, payload)
    writer.close(stamp(last_s))
