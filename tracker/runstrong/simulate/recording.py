"""Write a simulated recording as a real one: a Polar sensor's notifications in our own format."""

from dataclasses import dataclass
from typing import BinaryIO

import numpy as np

from runstrong import __version__
from runstrong.recording.lines import Device, Head, Stamp
from runstrong.recording.writer import RecordingWriter
from runstrong.sensors.driver import StreamConfig
from runstrong.sensors.polar_frames import encode_raw_frame
from runstrong.sensors.polar_pmd import DATA_KEY
from runstrong.sensors.registry import POLAR_PMD
from runstrong_signal.samples import SampleBlock
from runstrong_signal.synthesis.link import Link, send

START_UNIX_NS = 1_767_636_000_000_000_000
"""2026-01-05 18:00 UTC: a fixed moment, so that equal sessions give equal files."""

START_MONOTONIC_NS = 1_000_000_000_000

POLAR_EPOCH_UNIX_NS = 946_684_800_000_000_000
"""Polar counts from 2000-01-01."""

NS_PER_S = 1_000_000_000
MG_PER_G = 1000.0
SENSOR_NAME = "Polar H10 synthetic"


@dataclass(frozen=True, slots=True)
class Label:
    """What a simulated recording says about itself; ``plan_text`` is embedded where there is one."""

    seed: int
    truth: dict[str, object]
    placement: str
    rate_hz: float
    exercise: str = ""
    dose: str = ""
    plan_text: str = ""
    range_g: float = 8.0


def _stamp(at_s: float) -> Stamp:
    at_ns = round(at_s * NS_PER_S)
    return Stamp(START_UNIX_NS + at_ns, START_MONOTONIC_NS + at_ns)


def write_simulated(file: BinaryIO, block: SampleBlock, label: Label, link: Link | None = None) -> None:
    """Write samples and label to ``file``; the same arguments give the same bytes."""
    writer = RecordingWriter(file)
    head = Head(
        software=f"runstrong {__version__}",
        exercise=label.exercise,
        dose=label.dose,
        synthetic=True,
        seed=label.seed,
        truth=label.truth,
    )
    writer.head(_stamp(0.0), head)
    writer.device(_stamp(0.0), Device(0, POLAR_PMD, name=SENSOR_NAME, placement=label.placement))
    writer.config(_stamp(0.0), 0, StreamConfig(label.rate_hz, label.range_g))
    if label.plan_text:
        writer.plan(_stamp(0.0), label.plan_text)
    last_s = 0.0
    for packet in send(block, link or Link(), np.random.default_rng(label.seed)):
        counts = np.rint(packet.block.acc_g * MG_PER_G).astype(np.int64)
        sensor_ns = START_UNIX_NS - POLAR_EPOCH_UNIX_NS + round(float(packet.block.t_s[-1]) * NS_PER_S)
        last_s = packet.arrival_s
        writer.notification(_stamp(last_s), 0, DATA_KEY, encode_raw_frame(sensor_ns, counts))
    writer.close(_stamp(last_s))
