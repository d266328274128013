"""The program as a person runs it: real child processes, without a terminal or on a pseudo-terminal."""

import contextlib
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

PROGRAM = (sys.executable, "-m", "runstrong")
LONGEST_S = 120.0

STYLES = re.compile(rb"\x1b\[[0-9;]*m")
"""What changes the look of characters and not what they say: a key may look unlike the word behind it."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a program showed on a terminal, and the code with which it ended."""

    code: int
    text: str

    @property
    def after_full_screen(self) -> str:
        """What stays on the terminal once the full screen is gone."""
        return self.text.rsplit("\x1b[?1049l", 1)[-1]


def run(*arguments: str | Path, before: tuple[str, ...] = (), **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the program to its end with nothing on its standard input; ``before`` is a command to run it by."""
    command = [*before, *PROGRAM, *map(str, arguments)]
    return subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
        timeout=LONGEST_S,
        env={**os.environ, **environment},
        check=False,
    )


def on_terminal(
    *arguments: str | Path, columns: int = 80, rows: int = 24, press: tuple[str, str] = ("Enter leaves", "\r")
) -> Shown:
    """Run the program on a pseudo-terminal; once it shows ``press[0]``, type ``press[1]``.

    A program that shows nothing new for long is not waited for any longer, so that a test fails instead of hanging.
    """
    import fcntl
    import pty
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": str(columns), "LINES": str(rows)}
    command = [*PROGRAM, *map(str, arguments)]
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment) as program:
        os.close(theirs)
        shown = b""
        awaited = press[0].encode()
        with contextlib.suppress(OSError):  # how a pseudo-terminal says that nobody is there any more
            while piece := _read(ours):
                shown += piece
                if awaited and awaited in STYLES.sub(b"", shown):
                    os.write(ours, press[1].encode())
                    awaited = b""
        try:
            code = program.wait(timeout=LONGEST_S)
        except subprocess.TimeoutExpired:
            program.kill()
            raise
    os.close(ours)
    return Shown(code, shown.decode(errors="replace"))


def _read(terminal: int) -> bytes:
    """Return what a program shows next; nothing if it shows nothing for long."""
    import select

    ready, _, _ = select.select([terminal], [], [], LONGEST_S)
    return os.read(terminal, 65536) if ready else b""
