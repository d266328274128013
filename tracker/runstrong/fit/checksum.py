"""The 16-bit checksum of FIT files."""

TABLE = (
    0x0000, 0xCC01, 0xD801, 0x1400, 0xF001, 0x3C00, 0x2800, 0xE401,
    0xA001, 0x6C00, 0x7800, 0xB401, 0x5000, 0x9C01, 0x8801, 0x4400,
)  # fmt: skip
"""For half a byte at a time, as the protocol gives it."""


def _table_of_bytes() -> tuple[int, ...]:
    return tuple(_nibble(_nibble(0, octet), octet >> 4) for octet in range(256))


def _nibble(crc: int, half: int) -> int:
    return (crc >> 4) ^ TABLE[crc & 0xF] ^ TABLE[half & 0xF]


BY_BYTE = _table_of_bytes()


def checksum(octets: bytes, crc: int = 0) -> int:
    """Return the checksum of bytes, going on from that of the bytes before."""
    for octet in octets:
        crc = (crc >> 8) ^ BY_BYTE[(crc ^ octet) & 0xFF]
    return crc
