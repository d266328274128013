"""The file of a session's recording: made anew, written whatever happens, and packed when it is done.

A disk that is full, or gone, must not stop a session. So a failed write is remembered and no more is tried; what came
before it is in the file.
"""

import contextlib
import hashlib
import os
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from runstrong.errors import Place, RunstrongError
from runstrong.history.model import SavedRecording
from runstrong.recording.writer import compress_recording

SUFFIX = ".rsl.jsonl"
PIECE_BYTES = 1 << 20
UUID_CHARS = 8
"""So much of a session's name tells two of the same second apart."""


class CannotRecord(RunstrongError):
    """The recording cannot be written where it should be."""


def recording_name(started: datetime, uuid: str) -> str:
    """Return the name of a recording: when it began, by the clock on the wall, and which session it is of."""
    return f"{started:%Y-%m-%d_%H-%M-%S}_{uuid[:UUID_CHARS]}{SUFFIX}"


class RecordingFile:
    """A new file to write a recording into; CannotRecord if it is there already, or cannot be made.

    Parameters
    ----------
    folder
        The folder of recordings; a file in it is known by its name alone, and packed once it is closed.
    keep_bytes
        So much of a file that is there is kept, to be gone on with; None: it must not be there.
    """

    def __init__(self, path: Path, *, folder: Path | None = None, keep_bytes: int | None = None) -> None:
        self.path = path
        """Where it is; once it is packed, where that is."""
        self.failure: OSError | None = None
        """Why the rest could not be written, or None."""
        self._folder = folder
        self._plain: Path | None = None
        try:
            if folder is not None and not folder.is_dir():
                folder.mkdir(parents=True)
            self._file = path.open("xb" if keep_bytes is None else "r+b")
            if not hold(self._file):
                self._file.close()
                raise _in_use(path)
            if keep_bytes is not None:
                self._file.truncate(keep_bytes)
                self._file.seek(keep_bytes)
        except OSError as failure:
            raise _cannot_record(path, failure) from failure

    def write(self, octets: bytes, /) -> None:
        """Write bytes, unless writing has failed before."""
        if self.failure is None:
            try:
                self._file.write(octets)
            except OSError as failure:
                self.failure = failure

    def flush(self) -> None:
        """Hand all bytes to the system."""
        if self.failure is None:
            try:
                self._file.flush()
            except OSError as failure:
                self.failure = failure

    def saved(self) -> SavedRecording:
        """Return the file as it is known while it is being written."""
        return SavedRecording(self._known_as())

    def close(self, *, worth_keeping: bool = True) -> SavedRecording | None:
        """Close the file, and pack it if it is in the folder of recordings and whole; what is not worth it is removed.

        The plain file stays beside the packed one until ``remove_plain``: as long as it is there, the next start of
        the program knows that the history may not have been told (``tidying``).

        Returns
        -------
        SavedRecording | None
            What has become of it; None if it was removed.
        """
        with contextlib.suppress(OSError):
            self._file.flush()
            os.fsync(self._file.fileno())
        whole = self.failure is None
        if worth_keeping and whole and self._folder is not None:
            self._pack()  # while the file is held, so that no other program packs it too
        with contextlib.suppress(OSError):  # what was still to be written is lost, as ``failure`` says
            self._file.close()
        if not worth_keeping and self._folder is not None:
            self.path.unlink(missing_ok=True)
            return None
        sha256, size_bytes = fingerprint(self.path)
        return SavedRecording(self._known_as(), sha256, size_bytes, closed=whole)

    def remove_plain(self) -> None:
        """Remove what was packed, once the history knows of it."""
        if self._plain is not None:
            with contextlib.suppress(OSError):
                self._plain.unlink(missing_ok=True)

    def _pack(self) -> None:
        """Put a packed file beside this one; where there is no room for that, it stays as it is."""
        with contextlib.suppress(OSError):
            packed = compress_recording(self.path)
            self._plain, self.path = self.path, packed

    def _known_as(self) -> str:
        return self.path.name if self._folder is not None else str(self.path.absolute())


def _cannot_record(path: Path, failure: OSError) -> CannotRecord:
    if isinstance(failure, FileExistsError) and path.exists():
        what, remedy = "this file is there already", "choose another name for the recording"
    else:
        what, remedy = f"the recording cannot be written ({reason_of(failure)})", "check the folder and the disk"
    return CannotRecord(what, remedy=remedy, place=Place(path))


def _in_use(path: Path) -> CannotRecord:
    what = "this session is going on in another window"
    return CannotRecord(what, remedy="go on there, or end it there first", place=Place(path))


def hold(file: BinaryIO) -> bool:
    """Mark an open file as being written for as long as it is open; False if another process has done so.

    Where the system has no such marks (Windows), files are told apart by when they were last written alone.
    """
    try:
        import fcntl
    except ImportError:
        return True
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # a file system without locks
        return True
    return True


def fingerprint(path: Path) -> tuple[str, int]:
    """Return the SHA-256 of a file and its size in bytes; empty and 0 if it cannot be read."""
    digest, size_bytes = hashlib.sha256(), 0
    try:
        with path.open("rb") as file:
            while piece := file.read(PIECE_BYTES):
                digest.update(piece)
                size_bytes += len(piece)
    except OSError:
        return "", 0
    return digest.hexdigest(), size_bytes


def reason_of(failure: OSError) -> str:
    """Return what the system says, to stand in brackets."""
    return (failure.strerror or "unknown reason").lower()
