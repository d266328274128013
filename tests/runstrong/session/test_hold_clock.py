"""The clock of a hold as the screen shows it, tick by tick, against a body that is known to the hundredth."""

import numpy as np
import pytest
from held_motion import PRONE, STANDING, kept, turned, walked
from made_motion import joined

from runstrong.exercises.catalogue import load_catalogue
from runstrong.exercises.model import BodyPlace
from runstrong.plans.dose import parse_dose
from runstrong.session.coach import Coach
from runstrong.session.events import SessionEvent
from runstrong.session.hold_events import HoldBegan
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


def at_rate(block: SampleBlock, rate_hz: float) -> SampleBlock:
    """Return what a sensor of another rate sees of the same body."""
    t_s = np.arange(0.0, block.t_s[-1], 1.0 / rate_hz)
    return SampleBlock(t_s, np.stack([np.interp(t_s, block.t_s, axis) for axis in block.acc_g.T], axis=1))


def played(block: SampleBlock, dose: str) -> tuple[list[Snapshot], list[SessionEvent]]:
    """Return a snapshot for every tenth of a second, and all that happened."""
    script = script_of_exercise(load_catalogue().get("plank"), parse_dose(dose), place=BodyPlace.WAIST)
    coach = Coach(script, Pipeline(segment=Segment.TRUNK))
    snapshots, events = [], []
    for moment_s in np.arange(0.1, block.t_s[-1], 0.1):
        start, stop = np.searchsorted(block.t_s, [moment_s - 0.1, moment_s])
        events += coach.feed(block.slice(int(start), int(stop)))
        events += coach.advance(float(moment_s))
        snapshots.append(coach.snapshot())
    return snapshots, events


def shown(block: SampleBlock, dose: str) -> list[Snapshot]:
    return played(block, dose)[0]


def test_the_clock_shows_what_was_held() -> None:
    running = [now for now in shown(planked(), "60s") if now.holding]
    held_s = np.array([now.hold_s - (now.t_s - TAKEN_S) for now in running])
    assert running[0].t_s < TAKEN_S + 1.3  # a second must be still before anything is said
    steady = [off for now, off in zip(running, held_s, strict=True) if now.t_s < LEFT_S]
    assert np.abs(steady).max() <= RIGHT_S


def test_the_target_is_reached_when_it_is() -> None:
    over = next(now for now in shown(planked(), "20s") if now.phase is Phase.DONE)
    assert over.t_s == pytest.approx(TAKEN_S + 20.0, abs=RIGHT_S + 0.1)


@pytest.mark.parametrize("rate_hz", [12.5, 26.0, 50.0, 104.0])
@pytest.mark.parametrize("lost_s", [12.3, 13.55, 14.05, 17.33, 22.0, 22.07, 30.99, 35.5, 38.53])
def test_three_seconds_without_a_signal_are_not_held(rate_hz: float, lost_s: float) -> None:
    whole = at_rate(planked(), rate_hz)
    heard = (whole.t_s < lost_s) | (whole.t_s >= lost_s + 3.0)
    last_s, next_s = float(whole.t_s[whole.t_s < lost_s][-1]), float(whole.t_s[whole.t_s >= lost_s + 3.0][0])
    snapshots, events = played(SampleBlock(whole.t_s[heard], whole.acc_g[heard]), "60s")
    since_s = next(event.since_s for event in events if isinstance(event, HoldBegan))
    running = [now for now in snapshots if now.holding or now.hold_s > 0.0]
    running = [now for now in running if now.t_s < LEFT_S]
    times_s = np.array([now.t_s for now in running])
    true_s = np.maximum(np.minimum(times_s, last_s) - since_s, 0.0) + np.maximum(times_s - max(next_s, since_s), 0.0)
    off_s = np.array([now.hold_s for now in running]) - true_s
    assert off_s.max() < 1e-6  # lost time is never counted, not for a moment
    behind = (times_s > next_s) & (times_s < next_s + 0.3)
    assert off_s[~behind].min() >= -RIGHT_S - 1e-6
    assert off_s[behind].min(initial=0.0) >= -RIGHT_S - 1.0 / rate_hz  # one quantum, and the sample that completes it
    assert np.diff([now.hold_s for now in running]).min() >= 0.0
    assert max(now.signal_age_s for now in snapshots) > 2.8
