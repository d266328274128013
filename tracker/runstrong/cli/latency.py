"""Measure what this program adds between a notification and what follows from it.

    python -m runstrong.cli.latency [--seconds 20] [--sensors 2]

Simulated 200 Hz sensors stream over Bumble in real time. A delay is counted from the time stamp, taken first thing in
bleak's callback, to the moment when all events of that notification are out of the session. The processor share is
that of the whole process, sensors and radio included, and again of the decoding alone.
"""

import argparse
import sys
import time
from dataclasses import dataclass

import numpy as np

from runstrong.ble.background import Background
from runstrong.ble.messages import Message, Notified, StreamBegan
from runstrong.cli.wearing import as_simulated
from runstrong.exercises.model import BodyPlace
from runstrong.live.prescription import prescription
from runstrong.live.sensor_intake import SensorIntake
from runstrong.live.session import LiveSession
from runstrong.session.coach import Coach
from runstrong_signal.pipeline import Pipeline

PLACES = (BodyPlace.WAIST, BodyPlace.CHEST)
SENSORS = ("polar-h10", "polar-verity-sense")


def main() -> None:
    """Measure, and print the figures."""
    asked = argparse.ArgumentParser(description="Measure the delay from a notification to its events.")
    asked.add_argument("--seconds", type=float, default=20.0)
    asked.add_argument("--sensors", type=int, choices=(1, 2), default=1)
    arguments = asked.parse_args()
    places = PLACES[: arguments.sensors]
    prescribed = prescription(plan="", exercise="squat", dose="1x100", places=places)
    wearing = as_simulated(SENSORS[: arguments.sensors], places, prescribed, seed=1)
    session = LiveSession(prescribed.script, Coach(prescribed.script, Pipeline()), wearing.places)
    with Background(wearing.open_radio, wearing.assignments) as background:
        measured = _measure(background, session, arguments.seconds)
    median_ms, most_ms, longest_ms = np.percentile(measured.delays_ms, (50, 99, 100))
    sys.stdout.write(
        f"{len(measured.delays_ms)} notifications in {arguments.seconds:.0f} s: median {median_ms:.2f} ms, "
        f"99th percentile {most_ms:.2f} ms, longest {longest_ms:.2f} ms\n"
        f"whole process {measured.busy_s / arguments.seconds:.1%} of a core, "
        f"decoding {_decoding_s(measured.heard) / arguments.seconds:.2%}\n"
    )


@dataclass(frozen=True, slots=True)
class Measured:
    """Delay of each notification, processor time of the process, and all messages."""

    delays_ms: list[float]
    busy_s: float
    heard: list[Message]


def _measure(background: Background, session: LiveSession, seconds: float) -> Measured:
    delays_ms: list[float] = []
    heard: list[Message] = []
    began_s, began_cpu_s = None, 0.0
    while began_s is None or time.monotonic() - began_s < seconds:
        for message in background.take(0.1):
            heard.append(message)
            session.take(message)
            if isinstance(message, Notified):
                if began_s is None:
                    began_s, began_cpu_s = time.monotonic(), time.process_time()
                delays_ms.append((time.monotonic_ns() - message.stamp.m_ns) / 1e6)
    return Measured(delays_ms, time.process_time() - began_cpu_s, heard)


def _decoding_s(heard: list[Message]) -> float:
    """Return the processor time that it takes to decode what was heard, once more and alone."""
    intakes: dict[int, SensorIntake] = {}
    began_s = time.process_time()
    for message in heard:
        if isinstance(message, Notified):
            intakes[message.slot].feed(message)
        elif isinstance(message, StreamBegan):
            intakes.setdefault(message.slot, SensorIntake()).begin(message)
    return time.process_time() - began_s


if __name__ == "__main__":
    main()
