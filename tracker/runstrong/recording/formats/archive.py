"""Zip files of phyphox and Sensor Logger: a file a sensor, of which the acceleration with gravity is looked for.

Names inside are the program's own and tell what Sensor Logger's equal columns cannot. Sizes that a zip claims are
never trusted: what is unpacked is counted.
"""

import io
import lzma
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import IO

import numpy as np

from runstrong.errors import BadRecording, Place, printable
from runstrong.recording.content import LARGEST_BYTES, PIECE_BYTES, Content
from runstrong.recording.formats import phyphox, sensor_logger
from runstrong.recording.formats.columns import Axes, has, read_columns, read_turns
from runstrong.recording.formats.tables import format_of, read_known_table
from runstrong.recording.model import Recording, RecordingFormat, Remark
from runstrong.recording.scale import gravity_of
from runstrong.recording.table import Table, read_table
from runstrong.recording.tabular import Origin, recording_of
from runstrong_signal.samples import FloatArray, SampleBlock

ZIP_MAGIC = b"PK\x03\x04"
MOST_MEMBERS = 500
SUFFIXES = (".csv", ".txt")
WITH_GRAVITY = ("totalacceleration", "accelerometeruncalibrated")
"""Files of Sensor Logger that have it, the better one first."""

WITHOUT_GRAVITY, GRAVITY, GYROSCOPE = "accelerometer", "gravity", "gyroscope"
SENSOR_LOGGER_GYROSCOPE = Axes(sensor_logger.AXES, "rad/s")

DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError),
    *(NotImplementedError, RuntimeError, EOFError, OSError, ValueError),
)
"""What the standard library raises for a zip that is no good, by where it is damaged and how it was packed."""

Members = Mapping[str, Table]
"""Stem of a name in lower case to its table."""


def is_zip(content: Content) -> bool:
    """Whether the content is a zip file."""
    return content.data.startswith(ZIP_MAGIC)


def read_zip(content: Content) -> Recording:
    """Read the recording in a zip; BadRecording if there is none that can be used."""
    members = _members(content)
    recording = _sensor_logger(members) or _first_that_can_be_read(members, content.path)
    recording = _with_gyroscope(recording, members)
    return replace(recording, info=replace(recording.info, path=content.path))


def _members(content: Content) -> dict[str, Table]:
    """Unpack every table that has known columns, with the zip's name before its own."""
    found: dict[str, Table] = {}
    unpacked_bytes = 0
    try:
        with zipfile.ZipFile(io.BytesIO(content.data)) as archive:
            infos = archive.infolist()
            if len(infos) > MOST_MEMBERS:
                raise _bad(content.path, f"there are more than {MOST_MEMBERS} files in it")
            for info in infos:
                name = PurePosixPath(info.filename)
                if name.suffix.casefold() not in SUFFIXES or name.name.startswith("."):
                    continue
                with archive.open(info) as member:
                    data = _read(member, LARGEST_BYTES - unpacked_bytes, content.path)
                unpacked_bytes += len(data)
                table = _table(Content(content.path / printable(info.filename), data))
                if table is not None:
                    found.setdefault(name.stem.casefold(), table)
    except DAMAGE as failure:
        raise _bad(content.path, "the zip is damaged, or locked by a password") from failure
    return found


def _read(member: IO[bytes], most_bytes: int, path: Path) -> bytes:
    data = bytearray()
    while piece := member.read(PIECE_BYTES):
        data += piece
        if len(data) > most_bytes:
            raise _bad(path, f"there is more in it than {LARGEST_BYTES >> 20} MiB")
    return bytes(data)


def _table(content: Content) -> Table | None:
    """Return a member as a table if its columns are known; what else a program packs is no mistake."""
    if not content.data.strip():
        return None
    try:
        table = read_table(content)
    except BadRecording:
        return None
    is_timeline = has(table, ("event", "system time"))
    return table if is_timeline or format_of(table) is not None else None


def _sensor_logger(members: Members) -> Recording | None:
    """Return the acceleration with gravity of Sensor Logger, or None if the zip is not one of its."""
    tables = {stem: table for stem, table in members.items() if sensor_logger.is_sensor_logger(table)}
    for stem in WITH_GRAVITY:
        if stem in tables:
            return sensor_logger.read_sensor_logger(tables[stem])
    if WITHOUT_GRAVITY in tables and GRAVITY in tables:
        return _added(tables[WITHOUT_GRAVITY], tables[GRAVITY])
    return sensor_logger.read_sensor_logger(tables[WITHOUT_GRAVITY]) if WITHOUT_GRAVITY in tables else None


def _added(moving: Table, gravity: Table) -> Recording:
    """Return acceleration without gravity plus gravity, both of one sensor fusion with the same times."""
    down = read_columns(gravity, sensor_logger.TIME, Axes(sensor_logger.AXES, "g"))
    unit = "g" if gravity_of(down.block(down.times)) < sensor_logger.LONGEST_G else "m/s2"
    first = read_columns(moving, sensor_logger.TIME, Axes(sensor_logger.AXES, unit))
    second = read_columns(gravity, sensor_logger.TIME, Axes(sensor_logger.AXES, unit))
    if not _same_times(first.times, second.times):
        raise BadRecording(
            "acceleration without gravity, and gravity, were sampled at different times and cannot be added",
            remedy="record again with 'Total Acceleration' switched on",
            place=Place(moving.path),
        )
    samples = SampleBlock(first.times - first.times[0], first.acc_g + second.acc_g)
    remarks = (Remark.GRAVITY_ADDED, Remark.UNIT_BY_SIZE)
    start_ns = sensor_logger.start_unix_ns(moving)
    origin = Origin(RecordingFormat.SENSOR_LOGGER, unit, None, start_ns, "phone or watch", remarks=remarks)
    return recording_of(moving, samples, origin)


def _first_that_can_be_read(members: Members, path: Path) -> Recording:
    refusals: list[BadRecording] = []
    for table in members.values():
        if format_of(table) is None:
            continue
        try:
            recording = read_known_table(table)
        except BadRecording as refused:
            refusals.append(refused)
        else:
            return _started(recording, members)
    if refusals:
        raise refusals[0]
    raise _bad(path, "there is no recording in it that can be read")


def _started(recording: Recording, members: Members) -> Recording:
    """Return the recording with the moment at which it began, if phyphox wrote it in ``meta/time.csv``."""
    timeline = members.get("time")
    if timeline is None or not has(timeline, ("event", "system time")) or not timeline.rows:
        return recording
    row = dict(zip((name.casefold() for name in timeline.columns), _cells(timeline, 0), strict=False))
    try:
        start_s = float(row.get("system time", ""))
    except ValueError:
        return recording
    if row.get("event") != "START" or not 0 < start_s < 1 << 32:
        return recording
    return replace(recording, info=replace(recording.info, start_unix_ns=round(start_s * 1e9)))


def _cells(table: Table, row: int) -> list[str]:
    return [cell.strip(' "') for cell in table.rows[row].split(table.delimiter)]


def _with_gyroscope(recording: Recording, members: Members) -> Recording:
    """Return the recording with the turning rates of another file of the zip, if they have its very times."""
    table = members.get(GYROSCOPE)
    if table is None or recording.samples.gyro_dps is not None:
        return recording
    is_phyphox = phyphox.is_phyphox(table)
    axes, time = (phyphox.GYROSCOPE, phyphox.TIME) if is_phyphox else (SENSOR_LOGGER_GYROSCOPE, sensor_logger.TIME)
    if not has(table, (time, *axes.names)) or not table.rows:
        return recording
    times, gyro_dps = read_turns(table, time, axes)
    samples = recording.samples
    if not _same_times(times - times[0], samples.t_s):
        remarks = (*recording.info.remarks, Remark.GYROSCOPE_APART)
        return replace(recording, info=replace(recording.info, remarks=remarks))
    return replace(recording, samples=SampleBlock(samples.t_s, samples.acc_g, gyro_dps))


def _same_times(first: FloatArray, second: FloatArray) -> bool:
    return len(first) == len(second) and bool(np.allclose(first, second, rtol=0.0, atol=1e-6))


def _bad(path: Path, what: str) -> BadRecording:
    return BadRecording(what, remedy="unpack it and open the file of the acceleration", place=Place(path))
