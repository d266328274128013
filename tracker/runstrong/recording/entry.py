"""One line of a native recording, parsed, with its keys checked as they are read."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Never

from runstrong.errors import BadRecording, Place, printable
from runstrong.recording.lines import Stamp

LARGEST_WHOLE = 1 << 63


@dataclass(frozen=True, slots=True)
class Entry:
    """A line's keys and its place; every accessor raises BadRecording if the key is not what it must be."""

    path: Path
    line: int
    fields: Mapping[str, object]

    def text(self, key: str) -> str:
        """Return a text, empty if there is none."""
        value = self.fields.get(key, "")
        return value if isinstance(value, str) else self.refuse(f"{key!r} is not a text")

    def word(self, key: str) -> str:
        """Return a name or word that will be shown: a text without control characters, not too long."""
        return printable(self.text(key))

    def whole(self, key: str) -> int:
        """Return a whole number of at most 64 bits."""
        value = self.fields.get(key)
        if isinstance(value, int) and not isinstance(value, bool) and abs(value) < LARGEST_WHOLE:
            return value
        return self.refuse(f"{key!r} is not a whole number")

    def number(self, key: str, otherwise: float | None = None) -> float:
        """Return a finite number above 0."""
        value = self.fields.get(key, otherwise)
        if isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < LARGEST_WHOLE:
            return float(value)
        return self.refuse(f"{key!r} is not a number above 0")

    def mapping(self, key: str) -> Mapping[str, object]:
        """Return an object, empty if there is none."""
        value = self.fields.get(key, {})
        return value if isinstance(value, dict) else self.refuse(f"{key!r} is not an object")

    def octets(self, key: str) -> bytes:
        """Return bytes that are written as hexadecimal digits."""
        try:
            return bytes.fromhex(self.text(key))
        except ValueError:
            return self.refuse(f"{key!r} is not hexadecimal")

    def stamp(self) -> Stamp:
        """Return when it happened."""
        return Stamp(self.whole("t"), self.whole("m"))

    def refuse(self, what: str, remedy: str = "correct or delete this line") -> Never:
        """Raise BadRecording for this line."""
        raise BadRecording(what, remedy=remedy, place=Place(self.path, line=self.line))


def parse_line(path: Path, line: int, octets: bytes) -> Entry:
    """Parse one line; BadRecording if it is not a JSON object."""
    try:
        fields = json.loads(octets.decode("utf-8"), parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as failure:
        raise BadRecording(
            "this line is not JSON" if line > 1 else "this is not a runstrong recording: its first line is not JSON",
            remedy="delete this line, or use another copy" if line > 1 else "use a recording that runstrong wrote",
            place=Place(path, line=line, column=_column_of(failure)),
        ) from failure
    if not isinstance(fields, dict):
        raise BadRecording("this line is no object", remedy="delete it", place=Place(path, line=line))
    return Entry(path, line, fields)


def _refuse_constant(name: str) -> Never:
    raise ValueError(f"{printable(name)} is no number")


def _column_of(failure: Exception) -> int | None:
    return failure.colno if isinstance(failure, json.JSONDecodeError) else None
