"""The command line in this process: for what is about its words and files, where a new process each would take long."""

import contextlib
import io
import os
import sys
import time
from pathlib import Path
from unittest import mock

from runstrong.cli import main


class Said:
    """What a command said, and the code with which it ended, named as those of a child process are."""

    def __init__(self, returncode: int, stdout: str, stderr: str) -> None:
        self.returncode, self.stdout, self.stderr = returncode, stdout, stderr


def call(*arguments: str | Path, **environment: str) -> Said:
    """Run a command to its end and return what it said; a time zone in the environment holds meanwhile."""
    out, err = io.StringIO(), io.StringIO()
    code = 0
    with (
        mock.patch.dict(os.environ, environment),
        mock.patch.object(sys, "argv", ["runstrong", *map(str, arguments)]),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        time.tzset()
        try:
            main()
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else 0
    time.tzset()
    return Said(code, out.getvalue(), err.getvalue())
