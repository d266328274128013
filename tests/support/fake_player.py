"""A player or a voice that is a real program: it writes down what it was asked for, and takes its time."""

import stat
import sys
import time
from dataclasses import dataclass
from pathlib import Path

SCRIPT = """#!{python}
import os, sys, time
said = sys.stdin.read()
with open({log!r}, "a") as log:
    log.write("\\t".join(["{name}", str(os.getpid()), *sys.argv[1:], said]) + "\\n")
{check}
time.sleep({takes_s})
sys.exit({code})
"""

IS_WAVE = """
import wave
with wave.open(sys.argv[-1]) as file:
    assert file.getnframes() > 0
"""


@dataclass(frozen=True, slots=True)
class Call:
    """One start of the program: its process, its arguments, and what it read."""

    pid: int
    arguments: tuple[str, ...]
    said: str


class FakeProgram:
    """The program in a folder of its own, which is to be put on PATH."""

    def __init__(self, folder: Path, name: str, *, takes_s: float = 0.0, code: int = 0, plays: bool = True) -> None:
        self.folder = folder
        self._log = folder / f"{name}.log"
        path = folder / name
        check = IS_WAVE if plays and not code else ""
        facts = {"python": sys.executable, "log": str(self._log), "name": name, "check": check}
        path.write_text(SCRIPT.format(**facts, takes_s=takes_s, code=code))
        path.chmod(path.stat().st_mode | stat.S_IXUSR)

    @property
    def calls(self) -> list[Call]:
        """All starts so far."""
        if not self._log.exists():
            return []
        lines = (line.split("\t") for line in self._log.read_text().splitlines())
        return [Call(int(pid), tuple(arguments), said) for _, pid, *arguments, said in lines]

    def wait_for(self, count: int, *, longest_s: float = 30.0) -> list[Call]:
        """Return the calls once there are so many."""
        until_s = time.monotonic() + longest_s
        while len(self.calls) < count and time.monotonic() < until_s:
            time.sleep(0.02)
        assert len(self.calls) >= count, self.calls
        return self.calls


def is_running(pid: int) -> bool:
    """Tell whether a process is there and has not ended."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False
