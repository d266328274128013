"""Samples as lines of text: ``[tag,][t_ms,[seq,]]x,y,z[,gx,gy,gz]``.

Numbers are separated by commas, semicolons, spaces or tabs; a line ends with LF or CR LF. A tag is any first field that
begins with a letter. How many numbers there are says what they are:

======= =========================================
numbers meaning
======= =========================================
3       x, y, z
4       t_ms, x, y, z
5       t_ms, seq, x, y, z
6       x, y, z, gx, gy, gz
7       t_ms, x, y, z, gx, gy, gz
8       t_ms, seq, x, y, z, gx, gy, gz
======= =========================================

x, y, z are in one unit throughout; gx, gy, gz are degrees per second; t_ms is the sensor's clock in milliseconds, as
``millis()`` counts it, modulo 2**32; seq rises by one from line to line. Lines that begin with ``#`` are remarks.
"""

import re
from dataclasses import dataclass

from runstrong.sensors.driver import Fault

LONGEST_LINE_BYTES = 160
SEPARATORS = re.compile(r"[,;\s]+")
NUMBER = re.compile(r"[+-]?(?:\d{1,15}(?:\.\d{0,15})?|\.\d{1,15})(?:[eE](?:\+?\d{1,2}|-\d{1,3}))?")
STAMP_MODULUS_MS = 2**32
COUNTS_WITH_TIME = frozenset((4, 5, 7, 8))
COUNTS_WITH_NUMBER = frozenset((5, 8))
COUNTS_WITH_GYRO = frozenset((6, 7, 8))
COUNTS = frozenset(range(3, 9))


@dataclass(frozen=True, slots=True)
class TextSample:
    """One line.

    Attributes
    ----------
    acc
        In the sensor's unit.
    """

    acc: tuple[float, float, float]
    gyro_dps: tuple[float, float, float] | None = None
    t_ms: float | None = None
    number: int | None = None
    tag: str = ""

    @property
    def numbers(self) -> int:
        """How many numbers the line has; lines of one stream have equally many."""
        return 3 + (self.t_ms is not None) + (self.number is not None) + 3 * (self.gyro_dps is not None)


def parse_line(line: bytes) -> TextSample | None:
    """Return the sample on a line without its end, or None if there is none."""
    if len(line) > LONGEST_LINE_BYTES or not line.isascii():
        return None
    fields = [field for field in SEPARATORS.split(line.decode("ascii").strip()) if field]
    tag = fields.pop(0) if fields and fields[0][0].isalpha() else ""
    if len(fields) not in COUNTS or not all(NUMBER.fullmatch(field) for field in fields):
        return None
    values = [float(field) for field in fields]
    count = len(values)
    t_ms = values.pop(0) if count in COUNTS_WITH_TIME else None
    number = int(values.pop(0)) if count in COUNTS_WITH_NUMBER else None
    if t_ms is not None and not 0 <= t_ms < STAMP_MODULUS_MS:
        return None
    gyro_dps = (values[3], values[4], values[5]) if count in COUNTS_WITH_GYRO else None
    return TextSample((values[0], values[1], values[2]), gyro_dps, t_ms, number, tag)


def format_line(sample: TextSample) -> bytes:
    """Return a sample as a line with its end."""
    fields = [sample.tag] if sample.tag else []
    fields += [] if sample.t_ms is None else [f"{sample.t_ms:g}" if sample.t_ms % 1 else f"{sample.t_ms:.0f}"]
    fields += [] if sample.number is None else [str(sample.number)]
    fields += [f"{value:.6g}" for value in (*sample.acc, *(sample.gyro_dps or ()))]
    return ",".join(fields).encode("ascii") + b"\r\n"


class LineReader:
    """Cuts notifications into lines, wherever they were cut.

    A stream that is joined in its middle begins with a part of a line, and a part can look like a shorter line; so the
    first one counts only if it begins with a tag.
    """

    def __init__(self) -> None:
        self._rest = b""
        self._joined = False

    def restart(self) -> None:
        """Forget the line that was begun."""
        self._rest, self._joined = b"", False

    def feed(self, payload: bytes) -> tuple[TextSample | Fault, ...]:
        """Return what the lines say that are whole now; remarks and empty lines say nothing."""
        *lines, self._rest = (self._rest + payload).split(b"\n")
        found: list[TextSample | Fault] = []
        if len(self._rest) > LONGEST_LINE_BYTES:
            self._rest, self._joined = b"", False
            found.append(Fault.OUT_OF_STEP)
        for line in lines:
            is_whole, self._joined = self._joined or line[:1].isalpha(), True
            if is_whole and line.strip() and not line.startswith(b"#"):
                found.append(parse_line(line) or Fault.BAD_LINE)
        return tuple(found)
