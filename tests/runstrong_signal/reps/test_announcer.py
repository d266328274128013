from dataclasses import replace
from pathlib import Path

import pytest

from runstrong.recording.open import open_recording
from runstrong_signal.events import PeriodCounted
from runstrong_signal.pipeline import Pipeline
from runstrong_signal.reps.announcer import Announcer
from runstrong_signal.reps.champion import Champion
from runstrong_signal.reps.settings import ARMED, COARSE_RATE_HZ, TAKE_BACK_S
from runstrong_signal.tasks import CountReps

FIXTURES = Path(__file__).parents[3] / "fixtures"
LONG_STEPS = round(TAKE_BACK_S * COARSE_RATE_HZ)


def after(announcer: Announcer, champion: Champion, steps: int) -> Announcer:
    for _ in range(steps):
        announcer.update(champion)
    return announcer


def test_a_lower_count_is_said_once_it_has_long_stood() -> None:
    six = Champion(9.0, reps=6, likeness=0.9, sure_reps=6)
    announcer = after(Announcer(COARSE_RATE_HZ, ARMED), six, LONG_STEPS)
    assert after(announcer, replace(six, reps=5, sure_reps=5), LONG_STEPS - 1).said == 6
    assert after(announcer, replace(six, reps=5, sure_reps=5), 1).said == 5


def test_halves_found_while_the_count_goes_down_count_what_is_left() -> None:
    """Else repetitions would be told of which nobody knows any more when they were."""
    whole = Champion(9.0, reps=6, likeness=0.9, sure_reps=6)
    announcer = after(Announcer(COARSE_RATE_HZ, ARMED), whole, LONG_STEPS)
    after(announcer, replace(whole, has_halves=True), LONG_STEPS - 1)
    announcer.update(replace(whole, reps=5, sure_reps=5, has_halves=True))
    assert (announcer.said, announcer.parts) == (5, 2)


@pytest.mark.parametrize("name", ["idle-hardest-wrist", "idle-hardest-thigh"])
def test_everyday_movement_taken_for_a_set_is_counted_without_complaint(name: str) -> None:
    samples = open_recording(FIXTURES / f"{name}.rsl.jsonl.gz").all()
    pipeline = Pipeline(CountReps(float(samples.t_s[0])))
    for event in [*pipeline.feed(samples), *pipeline.finish()]:
        if isinstance(event, PeriodCounted):
            assert event.start_s < event.end_s <= event.t_s + 0.5
