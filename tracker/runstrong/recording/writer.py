"""Write a native recording: every notification is in the file before anything is computed from it."""

import gzip
import json
import os
import shutil
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from runstrong.recording.lines import FORMAT_NAME, FORMAT_VERSION, Device, GapReason, Head, LineKind, Stamp
from runstrong.sensors.driver import StreamConfig

FLUSH_EVERY_NS = 1_000_000_000
"""What is not flushed is lost if the program is killed: at most this much."""


class ByteSink(Protocol):
    """Where the bytes go: a file, or what stands before one."""

    def write(self, octets: bytes, /) -> object:
        """Take bytes."""
        ...

    def flush(self) -> object:
        """Hand on all that was taken."""
        ...


@dataclass(frozen=True, slots=True)
class Written:
    """How far a recording goes that is to be gone on with.

    Attributes
    ----------
    octets
        Length of its whole lines.
    numbers
        The running number of the next notification, by slot.
    newest
        The stamp of the last line.
    """

    octets: int
    lines: int
    crc32: int
    numbers: Mapping[int, int]
    newest: Stamp


class RecordingWriter:
    """Append lines to ``file``, which stays the caller's to open and to close; equal calls give equal bytes.

    Parameters
    ----------
    before
        What is in the file already.
    """

    def __init__(self, file: ByteSink, before: Written | None = None) -> None:
        self._file = file
        self._lines = 0 if before is None else before.lines
        self._crc32 = 0 if before is None else before.crc32
        self._numbers: dict[int, int] = {} if before is None else dict(before.numbers)
        self._flushed_m_ns: int | None = None

    def head(self, stamp: Stamp, head: Head) -> None:
        """Write the first line."""
        fields: dict[str, object] = {"format": FORMAT_NAME, "version": FORMAT_VERSION, "software": head.software}
        named = (("uuid", head.uuid), ("zone", head.zone), ("person", head.person), ("host", head.host))
        facts = (("exercise", head.exercise), ("dose", head.dose), ("imported_from", head.imported_from))
        fields.update({key: value for key, value in (*named, *facts) if value})
        if head.synthetic:
            fields.update(synthetic=True, seed=head.seed, truth=dict(head.truth))
        self.line(LineKind.HEAD, stamp, fields)

    def device(self, stamp: Stamp, device: Device) -> None:
        """Write that a sensor takes part."""
        words = ("name", "address", "firmware", "serial", "placement", "mounting")
        named = {key: getattr(device, key) for key in words if getattr(device, key)}
        self.line(LineKind.DEVICE, stamp, {"slot": device.slot, "driver": device.driver, **named})

    def config(self, stamp: Stamp, slot: int, config: StreamConfig) -> None:
        """Write how a sensor streams, as it was read back from it."""
        fields: dict[str, object] = {"slot": slot, "rate_hz": config.rate_hz, "factor": config.factor}
        if config.range_g is not None:
            fields["range_g"] = config.range_g
        self.line(LineKind.CONFIG, stamp, fields)

    def notification(self, stamp: Stamp, slot: int, characteristic_key: str, payload: bytes) -> None:
        """Write a notification as it arrived; ``q`` numbers those of a slot from 0."""
        number = self._numbers.get(slot, 0)
        self._numbers[slot] = number + 1
        fields = {"slot": slot, "c": characteristic_key, "q": number, "b": payload.hex()}
        self.line(LineKind.NOTIFICATION, stamp, fields)

    def gap(self, stamp: Stamp, slot: int, why: GapReason) -> None:
        """Write that a sensor was lost or came back; readers begin its stream anew after a reconnection."""
        self.line(LineKind.GAP, stamp, {"slot": slot, "why": why.value})

    def plan(self, stamp: Stamp, text: str) -> None:
        """Write the prescription in force, whole."""
        self.line(LineKind.PLAN, stamp, {"text": text})

    def line(self, kind: LineKind, stamp: Stamp, fields: Mapping[str, object]) -> None:
        """Write a line of any kind; ``fields`` must be plain JSON values with finite numbers."""
        entry = {"t": stamp.t_ns, "m": stamp.m_ns, "k": kind.value, **fields}
        octets = json.dumps(entry, separators=(",", ":"), allow_nan=False).encode("ascii") + b"\n"
        self._file.write(octets)
        self._lines += 1
        self._crc32 = zlib.crc32(octets, self._crc32)
        self.tick(stamp.m_ns)

    def tick(self, m_ns: int) -> None:
        """Flush if a second has passed since the last time; call it now and then while no lines come."""
        if self._flushed_m_ns is None or m_ns - self._flushed_m_ns >= FLUSH_EVERY_NS:
            self._file.flush()
            self._flushed_m_ns = m_ns

    def flush(self) -> None:
        """Hand everything on to the system, which keeps it even if the program is killed."""
        self._file.flush()

    def close(self, stamp: Stamp) -> None:
        """Write the last line, with the number of lines and the CRC-32 of all bytes before it, and flush."""
        self.line(LineKind.END, stamp, {"lines": self._lines, "crc32": self._crc32})
        self._file.flush()


def compress_recording(path: Path) -> Path:
    """Write ``path`` gzipped beside itself, as ``<name>.gz``, the same bytes each time, and return that path.

    The packed file has its name only once it is whole and on the disk.
    """
    packed = path.with_name(path.name + ".gz")
    beside = path.with_name(path.name + ".gz.new")
    try:
        with path.open("rb") as plain, beside.open("wb") as raw:
            with gzip.GzipFile(filename="", mode="wb", fileobj=raw, mtime=0) as squeezed:
                shutil.copyfileobj(plain, squeezed)
            raw.flush()
            os.fsync(raw.fileno())
        beside.replace(packed)
    except OSError:
        beside.unlink(missing_ok=True)
        raise
    return packed
