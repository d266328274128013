"""What counting costs: by rate, in pieces and in packets, by the length of a set; and whole sessions."""

from functools import partial
from pathlib import Path

import numpy as np
from timing import Beside, beside

from runstrong.evaluation.markdown import figure, markdown_table
from runstrong.evaluation.peers import MagnitudePeaks
from runstrong.session.replay import Replay, prepare
from runstrong.session.request import ReplayRequest
from runstrong_signal.pipeline import Pipeline
from runstrong_signal.posture import Segment
from runstrong_signal.samples import SampleBlock
from runstrong_signal.synthesis import simulate_set
from runstrong_signal.tasks import CountReps, Task, TimeHold, WatchIdle

FIXTURES = Path(__file__).parents[1] / "fixtures"
SESSIONS = ("essential-four-short-waist", "runner-full-body-short-waist", "runner-full-body-waist")
RATES_HZ = (12.5, 25.0, 52.0, 104.0, 208.0)
PIECES_S = {"in pieces of 10 s": 10.0, "in packets of 0.2 s": 0.2}
MOVES_BY_LENGTH = (10, 40, 120)
TARGETS_MS = {"in pieces of 10 s": 1.0, "in packets of 0.2 s": 3.0}

BASELINE = "`scipy.signal.find_peaks` on the low-passed magnitude of the same samples"


def section(*, quick: bool) -> str:
    """Return the part of the page about the pipeline."""
    return f"""## Counting

Milliseconds of processor time per second of signal for a simulated set of squats, and in brackets how many times that
is the cost of {BASELINE}.

{by_rate(quick=quick)}

The target is {TARGETS_MS["in pieces of 10 s"]:g} ms in pieces and {TARGETS_MS["in packets of 0.2 s"]:g} ms in packets.

{_by_length(quick=quick)}

{_by_task(quick=quick)}

## Whole sessions

Recordings in `fixtures/`, played against their plans as fast as possible; reading the file is not part of it.

{_sessions(quick=quick)}"""


def squats(rate_hz: float, moves: int = 20) -> SampleBlock:
    """Return a simulated set at the waist."""
    return simulate_set("squat", "waist", seed=1, moves=moves, rate_hz=rate_hz).block


def run(block: SampleBlock, task: Task, piece_s: float, segment: Segment | None = None) -> None:
    """Push samples through a new pipeline in pieces of a length; posture is read where the segment is known."""
    pipeline = Pipeline(task, segment=segment)
    edges_s = np.arange(block.t_s[0] + piece_s, block.t_s[-1] + piece_s, piece_s)
    start = 0
    for stop in block.t_s.searchsorted(edges_s).tolist():
        pipeline.feed(block.slice(start, stop))
        start = stop
    pipeline.finish()


def beside_peaks(block: SampleBlock, task: Task, piece_s: float, segment: Segment | None = None) -> Beside:
    """Measure the pipeline beside the baseline."""
    return beside(partial(run, block, task, piece_s, segment), partial(MagnitudePeaks().count, block))


def by_rate(*, quick: bool) -> str:
    """Return the table of what counting costs at each sampling rate."""
    rows = []
    for rate_hz in RATES_HZ[:1] if quick else RATES_HZ:
        block = squats(rate_hz, moves=6 if quick else 20)
        costs = [_cost(beside_peaks(block, CountReps(0.0), piece_s), block) for piece_s in PIECES_S.values()]
        rows.append([f"{rate_hz:g} Hz", *costs])
    return markdown_table(["rate", *PIECES_S], rows)


def _by_length(*, quick: bool) -> str:
    rows = []
    for moves in MOVES_BY_LENGTH[:1] if quick else MOVES_BY_LENGTH:
        block = squats(52.0, moves)
        costs = [_cost(beside_peaks(block, CountReps(0.0), piece_s), block) for piece_s in PIECES_S.values()]
        rows.append([f"{moves} squats, {block.t_s[-1] - block.t_s[0]:.0f} s", *costs])
    return markdown_table(["one set at 52 Hz", *PIECES_S], rows)


def _by_task(*, quick: bool) -> str:
    block = squats(52.0, moves=6 if quick else 20)
    tasks: dict[str, Task] = {
        "counting a set": CountReps(0.0),
        "watching between sets": WatchIdle(0.0),
        "timing a hold": TimeHold(0.0),
    }
    rows = [
        [name, *(_cost(beside_peaks(block, task, 0.2, segment), block) for segment in (None, Segment.TRUNK))]
        for name, task in tasks.items()
    ]
    return markdown_table(["task, at 52 Hz, in packets of 0.2 s", "place not known", "and posture read"], rows)


def _sessions(*, quick: bool) -> str:
    rows = []
    for name in SESSIONS[:1] if quick else SESSIONS:
        path = FIXTURES / f"{name}.rsl.jsonl.gz"
        replay = prepare(ReplayRequest(path, name))
        samples = replay.recording.all()
        took = beside(partial(_played, replay), partial(MagnitudePeaks().count, samples), runs=1)
        minutes = replay.recording.info.duration_s / 60.0
        times = replay.recording.info.duration_s / took.work_s
        rows.append([name, figure(minutes, 1), figure(took.work_s, 2), figure(times, 0), figure(took.ratio, 0)])
    header = ["session", "minutes", "seconds of processor time", "times real time", "times the baseline"]
    return markdown_table(header, rows)


def _played(replay: Replay) -> int:
    return sum(1 for _ in replay.events())


def _cost(cost: Beside, block: SampleBlock) -> str:
    seconds = float(block.t_s[-1] - block.t_s[0])
    return f"{figure(1e3 * cost.work_s / seconds, 2)} ({figure(cost.ratio, 0)})"
