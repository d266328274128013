"""Acquisition files of Edge Impulse: one JSON object with the sensors' names and units, an interval, and values.

Samples are evenly spaced by definition; a gap cannot be said. Who signed the file, and whether, makes no difference.
"""

import json
import math
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from runstrong.errors import BadRecording, Place, printable
from runstrong.recording.content import Content
from runstrong.recording.model import Recording, RecordingFormat
from runstrong.recording.tabular import Origin, checked
from runstrong.recording.units import DPS_PER_UNIT, G_PER_UNIT, unit_named
from runstrong_signal.samples import FloatArray, SampleBlock

MARKS = (b'"payload"', b'"protected"')
MARKS_WITHIN_BYTES = 4096
LARGEST_BYTES = 32 << 20
"""An hour of six axes at 100 Hz; a parsed file takes ten times as much memory."""

ACCELERATION = (("accx", "accy", "accz"), ("acc_x", "acc_y", "acc_z"), ("ax", "ay", "az"))
GYROSCOPE = (("gyrx", "gyry", "gyrz"), ("gyrox", "gyroy", "gyroz"), ("gyr_x", "gyr_y", "gyr_z"), ("gx", "gy", "gz"))
AGAIN = "export it again"
NS_PER_S = 1_000_000_000
MS_PER_S = 1000.0


def is_edge_impulse(content: Content) -> bool:
    """Whether the content begins as such a file does, in either order of its parts."""
    start = content.data[:MARKS_WITHIN_BYTES]
    return start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") and any(mark in start for mark in MARKS)


def read_edge_impulse(content: Content) -> Recording:
    """Read the file; BadRecording says which part of it is missing or cannot be right."""
    whole = _object(content)
    payload, protected = _part(whole, "payload", content.path), whole.get("protected")
    names, units = _sensors(payload, content.path)
    interval_ms = payload.get("interval_ms")
    if not isinstance(interval_ms, int | float) or isinstance(interval_ms, bool) or not 0 < interval_ms < math.inf:
        raise _bad(content.path, "'interval_ms' is not a number above 0")
    values = _values(payload, len(names), content.path)
    acc = _axes(names, ACCELERATION)
    if acc is None:
        found = ", ".join(printable(name, longest=30) for name in names[:9])
        raise _bad(
            content.path, f"there is no acceleration in it, only {found}", "open a file with accX, accY and accZ"
        )
    unit = _unit(units, acc, tuple(G_PER_UNIT), content.path)
    turns = _axes(names, GYROSCOPE)
    gyro_dps = None
    if turns is not None:
        gyro_dps = values[:, turns] * DPS_PER_UNIT[_unit(units, turns, tuple(DPS_PER_UNIT), content.path)]
    t_s: FloatArray = np.arange(len(values), dtype=np.float64) * (float(interval_ms) / MS_PER_S)
    issued_s = protected.get("iat") if isinstance(protected, dict) else None
    device = payload.get("device_type")
    origin = Origin(
        RecordingFormat.EDGE_IMPULSE,
        unit,
        rate_hz=MS_PER_S / float(interval_ms),
        start_unix_ns=issued_s * NS_PER_S if isinstance(issued_s, int) and 0 < issued_s < 1 << 32 else None,
        sensor=printable(device, longest=60) if isinstance(device, str) else "",
    )
    return checked(content.path, SampleBlock(t_s, values[:, acc] * G_PER_UNIT[unit], gyro_dps), origin)


def _object(content: Content) -> Mapping[str, object]:
    if len(content.data) > LARGEST_BYTES:
        raise _bad(
            content.path, f"this JSON is larger than {LARGEST_BYTES >> 20} MiB", "cut it into shorter recordings"
        )
    try:
        whole = json.loads(content.data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as failure:
        line = failure.lineno if isinstance(failure, json.JSONDecodeError) else None
        raise BadRecording("this is not whole JSON", remedy=AGAIN, place=Place(content.path, line=line)) from failure
    if not isinstance(whole, dict):
        raise _bad(content.path, "this JSON is no object")
    return whole


def _part(whole: Mapping[str, object], key: str, path: Path) -> Mapping[str, object]:
    part = whole.get(key)
    if not isinstance(part, dict):
        raise _bad(path, f"{key!r} is missing")
    return part


def _sensors(payload: Mapping[str, object], path: Path) -> tuple[list[str], list[str]]:
    """Return names in lower case, and units as they are written."""
    sensors = payload.get("sensors")
    if not isinstance(sensors, list) or not sensors or not all(isinstance(sensor, dict) for sensor in sensors):
        raise _bad(path, "'sensors' is missing")
    return [str(sensor.get("name", "")).casefold() for sensor in sensors], [
        str(sensor.get("units", "")) for sensor in sensors
    ]


def _values(payload: Mapping[str, object], width: int, path: Path) -> FloatArray:
    rows = payload.get("values")
    try:
        values: FloatArray = np.array(rows, dtype=np.float64)
    except (TypeError, ValueError):
        values = np.empty(0)
    if values.ndim != 2 or values.shape[1] != width or not np.isfinite(values).all():
        raise _bad(path, f"'values' is not a list of rows with {width} finite numbers each, one for each sensor")
    return values


def _axes(names: list[str], known: tuple[tuple[str, str, str], ...]) -> list[int] | None:
    for axes in known:
        if all(names.count(axis) == 1 for axis in axes):
            return [names.index(axis) for axis in axes]
    return None


def _unit(units: list[str], axes: list[int], known: tuple[str, ...], path: Path) -> str:
    """Return the one unit of three axes."""
    found = {units[axis] for axis in axes}
    unit = unit_named(next(iter(found))) if len(found) == 1 else None
    if unit not in known:
        shown = ", ".join(repr(printable(one, longest=20)) for one in sorted(found))
        raise _bad(path, f"the unit {shown} is not known", f"write one of {', '.join(known)} where 'units' is said")
    return unit


def _bad(path: Path, what: str, remedy: str = AGAIN) -> BadRecording:
    return BadRecording(what, remedy=remedy, place=Place(path))
