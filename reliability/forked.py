"""The program in a child that is forked from a process in which everything is imported: started in milliseconds.

What the child does is ``runstrong`` with these arguments, from the command line on; it can be killed at any moment.
"""

import os
import signal
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import runstrong_signal.pipeline  # noqa: F401
from runstrong.cli import main
from runstrong.folders import HOME_VARIABLE

POLL_S = 0.005


@dataclass(slots=True)
class Forked:
    """A child that runs the program; ``said`` is where its lines go."""

    pid: int
    said: Path
    code: int | None = None

    @property
    def is_over(self) -> bool:
        """Whether it has ended by itself, or was killed."""
        if self.code is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            self.code = None if pid == 0 else os.waitstatus_to_exitcode(status)
        return self.code is not None

    def wait(self, limit_s: float) -> bool:
        """Wait until it is over, at most so long; return whether it is."""
        until_s = time.monotonic() + limit_s
        while not self.is_over and time.monotonic() < until_s:
            time.sleep(POLL_S)
        return self.is_over

    def kill(self) -> None:
        """Kill it as nothing can be that is to be caught."""
        if not self.is_over:
            os.kill(self.pid, signal.SIGKILL)
            self.wait(10.0)


def forked(arguments: Sequence[str], home: Path, said: Path) -> Forked:
    """Run the program with its files in ``home`` and its output in ``said``."""
    sys.stdout.flush()
    pid = os.fork()
    if pid:
        return Forked(pid, said)
    code = 70
    try:
        os.environ[HOME_VARIABLE] = str(home)
        output = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        for stream in (1, 2):
            os.dup2(output, stream)
        sys.stdout, sys.stderr = (os.fdopen(stream, "w", buffering=1, encoding="utf-8") for stream in (1, 2))
        sys.argv = ["runstrong", *arguments]
        main()
    except SystemExit as ending:
        code = ending.code if isinstance(ending.code, int) else 0
    except BaseException:
        import traceback

        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
