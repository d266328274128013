"""Sensors that have streamed before, and where they were worn.

A sensor is known again by its name, family and serial number. Its address is not kept: macOS makes up one for every
machine, and many sensors change theirs.
"""

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from runstrong.errors import Place, RunstrongError, printable

LARGEST_BYTES = 1 << 20
MOST_SENSORS = 100


class BadMemory(RunstrongError):
    """The file of remembered sensors cannot be read or written."""


@dataclass(frozen=True, slots=True)
class RememberedSensor:
    """One sensor, as it was the last time: ``placement`` is where it was worn, empty if nobody said."""

    name: str
    driver_id: str
    serial: str = ""
    placement: str = ""
    battery_percent: int | None = None


class SensorMemory:
    """Reads and writes the file of remembered sensors; a file that is not there is an empty one."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def all(self) -> tuple[RememberedSensor, ...]:
        """Return all sensors, the latest used first; BadMemory if the file is none of ours."""
        try:
            text = self._path.read_bytes()[:LARGEST_BYTES] if self._path.exists() else b"[]"
            entries = json.loads(text)
        except (OSError, ValueError) as failure:
            raise self._bad("the remembered sensors cannot be read") from failure
        if not isinstance(entries, list):
            raise self._bad("this does not list remembered sensors")
        return tuple(_sensor(entry) for entry in entries[:MOST_SENSORS] if isinstance(entry, dict))

    def find(self, name: str, driver_id: str, serial: str = "") -> RememberedSensor | None:
        """Return a sensor by what it advertises; its serial number decides where several have one name."""
        named = [known for known in self.all() if (known.name, known.driver_id) == (name, driver_id)]
        exact = (known for known in named if serial and known.serial == serial)
        return next(exact, named[0] if named and not serial else None)

    def remember(self, sensor: RememberedSensor) -> None:
        """Put a sensor first; without a placement it keeps the one that it had."""
        before = self.find(sensor.name, sensor.driver_id, sensor.serial)
        if before is not None and not sensor.placement:
            sensor = replace(sensor, placement=before.placement)
        others = (known for known in self.all() if _key(known) != _key(sensor))
        self._write([sensor, *others][:MOST_SENSORS])

    def _write(self, sensors: Iterable[RememberedSensor]) -> None:
        text = json.dumps([asdict(sensor) for sensor in sensors], indent=1, ensure_ascii=False)
        beside = self._path.with_name(f"{self._path.name}.{os.getpid()}.new")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            beside.write_text(text + "\n", encoding="utf-8")
            beside.replace(self._path)
        except OSError as failure:
            raise self._bad("the remembered sensors cannot be written") from failure

    def _bad(self, what: str) -> BadMemory:
        return BadMemory(what, remedy="correct or delete this file", place=Place(self._path))


def _key(sensor: RememberedSensor) -> tuple[str, str, str]:
    return sensor.name, sensor.driver_id, sensor.serial


def _sensor(entry: Mapping[str, object]) -> RememberedSensor:
    def word(key: str) -> str:
        value = entry.get(key)
        return printable(value, longest=40) if isinstance(value, str) else ""

    battery = entry.get("battery_percent")
    percent = battery if isinstance(battery, int) and 0 <= battery <= 100 else None
    return RememberedSensor(word("name"), word("driver_id"), word("serial"), word("placement"), percent)
