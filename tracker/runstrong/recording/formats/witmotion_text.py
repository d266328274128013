"""Text files of WitMotion's programs: tabs, g, degrees per second, local time in words.

The programs for computers and phones write ``time``, ``DeviceName``, ``ChipTime()``, ``AccX(g)``, ..., ``AsX(°/s)``,
in Chinese ``时间``, ``设备名称``, ``片上时间()``, ``加速度X(g)``, ``角速度X(°/s)``. Samples of several sensors stand in
one file in the order in which they came, and the header can come again. The example of the Python kit writes
``Chiptime``, ``ax(g)``, ``wx(deg/s)``; an older one begins with ``Time(s)``. Local time has no zone, so no start is
known.
"""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Never

import numpy as np

from runstrong.errors import BadRecording, Place, printable
from runstrong.recording.formats.columns import Axes, Readings, folded, has, index_of, names_of, read_columns
from runstrong.recording.model import Recording, RecordingFormat, Remark
from runstrong.recording.stamps import spread_shared_stamps
from runstrong.recording.table import Table
from runstrong.recording.tabular import Origin, recording_of
from runstrong_signal.samples import FloatArray

MOMENT = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})[T ](\d{1,2}):(\d{1,2}):(\d{1,2})(?:([.:])(\d{1,6}))?")
MS_PER_S = 1000.0
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class _Dialect:
    """The column names of one of the programs; ``read_s``: one time in words to seconds, None: it is a number."""

    time: str
    acc: Axes
    gyro: Axes
    read_s: Callable[[str], float] | None
    device: str = ""


def local_s(text: str) -> float:
    """Return seconds of a local time such as ``2026-10-02T07:48:45.830``, NaN if it is none."""
    found = MOMENT.fullmatch(text)
    if found is None:
        return math.nan
    mark, digits = found[7], found[8] or "0"
    fraction_s = int(digits) / MS_PER_S if mark == ":" else float(f"0.{digits}")
    return _whole_s(found) + fraction_s


def chip_s(text: str) -> float:
    """Return seconds of a chip's time, whose milliseconds are a whole number without leading zeros; NaN if none."""
    found = MOMENT.fullmatch(text)
    return math.nan if found is None else _whole_s(found) + int(found[8] or "0") / MS_PER_S


def _whole_s(found: re.Match[str]) -> float:
    year, month, day, hour, minute, second = (int(found[part]) for part in range(1, 7))
    try:
        return (datetime(year, month, day, hour, minute, second) - datetime(1970, 1, 1)).total_seconds()
    except ValueError:
        return math.nan


ENGLISH = _Dialect(
    "time",
    Axes(("accx(g)", "accy(g)", "accz(g)"), "g"),
    Axes(("asx(°/s)", "asy(°/s)", "asz(°/s)"), "deg/s"),
    local_s,
    "devicename",
)
CHINESE = _Dialect(
    "时间",
    Axes(("加速度x(g)", "加速度y(g)", "加速度z(g)"), "g"),
    Axes(("角速度x(°/s)", "角速度y(°/s)", "角速度z(°/s)"), "deg/s"),
    local_s,
    "设备名称",
)
_KIT = (Axes(("ax(g)", "ay(g)", "az(g)"), "g"), Axes(("wx(deg/s)", "wy(deg/s)", "wz(deg/s)"), "deg/s"))
PYTHON_KIT = _Dialect("chiptime", *_KIT, chip_s)
OLD_PYTHON_KIT = _Dialect("time(s)", *_KIT, None)
DIALECTS = (ENGLISH, CHINESE, PYTHON_KIT, OLD_PYTHON_KIT)


def is_witmotion_text(table: Table) -> bool:
    """Whether the header is that of one of WitMotion's programs."""
    return any(has(table, (dialect.time, *dialect.acc.names)) for dialect in DIALECTS)


def read_witmotion_text(table: Table, sensor: str = "") -> Recording:
    """Read the samples of the first sensor in the file, or of the one whose name has ``sensor`` in it.

    BadRecording says what cannot be read, with its line, or that there is no such sensor.
    """
    dialect = next(known for known in DIALECTS if has(table, (known.time, *known.acc.names)))
    table = _without_headers(table)
    device, others = "", tuple[str, ...]()
    if dialect.device and has(table, (dialect.device,)):
        table, device, others = _one_device(table, dialect.device, sensor)
    readings = _readings(table, dialect)
    t_s, shared = spread_shared_stamps(readings.times - readings.times[0])
    origin = Origin(
        RecordingFormat.WITMOTION_TEXT,
        sensor=f"WitMotion {printable(device, longest=LONGEST_NAME)}".strip(),
        other_sensors=others,
        shared_stamps=shared,
        remarks=(Remark.OTHER_DEVICES,) if others and not sensor else (),
    )
    return recording_of(table, readings.block(t_s), origin)


def _without_headers(table: Table) -> Table:
    """Return the table without lines that repeat its header."""
    header = [folded(column) for column in table.columns]
    first = header[0]
    kept = [
        row
        for row, text in enumerate(table.rows)
        if not folded(text[: len(first) + 2]).startswith(first)
        or [folded(cell) for cell in text.split(table.delimiter)] != header
    ]
    return table if len(kept) == len(table.rows) else table.kept(kept)


def _one_device(table: Table, column: str, wanted: str) -> tuple[Table, str, tuple[str, ...]]:
    """Return the rows of the first sensor whose name has ``wanted`` in it, its name, and those of the others."""
    at = index_of(table, column)
    cells = [row.split(table.delimiter, at + 1) for row in table.rows]
    names = [found[at].strip() if len(found) > at else "" for found in cells]
    devices = tuple(dict.fromkeys(name for name in names if name))
    chosen = next((name for name in devices if wanted.casefold() in name.casefold()), "")
    if wanted and not chosen:
        _refuse_unknown(table, wanted, devices)
    others = tuple(printable(name, longest=LONGEST_NAME) for name in devices if name != chosen)
    if others:
        table = table.kept([row for row, name in enumerate(names) if name in ("", chosen)])
    return table, chosen, others


def _refuse_unknown(table: Table, wanted: str, devices: tuple[str, ...]) -> Never:
    found = ", ".join(printable(name, longest=LONGEST_NAME) for name in devices[:8]) or "none with a name"
    raise BadRecording(
        f"there is no sensor {printable(wanted, longest=LONGEST_NAME)!r} in it, only {found}",
        remedy="say a part of one of these names",
        place=Place(table.path),
    )


def _readings(table: Table, dialect: _Dialect) -> Readings:
    """Return the numbers, with times in seconds."""
    if dialect.read_s is None:
        return read_columns(table, dialect.time, dialect.acc, dialect.gyro)
    readings = read_columns(table, dialect.acc.names[0], dialect.acc, dialect.gyro)
    at = names_of(table).index(dialect.time)
    times: FloatArray = np.array([dialect.read_s(text) for text in table.texts(at)])
    bad = np.flatnonzero(np.isnan(times))
    if len(bad):
        row = int(bad[0])
        raise BadRecording(
            f"{printable(table.texts(at)[row], longest=40)!r} is not a date with a time",
            remedy="correct or delete this line",
            place=Place(table.path, line=table.line_of(row), column=at + 1),
        )
    return Readings(times, readings.acc_g, readings.gyro_dps)
