"""Holds inside repetitions: what was put in comes out, whatever moves around it."""

import numpy as np
import pytest
from held_motion import only, path_deg, pitched, with_sway
from made_motion import joined

from runstrong_signal.events import PeriodCounted, StopMeasured
from runstrong_signal.pipeline import Pipeline
from runstrong_signal.samples import SampleBlock
from runstrong_signal.tasks import CountReps


def repetitions(
    hold_s: float, *, count: int = 6, reach_deg: float = 25.0, out_s: float = 1.2, back_s: float = 1.2
) -> SampleBlock:
    one = [(out_s, reach_deg), (hold_s, reach_deg), (back_s, 0.0), (0.9, 0.0)]
    angles = path_deg((2.0, 0.0), *(one * count), (2.0, 0.0))
    smooth = np.convolve(np.pad(angles, 10, mode="edge"), np.hanning(21) / np.hanning(21).sum(), mode="valid")
    return pitched(smooth, noise_g=0.003)


def measured(block: SampleBlock) -> list:
    pipeline = Pipeline(CountReps(0.0, with_stops=True))
    return [*pipeline.feed(block), *pipeline.finish()]


@pytest.mark.parametrize("hold_s", [1.0, 2.0, 3.0, 5.0])
@pytest.mark.parametrize("reach_deg", [11.0, 25.0, 60.0])
def test_a_hold_reads_what_it_is(hold_s: float, reach_deg: float) -> None:
    stops = only(StopMeasured, measured(with_sway(repetitions(hold_s, reach_deg=reach_deg), 0.1)))
    assert len(stops) == 6
    assert [stop.held_s for stop in stops] == pytest.approx([hold_s] * 6, abs=0.3)


def test_a_turn_without_a_hold_reads_next_to_nothing() -> None:
    stops = only(StopMeasured, measured(repetitions(0.04)))
    assert len(stops) == 6
    assert max(stop.held_s for stop in stops) < 0.6


@pytest.mark.parametrize("back_s", [1.0, 2.0, 4.0])
def test_the_way_back_is_timed(back_s: float) -> None:
    stops = only(StopMeasured, measured(repetitions(1.5, back_s=back_s)))
    assert np.median([stop.back_s for stop in stops]) == pytest.approx(back_s, rel=0.25)


def test_repetitions_are_counted_as_without_the_measuring() -> None:
    block = repetitions(2.0)
    plain = Pipeline(CountReps(0.0))
    counted = [event for event in [*plain.feed(block), *plain.finish()] if isinstance(event, PeriodCounted)]
    assert [e for e in measured(block) if isinstance(e, PeriodCounted)] == counted
    assert counted


def test_rest_between_repetitions_is_no_hold() -> None:
    rest = joined(repetitions(1.5, count=3), pitched(np.zeros(500), noise_g=0.003), repetitions(1.5, count=3))
    assert [stop.held_s for stop in only(StopMeasured, measured(rest))] == pytest.approx([1.5] * 6, abs=0.3)
