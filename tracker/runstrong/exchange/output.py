"""Write a file whole or not at all: beside it first, then in its place."""

import contextlib
import os
import re
from pathlib import Path

from runstrong.errors import Place, RunstrongError


class CannotWrite(RunstrongError):
    """A file that was asked for cannot be written."""


UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
LONGEST_PART = 80


def safe_part(text: str, otherwise: str) -> str:
    """Return what is left of a text that comes from a file, as a part of a file's name."""
    return UNSAFE.sub("-", text).strip("-.")[:LONGEST_PART] or otherwise


def write_whole(path: Path, octets: bytes) -> None:
    """Write bytes to ``path``; CannotWrite says why not, and what was there before stays.

    A device or a pipe, such as standard output under its name, is written to directly.
    """
    beside = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(octets)
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(octets)
        beside.replace(path)
    except (OSError, ValueError) as failure:
        with contextlib.suppress(OSError, ValueError):
            beside.unlink()
        reason = (getattr(failure, "strerror", None) or "unknown reason").lower()
        raise CannotWrite(
            f"the file cannot be written ({reason})", remedy="choose another place with -o", place=Place(path)
        ) from failure
