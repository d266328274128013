"""The clock that a person sees while holding, against the true one, with the real pipeline."""

import numpy as np
import pytest
from held_motion import PRONE, STANDING, kept, turned, walked, with_sway
from made_motion import joined

from runstrong.exercises.catalogue import load_catalogue
from runstrong.exercises.model import BodyPlace
from runstrong.plans.dose import parse_dose
from runstrong.plans.model import Block, Plan, PlanItem
from runstrong.session.coach import Coach
from runstrong.session.events import SetEnded
from runstrong.session.script import script_of_plan
from runstrong.session.snapshot import Phase
from runstrong_signal.pipeline import Pipeline
from runstrong_signal.posture import Segment
from runstrong_signal.samples import SampleBlock

TAKEN_S = 15.0
"""In the recording below: 8 s of walking, 3 s of standing, 4 s of getting down."""


def recording(hold_s: float = 25.0) -> SampleBlock:
    down = turned(STANDING, (0.0, -0.8, 0.6), 4.0)  # the last 27 degrees at once: the truth has to be sharp
    return joined(walked(8.0), kept(3.0, STANDING), down, with_sway(kept(hold_s, PRONE), 0.3))


def shown(block: SampleBlock, dose: str = "20s") -> tuple[list[tuple[float, float, bool]], list[SetEnded]]:
    """Return time, seconds held and whether the clock runs, tenth by tenth, and the sets that ended."""
    plan = Plan("test", "test", (Block((PlanItem(("plank",), parse_dose(dose)),)),))
    script = script_of_plan(plan, load_catalogue().get, place=BodyPlace.WAIST)
    coach = Coach(script, Pipeline(segment=Segment.TRUNK))
    clocks, ended = [], []
    for tick in range(1, int(block.t_s[-1] * 10)):
        inside = (block.t_s >= (tick - 1) / 10) & (block.t_s < tick / 10)
        events = [*coach.feed(SampleBlock(block.t_s[inside], block.acc_g[inside])), *coach.advance(tick / 10)]
        ended += [event for event in events if isinstance(event, SetEnded)]
        now = coach.snapshot()
        if now.phase is Phase.HOLD and now.hold_s > 0.0:
            clocks.append((now.t_s, now.hold_s, now.holding))
    return clocks, ended


def test_the_clock_is_within_a_tenth_of_a_second_of_the_truth() -> None:
    clocks, ended = shown(recording())
    assert clocks[0][0] == pytest.approx(TAKEN_S + 1.0, abs=0.3)
    errors_s = [held_s - (t_s - TAKEN_S) for t_s, held_s, _ in clocks]
    assert max(map(abs, errors_s)) <= 0.1 + 1e-6
    assert ended[0].result.hold_s == pytest.approx(20.0, abs=0.11)
    assert ended[0].t_s == pytest.approx(TAKEN_S + 20.0, abs=0.2)


def test_after_three_seconds_without_signal_it_goes_on_and_nothing_is_invented() -> None:
    block = recording()
    seen = (block.t_s < 22.0) | (block.t_s >= 25.0)
    clocks, ended = shown(SampleBlock(block.t_s[seen], block.acc_g[seen]))
    lost = [held_s for t_s, held_s, _ in clocks if 22.3 < t_s < 25.0]
    assert np.ptp(lost) < 0.21
    assert max(lost) <= 22.0 - TAKEN_S + 0.3
    after = [held_s - (t_s - TAKEN_S - 3.0) for t_s, held_s, running in clocks if t_s > 26.2 and running]
    assert max(map(abs, after)) <= 0.1 + 0.02  # and a sample of the gap
    assert ended[0].result.hold_s == pytest.approx(20.0, abs=0.11)
    assert ended[0].t_s == pytest.approx(TAKEN_S + 23.0, abs=0.2)
