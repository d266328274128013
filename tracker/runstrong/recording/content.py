"""The bytes of a recording, unpacked if they are gzipped, and never more of them than a recording can have."""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from runstrong.errors import BadRecording, Place
from runstrong.recording.lines import LONGEST_LINE_BYTES

LARGEST_BYTES = 256 << 20
"""Unpacked; 20 hours of a 200 Hz sensor in our own format, 7 hours of six axes as CSV."""

GZIP_MAGIC = b"\x1f\x8b"
PIECE_BYTES = 1 << 18

SHORTEN = "cut it into shorter recordings"


@dataclass(frozen=True, slots=True)
class Content:
    """All bytes of a file; ``torn`` says that a gzip stream ended before its end."""

    path: Path
    data: bytes
    torn: bool = False


def read_content(path: Path) -> Content:
    """Read the file at ``path``; BadRecording if it is none, is empty, or is larger than any recording.

    Memory grows with what is really there: sizes that a header claims are never trusted.
    """
    try:
        if path.is_dir():
            raise BadRecording("this is a folder, not a recording", remedy="name a file in it", place=Place(path))
        if not path.is_file():
            raise BadRecording("there is no such file", remedy="check the spelling and the folder", place=Place(path))
        _refuse_large(path, path.stat().st_size)
        with path.open("rb") as file:
            content = _read(path, file)
    except (OSError, ValueError) as failure:  # ValueError: a name that no file can have
        reason = failure.strerror if isinstance(failure, OSError) and failure.strerror else "not a file name"
        raise BadRecording(
            f"the file cannot be read ({reason.lower()})",
            remedy="check its name and its permissions",
            place=Place(path),
        ) from failure
    if not content.data.strip():
        raise BadRecording("the file is empty", remedy="record again, or use another file", place=Place(path))
    return content


def _read(path: Path, file: BinaryIO) -> Content:
    packed = file.read(len(GZIP_MAGIC)) == GZIP_MAGIC
    file.seek(0)
    stream = _Gunzip(path, file) if packed else None
    data = bytearray()
    line_start = 0
    for piece in stream.pieces() if stream else iter(lambda: file.read(PIECE_BYTES), b""):
        last_newline = piece.rfind(b"\n")
        if last_newline >= 0:
            line_start = len(data) + last_newline + 1
        data += piece
        _refuse_large(path, len(data))
        if len(data) - line_start > LONGEST_LINE_BYTES:
            _refuse_long_line(path, data, line_start)
    return Content(path, bytes(data), stream is not None and stream.torn)


class _Gunzip:
    """Unpack gzip members piece by piece; a stream that stops early yields what is there and sets ``torn``."""

    def __init__(self, path: Path, file: BinaryIO) -> None:
        self._path = path
        self._file = file
        self.torn = False

    def pieces(self) -> Iterator[bytes]:
        unpacker = zlib.decompressobj(wbits=31)
        packed = self._file.read(PIECE_BYTES)
        while packed:
            try:
                piece = unpacker.decompress(packed, PIECE_BYTES)
            except zlib.error as failure:
                at = max(1, self._file.tell() - len(packed) + 1)
                raise BadRecording(
                    "the gzip data is damaged hereabouts", remedy="use another copy", place=Place(self._path, byte=at)
                ) from failure
            if piece:
                yield piece
            packed = unpacker.unconsumed_tail
            if unpacker.eof:
                packed = unpacker.unused_data.lstrip(b"\0")  # padding is allowed between members and after them
                unpacker = zlib.decompressobj(wbits=31)
                packed = packed or self._file.read(PIECE_BYTES).lstrip(b"\0")
                if not packed:
                    return
            packed = packed or self._file.read(PIECE_BYTES)
        self.torn = True


def _refuse_large(path: Path, size: int) -> None:
    if size > LARGEST_BYTES:
        limit_mib = LARGEST_BYTES >> 20
        raise BadRecording(f"more than {limit_mib} MiB is no recording of a session", remedy=SHORTEN, place=Place(path))


def _refuse_long_line(path: Path, data: bytearray, line_start: int) -> None:
    if b"\0" in data[line_start : line_start + LONGEST_LINE_BYTES]:
        return  # junk or a torn tail: judged as such where the text is read
    line = data.count(b"\n", 0, line_start) + 1
    raise BadRecording(
        "this line is longer than 1 MiB, which no recording has",
        remedy="use a recording made by a known program",
        place=Place(path, line=line),
    )
