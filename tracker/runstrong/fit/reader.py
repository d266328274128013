"""Read a FIT file message by message; what cannot be right is refused with the byte at which it stands."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from runstrong.errors import BadImport, Place
from runstrong.fit.base_types import BASE_OF, TYPE_NUMBER_BITS, Base, Scalar, Value, unpacked
from runstrong.fit.checksum import checksum
from runstrong.fit.messages import Field, FieldDescription

MAGIC, MAGIC_AT = b".FIT", 8
SHORTEST_HEADER_BYTES = 12
CHECKSUM_BYTES = 2
COMPRESSED, DEFINITION, HAS_DEVELOPER_FIELDS, LOCAL_BITS = 0x80, 0x40, 0x20, 0x0F
TIMESTAMP = 253
OFFSET_BITS = 0x1F


@dataclass(frozen=True, slots=True)
class FitMessage:
    """One message: field number to value, without those that hold none; developer fields by their names."""

    number: int
    fields: Mapping[int, Value]
    developer_fields: Mapping[str, Value] = field(default_factory=dict)

    def number_of(self, wanted: Field) -> Scalar | None:
        """Return a number, in the unit that the field's scale leads to, the first of several; None if there is none."""
        value = self.fields.get(wanted.number)
        first = value[0] if isinstance(value, tuple) else value
        if not isinstance(first, int | float):
            return None
        return first if wanted.scale == 1.0 else first / wanted.scale

    def numbers_of(self, wanted: Field) -> tuple[Scalar | None, ...]:
        """Return all numbers of a field, as they are stored."""
        value = self.fields.get(wanted.number)
        if isinstance(value, tuple):
            return value
        return (value,) if isinstance(value, int | float) else ()

    def text_of(self, wanted: Field) -> str:
        """Return a text, empty if there is none."""
        value = self.fields.get(wanted.number)
        return value if isinstance(value, str) else ""


@dataclass(frozen=True, slots=True)
class _Layout:
    """A definition: message number, byte order, fields and developer fields as (number, size, base or developer)."""

    number: int
    order: str
    fields: tuple[tuple[int, int, int], ...]
    developer_fields: tuple[tuple[int, int, int], ...]
    size: int


def is_fit(octets: bytes) -> bool:
    """Whether bytes begin as a FIT file."""
    return octets[MAGIC_AT : MAGIC_AT + len(MAGIC)] == MAGIC


def read_fit(octets: bytes, path: Path) -> tuple[FitMessage, ...]:
    """Return all messages of a file, which may be several one after another; BadImport if it is torn or damaged."""
    messages: list[FitMessage] = []
    at = 0
    while at < len(octets):
        end = _checked_end(octets, at, path)
        messages += _Reading(octets, at + octets[at], end, path).messages()
        at = end + CHECKSUM_BYTES
    return tuple(messages)


def _checked_end(octets: bytes, at: int, path: Path) -> int:
    """Return where the messages of the file that begins at ``at`` end, after a look at its checksum."""
    header = octets[at : at + SHORTEST_HEADER_BYTES]
    if len(header) < SHORTEST_HEADER_BYTES or header[MAGIC_AT:] != MAGIC or header[0] < SHORTEST_HEADER_BYTES:
        raise _bad(path, "this is not a FIT file, or not one any more", at)
    end = at + header[0] + int.from_bytes(header[4:8], "little")
    if end + CHECKSUM_BYTES > len(octets):
        raise _bad(path, "the end of this FIT file is missing", len(octets))
    if int.from_bytes(octets[end : end + CHECKSUM_BYTES], "little") != checksum(octets[at:end]):
        raise _bad(path, "the checksum of this FIT file does not match", end)
    return end


class _Reading:
    """The messages between two places of the bytes."""

    def __init__(self, octets: bytes, at: int, end: int, path: Path) -> None:
        self._octets = octets
        self._at = at
        self._end = end
        self._path = path
        self._layouts: dict[int, _Layout] = {}
        self._developer: dict[tuple[int, int], tuple[str, Base]] = {}
        self._last_timestamp = 0

    def messages(self) -> Iterator[FitMessage]:
        """Yield every message."""
        while self._at < self._end:
            began, kind = self._at, self._take(1)[0]
            if not kind & COMPRESSED and kind & DEFINITION:
                self._define(kind)
                continue
            local = (kind >> 5) & 0x03 if kind & COMPRESSED else kind & LOCAL_BITS
            layout = self._layouts.get(local)
            if layout is None:
                raise _bad(self._path, "a message comes before its definition", began)
            message = self._message(layout, kind & OFFSET_BITS if kind & COMPRESSED else None)
            if message.number == FieldDescription.NUMBER:
                self._describe(message)
            yield message

    def _define(self, kind: int) -> None:
        _, is_big, *number, count = self._take(5)
        order = ">" if is_big else "<"
        fields = self._triples(count)
        extra = self._triples(self._take(1)[0]) if kind & HAS_DEVELOPER_FIELDS else ()
        size = sum(size for _, size, _ in (*fields, *extra))
        global_number = int.from_bytes(bytes(number), "big" if is_big else "little")
        self._layouts[kind & LOCAL_BITS] = _Layout(global_number, order, fields, extra, size)

    def _triples(self, count: int) -> tuple[tuple[int, int, int], ...]:
        octets = self._take(3 * count)
        return tuple((octets[at], octets[at + 1], octets[at + 2]) for at in range(0, len(octets), 3))

    def _message(self, layout: _Layout, offset: int | None) -> FitMessage:
        began, octets, at = self._at, self._take(layout.size), 0
        fields: dict[int, Value] = {}
        for number, size, base_number in layout.fields:
            base = BASE_OF.get(base_number & TYPE_NUMBER_BITS)
            if base is None:
                raise _bad(self._path, f"a field has the type {base_number}, which FIT does not have", began + at)
            value = unpacked(base, octets[at : at + size], layout.order)
            if value is not None:
                fields[number] = value
            at += size
        extra: dict[str, Value] = {}
        for number, size, developer in layout.developer_fields:
            name, base = self._developer.get((developer, number), ("", Base.BYTE))
            value = unpacked(base, octets[at : at + size], layout.order)
            if name and value is not None:
                extra[name] = value
            at += size
        self._keep_time(fields, offset)
        return FitMessage(layout.number, fields, extra)

    def _keep_time(self, fields: dict[int, Value], offset: int | None) -> None:
        """Complete a time stamp of which the message has only the last five bits."""
        if offset is not None:
            rolled = (self._last_timestamp & ~OFFSET_BITS) + offset
            fields[TIMESTAMP] = rolled + (OFFSET_BITS + 1 if rolled < self._last_timestamp else 0)
        stamp = fields.get(TIMESTAMP)
        if isinstance(stamp, int):
            self._last_timestamp = stamp

    def _describe(self, message: FitMessage) -> None:
        numbers = [message.number_of(key) for key in (FieldDescription.DEVELOPER, FieldDescription.FIELD)]
        base = BASE_OF.get(int(message.number_of(FieldDescription.BASE) or 0) & TYPE_NUMBER_BITS, Base.BYTE)
        if isinstance(numbers[0], int) and isinstance(numbers[1], int):
            self._developer[numbers[0], numbers[1]] = (message.text_of(FieldDescription.NAME), base)

    def _take(self, count: int) -> bytes:
        octets = self._octets[self._at : self._at + count]
        if self._at + count > self._end:
            raise _bad(self._path, "a message of this FIT file goes beyond its end", self._at)
        self._at += count
        return octets


def _bad(path: Path, what: str, at: int) -> BadImport:
    return BadImport(what, remedy="use another copy", place=Place(path, byte=at + 1))
