"""Ten hours of a session in minutes: ``python reliability/soak.py --hours 10``.

Two sensors at 208 Hz, as raw notifications with their stamps, go through all of a live session: recording, drivers,
clocks, pipeline, engine, history. A person does squats without end, set after set. Memory and open files are looked at
every ten minutes of the session, and how long the program takes for a packet.
"""

import argparse
import gc
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from runstrong.ble.messages import Notified, StreamBegan
from runstrong.exercises.model import BodyPlace
from runstrong.live.prescription import prescription
from runstrong.live.recorder import Recorder
from runstrong.live.recording_file import RecordingFile
from runstrong.live.session import LiveSession
from runstrong.recording.lines import Device, Stamp
from runstrong.sensors.driver import StreamConfig
from runstrong.sensors.polar_frames import encode_raw_frame
from runstrong.sensors.polar_pmd import DATA_KEY
from runstrong.sensors.registry import POLAR_PMD
from runstrong.session.coach import Coach
from runstrong.session.set_events import SetEnded
from runstrong_signal.pipeline import Pipeline
from runstrong_signal.synthesis import simulate_set

RATE_HZ = 208.0
SAMPLES_A_PACKET = 36
MG_PER_G = 1000.0
NS_PER_S = 1_000_000_000
LOOK_EVERY_S = 600.0
MOST_GROWTH_MB = 5.0
MOST_SLOWER = 1.5
"""Times the cost of the first ten minutes."""

PLACES = {0: BodyPlace.WAIST, 1: BodyPlace.THIGH}
DOSE = "99x10 rest 20s"
SHORTEST_SET_S = 30.0
"""With its rest; there must be sets left at the end."""


@dataclass(slots=True)
class Soaked:
    """What was seen every ten minutes of the session."""

    hours: float = 0.0
    sets: int = 0
    packets: int = 0
    memory_mb: list[float] = field(default_factory=list)
    files: list[int] = field(default_factory=list)
    p99_ms: list[float] = field(default_factory=list)

    @property
    def growth_mb(self) -> float:
        """How much memory has been added since the first ten minutes."""
        return max(self.memory_mb[1:], default=self.memory_mb[0]) - self.memory_mb[0]

    @property
    def slower(self) -> float:
        """How many times the packets of the last third take what those of the first ten minutes took."""
        last = self.p99_ms[-max(1, len(self.p99_ms) // 3) :]
        return float(np.median(last)) / self.p99_ms[0]


def soak(hours: float, folder: Path, tell: Callable[[Soaked], None] = lambda _soaked: None) -> Soaked:
    """Let a session go on for so long, telling what was seen so far now and then, and return all of it."""
    prescribed = prescription(plan="", exercise="squat", dose=DOSE, places=tuple(PLACES.values()))
    file = RecordingFile(folder / "soak.rsl.jsonl")
    recorder = Recorder(file, Stamp(0, 0), plan_text=prescribed.plan_text)
    rounds = 1 + int(hours * 3600.0 / SHORTEST_SET_S / len(prescribed.script.steps))
    script = replace(prescribed.script, steps=prescribed.script.steps * rounds)
    session = LiveSession(script, Coach(script, Pipeline()), PLACES, recorder)
    for slot, place in PLACES.items():
        device = Device(slot, POLAR_PMD, name=f"sensor {slot}", placement=place.value)
        session.take(StreamBegan(slot, Stamp(0, 0), device, StreamConfig(RATE_HZ, 8.0), again=False))
    soaked, costs_s, next_look_s = Soaked(), [], LOOK_EVERY_S
    for message in _messages(hours * 3600.0):
        began_s = time.process_time()
        events = session.take(message)
        costs_s.append(time.process_time() - began_s)
        soaked.packets += 1
        soaked.sets += sum(isinstance(event, SetEnded) for event in events)
        if message.stamp.m_ns / NS_PER_S >= next_look_s:
            next_look_s += LOOK_EVERY_S
            soaked.hours = message.stamp.m_ns / NS_PER_S / 3600.0
            _look(soaked, costs_s)
            tell(soaked)
            costs_s = []
    session.finish()
    file.close()
    return soaked


def _messages(seconds: float) -> Iterator[Notified]:
    """Yield the packets of both sensors in the order in which they arrive."""
    motions = [_round(place) for place in PLACES.values()]
    packet_s = SAMPLES_A_PACKET / RATE_HZ
    for number in range(int(seconds / packet_s)):
        at_ns = round((number + 1) * packet_s * NS_PER_S)
        for slot, motion_mg in enumerate(motions):
            taken = (number * SAMPLES_A_PACKET + np.arange(SAMPLES_A_PACKET)) % len(motion_mg)
            yield Notified(slot, Stamp(at_ns, at_ns), DATA_KEY, encode_raw_frame(at_ns, motion_mg[taken]))


def _round(place: BodyPlace) -> np.ndarray:
    """Return ``(n, 3)`` mg of one set with the rest after it, to be repeated without end."""
    block = simulate_set("squat", place.value, seed=3, moves=10, rate_hz=RATE_HZ).block
    return np.rint(block.acc_g * MG_PER_G).astype(np.int64)


def _look(soaked: Soaked, costs_s: list[float]) -> None:
    gc.collect()
    soaked.memory_mb.append(_memory_mb())
    soaked.files.append(len(list(Path("/proc/self/fd").iterdir())) if Path("/proc/self/fd").exists() else 0)
    soaked.p99_ms.append(1e3 * float(np.percentile(costs_s, 99)))


def _memory_mb() -> float:
    """Return the memory that this process holds now, or where that is not told, the most that it ever held."""
    status = Path("/proc/self/statm")
    if status.exists():
        return int(status.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / (1 << 20)
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def faults_of(soaked: Soaked) -> list[str]:
    """Return what is not as it must be."""
    found = []
    if soaked.growth_mb > MOST_GROWTH_MB:
        found.append(f"memory grew by {soaked.growth_mb:.1f} MB after the first ten minutes")
    if soaked.files[-1] > soaked.files[0]:
        found.append(f"{soaked.files[-1] - soaked.files[0]} more files are open")
    if soaked.slower > MOST_SLOWER:
        found.append(f"a packet takes {soaked.slower:.1f} times what it took at first")
    return found


def _line(soaked: Soaked) -> str:
    return (
        f"{soaked.hours:5.2f} hours, {soaked.packets} packets, {soaked.sets} sets;"
        f" memory {soaked.memory_mb[-1]:.1f} MB ({soaked.growth_mb:+.1f}), {soaked.files[-1]} files open;"
        f" 99 of 100 packets within {soaked.p99_ms[-1]:.1f} ms"
    )


def main() -> None:
    """Soak, and print what was seen."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--hours", type=float, default=10.0, help="of the session")
    asked = parser.parse_args()
    began_s = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        soaked = soak(asked.hours, Path(folder), lambda so_far: print(_line(so_far), flush=True))
    print(f"in {time.monotonic() - began_s:.0f} s")
    found = faults_of(soaked)
    print("\n".join(found) if found else "as it must be")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
