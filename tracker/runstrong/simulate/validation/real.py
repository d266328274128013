"""Repetitions cut out of recordings, real and simulated, evenly sampled."""

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from runstrong.exercises.catalogue import load_catalogue
from runstrong.recording.open import open_recording
from runstrong.simulate.trials.trial import run
from runstrong.simulate.validation.features import LEAST_REPS
from runstrong.simulate.validation.pairs import Pair
from runstrong_signal.events import PeriodCounted
from runstrong_signal.motion import MotionProfile
from runstrong_signal.samples import FloatArray, SampleBlock
from runstrong_signal.tasks import CountReps

GRID_HZ = 50.0
"""Both sides are measured on this grid."""

BLEND_G = 0.004
"""A stretch whose third difference stays below this was drawn by a formula; no sensor is so smooth."""

LEAST_BLEND_S = 0.24

Rows = Sequence[dict[str, str]]


def read_rows(index: Path) -> Rows:
    """Return the rows of an index of recordings."""
    with index.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def rows_of(pair: Pair, rows: Rows) -> Rows:
    """Return the recordings of a pair that hold repetitions."""
    return [
        row
        for row in rows
        if row["dataset"] == pair.dataset
        and row["exercise"] in pair.exercises
        and row["placement"] in pair.placements
        and row["kind"] == "reps"
        and row["grade"] in {"A", "B", "L"}
    ]


def on_grid(block: SampleBlock) -> SampleBlock:
    """Return the samples at even times."""
    t_s = np.arange(block.t_s[0], block.t_s[-1], 1.0 / GRID_HZ)
    return SampleBlock(t_s, np.stack([np.interp(t_s, block.t_s, axis) for axis in block.acc_g.T], axis=1))


def counted_reps(block: SampleBlock, movement: str, *, since_s: float, until_s: float) -> list[FloatArray]:
    """Cut out what the counter takes for repetitions: the same finder for both sides."""
    profile = load_catalogue().get(movement).motion
    spans = counted_spans_s(block, profile, since_s=since_s, until_s=until_s)
    even = on_grid(block)
    return [_cut(even, start_s, end_s) for start_s, end_s in spans]


def counted_spans_s(
    block: SampleBlock, profile: MotionProfile, *, since_s: float, until_s: float
) -> list[tuple[float, float]]:
    """Return when each period that was counted began and ended."""
    spans: dict[int, tuple[float, float]] = {}
    for event in run(CountReps(since_s, profile), block, until_s):
        if isinstance(event, PeriodCounted):
            spans[event.number] = (event.start_s, event.end_s)
    first_s, last_s = float(block.t_s[0]), float(block.t_s[-1])
    return [(max(start_s, first_s), min(end_s, last_s)) for start_s, end_s in spans.values() if end_s > start_s]


def _cut(even: SampleBlock, start_s: float, end_s: float) -> FloatArray:
    start, stop = even.t_s.searchsorted([start_s, end_s])
    return even.acc_g[start:stop]


def joined_reps(block: SampleBlock, ends_s: Sequence[float]) -> list[FloatArray]:
    """Cut the real parts out of repetitions that were joined by smooth blends; each ends where the index says."""
    jerk = np.abs(np.diff(block.acc_g, n=3, axis=0)).max(axis=1)
    drawn = np.convolve(jerk, np.full(5, 0.2), "same") < BLEND_G
    reps, begin = [], 0
    for end_s in ends_s:
        end = int(block.t_s.searchsorted(end_s - 1e-6))
        reps.append(block.acc_g[begin:end])
        after = end + int(np.argmax(~drawn[end + 3 :])) + 3 if end + 3 < len(drawn) else end
        begin = after if after - end >= LEAST_BLEND_S * GRID_HZ else end
    return [rep for rep in reps if len(rep) > GRID_HZ * 0.3]


def real_reps(pair: Pair, rows: Rows, corpus: Path) -> Iterator[list[FloatArray]]:
    """Yield the repetitions of every recording of a pair that has enough of them."""
    for row in rows_of(pair, rows):
        block = open_recording(corpus / row["file"]).all()
        if pair.joined:
            with (corpus / row["events_file"]).open(encoding="utf-8", newline="") as file:
                ends_s = [float(event["t_s"]) for event in csv.DictReader(file)]
            reps = joined_reps(block, ends_s)
        else:
            since_s = float(row["active_start_s"] or block.t_s[0])
            until_s = float(row["active_end_s"] or block.t_s[-1])
            reps = counted_reps(block, pair.movement, since_s=since_s, until_s=until_s)
        usable = [rep for rep in reps if len(rep) >= 10]
        if len(usable) >= LEAST_REPS:
            yield usable
