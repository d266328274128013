"""What a long analysis has done so far, beside its output: one line a recording, so that it can be gone on with.

A recording counts as done while its size and its time of change are the same. The first line says what the lines after
it were made by; where that has changed, everything is done anew.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Self

from runstrong.batch.analysis import Against, file_text
from runstrong.batch.row import COLUMNS, AnalysedSet
from runstrong.errors import Place, RunstrongError
from runstrong_signal.algorithm import ALGORITHM_VERSION

SUFFIX = ".unfinished"
FORMAT_VERSION = 1


class CannotKeep(RunstrongError):
    """The results cannot be written where they should be."""


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What tells that a file is the one that was analysed."""

    file: str
    size: int
    changed_ns: int


def fingerprint(path: Path) -> Fingerprint:
    """Return the fingerprint of a file; of one that is not there, one that no file has."""
    try:
        status = path.stat()
    except OSError:
        return Fingerprint(file_text(path), -1, -1)
    return Fingerprint(file_text(path), status.st_size, status.st_mtime_ns)


class Ledger:
    """The unfinished analysis that belongs to an output file; a context manager."""

    def __init__(self, out: Path, against: Against) -> None:
        self.path = out.with_name(out.name + SUFFIX)
        self._header: Mapping[str, object] = {
            "runstrong analysis": FORMAT_VERSION,
            "algorithm": ALGORITHM_VERSION,
            "columns": list(COLUMNS),
            "against": asdict(against),
        }
        self.done: dict[Fingerprint, tuple[AnalysedSet, ...]] = {}
        """What was done before, and has been since."""
        self._file: BinaryIO | None = None

    def __enter__(self) -> Self:
        try:
            self._file = self._opened()
        except OSError as failure:
            raise _cannot_write(self.path, failure) from failure
        return self

    def __exit__(
        self, kind: type[BaseException] | None, raised: BaseException | None, at: TracebackType | None
    ) -> None:
        assert self._file is not None
        self._file.close()

    def add(self, which: Fingerprint, rows: tuple[AnalysedSet, ...]) -> None:
        """Keep the rows of a recording, on the disk before anything else is done."""
        self.done[which] = rows
        facts = {"file": which.file, "size": which.size, "changed_ns": which.changed_ns}
        self._write({**facts, "rows": [row.cells() for row in rows]})

    def discard(self) -> None:
        """Remove the file: all is written where it belongs."""
        self.path.unlink(missing_ok=True)

    def _opened(self) -> BinaryIO:
        lines = self.path.read_bytes().splitlines(keepends=True) if self.path.exists() else []
        whole = [line for line in lines if line.endswith(b"\n")]
        if not whole or _parsed(whole[0]) != self._header:
            self._file = self.path.open("wb")
            self._write(self._header)
            return self._file
        self.done.update(_entries(whole[1:]))
        file = self.path.open("r+b")
        file.truncate(sum(map(len, whole)))
        file.seek(0, 2)
        return file

    def _write(self, facts: Mapping[str, object]) -> None:
        assert self._file is not None
        try:
            self._file.write(json.dumps(facts, allow_nan=False).encode() + b"\n")
            self._file.flush()
        except OSError as failure:
            raise _cannot_write(self.path, failure) from failure


def _entries(lines: Iterable[bytes]) -> Iterable[tuple[Fingerprint, tuple[AnalysedSet, ...]]]:
    """Yield what sound lines hold; a recording whose line is damaged is analysed again."""
    for line in lines:
        facts = _parsed(line)
        try:
            which = Fingerprint(str(facts["file"]), int(facts["size"]), int(facts["changed_ns"]))
            rows = tuple(AnalysedSet(*cells) for cells in facts["rows"])
        except (KeyError, TypeError, ValueError):
            continue
        yield which, rows


def _parsed(line: bytes) -> dict[str, Any]:
    try:
        facts = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return facts if isinstance(facts, dict) else {}


def _cannot_write(path: Path, failure: OSError) -> CannotKeep:
    what = f"the results cannot be written ({(failure.strerror or 'unknown reason').lower()})"
    return CannotKeep(what, remedy="choose another path for --out, or make room for it", place=Place(path))
