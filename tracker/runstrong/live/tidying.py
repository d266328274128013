"""What a killed program leaves in the folder of recordings, and the next one puts in order.

A recording is closed, packed, noted in the history, and only then its plain file is removed. So wherever a program is
stopped between these, the plain file tells the next one that something is left to do. One without a single sample is
removed, for there is nothing in it to go on with.
"""

import json
import time
import zlib
from pathlib import Path

from runstrong.history import open_history
from runstrong.history.model import SavedRecording
from runstrong.history.troubles import HistoryUnusable
from runstrong.live.recording_file import SUFFIX, fingerprint, hold
from runstrong.recording.content import LARGEST_BYTES
from runstrong.recording.lines import FORMAT_NAME, LineKind
from runstrong.recording.writer import compress_recording

SAMPLES = b'"k":"n"'
JUST_MADE_S = 60.0
"""A file is empty for a moment when it is made, before it is held."""


def finish_closed(folder: Path, history: Path) -> tuple[Path, ...]:
    """Pack every recording in a folder that was closed in order, and note it in the history; never fails.

    Returns
    -------
    tuple[Path, ...]
        The packed files. What is being written, was cut off, or does not add up is left as it is.
    """
    found = (_finished(path, history) for path in sorted(folder.glob(f"*{SUFFIX}")))
    return tuple(path for path in found if path is not None)


def _finished(path: Path, history: Path) -> Path | None:
    try:
        if path.stat().st_size > LARGEST_BYTES:
            return None
        with path.open("r+b") as file:
            if not hold(file):
                return None
            data = file.read()
            uuid = session_closed_in(data)
            if uuid is None:
                if _has_nothing(data) or (not data and time.time() - path.stat().st_mtime > JUST_MADE_S):
                    path.unlink()
                return None
            packed = compress_recording(path)
        noted = _note(uuid, packed, history)
        if noted:
            path.unlink()
    except OSError:
        return None
    return packed if noted else None


def session_closed_in(data: bytes) -> str | None:
    """Return the name of the session whose recording was closed in order, or None if its last line does not say so."""
    try:
        head = json.loads(data[: data.find(b"\n") + 1])
        body = data[: data[:-1].rfind(b"\n") + 1]
        last = json.loads(data[len(body) :]) if data.endswith(b"\n") else {}
        whole = last.get("k") == LineKind.END and last.get("crc32") == zlib.crc32(body)
        return str(head["uuid"]) if whole else None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _has_nothing(data: bytes) -> bool:
    """Whether this is a recording of ours without a single sample."""
    head, newline, rest = data.partition(b"\n")
    return bool(newline) and b'"format":"%s"' % FORMAT_NAME.encode() in head and SAMPLES not in rest


def _note(uuid: str, packed: Path, history: Path) -> bool:
    """Tell the history where a recording is now; False if it could not be told, so that it is tried again."""
    if not history.exists():
        return True
    sha256, size_bytes = fingerprint(packed)
    try:
        with open_history(history) as kept:
            session = kept.session_called(uuid)
            if session is not None:
                kept.keep_recording(session.id, SavedRecording(packed.name, sha256, size_bytes, closed=True))
    except HistoryUnusable:
        return False
    return True
