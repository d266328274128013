"""An hour of the full screen in real time: ``python reliability/screen_hour.py --minutes 60``.

A simulated person trains on simulated Bluetooth, in real time, in a pseudo-terminal; every ten seconds the memory, the
open files and the processor time of the program are looked at. At the end it is left by Ctrl-C, and its recording must
be whole.
"""

import argparse
import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time
from dataclasses import dataclass
from pathlib import Path

LOOK_EVERY_S = 10.0
SETTLED_S = 60.0
"""By then everything is imported and drawn once."""

MOST_GROWTH_MB = 10.0
END_LIMIT_S = 300.0
"""The recording of an hour is packed at the end; on a busy machine that takes."""

COLUMNS, ROWS = 80, 24
TRACK = ("track", "--simulated", "--exercise", "squat", "--dose", "90x10 rest 20s")


@dataclass(frozen=True, slots=True)
class Look:
    """What the program holds at a moment."""

    at_s: float
    memory_mb: float
    files: int
    cpu_s: float


def look(pid: int, at_s: float) -> Look:
    """Look at a process."""
    process = Path("/proc") / str(pid)
    pages = int((process / "statm").read_text().split()[1])
    ticks = (process / "stat").read_text().rpartition(")")[2].split()[11:13]
    cpu_s = sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")
    memory_mb = pages * os.sysconf("SC_PAGE_SIZE") / (1 << 20)
    return Look(at_s, memory_mb, len(list((process / "fd").iterdir())), cpu_s)


def watched(minutes: float, home: Path) -> tuple[list[Look], int, float]:
    """Let the program run for so long; return what was seen, its exit code, and how many seconds it took to end."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
    environment = {**os.environ, "TERM": "xterm-256color", "RUNSTRONG_HOME": str(home)}
    command = [sys.executable, "-m", "runstrong", *TRACK]
    looks, began_s = [], time.monotonic()
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment) as program:
        os.close(theirs)
        next_look_s = SETTLED_S
        while (now_s := time.monotonic() - began_s) < 60.0 * minutes and program.poll() is None:
            if select.select([ours], [], [], 0.5)[0]:
                os.read(ours, 65536)
            if now_s >= next_look_s:
                next_look_s += LOOK_EVERY_S
                looks.append(look(program.pid, now_s))
        program.send_signal(signal.SIGINT)
        left_s = time.monotonic()
        while program.poll() is None and time.monotonic() < left_s + END_LIMIT_S:
            if select.select([ours], [], [], 0.2)[0]:
                try:
                    os.read(ours, 65536)
                except OSError:
                    break
        try:
            code = program.wait(timeout=END_LIMIT_S)
        except subprocess.TimeoutExpired:
            program.kill()
            code = program.wait()
        ended_s = time.monotonic() - left_s
    os.close(ours)
    return looks, code, ended_s


def main() -> None:
    """Watch, and print what was seen."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=60.0)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        looks, code, ended_s = watched(asked.minutes, Path(folder))
        recordings = [path.name for path in Path(folder, "recordings").glob("*")]
    first, last = looks[0], looks[-1]
    growth_mb = max(one.memory_mb for one in looks) - first.memory_mb
    share = (last.cpu_s - first.cpu_s) / (last.at_s - first.at_s)
    print(f"{last.at_s / 60.0:.1f} minutes, {len(looks)} looks; left, it ended after {ended_s:.1f} s with {code}")
    print(f"memory {first.memory_mb:.1f} MB after a minute, at most {growth_mb:.1f} MB more")
    print(f"{100 * share:.0f} % of a core")
    print(f"open files {first.files} and {last.files}; recording {', '.join(recordings)}")
    whole = len(recordings) == 1 and recordings[0].endswith(".gz")
    sys.exit(code != 0 or growth_mb > MOST_GROWTH_MB or last.files > first.files or not whole)


if __name__ == "__main__":
    main()
