"""The base types of FIT fields: number, layout, and the value that stands for none."""

import struct
from dataclasses import dataclass
from enum import Enum

TYPE_NUMBER_BITS = 0x1F
"""The upper bits of a type's number only say whether its bytes have an order."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How one value is stored; ``code`` as in ``struct``, empty for texts and bytes."""

    number: int
    code: str
    size: int
    invalid: int


class Base(Enum):
    """The base types."""

    ENUM = Layout(0x00, "B", 1, 0xFF)
    SINT8 = Layout(0x01, "b", 1, 0x7F)
    UINT8 = Layout(0x02, "B", 1, 0xFF)
    SINT16 = Layout(0x83, "h", 2, 0x7FFF)
    UINT16 = Layout(0x84, "H", 2, 0xFFFF)
    SINT32 = Layout(0x85, "i", 4, 0x7FFFFFFF)
    UINT32 = Layout(0x86, "I", 4, 0xFFFFFFFF)
    STRING = Layout(0x07, "", 1, 0x00)
    FLOAT32 = Layout(0x88, "f", 4, 0xFFFFFFFF)
    FLOAT64 = Layout(0x89, "d", 8, 0xFFFFFFFFFFFFFFFF)
    UINT8Z = Layout(0x0A, "B", 1, 0x00)
    UINT16Z = Layout(0x8B, "H", 2, 0x0000)
    UINT32Z = Layout(0x8C, "I", 4, 0x00000000)
    BYTE = Layout(0x0D, "", 1, 0xFF)
    SINT64 = Layout(0x8E, "q", 8, 0x7FFFFFFFFFFFFFFF)
    UINT64 = Layout(0x8F, "Q", 8, 0xFFFFFFFFFFFFFFFF)
    UINT64Z = Layout(0x90, "Q", 8, 0x0000000000000000)

    @property
    def is_float(self) -> bool:
        """Whether its values are floating-point numbers."""
        return self.value.code in ("f", "d")


BASE_OF = {base.value.number & TYPE_NUMBER_BITS: base for base in Base}
"""A type's number without the bit for byte order, which not every program sets, to the type."""

Scalar = int | float
Value = Scalar | str | bytes | tuple[Scalar | None, ...]
"""What a field holds; several numbers are a tuple, in which None stands for none."""


def packed(base: Base, value: Value) -> bytes:
    """Return a value as little-endian bytes; a text gets its final zero."""
    layout = base.value
    if isinstance(value, str):
        return value.encode("utf-8") + b"\0"
    if isinstance(value, bytes):
        return value
    values = value if isinstance(value, tuple) else (value,)
    return b"".join(_one(base, layout, each) for each in values)


def _one(base: Base, layout: Layout, value: Scalar | None) -> bytes:
    if value is None:
        return layout.invalid.to_bytes(layout.size, "little", signed=False)
    return struct.pack(f"<{layout.code}", value if base.is_float else round(value))


def unpacked(base: Base, octets: bytes, order: str) -> Value | None:
    """Return the value of bytes in an order, ``<`` or ``>``; None if it is the one that stands for none."""
    layout = base.value
    if base is Base.STRING:
        text = octets.split(b"\0", 1)[0].decode("utf-8", errors="replace")
        return text or None
    if base is Base.BYTE:
        return None if octets.strip(b"\xff") == b"" else octets
    count = len(octets) // layout.size
    numbers = struct.unpack(f"{order}{count}{layout.code}", octets[: count * layout.size])
    known = tuple(None if _is_invalid(base, layout, number) else number for number in numbers)
    if all(number is None for number in known):
        return None
    return known if count > 1 else known[0]


def _is_invalid(base: Base, layout: Layout, number: Scalar) -> bool:
    return number != number if base.is_float else number == layout.invalid  # all bits set is not a number
