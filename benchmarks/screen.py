"""What the live screen costs in a real terminal, beside Textual's own widgets: ``python benchmarks/screen.py``.

Each program runs in a pseudo-terminal of its own whose output is read and counted. They take turns, and the medians
over the rounds are printed. ``--hour`` plays an hour of samples as fast as it goes and looks at the memory.
``--into docs/screen.md`` writes a page.
"""

import argparse
import contextlib
import datetime
import fcntl
import json
import math
import os
import platform
import pty
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from statistics import median

CHILD = Path(__file__).with_name("screen_child.py")
SIZE = (80, 24)
KINDS = {"own": "runstrong", "builtin": "built-in widgets"}
KIB = 1024

FIRST_FRAME_BYTES = 1500
"""Setting the terminal up takes a few hundred bytes; a frame of this size takes more than this."""

Figures = Mapping[str, float]


def main() -> None:
    """Measure, and print or write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=6.0, help="how long each program is measured")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--hour", action="store_true", help="look at the memory over an hour of samples too")
    parser.add_argument("--into", type=Path, help="page to write")
    asked = parser.parse_args()
    rounds = [{kind: run(kind, asked.seconds) for kind in KINDS} for _ in range(asked.rounds)]
    text = "\n".join(_lines(rounds, run("hour", 0.0) if asked.hour else None))
    if asked.into is None:
        sys.stdout.write(text + "\n")
    else:
        asked.into.write_text(_page(text), encoding="utf-8")


def run(kind: str, seconds: float, size: tuple[int, int] = SIZE) -> Figures:
    """Run one program in a terminal and return its figures; output is in bytes a second."""
    with tempfile.TemporaryDirectory() as folder:
        result = Path(folder) / "figures.json"
        command = [sys.executable, str(CHILD), kind, str(result), str(seconds)]
        began_s = time.monotonic()
        with _terminal(size) as (ours, theirs):
            environment = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
            child = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment)
            os.close(theirs)
            sizes = list(_drained(ours))
            child.wait()
        if not result.is_file():
            raise SystemExit(f"{kind} ended with {child.returncode} and measured nothing")
        figures: dict[str, float] = json.loads(result.read_text(encoding="utf-8"))
    figures["paint_s"] = _painted_s(sizes) - began_s
    if "took_s" in figures:
        ends_s = sizes[-1][0] if sizes else 0.0
        figures["output_bps"] = (
            sum(size for at_s, size in sizes if at_s > ends_s - figures["took_s"]) / figures["took_s"]
        )
    return figures


@contextlib.contextmanager
def _terminal(size: tuple[int, int]) -> Iterator[tuple[int, int]]:
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
    try:
        yield ours, theirs
    finally:
        os.close(ours)


def _drained(ours: int) -> Iterator[tuple[float, int]]:
    """Read until the program is gone; yield when how much came."""
    while True:
        try:
            content = os.read(ours, 65536)
        except OSError:
            return
        if not content:
            return
        yield time.monotonic(), len(content)


def _painted_s(sizes: list[tuple[float, int]]) -> float:
    """Return when so much had come that the first frame must have been in it."""
    came = 0
    for at_s, size in sizes:
        came += size
        if came >= FIRST_FRAME_BYTES:
            return at_s
    return math.inf


def _lines(rounds: list[dict[str, Figures]], hour: Figures | None) -> Iterator[str]:
    def of(kind: str, key: str) -> float:
        return median(figures[kind][key] for figures in rounds)

    def share(value: float) -> str:
        return f"{value:.1%}"

    def rate(value: float) -> str:
        return f"{value / KIB:.0f} KiB/s"

    def milliseconds(value: float) -> str:
        return f"{value:.1f} ms"

    def seconds(value: float) -> str:
        return f"{value:.2f} s"

    rows = (
        ("one core, all in", 0.10, "cpu", share),
        ("output", 60.0 * KIB, "output_bps", rate),
        ("event loop late, 95th percentile", 10.0, "late_95_ms", milliseconds),
        ("event loop late, median", None, "late_median_ms", milliseconds),
        ("first paint", 0.6, "paint_s", seconds),
        ("first paint, processor time alone", 0.6, "paint_cpu_s", seconds),
    )
    yield f"| {SIZE[0]}x{SIZE[1]}, 20 frames/s, 200 samples/s | target | {' | '.join(KINDS.values())} | ratio |"
    yield "| --- | --- | --- | --- | --- |"
    for name, limit, key, shown in rows:
        own, other = of("own", key), of("builtin", key)
        target = "" if limit is None else shown(limit)
        missed = " (missed)" if limit is not None and own > limit else ""
        yield f"| {name} | {target} | {shown(own)}{missed} | {shown(other)} | {own / other:.2f} |"
    if hour is not None:
        early, late = hour["early_mib"], hour["late_mib"]
        yield f"| memory after 6 min and after an hour of samples | flat | {early:.0f} and {late:.0f} MiB | | |"


def _page(text: str) -> str:
    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    load = ", ".join(f"{minutes:.1f}" for minutes in os.getloadavg())
    return f"""# What the screen costs

Written by `python benchmarks/screen.py --into docs/screen.md` on {today}: Python {platform.python_version()},
{os.cpu_count()} processors, load {load} over 1, 5 and 15 minutes.

Both programs show the same session in a pseudo-terminal of their own, fed by the same made-up sensor, with the counting
in the same process. They take turns; the figures are medians. Other work on the machine makes times and lateness
larger; the ratio to the built-in widgets (digits, progress bar, table, sparkline) hardly changes by it.

{text}

First paint is the time from starting the interpreter to the first frame; scipy is loaded after it.
"""


if __name__ == "__main__":
    main()
