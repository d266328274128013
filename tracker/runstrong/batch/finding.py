"""Which recordings are meant by the files and folders that a person names."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from runstrong.errors import BadRecording, Place

USUAL_PATTERNS = ("*.rsl.jsonl", "*.rsl.jsonl.gz")
"""Our own recordings; any other CSV file in a folder may be something else."""


def find_recordings(paths: Sequence[Path], patterns: Sequence[str] = USUAL_PATTERNS) -> tuple[Path, ...]:
    """Return the files named, and those in the folders named and below them, in order and each once.

    A named file is taken whatever it is: that it cannot be read is a result. A folder in which nothing fits is a
    mistake of the person's.
    """
    found = dict.fromkeys(path for named in paths for path in _meant_by(named, patterns))
    return tuple(found)


def _meant_by(named: Path, patterns: Sequence[str]) -> Iterator[Path]:
    if not named.is_dir():
        yield named
        return
    inside = sorted({path for pattern in patterns for path in named.rglob(pattern) if path.is_file()})
    if not inside:
        raise BadRecording(
            f"no file in this folder, or below it, is called {' or '.join(patterns)}",
            remedy="name another folder, or say with --pattern which files are recordings",
            place=Place(named),
        )
    yield from inside
