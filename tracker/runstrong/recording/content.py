"""The bytes of a recording, unpacked if they are gzipped, and never more of them than a recording can have."""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Never

from runstrong.errors import BadRecording, Place
from runstrong.recording.lines import LONGEST_LINE_BYTES

LARGEST_BYTES = 256 << 20
"""Unpacked; 20 hours of a 200 Hz sensor in our own format, 7 hours of six axes as CSV."""

GZIP_MAGIC = b"\x1f\x8b"
GZIP_WINDOW_BITS = 31
"""zlib's way to ask for a gzip header and checksum."""

PIECE_BYTES = 1 << 18
SHORTEN = "cut it into shorter recordings"


@dataclass(frozen=True, slots=True)
class Content:
    """All bytes of a file; ``torn`` says that a gzip stream stopped before its end."""

    path: Path
    data: bytes
    torn: bool = False


def read_content(path: Path) -> Content:
    """Read the file at ``path``; BadRecording if there is none, if it is empty, or larger than any recording.

    Memory grows with what is really there: sizes that a header claims are never trusted.
    """
    try:
        _refuse_other_than_file(path)
        with path.open("rb") as file:
            content = _read(path, file)
    except OSError as failure:
        reason = (failure.strerror or "unknown reason").lower()
        raise BadRecording(
            f"the file cannot be read ({reason})", remedy="check its name and its permissions", place=Place(path)
        ) from failure
    if not content.data.strip():
        raise BadRecording("the file is empty", remedy="record again, or use another file", place=Place(path))
    return content


def refuse_binary(path: Path, byte_at: int) -> Never:
    """Raise BadRecording for a file that is no text, as its byte at index ``byte_at`` shows."""
    raise BadRecording(
        "this is binary data, not a recording that can be read",
        remedy="use one of the formats that 'runstrong import --help' lists",
        place=Place(path, byte=byte_at + 1),
    )


def refuse_long_lines(content: Content) -> None:
    """Raise BadRecording if a line is longer than any that a recording in text can have."""
    data, line_at = content.data, 0
    while len(data) - line_at > LONGEST_LINE_BYTES:
        newline_at = data.rfind(b"\n", line_at, line_at + LONGEST_LINE_BYTES + 1)
        if newline_at < 0:
            _refuse_long_line(content.path, data, line_at)
        line_at = newline_at + 1


def _refuse_long_line(path: Path, data: bytes, line_at: int) -> Never:
    nul_at = data.find(b"\0", line_at)
    if nul_at >= 0:
        refuse_binary(path, nul_at)
    raise BadRecording(
        f"this line is longer than {LONGEST_LINE_BYTES >> 20} MiB, which no recording has",
        remedy="use a recording that a known program wrote",
        place=Place(path, line=data.count(b"\n", 0, line_at) + 1),
    )


def _refuse_other_than_file(path: Path) -> None:
    place = Place(path)
    if path.is_dir():
        raise BadRecording("this is a folder, not a recording", remedy="name a file in it", place=place)
    if not path.exists():
        raise BadRecording("there is no such file", remedy="check the spelling and the folder", place=place)
    if not path.is_file():
        raise BadRecording("this is a device or a pipe, not a file", remedy="save it to a file first", place=place)
    _refuse_large(path, path.stat().st_size)


def _read(path: Path, file: BinaryIO) -> Content:
    packed = file.read(len(GZIP_MAGIC)) == GZIP_MAGIC
    file.seek(0)
    gunzip = _Gunzip(path, file) if packed else None
    data = bytearray()
    for piece in gunzip.pieces() if gunzip else iter(lambda: file.read(PIECE_BYTES), b""):
        data += piece
        _refuse_large(path, len(data))
    return Content(path, bytes(data), gunzip is not None and gunzip.torn)


class _Gunzip:
    """Unpack gzip members piece by piece; a stream that stops early yields what is there and sets ``torn``."""

    def __init__(self, path: Path, file: BinaryIO) -> None:
        self._path = path
        self._file = file
        self.torn = False

    def pieces(self) -> Iterator[bytes]:
        """Yield unpacked bytes, at most PIECE_BYTES at a time; BadRecording where the data is damaged."""
        packed = self._file.read(PIECE_BYTES)
        while packed and not self.torn:
            unpacker = zlib.decompressobj(wbits=GZIP_WINDOW_BITS)
            while not unpacker.eof:
                if not packed:
                    self.torn = True
                    return
                yield self._unpacked(unpacker, packed)
                packed = unpacker.unconsumed_tail or (b"" if unpacker.eof else self._file.read(PIECE_BYTES))
            packed = self._next_member(unpacker.unused_data)

    def _unpacked(self, unpacker: "zlib._Decompress", packed: bytes) -> bytes:
        try:
            return unpacker.decompress(packed, PIECE_BYTES)
        except zlib.error as failure:
            near = max(1, self._file.tell() - len(packed) + 1)
            raise BadRecording(
                "the gzip data is damaged near here", remedy="use another copy", place=Place(self._path, byte=near)
            ) from failure

    def _next_member(self, unused: bytes) -> bytes:
        """Return the start of the next member; zeros between members, and after the last, are padding."""
        packed = unused.lstrip(b"\0")
        while not packed:
            piece = self._file.read(PIECE_BYTES)
            if not piece:
                return b""
            packed = piece.lstrip(b"\0")
        return packed


def _refuse_large(path: Path, size: int) -> None:
    if size > LARGEST_BYTES:
        what = f"there is more in it than {LARGEST_BYTES >> 20} MiB, the most that a recording can have"
        raise BadRecording(what, remedy=SHORTEN, place=Place(path))
