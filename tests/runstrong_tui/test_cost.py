"""What the live screen costs, as a ratio to Textual's own widgets: a wall clock would say nothing on a busy machine."""

import asyncio
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from textual.app import App

pytest.importorskip("pty")  # the benchmark needs a terminal of the kind that Windows does not have
sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
import screen
from screen_child import BuiltIn, session

from runstrong_tui.app import RunstrongApp, Show

WARM_UP_S = 2.0
MEASURED_S = 2.0
MOST = 3.5
"""It is between 1 and 2, the strip of signal included; more means that something is drawn at every frame that should
not be."""


async def cpu_s(app: App[Any]) -> float:
    """Return the processor time of a while in which a program draws frames."""
    async with app.run_test(size=(80, 24)):
        await app.workers.wait_for_complete()
        await asyncio.sleep(WARM_UP_S)
        before_s = time.process_time()
        await asyncio.sleep(MEASURED_S)
        return time.process_time() - before_s


async def test_the_live_screen_costs_about_no_more_than_a_few_times_built_in_widgets() -> None:
    own_s, other_s = await cpu_s(RunstrongApp(lambda: session(1.0), Show("made up"))), await cpu_s(BuiltIn())
    assert own_s < MOST * other_s


def test_a_real_terminal_gets_a_frame_and_little_output() -> None:
    figures = screen.run("own", 0.5)
    assert figures["paint_s"] < 30.0
    assert 0 < figures["output_bps"] < 2 * 60 * screen.KIB
