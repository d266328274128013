"""A disk that is full: no file may grow beyond so many bytes, or there is no more room on it."""

import resource
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def files_end_at(size_bytes: int) -> Iterator[None]:
    """Let every write past ``size_bytes`` of a file fail, in this process, while inside."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size_bytes, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@contextmanager
def small_disk(folder: Path, size_bytes: int) -> Iterator[Path]:
    """Make a disk of that size at ``folder``; PermissionError where whoever runs the tests may not."""
    folder.mkdir()
    options = f"size={size_bytes}"
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", folder], capture_output=True, check=False)
    if made.returncode != 0:
        raise PermissionError(made.stderr.decode(errors="replace"))
    try:
        yield folder
    finally:
        subprocess.run(["umount", folder], check=True)
