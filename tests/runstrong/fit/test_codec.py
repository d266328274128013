"""The FIT reader and writer, beside two decoders that other people wrote."""

import struct
from pathlib import Path

import fit_oracles
import pytest
from hypothesis import given
from hypothesis import strategies as st

from runstrong.errors import BadImport
from runstrong.fit.base_types import Base
from runstrong.fit.checksum import checksum
from runstrong.fit.messages import Field, FileId
from runstrong.fit.reader import read_fit
from runstrong.fit.writer import DeveloperField, FitWriter, shortened

PATH = Path("a.fit")


def small() -> bytes:
    writer = FitWriter()
    writer.message(FileId.NUMBER, {FileId.TYPE: 4, FileId.MANUFACTURER: 255, FileId.TIME_CREATED: 1_100_000_000})
    return writer.finished()


def with_checksum(head: bytes, body: bytes) -> bytes:
    return head + body + struct.pack("<H", checksum(body, checksum(head)))


def header(size: int) -> bytes:
    """Return the older header of twelve bytes, which has no checksum of its own."""
    return struct.pack("<BBHI4s", 12, 0x10, 2132, size, b".FIT")


def test_the_checksum_is_that_of_the_protocol() -> None:
    assert checksum(b"123456789") == 0xBB3D  # CRC-16/ARC, as it is published


@pytest.mark.parametrize("decode", fit_oracles.DECODERS.values(), ids=fit_oracles.DECODERS)
def test_a_small_file_is_read_alike(decode: object) -> None:
    assert callable(decode)
    assert decode(small()) == fit_oracles.by_us(small())


def test_both_byte_orders_and_short_time_stamps_are_read() -> None:
    big = struct.pack(">BBBHB", 0x40, 0, 1, 20, 2) + bytes([253, 4, 0x86, 3, 1, 0x02])
    body = big + struct.pack(">BIB", 0, 1_000_000_030, 140)
    body += struct.pack("<BBBHB", 0x41, 0, 0, 20, 1) + bytes([3, 1, 0x02])
    body += bytes([0x80 | (1 << 5) | ((1_000_000_031) & 0x1F), 141])
    body += bytes([0x80 | (1 << 5) | ((1_000_000_035) & 0x1F), 142])
    octets = with_checksum(header(len(body)), body)
    ours = fit_oracles.by_us(octets)
    assert [one.fields for one in ours] == [
        {253: 1_000_000_030, 3: 140},
        {253: 1_000_000_031, 3: 141},
        {253: 1_000_000_035, 3: 142},
    ]
    assert [one.fields[3] for one in fit_oracles.by_fitdecode(octets)] == [140, 141, 142]


def test_files_one_after_another_are_read_as_one() -> None:
    assert read_fit(small() + small(), PATH) == read_fit(small(), PATH) * 2


@pytest.mark.parametrize(
    ("octets", "says"),
    [
        (small()[:-1], f", byte {len(small())}: the end of this FIT file is missing; use another copy."),
        (small()[:20], ", byte 21: the end of this FIT file is missing"),
        (small()[:-2] + b"\0\0", ": the checksum of this FIT file does not match"),
        (small() + b"more", f", byte {len(small()) + 1}: this is not a FIT file, or not one any more"),
        (with_checksum(header(1), b"\x05"), ", byte 13: a message comes before its definition"),
        (with_checksum(header(3), b"\x40\0\0"), ", byte 14: a message of this FIT file goes beyond its end"),
        (
            with_checksum(header(11), b"\x40\0\0\x14\0\x01\x03\x01\x1e\0\0"),
            ", byte 23: a field has the type 30, which FIT does not have",
        ),
    ],
)
def test_a_damaged_file_is_refused_with_its_place(octets: bytes, says: str) -> None:
    with pytest.raises(BadImport) as refused:
        read_fit(octets, PATH)
    assert says in str(refused.value)


@given(st.binary(max_size=300))
def test_no_bytes_do_harm(body: bytes) -> None:
    refusals: list[BadImport] = []
    for octets in (body, with_checksum(header(len(body)), body)):
        try:
            read_fit(octets, PATH)
        except BadImport as refused:
            refusals.append(refused)
    assert all(str(refused).endswith(".") for refused in refusals)


NUMBERS = st.integers(0, 0xFFFE)


@given(
    st.lists(
        st.tuples(
            NUMBERS, st.integers(-(1 << 31), (1 << 31) - 2), st.text(max_size=100), st.lists(NUMBERS, max_size=20)
        ),
        min_size=1,
        max_size=20,
    )
)
def test_what_is_written_is_read_by_all(rows: list[tuple[int, int, str, list[int]]]) -> None:
    note = DeveloperField(3, Base.STRING, "note")
    level = DeveloperField(4, Base.SINT32, "level", "m")
    writer = FitWriter()
    writer.message(FileId.NUMBER, {FileId.TYPE: 4, FileId.TIME_CREATED: 1})
    writer.describe((note, level), 0xFF00)
    for number, signed, text, several in rows:
        fields = {Field(0, Base.UINT16): number, Field(1, Base.UINT16): tuple(several) or None}
        writer.message(0xFF00, fields, {note: text, level: signed})
    octets = writer.finished()
    ours = fit_oracles.by_us(octets)
    for (number, signed, text, several), one in zip(rows, ours[-len(rows) :], strict=True):
        kept = shortened(text)
        assert one.fields == {0: number, **({1: tuple(several) if len(several) > 1 else several[0]} if several else {})}
        assert one.developer_fields == {"level": signed, **({"note": kept} if kept else {})}


def test_a_long_text_is_cut_between_characters() -> None:
    assert shortened("ä" * 200) == "ä" * 127
    assert shortened("a\0b") == "a b"


def test_more_layouts_than_local_numbers_are_defined_again() -> None:
    writer = FitWriter()
    writer.message(FileId.NUMBER, {FileId.TYPE: 4, FileId.TIME_CREATED: 1})
    for turn in range(3):
        for number in range(40):
            writer.message(0xFF00, {Field(number, Base.UINT8): turn})
    ours = fit_oracles.by_us(writer.finished())
    assert [one.fields for one in ours[1:]] == [{number: turn} for turn in range(3) for number in range(40)]
    assert len(fit_oracles.by_fitdecode(writer.finished())) == 121
