import asyncio
import json
import math
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from scripted_session import RESULT, ScriptedFeed, stage, text_of

from runstrong.errors import BadRecording
from runstrong.session.course_events import SessionEnded
from runstrong.session.json_lines import json_line
from runstrong.session.replay import ReplayRequest, prepare
from runstrong_tui.app import RunstrongApp, Show
from runstrong_tui.driver import Feed
from runstrong_tui.playback import Playback
from runstrong_tui.screens.live import LOADING
from runstrong_tui.screens.summary import SummaryScreen
from runstrong_tui.widgets.hero import Hero
from runstrong_tui.widgets.lines import OneLine

SQUATS = {"A_squat_medium_1901111717": 10, "A_squat_medium_1901111719": 10, "C_squat_heavy_1901152006": 5}
"""Three sets of squats with a barbell, recorded by a wristband, and their true repetitions."""

FIRST_PAINT = """
import sys
from runstrong_tui.app import RunstrongApp, Show

def load():
    print(*(name for name in ("scipy", "bleak", "numpy", "runstrong_signal.pipeline") if name in sys.modules), "|")
    print(app.live.region.size, "Loading" in app.live.query_one("#cue").words)
    app.call_from_thread(app.exit)

app = RunstrongApp(load, Show("a.csv"))
app.run(headless=True, size=(80, 24))
"""


def test_the_first_frame_needs_neither_the_pipeline_nor_bluetooth() -> None:
    child = subprocess.run([sys.executable, "-c", FIRST_PAINT], capture_output=True, text=True, timeout=60, check=False)
    assert child.stdout.splitlines() == ["|", "Size(width=80, height=24) True"], child.stderr


async def test_what_cannot_be_loaded_ends_the_program_and_is_kept() -> None:
    mistake = BadRecording("the recording is empty", remedy="record it again")

    def load() -> Feed:
        raise mistake

    app = RunstrongApp(load, Show("squats.csv"))
    async with app.run_test():
        await asyncio.wait_for(_until(lambda: app.failure is not None), 5)
    assert app.failure is mistake
    assert app.happened == ()


async def test_until_the_recording_is_loaded_the_screen_says_so_and_keys_do_nothing() -> None:
    scripted = ScriptedFeed()
    gate = asyncio.Event()
    loop = asyncio.get_running_loop()

    def load() -> Feed:
        asyncio.run_coroutine_threadsafe(gate.wait(), loop).result(timeout=10)
        return scripted

    app = RunstrongApp(load, Show("squats.csv"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("n", "plus", "space")
        assert app.screen.query_one("#cue", OneLine).words == LOADING
        assert app.screen.query_one(Hero).shown.text == "WAIT"
        assert "READY" not in text_of(app)
        gate.set()
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert app.screen.query_one("#cue", OneLine).words != LOADING
        assert scripted.driver.pressed == []


async def test_the_end_of_the_session_shows_its_summary_and_enter_leaves() -> None:
    scene = stage()
    async with scene.app.run_test(size=(80, 24)) as pilot:
        await scene.settle(scene.feed.driver.now, pilot)
        scene.feed.due += scene.feed.driver.finish()
        scene.app.live.frame()
        await pilot.pause()
        assert isinstance(scene.app.screen, SummaryScreen)
        assert RESULT.name in scene.screen_text
        await pilot.press("x")
        await pilot.pause()
        assert scene.app.is_running
        await pilot.press("enter")
        await pilot.pause()
        assert not scene.app.is_running
    assert [type(event) for event in scene.app.happened] == [SessionEnded]


async def test_a_run_of_its_own_leaves_the_summary_by_itself() -> None:
    scene = stage(leave_after_s=1.0)
    async with scene.app.run_test(size=(80, 24)) as pilot:
        await scene.settle(scene.feed.driver.now, pilot)
        scene.feed.due += scene.feed.driver.finish()
        scene.app.live.frame()
        await pilot.pause()
        assert "leaves by itself in 1 s" in scene.screen_text
        await asyncio.wait_for(_until(lambda: not scene.app.is_running), 5)


async def test_on_the_smallest_terminal_the_way_out_is_named_beside_the_time_that_is_left() -> None:
    scene = stage(leave_after_s=9.0)
    async with scene.app.run_test(size=(30, 8)) as pilot:
        await scene.settle(scene.feed.driver.now, pilot)
        scene.feed.due += scene.feed.driver.finish()
        scene.app.live.frame()
        await pilot.pause()
        assert re.search(r"Enter leaves +in 9 s", scene.screen_text.splitlines()[-1])


@pytest.mark.parametrize("name", SQUATS)
async def test_the_screen_counts_a_real_set_as_the_lines_do(corpus: Path, name: str) -> None:
    path = corpus / "metamotion_barbell" / f"{name}.csv"
    if not path.is_file():
        pytest.skip(f"the corpus has no {path.name}")
    request = ReplayRequest(path, path.name, exercise="squat", placement="wrist", speed=math.inf)
    expected = [json_line(event) for event in prepare(request).events()]

    def load() -> Feed:
        replay = prepare(request)
        return Playback(replay.coach(), replay.recording.blocks(), speed=math.inf, clock=time.monotonic)

    app = RunstrongApp(load, Show(path.name, math.inf))
    async with app.run_test(size=(80, 24)):
        await asyncio.wait_for(_until(lambda: isinstance(app.screen, SummaryScreen)), 20)
        shown = app.live.snapshot
    assert [json_line(event) for event in app.happened] == expected
    assert json.loads(expected[-1])["sets"][0]["reps"] == SQUATS[name]
    assert shown is not None
    assert shown.rows[0].done == str(SQUATS[name])


async def _until(reached: Callable[[], bool]) -> None:
    while not reached():
        await asyncio.sleep(0.02)
