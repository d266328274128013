"""Measure everything and write docs/speed.md: ``python benchmarks/run.py``.

Each figure is a ratio too, against a baseline measured beside it in the same process: that one holds on any machine.
``--quick`` measures next to nothing, to see that the benchmarks run.
"""

import argparse
import datetime
import os
import platform
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

import corpus  # noqa: E402
import pipeline  # noqa: E402
import recordings  # noqa: E402
import simulation  # noqa: E402
import start  # noqa: E402

SCREEN = HERE / "screen.py"
USUAL_PAGE = HERE.parent / "docs" / "speed.md"


def main() -> None:
    """Measure and write the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--into", type=Path, default=USUAL_PAGE, help="page to write")
    parser.add_argument("--quick", action="store_true", help="measure next to nothing")
    asked = parser.parse_args()
    measured = [part.section(quick=asked.quick) for part in (pipeline, corpus, recordings, simulation, start)]
    parts = [_introduction(), *measured, "" if asked.quick else _screen()]
    asked.into.write_text("\n\n".join(part for part in parts if part) + "\n", encoding="utf-8")


def _introduction() -> str:
    load = ", ".join(f"{minutes:.1f}" for minutes in os.getloadavg()) if hasattr(os, "getloadavg") else "unknown"
    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    machine = f"Python {platform.python_version()}, {os.cpu_count()} processors, load {load} over 1, 5 and 15 minutes"
    return f"""# Speed

Written by `python benchmarks/run.py` on {today}:
{machine}.
Other work on the machine makes all times larger; the ratios, measured in turn with their baseline in the same process,
hardly change."""


def _screen() -> str:
    """Return what the benchmark of the screen says, which needs an event loop of its own."""
    if not SCREEN.exists():
        return ""
    said = subprocess.run([sys.executable, SCREEN], check=True, capture_output=True, text=True).stdout
    return f"## Screen\n\n`python benchmarks/screen.py`:\n\n```\n{said.strip()}\n```"


if __name__ == "__main__":
    main()
