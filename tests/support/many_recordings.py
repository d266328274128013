"""Any number of small made-up recordings in our own format, and how long their analysis takes on one core and on more.

As a command it measures: ``python tests/support/many_recordings.py --count 2000 --jobs 2`` makes the recordings,
analyses them by the command line with one process and with several, compares both tables byte by byte, and prints the
times and the ratio.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from made_motion import repeated

from runstrong.simulate.recording import Label, write_simulated
from runstrong_signal.samples import SampleBlock

FEWEST_REPS, KINDS_OF_SETS = 4, 5
RATE_HZ = 50.0


def reps_of(seed: int) -> int:
    return FEWEST_REPS + seed % KINDS_OF_SETS


def make_recordings(folder: Path, count: int) -> None:
    """Write sets of squats, each with its own noise and its own turn of the sensor."""
    for seed in range(count):
        block = repeated(reps_of(seed), period_s=1.6, still_s=2.0, seed=seed)
        turn, _ = np.linalg.qr(np.random.default_rng(seed).standard_normal((3, 3)))
        truth: dict[str, object] = {"sets": [{"reps": reps_of(seed)}]}
        label = Label(seed, truth, "waist", RATE_HZ, exercise="squat")
        with (folder / f"{seed:05}.rsl.jsonl").open("wb") as file:
            write_simulated(file, SampleBlock(block.t_s, block.acc_g @ turn), label)


def timed(folder: Path, out: Path, jobs: int) -> float:
    """Return the seconds that the program takes."""
    started_s = time.monotonic()
    command = [sys.executable, "-m", "runstrong", "analyse", folder, "--out", out, "--jobs", str(jobs)]
    subprocess.run(list(map(str, command)), check=True, stdout=subprocess.DEVNULL)
    return time.monotonic() - started_s


def main() -> None:
    parser = argparse.ArgumentParser(description="Analyse many recordings on one core and on several.")
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "recordings")
        folder.mkdir()
        make_recordings(folder, asked.count)
        one, many = Path(name, "one.csv"), Path(name, "many.csv")
        one_s, many_s = timed(folder, one, 1), timed(folder, many, asked.jobs)
        assert one.read_bytes() == many.read_bytes(), "the tables differ"
        rows = one.read_text(encoding="utf-8").count("\n") - 1
        load = ", ".join(f"{minutes:.1f}" for minutes in os.getloadavg())
        print(f"{asked.count} recordings, {rows} rows, the same from both")
        print(f"1 process {one_s:.1f} s, {asked.jobs} processes {many_s:.1f} s: {one_s / many_s:.2f} times as fast")
        print(f"load of the machine over 1, 5 and 15 minutes: {load}")


if __name__ == "__main__":
    main()
