"""What can be wrong with the file of the history, and what a person can do about it."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum
from pathlib import Path

from runstrong.errors import Place, RunstrongError


class Trouble(Enum):
    """Why the history cannot be used, each with what a person can do."""

    BUSY = "another program is writing to it"
    READ_ONLY = "it may not be written to"
    FULL = "the disk is full"
    REFUSED = "the disk does not take or give it"
    DAMAGED = "it is damaged, or no history at all"
    NEWER = "a newer version of runstrong has written it"
    UNREADABLE = "it cannot be opened"


REMEDIES = {
    Trouble.BUSY: "wait until that program is done, and try again",
    Trouble.READ_ONLY: "change the permissions of the file and of its folder",
    Trouble.FULL: "make room on the disk",
    Trouble.REFUSED: "make room on the disk, or have the disk checked",
    Trouble.DAMAGED: "'runstrong reanalyse' puts it aside and builds it anew from the recordings",
    Trouble.NEWER: "update runstrong",
    Trouble.UNREADABLE: "check the folder and its permissions",
}

CODES = {
    sqlite3.SQLITE_BUSY: Trouble.BUSY,
    sqlite3.SQLITE_LOCKED: Trouble.BUSY,
    sqlite3.SQLITE_READONLY: Trouble.READ_ONLY,
    sqlite3.SQLITE_PERM: Trouble.READ_ONLY,
    sqlite3.SQLITE_FULL: Trouble.FULL,
    sqlite3.SQLITE_IOERR: Trouble.REFUSED,
    sqlite3.SQLITE_CORRUPT: Trouble.DAMAGED,
    sqlite3.SQLITE_NOTADB: Trouble.DAMAGED,
    sqlite3.SQLITE_CANTOPEN: Trouble.UNREADABLE,
}
"""By the primary result code; a quota that is used up is told as an input or output error, too."""


class HistoryUnusable(RunstrongError):
    """The history cannot be read or written now; ``trouble`` says why."""

    def __init__(self, path: Path, trouble: Trouble) -> None:
        super().__init__(f"the history cannot be used: {trouble.value}", remedy=REMEDIES[trouble], place=Place(path))
        self.path = path
        self.trouble = trouble


@contextmanager
def as_trouble(path: Path) -> Iterator[None]:
    """Turn what SQLite or the system complains about inside into HistoryUnusable; wrong calls of ours stay errors."""
    try:
        yield
    except (sqlite3.ProgrammingError, sqlite3.InterfaceError):
        raise
    except sqlite3.Error as failure:
        primary = getattr(failure, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
        raise HistoryUnusable(path, CODES.get(primary, Trouble.DAMAGED)) from failure
    except OSError as failure:
        raise HistoryUnusable(path, Trouble.UNREADABLE) from failure
