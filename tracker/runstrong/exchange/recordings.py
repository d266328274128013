"""Bring a recording of another program into the folder of recordings, and say what it is."""

import gzip
import hashlib
import io
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from runstrong.errors import BadImport, Place, printable
from runstrong.exchange.output import CannotWrite, safe_part, write_whole
from runstrong.recording.imported import Label, write_imported
from runstrong.recording.model import Gap, Recording, RecordingFormat

SUFFIX = ".rsl.jsonl"
PACKED_SUFFIX = ".rsl.jsonl.gz"
NAMESPACE = uuid.UUID("5b0e8a7e-5a0c-4f7e-9d53-1f0c5f1c2f1a")
"""Under which imported recordings get their names for good; chosen by chance."""

NS_PER_S = 1_000_000_000
MOST_GAPS_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Start:
    """When a recording began; ``is_known``: the file says it, otherwise it is the file's own date."""

    unix_ns: int
    is_known: bool


def refuse_our_own(recording: Recording) -> None:
    """Raise BadImport for a recording that is one of ours already."""
    if recording.info.format is RecordingFormat.NATIVE:
        raise BadImport(
            "this is a runstrong recording already",
            remedy="play it with 'runstrong replay', or copy it into your folder of recordings",
            place=Place(recording.info.path),
        )


def start_of(recording: Recording) -> Start:
    """Return when it began; where the file does not say, the time at which it was last changed, less its length."""
    info = recording.info
    if info.start_unix_ns is not None:
        return Start(info.start_unix_ns, is_known=True)
    changed_ns = info.path.stat().st_mtime_ns
    return Start(max(0, changed_ns - round(info.duration_s * NS_PER_S)), is_known=False)


def usual_path(recording: Recording, folder: Path) -> Path:
    """Return where it goes unless the person says otherwise: a name with its day, in the folder of recordings."""
    day = datetime.fromtimestamp(start_of(recording).unix_ns / NS_PER_S, UTC).strftime("%Y-%m-%d")
    stem = safe_part(recording.info.path.name.split(".")[0], "recording")
    return folder / f"{day}-{stem}{PACKED_SUFFIX}"


def save(recording: Recording, path: Path, *, exercise: str = "", placement: str = "") -> None:
    """Write a recording as one of ours, gzipped if the name says so; CannotWrite says why not."""
    if not path.name.endswith((SUFFIX, PACKED_SUFFIX)):
        raise CannotWrite(
            f"{printable(path.name)!r} does not say that it is a recording",
            remedy=f"end the name in {SUFFIX} or {PACKED_SUFFIX}",
        )
    digest = hashlib.sha256(recording.info.path.read_bytes()).hexdigest()
    label = Label(start_of(recording).unix_ns, str(uuid.uuid5(NAMESPACE, digest)), exercise, placement)
    plain = io.BytesIO()
    write_imported(plain, recording, label)
    packs = path.name.endswith(PACKED_SUFFIX)
    write_whole(path, gzip.compress(plain.getvalue(), mtime=0) if packs else plain.getvalue())


def report_lines(recording: Recording) -> Iterator[str]:
    """Yield what was recognised: format, unit, rate, start, gravity, gaps, and what a person should know."""
    info = recording.info
    unit = "in g" if info.unit == "g" else f"in {info.unit}, made g"
    sensor = f", {info.sensor}" if info.sensor else ""
    yield f"{printable(info.path.name)}: {info.format.value}{printable(sensor)}"
    if info.other_sensors:
        yield f"  also in it    {printable(', '.join(info.other_sensors))} (choose one with --sensor)"
    gyroscope = "with a gyroscope" if recording.samples.gyro_dps is not None else "no gyroscope"
    yield f"  acceleration  {unit}; {gyroscope}"
    yield f"  samples       {info.samples} in {info.duration_s:.1f} s, {info.rate_hz:.4g} Hz"
    start = start_of(recording)
    moment = datetime.fromtimestamp(start.unix_ns // NS_PER_S, UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
    yield f"  begun         {moment}{'' if start.is_known else ' (by the date of the file: it does not say)'}"
    if info.gravity_g is not None:
        yield f"  gravity       {info.gravity_g:.2f} g where it is quietest"
    yield f"  gaps          {_gaps(info.gaps)}"
    for remark in info.remarks:
        yield f"  note          {remark.value}"


def next_step(recording: Recording, path: Path, exercise: str) -> str:
    """Return what a person can do with a recording that is in the folder now."""
    if exercise or recording.info.exercise:
        return "'runstrong reanalyse' counts it into your history"
    return f"'runstrong replay {printable(str(path))} --exercise NAME' plays and counts it"


def report_object(recording: Recording) -> dict[str, object]:
    """Return the same for programs."""
    info = recording.info
    start = start_of(recording)
    return {
        "kind": "recording",
        "format": info.format.value,
        "sensor": info.sensor,
        "other_sensors": list(info.other_sensors),
        "unit": info.unit,
        "gyroscope": recording.samples.gyro_dps is not None,
        "samples": info.samples,
        "duration_s": round(info.duration_s, 3),
        "rate_hz": round(info.rate_hz, 3),
        "start_unix_s": start.unix_ns / NS_PER_S,
        "start_is_known": start.is_known,
        "gravity_g": None if info.gravity_g is None else round(info.gravity_g, 4),
        "gaps_s": [[round(gap.start_s, 3), round(gap.end_s, 3)] for gap in info.gaps],
        "remarks": [remark.value for remark in info.remarks],
    }


def _gaps(gaps: tuple[Gap, ...]) -> str:
    if not gaps:
        return "none"
    shown = ", ".join(f"{gap.start_s:.1f}-{gap.end_s:.1f} s" for gap in gaps[:MOST_GAPS_SHOWN])
    more = len(gaps) - MOST_GAPS_SHOWN
    return f"{len(gaps)}: {shown}{f' and {more} more' if more > 0 else ''}"
