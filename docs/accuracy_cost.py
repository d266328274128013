"""The part of docs/accuracy.md about processor time."""

import time
from collections.abc import Callable, Sequence
from functools import partial

import numpy as np

from runstrong.evaluation.counting import find_exercise, task_for
from runstrong.evaluation.disturbances import resampled
from runstrong.evaluation.index import Labelled
from runstrong.evaluation.markdown import figure, markdown_table
from runstrong.evaluation.peers import PEERS, Peer
from runstrong.recording.open import open_recording
from runstrong_signal.pipeline import Pipeline
from runstrong_signal.samples import SampleBlock
from runstrong_signal.tasks import Task

SETS = 8
"""Sets measured, evenly among those given."""

RUNS = 2
PIECES_S = {"in pieces of 10 s": 10.0, "in packets of 0.2 s": 0.2}
RATES_HZ = (12.5, 52.0, 208.0)

Sets = Sequence[tuple[SampleBlock, Task]]


def section(labelled: Sequence[Labelled]) -> str:
    """Return processor time per second of signal: in pieces, in packets, by rate, and of the other methods."""
    chosen = labelled[:: max(len(labelled) // SETS, 1)][:SETS]
    sets = [_opened(row) for row in chosen]
    random = np.random.default_rng(0)
    by_rate = {"as recorded": sets} | {
        f"{rate_hz:g} Hz": [(resampled(block, random, rate_hz=rate_hz), task) for block, task in sets]
        for rate_hz in RATES_HZ
    }
    rows = []
    for name, these in by_rate.items():
        spent = [_ms_per_s(these, partial(_run, piece_s)) for piece_s in PIECES_S.values()]
        rows.append([f"runstrong, {name}", *(figure(ms, 2) for ms in spent)])
    for peer in PEERS:
        rows.append([peer.name, figure(_ms_per_s(sets, partial(_count, peer)), 3), ""])
    return f"""## Processor time

Milliseconds of processor time per second of signal over {len(sets)} strong sets, the least of {RUNS} runs, on the
machine that made this page; other work on it makes all of them larger. The other methods ran beside, for scale.

{markdown_table(["counting", *PIECES_S], rows)}"""


def _opened(row: Labelled) -> tuple[SampleBlock, Task]:
    whole = open_recording(row.path).all()
    return SampleBlock(whole.t_s, whole.acc_g), task_for(row.kind, find_exercise(row.exercise)[0])


def _count(peer: Peer, block: SampleBlock, _: Task) -> None:
    peer.count(block)


def _run(piece_s: float, block: SampleBlock, task: Task) -> None:
    pipeline = Pipeline(task)
    edges_s = np.arange(block.t_s[0] + piece_s, block.t_s[-1] + piece_s, piece_s)
    start = 0
    for stop in block.t_s.searchsorted(edges_s).tolist():
        pipeline.feed(block.slice(start, stop))
        start = stop
    pipeline.finish()


def _ms_per_s(sets: Sets, work: Callable[[SampleBlock, Task], object]) -> float:
    """Return the least processor time over all sets per second of them."""
    spent_s = 0.0
    for block, task in sets:
        runs_s = []
        for _ in range(RUNS):
            started_s = time.process_time()
            work(block, task)
            runs_s.append(time.process_time() - started_s)
        spent_s += min(runs_s)
    return 1e3 * spent_s / sum(float(block.t_s[-1] - block.t_s[0]) for block, _ in sets)
