"""The clock of a hold as the screen shows it, tick by tick, against a body that is known to the hundredth."""

import numpy as np
import pytest
from held_motion import PRONE, STANDING, kept, turned, walked
from made_motion import joined

from runstrong.exercises.catalogue import load_catalogue
from runstrong.exercises.model import BodyPlace
from runstrong.plans.dose import parse_dose
from runstrong.session.coach import Coach
from runstrong.session.script import script_of_exercise
from runstrong.session.snapshot import Phase, Snapshot
from runstrong_signal.pipeline import Pipeline
from runstrong_signal.posture import Segment
from runstrong_signal.samples import SampleBlock

TAKEN_S, LEFT_S = 12.0, 42.0
RIGHT_S = 0.1


def planked() -> SampleBlock:
    """Return somebody who walks for 8 s, stands for 3 s, drops down in 1 s and holds a plank for 30 s."""
    down, up = turned(STANDING, PRONE, 1.0), turned(PRONE, STANDING, 2.0)
    return joined(walked(8.0), kept(3.0, STANDING), down, kept(30.0, PRONE), up, kept(6.0, STANDING))


def shown(block: SampleBlock, dose: str) -> list[Snapshot]:
    """Return a snapshot for every tenth of a second."""
    script = script_of_exercise(load_catalogue().get("plank"), parse_dose(dose), place=BodyPlace.WAIST)
    coach = Coach(script, Pipeline(segment=Segment.TRUNK))
    snapshots = []
    for moment_s in np.arange(0.1, block.t_s[-1], 0.1):
        start, stop = np.searchsorted(block.t_s, [moment_s - 0.1, moment_s])
        coach.feed(block.slice(int(start), int(stop)))
        coach.advance(float(moment_s))
        snapshots.append(coach.snapshot())
    return snapshots


def test_the_clock_shows_what_was_held() -> None:
    running = [now for now in shown(planked(), "60s") if now.holding]
    held_s = np.array([now.hold_s - (now.t_s - TAKEN_S) for now in running])
    assert running[0].t_s < TAKEN_S + 1.3  # a second must be still before anything is said
    steady = [off for now, off in zip(running, held_s, strict=True) if now.t_s < LEFT_S]
    assert np.abs(steady).max() <= RIGHT_S


def test_the_target_is_reached_when_it_is() -> None:
    over = next(now for now in shown(planked(), "20s") if now.phase is Phase.DONE)
    assert over.t_s == pytest.approx(TAKEN_S + 20.0, abs=RIGHT_S + 0.1)


def test_three_seconds_without_a_signal_are_not_held() -> None:
    block = planked()
    heard = (block.t_s < 22.0) | (block.t_s >= 25.0)
    snapshots = shown(SampleBlock(block.t_s[heard], block.acc_g[heard]), "60s")
    in_the_hole = [now for now in snapshots if 22.5 < now.t_s < 25.0]
    assert all(now.hold_s == pytest.approx(10.0, abs=0.25) for now in in_the_hole)
    assert max(now.signal_age_s for now in in_the_hole) > 2.0
    going_on = [now for now in snapshots if 26.2 < now.t_s < LEFT_S]
    assert all(now.holding for now in going_on)
    assert all(now.hold_s == pytest.approx(now.t_s - TAKEN_S - 3.0, abs=RIGHT_S) for now in going_on)
