"""The file of the history: opened, brought to the newest version, and written in whole transactions.

Several programs may have it open at once. It is in WAL mode, so readers and a writer do not wait for each other, and a
transaction that was committed survives whatever happens to the program or to the machine afterwards.
"""

import contextlib
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from runstrong.history.schema import MIGRATIONS, NEWEST_VERSION
from runstrong.history.troubles import HistoryUnusable, Trouble, as_trouble

PATIENT_S = 10.0
"""How long a command waits for another program's transaction."""

IN_MEMORY = ":memory:"


class Database:
    """One connection; every method raises HistoryUnusable where the file fails.

    Parameters
    ----------
    wait_s
        How long to wait for another program's transaction.
    to_write
        Whether a file that is not there is made; if not, a missing file is as good as an empty one.
    """

    def __init__(self, path: Path, *, wait_s: float = PATIENT_S, to_write: bool = True) -> None:
        self.path = path
        with as_trouble(path):
            if to_write:
                path.parent.mkdir(parents=True, exist_ok=True)
            target = str(path) if to_write or path.exists() else IN_MEMORY
            self._connection = _connected(target, wait_s)
        try:
            self._prepare()
        except HistoryUnusable as failure:
            self.close()
            if to_write or failure.trouble not in (Trouble.READ_ONLY, Trouble.UNREADABLE):
                raise
            self._open_as_it_is(wait_s)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Close the connection; doing so again changes nothing."""
        with contextlib.suppress(sqlite3.Error):
            self._connection.close()

    def all(self, query: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Return all rows of a query."""
        with as_trouble(self.path):
            return self._connection.execute(query, values).fetchall()

    def one(self, query: str, values: Sequence[object] = ()) -> tuple[Any, ...] | None:
        """Return the first row of a query, or None."""
        with as_trouble(self.path):
            row: tuple[Any, ...] | None = self._connection.execute(query, values).fetchone()
            return row

    def run(self, statement: str, values: Sequence[object] = ()) -> int:
        """Carry a statement out and return how many rows it changed."""
        with as_trouble(self.path):
            return self._connection.execute(statement, values).rowcount

    def run_many(self, statement: str, rows: Sequence[Sequence[object]]) -> None:
        """Carry a statement out once for each row of values."""
        with as_trouble(self.path):
            self._connection.executemany(statement, rows)

    def insert(self, statement: str, values: Sequence[object] = ()) -> int:
        """Carry an INSERT ... RETURNING out and return the number that it gives back."""
        with as_trouble(self.path):
            row = self._connection.execute(statement, values).fetchone()
        return int(row[0])

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """Let everything inside be kept, or nothing of it; one within another belongs to the outer one."""
        if self._connection.in_transaction:
            yield
            return
        with as_trouble(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            with as_trouble(self.path):
                self._connection.execute("COMMIT")
        except BaseException:
            with contextlib.suppress(sqlite3.Error):
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
            raise

    def copy_to(self, path: Path) -> None:
        """Write a consistent copy to a file that is not there yet, while others may go on writing to this one."""
        with as_trouble(path), contextlib.closing(sqlite3.connect(path)) as copy:
            self._connection.backup(copy)

    def faults(self) -> tuple[str, ...]:
        """Return what SQLite finds wrong in the whole file; reads all of it."""
        found = [str(row[0]) for row in self.all("PRAGMA integrity_check")]
        found += [f"a row of {row[0]} refers to nothing" for row in self.all("PRAGMA foreign_key_check")]
        return tuple(words for words in found if words != "ok")

    def _prepare(self) -> None:
        self.run("PRAGMA foreign_keys = ON")
        self.run("PRAGMA synchronous = FULL")  # a set is done once a minute: a few milliseconds for the disk to be sure
        version = self._version()
        if version > NEWEST_VERSION:
            raise HistoryUnusable(self.path, Trouble.NEWER)
        if version < NEWEST_VERSION:
            self._use_wal()
            self._migrate()

    def _use_wal(self) -> None:
        """Switch to WAL; where another program is making the same file now, that one does it."""
        with contextlib.suppress(HistoryUnusable):
            self.run("PRAGMA journal_mode = WAL")

    def _migrate(self) -> None:
        """Carry out the steps that the file has not seen, all or none."""
        with self.transaction():
            version = self._version()  # another program may have been quicker
            if version == 0 and self.all("SELECT name FROM sqlite_master LIMIT 1"):
                raise HistoryUnusable(self.path, Trouble.DAMAGED)
            for statements in MIGRATIONS[version:]:
                for statement in statements:
                    self.run(statement)
            self.run(f"PRAGMA user_version = {max(version, NEWEST_VERSION)}")

    def _version(self) -> int:
        row = self.one("PRAGMA user_version")
        return 0 if row is None else int(row[0])

    def _open_as_it_is(self, wait_s: float) -> None:
        """Open a file for reading alone where nothing may be written beside it.

        What is still in the file beside it, after a program was killed, could not be seen: then it is not opened.
        """
        with as_trouble(self.path):
            beside = self.path.with_name(f"{self.path.name}-wal")
            if beside.exists() and beside.stat().st_size:
                raise HistoryUnusable(self.path, Trouble.READ_ONLY)
            uri = f"{self.path.absolute().as_uri()}?mode=ro&immutable=1"
            self._connection = _connected(uri, wait_s)
        if self._version() != NEWEST_VERSION:
            raise HistoryUnusable(self.path, Trouble.READ_ONLY)


def _connected(target: str, wait_s: float) -> sqlite3.Connection:
    """Return a connection that begins no transaction by itself; it may be handed from thread to thread."""
    return sqlite3.connect(
        target, timeout=wait_s, isolation_level=None, check_same_thread=False, uri=target.startswith("file:")
    )
