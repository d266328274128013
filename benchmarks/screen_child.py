"""One screen in a terminal of its own, measured from inside; ``screen.py`` starts it.

    python benchmarks/screen_child.py KIND RESULT_FILE SECONDS

KIND is ``own``, ``builtin`` or ``hour``. The signal is made up: a sensor that sends 200 samples a second of a person
who squats without end, counted by the pipeline in the same process.
"""

import asyncio
import json
import math
import resource
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.app import App, ComposeResult
from textual.containers import Horizontal
from textual.pilot import Pilot
from textual.timer import Timer
from textual.widgets import DataTable, Digits, Footer, ProgressBar, Sparkline, Static

from runstrong_tui.app import RunstrongApp, Show

if TYPE_CHECKING:
    from runstrong_signal.samples import SampleBlock
    from runstrong_tui.playback import Playback

RATE_HZ = 200.0
BLOCK_SAMPLES = 20
REP_S = 2.4
WARM_UP_S = 2.0
FRAMES_HZ = 20
PULSE_S = 0.01
"""How often the event loop is asked whether it is on time."""

HOUR_S = 3600.0
SPARKLINE_VALUES = 80


def squats(lasts_s: float = math.inf) -> "Iterator[SampleBlock]":
    """Yield blocks of somebody who goes on squatting: a tilt and a lift, with a little noise."""
    import numpy as np

    from runstrong_signal.samples import SampleBlock

    random, sent = np.random.default_rng(1), 0
    while sent / RATE_HZ < lasts_s:
        t_s = (sent + np.arange(BLOCK_SAMPLES)) / RATE_HZ
        turn = 2 * np.pi * t_s / REP_S
        tilt = np.radians(30.0) * (1 - np.cos(turn))
        acc_g = np.stack([np.sin(tilt), 0.05 * np.sin(turn), np.cos(tilt) + 0.1 * np.cos(turn)], axis=1)
        yield SampleBlock(t_s, acc_g + 0.004 * random.standard_normal(acc_g.shape))
        sent += BLOCK_SAMPLES


def session(speed: float, lasts_s: float = math.inf) -> "Playback":
    """Return a session of many sets that is fed with squats."""
    from runstrong.exercises.catalogue import load_catalogue
    from runstrong.plans.dose import parse_dose
    from runstrong.plans.model import Block, Plan, PlanItem
    from runstrong.session.coach import Coach
    from runstrong.session.script import script_of_plan
    from runstrong_signal.pipeline import Pipeline
    from runstrong_tui.playback import Playback

    plan = Plan("many", "many squats", (Block((PlanItem(("squat",), parse_dose("20x999")),)),))
    coach = Coach(script_of_plan(plan, load_catalogue().get), Pipeline())
    return Playback(coach, squats(lasts_s), speed=speed, clock=time.monotonic)


class BuiltIn(App[None]):
    """The same facts by Textual's own widgets: digits, a bar, a table and a sparkline."""

    def __init__(self) -> None:
        super().__init__()
        self._feed: Playback | None = None
        self._frames: Timer | None = None

    @property
    def is_fed(self) -> bool:
        """Whether the session has begun."""
        return self._feed is not None

    def compose(self) -> ComposeResult:
        """Lay out as the live screen does."""
        yield Static("squat · set 1/20", id="header")
        with Horizontal():
            yield Digits("0")
            yield DataTable()
        yield ProgressBar(total=999, show_eta=False)
        yield Sparkline([0.0] * SPARKLINE_VALUES)
        yield Footer()

    def on_mount(self) -> None:
        """Fill the table in; begin once the first frame is there, as the live screen does."""
        self.query_one(DataTable).add_columns("set", "goal", "done")
        for number in range(20):
            self.query_one(DataTable).add_row(str(number + 1), "999", "")
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        self._feed = session(1.0)
        self._frames = self.set_interval(1 / FRAMES_HZ, self._frame)

    def on_unmount(self) -> None:
        """Draw no more once the widgets go."""
        if self._frames is not None:
            self._frames.stop()

    def _frame(self) -> None:
        import numpy as np

        if self._feed is None or not self.query(Digits):
            return
        self._feed.advance()
        now = self._feed.driver.snapshot()
        self.query_one(Digits).update(str(now.reps))
        self.query_one(ProgressBar).update(progress=now.reps)
        recent = np.concatenate([block.acc_g[:, 0] for block in self._feed.trace._blocks])
        pieces = np.array_split(recent, SPARKLINE_VALUES)
        self.query_one(Sparkline).data = [float(piece.max()) for piece in pieces if len(piece)]


def app_of(kind: str) -> RunstrongApp | BuiltIn:
    """Return the program to measure."""
    if kind == "builtin":
        return BuiltIn()
    speed = math.inf if kind == "hour" else 1.0
    return RunstrongApp(lambda: session(speed, HOUR_S if kind == "hour" else math.inf), Show("made up", speed))


def measure(kind: str, seconds: float) -> dict[str, float]:
    """Run a program in this terminal and return what it cost."""
    app, found = app_of(kind), {}

    async def watch(_pilot: Pilot[Any]) -> None:
        found["paint_cpu_s"] = time.process_time()
        await _working(app)
        await asyncio.sleep(WARM_UP_S)
        found.update(await (_hour(app) if isinstance(app, RunstrongApp) and kind == "hour" else _lately(seconds)))
        app.exit()

    app.run(auto_pilot=watch)
    return found


async def _working(app: RunstrongApp | BuiltIn) -> None:
    """Return once samples are being fed: what was imported for it belongs to the start."""
    while not (app.live.snapshot if isinstance(app, RunstrongApp) else app.is_fed):
        await asyncio.sleep(PULSE_S)


async def _lately(seconds: float) -> dict[str, float]:
    late_ms: list[float] = []
    began_s, cpu_s = time.monotonic(), time.process_time()
    while time.monotonic() - began_s < seconds:
        due_s = time.monotonic() + PULSE_S
        await asyncio.sleep(PULSE_S)
        late_ms.append(1000 * (time.monotonic() - due_s))
    took_s = time.monotonic() - began_s
    late_ms.sort()
    return {
        "cpu": (time.process_time() - cpu_s) / took_s,
        "late_median_ms": late_ms[len(late_ms) // 2],
        "late_95_ms": late_ms[int(0.95 * len(late_ms))],
        "took_s": took_s,
    }


async def _hour(app: RunstrongApp) -> dict[str, float]:
    """Return the memory after a tenth of an hour's samples and after all of them."""
    sizes_mib: dict[str, float] = {}
    while not app.happened or not app.live.snapshot or app.live.snapshot.t_s < HOUR_S - 1.0:
        if "early_mib" not in sizes_mib and app.live.snapshot and app.live.snapshot.t_s > HOUR_S / 10:
            sizes_mib["early_mib"] = resident_mib()
        await asyncio.sleep(0.1)
    return {**sizes_mib, "late_mib": resident_mib()}


def resident_mib() -> float:
    """Return the memory in use now where the system tells, else the most there ever was."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return pages * resource.getpagesize() / 2**20


if __name__ == "__main__":
    name, path, lasts = sys.argv[1:]
    Path(path).write_text(json.dumps(measure(name, float(lasts))), encoding="utf-8")
