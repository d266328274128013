"""Writing and reading our own recordings, beside what the standard library takes for the same bytes."""

import io
import json
import tempfile
from functools import partial
from pathlib import Path

import numpy as np
from timing import beside

from runstrong.evaluation.markdown import figure, markdown_table
from runstrong.recording.lines import Stamp
from runstrong.recording.reader import read_recording
from runstrong.recording.writer import RecordingWriter
from runstrong.simulate.recording import Label, write_simulated
from runstrong_signal.samples import SampleBlock

MINUTES = 5.0
RATE_HZ = 200.0
PACKETS = 10_000
PACKET = bytes(range(70))


def section(*, quick: bool) -> str:
    """Return the part of the page about recordings."""
    packets = PACKETS // 20 if quick else PACKETS
    writing = beside(partial(_write, packets), partial(_write_plain, packets))
    with tempfile.TemporaryDirectory() as folder:
        path, samples = _recorded(Path(folder), MINUTES / 20 if quick else MINUTES)
        reading = beside(partial(read_recording, path), partial(_read_plain, path))
    rows = [
        ["writing a notification", f"{figure(1e6 * writing.work_s / packets, 1)} µs", figure(writing.ratio, 2)],
        ["reading a sample", f"{figure(1e6 * reading.work_s / samples, 2)} µs", figure(reading.ratio, 2)],
    ]
    return f"""## Recordings

The baseline is Python's own `json` with the same lines: dumped to bytes, or loaded from them. A sensor that samples
{RATE_HZ:g} times a second sends about {RATE_HZ / 36:.0f} notifications.

{markdown_table(["recording", "processor time", "times the baseline"], rows)}"""


def _write(packets: int) -> None:
    writer = RecordingWriter(io.BytesIO())
    for number in range(packets):
        writer.notification(Stamp(number, number), 0, "data", PACKET)


def _write_plain(packets: int) -> None:
    file = io.BytesIO()
    for number in range(packets):
        entry = {"t": number, "m": number, "k": "n", "slot": 0, "c": "data", "q": number, "b": PACKET.hex()}
        file.write(json.dumps(entry, separators=(",", ":")).encode("ascii") + b"\n")


def _recorded(folder: Path, minutes: float) -> tuple[Path, int]:
    path = folder / "benchmark.rsl.jsonl"
    t_s = np.arange(0.0, 60.0 * minutes, 1.0 / RATE_HZ)
    acc_g = np.tile([0.0, 0.6, 0.8], (len(t_s), 1)) + 0.01 * np.random.default_rng(0).standard_normal((len(t_s), 3))
    with path.open("wb") as file:
        write_simulated(file, SampleBlock(t_s, acc_g), Label(0, {}, "waist", RATE_HZ))
    return path, len(t_s)


def _read_plain(path: Path) -> int:
    return sum(len(json.loads(line)) for line in path.read_bytes().splitlines())
