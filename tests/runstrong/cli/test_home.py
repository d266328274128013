"""What the home screen's wish to try a plan without a sensor leaves behind."""

import math
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from runstrong.cli import home
from runstrong.cli.desk import MachineDesk
from runstrong.config.model import Config
from runstrong.exercises.catalogue import load_catalogue
from runstrong.exercises.model import BodyPlace
from runstrong.history import open_history
from runstrong.history.model import Source
from runstrong.live.placement import stay_at
from runstrong.plans.dose import parse_dose
from runstrong.plans.model import Block, Plan, PlanItem
from runstrong.plans.own import OwnPlans, plans_folder
from runstrong.session.script import script_of_plan
from runstrong_tui.app import Show
from runstrong_tui.desk import TrainWish
from runstrong_tui.driver import Feed

SQUATS = Plan("squats", "Squats", (Block((PlanItem(("squat",), parse_dose("8")),)),))


BEFORE_THE_FIRST_FRAME = """
import sys
from runstrong.cli import home
from runstrong_tui import home_app

def ask(*args, **kwargs):
    print(*(name for name in ("scipy", "bleak", "runstrong_signal.pipeline") if name in sys.modules), "|")

home_app.ask = ask
home.run_home()
"""


def test_the_home_screen_is_asked_for_without_the_pipeline_and_bluetooth(tmp_path: Path) -> None:
    command = [sys.executable, "-c", BEFORE_THE_FIRST_FRAME]
    environment = {**os.environ, "RUNSTRONG_HOME": str(tmp_path)}
    child = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False, env=environment)
    assert child.stdout.splitlines() == ["|"], child.stderr


def wish() -> TrainWish:
    OwnPlans(plans_folder()).save(SQUATS)
    steps = script_of_plan(SQUATS, load_catalogue().get).steps
    return TrainWish(SQUATS, stay_at(BodyPlace.WAIST, [step.exercise for step in steps]), simulated=True)


def played(load: Callable[[], Feed], show: Show) -> None:
    """Play a feed as fast as possible without a screen, and tell the sinks."""
    feed = load()
    feed._speed = math.inf  # type: ignore[attr-defined]
    while not feed.driver.ended:
        for event in feed.advance():
            for sink in show.sinks:
                sink(event)


def left_at_once(load: Callable[[], Feed], show: Show) -> None:
    load()


def test_it_is_kept_marked_as_simulated_and_left_out_of_everything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RUNSTRONG_HOME", str(tmp_path))
    monkeypatch.setattr("runstrong_tui.app.run", played)
    assert not MachineDesk().is_known()
    assert home._simulated(wish(), Config()) == home.KEPT.format(1)
    OwnPlans(plans_folder()).path_of(SQUATS.id).unlink()
    assert MachineDesk().is_known()  # who has tried it is not greeted as new
    with open_history(tmp_path / "history.sqlite3", to_write=False) as history:
        assert history.sessions() == ()
        (past,) = history.sessions(simulated=True)
        (done,) = history.sets(simulated=True)
        (sensor,) = history.sensors(past.id)
    assert (past.source, past.plan_id, past.is_finished) == (Source.SIMULATED, "squats", True)
    assert (done.exercise, done.reps, done.placement) == ("squat", 8, "waist")
    assert (sensor.name, sensor.placement) == ("simulated person", "waist")
    assert not (tmp_path / "recordings").exists()


def test_without_a_set_nothing_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUNSTRONG_HOME", str(tmp_path))
    monkeypatch.setattr("runstrong_tui.app.run", left_at_once)
    assert home._simulated(wish(), Config()) == home.NOTHING_KEPT
