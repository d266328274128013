"""Somebody who may not write everywhere, even where the tests are run by root."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NOBODY = 65_534
READ_ONLY = 0o555
USUAL = 0o755


@contextmanager
def folder_for_everybody() -> Iterator[Path]:
    """Make a folder that others may look into; those of the tests are for their owner alone."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        folder.chmod(USUAL)
        yield folder


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Let nobody, not even root, write into a folder or its files while inside."""
    paths = [folder, *folder.rglob("*")]
    modes = {path: path.stat().st_mode for path in paths}
    for path in reversed(paths):
        path.chmod(READ_ONLY if path.is_dir() else 0o444)
    ours = os.geteuid()
    if ours == 0:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(ours)
        for path, mode in modes.items():
            path.chmod(mode)
