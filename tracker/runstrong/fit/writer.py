"""Write a FIT file: definitions as they are needed, messages, and the checksums."""

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from runstrong.fit.base_types import Base, Value, packed
from runstrong.fit.checksum import checksum
from runstrong.fit.messages import PROFILE_VERSION, PROTOCOL_VERSION, DeveloperDataId, Field, FieldDescription

HEADER_BYTES = 14
DEFINITION, HAS_DEVELOPER_FIELDS = 0x40, 0x20
LITTLE_ENDIAN = 0
LOCAL_NUMBERS = 16
LONGEST_FIELD_BYTES = 255
APPLICATION = b"runstrong/strgth"
"""Sixteen bytes that say whose developer fields these are."""

DEVELOPER = 0
"""Index of the only developer in a file."""


@dataclass(frozen=True, slots=True)
class DeveloperField:
    """A field that the profile has no word for: its number among ours, type, name and unit."""

    number: int
    base: Base
    name: str
    units: str = ""


Named = TypeVar("Named", Field, DeveloperField)

Layout = tuple[int, tuple[tuple[int, int, int], ...], tuple[tuple[int, int, int], ...]]


class FitWriter:
    """Collect messages; ``finished`` returns the file."""

    def __init__(self) -> None:
        self._body = bytearray()
        self._locals: dict[Layout, int] = {}
        self._next_local = 0
        self._is_introduced = False

    def message(
        self,
        number: int,
        fields: Mapping[Field, Value | None],
        developer_fields: Mapping[DeveloperField, Value | None] | None = None,
    ) -> None:
        """Add a message; fields whose value is None are left out."""
        known = [(field, _stored(field.base, value, field.scale)) for field, value in _said(fields)]
        extra = [(field, _stored(field.base, value)) for field, value in _said(developer_fields or {})]
        layout: Layout = (
            number,
            tuple((field.number, len(octets), field.base.value.number) for field, octets in known),
            tuple((field.number, len(octets), DEVELOPER) for field, octets in extra),
        )
        self._body.append(self._local_number(layout))
        for _, octets in (*known, *extra):
            self._body += octets

    def describe(self, fields: tuple[DeveloperField, ...], native_message: int) -> None:
        """Say what the developer fields of a message are; before the first that has one."""
        if not self._is_introduced:
            self._is_introduced = True
            who: dict[Field, Value | None] = {
                DeveloperDataId.APPLICATION: APPLICATION,
                DeveloperDataId.INDEX: DEVELOPER,
            }
            self.message(DeveloperDataId.NUMBER, who)
        for field in fields:
            self.message(
                FieldDescription.NUMBER,
                {
                    FieldDescription.DEVELOPER: DEVELOPER,
                    FieldDescription.FIELD: field.number,
                    FieldDescription.BASE: field.base.value.number,
                    FieldDescription.NAME: field.name,
                    FieldDescription.UNITS: field.units or None,
                    FieldDescription.NATIVE_MESSAGE: native_message,
                },
            )

    def finished(self) -> bytes:
        """Return the whole file."""
        head = struct.pack("<BBHI4s", HEADER_BYTES, PROTOCOL_VERSION, PROFILE_VERSION, len(self._body), b".FIT")
        start = head + struct.pack("<H", checksum(head))
        body = bytes(self._body)
        return start + body + struct.pack("<H", checksum(body, checksum(start)))

    def _local_number(self, layout: Layout) -> int:
        """Return the local number of a layout, after its definition if it has none yet."""
        local = self._locals.get(layout)
        if local is None:
            local = self._next_local % LOCAL_NUMBERS
            self._next_local += 1
            self._locals = {known: taken for known, taken in self._locals.items() if taken != local}
            self._locals[layout] = local
            self._body += _definition(layout, local)
        return local


def _definition(layout: Layout, local: int) -> bytes:
    number, fields, developer_fields = layout
    kind = DEFINITION | local | (HAS_DEVELOPER_FIELDS if developer_fields else 0)
    octets = struct.pack("<BBBHB", kind, 0, LITTLE_ENDIAN, number, len(fields))
    octets += b"".join(bytes(field) for field in fields)
    if developer_fields:
        octets += bytes([len(developer_fields)]) + b"".join(bytes(field) for field in developer_fields)
    return octets


def _said(fields: Mapping[Named, Value | None]) -> list[tuple[Named, Value]]:
    return [(field, value) for field, value in fields.items() if value is not None]


def _stored(base: Base, value: Value, scale: float = 1.0) -> bytes:
    """Return a value as the file has it; a text that is too long is cut."""
    if isinstance(value, str):
        return packed(base, shortened(value))
    if scale != 1.0 and isinstance(value, int | float):
        value = value * scale
    return packed(base, value)


def shortened(text: str, longest_bytes: int = LONGEST_FIELD_BYTES - 1) -> str:
    """Return a text that is not longer than a field can be, in whole characters, and without zeros."""
    return text.replace("\0", " ").encode("utf-8")[:longest_bytes].decode("utf-8", errors="ignore")
