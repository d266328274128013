import itertools

import numpy as np
import pytest
from made_motion import joined, repeated, still

from runstrong_signal.body_frame import BodyFrame
from runstrong_signal.events import (
    HoldBreak,
    HoldEnded,
    HoldPaused,
    HoldResumed,
    HoldStarted,
    SignalEvent,
    SteadinessMeasured,
)
from runstrong_signal.hold_profiles import hold_profile
from runstrong_signal.holds import G_MPS2, HoldTimer
from runstrong_signal.pipeline import Pipeline
from runstrong_signal.posture import Posture, Segment
from runstrong_signal.samples import FloatArray, SampleBlock
from runstrong_signal.tasks import TimeHold

PRONE = (0.1, -0.99, 0.05)
AWAY_AND_BACK = ((12.0, 1.0, 0.0), (2.0, 0.94, 0.34), (1.2, 1.0, 0.0))
"""Seconds, and cosine and sine of the tilt."""


def tilted(direction: tuple[float, float, float], degrees: float) -> tuple[float, float, float]:
    x, y, z = direction
    c, s = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    return (float(x), float(c * y - s * z), float(s * y + c * z))


def timed(block: SampleBlock, task: TimeHold | None = None) -> list[SignalEvent]:
    pipeline = Pipeline(task or TimeHold(0.0))
    return [*pipeline.feed(block), *pipeline.finish()]


def spans_of(events: list[SignalEvent]) -> list[tuple[float, float]]:
    """Return the stretches in which the clock ran, without those that turned out to be none."""
    spans: list[tuple[float, float]] = []
    since_s = None
    for event in events:
        match event:
            case HoldStarted(since_s=begun_s) | HoldResumed(since_s=begun_s):
                since_s = begun_s
            case HoldPaused(since_s=left_s) | HoldEnded(end_s=left_s) if since_s is not None:
                spans += [(since_s, left_s)] if left_s > since_s else []
                since_s = None
    return spans


def only(kind: type, events: list[SignalEvent]) -> list:
    return [event for event in events if isinstance(event, kind)]


def walking(seconds: float) -> SampleBlock:
    t_s = np.arange(0.0, seconds, 0.02)
    bounce = 0.35 * np.sin(2 * np.pi * 1.8 * t_s)
    return SampleBlock(t_s, np.stack([0.2 * np.sin(2 * np.pi * 0.9 * t_s), 0.1 * bounce, 1.0 + bounce], axis=1))


def swaying(seconds: float, amplitude_mps2: float, frequency_hz: float = 1.0, rate_hz: float = 50.0) -> SampleBlock:
    t_s = np.arange(0.0, seconds, 1.0 / rate_hz)
    sway_g = amplitude_mps2 / G_MPS2 * np.sin(2 * np.pi * frequency_hz * t_s)
    return SampleBlock(t_s, np.array([0.0, -1.0, 0.0]) + sway_g[:, None] * np.array([1.0, 0.0, 0.0]))


def test_a_hold_starts_by_itself_and_is_dated_back() -> None:
    walk = walking(5.0)
    events = timed(joined(walk, still(20.0, direction=PRONE)))
    (started,) = only(HoldStarted, events)
    assert started.since_s == pytest.approx(5.0, abs=0.3)
    assert started.t_s > started.since_s + 0.9
    (ended,) = only(HoldEnded, events)
    assert ended.held_s == pytest.approx(20.0, abs=0.4)


def test_walking_and_repetitions_are_no_hold() -> None:
    assert not only(HoldStarted, timed(walking(20.0)))
    assert not only(HoldStarted, timed(repeated(8, still_s=0.0)))


def test_a_hold_ends_where_the_position_was_left() -> None:
    events = timed(joined(still(15.0, direction=PRONE), still(10.0, direction=tilted(PRONE, 30.0))))
    (paused,) = only(HoldPaused, events)
    (ended,) = only(HoldEnded, events)
    assert ended.held_s == pytest.approx(15.0, abs=0.5)
    assert ended.end_s == pytest.approx(15.0, abs=0.5)
    assert paused.why is HoldBreak.TILTED
    assert ended.t_s == pytest.approx(paused.since_s + 3.0, abs=0.2)


def test_a_short_break_pauses_the_clock_and_the_hold_goes_on() -> None:
    parts = [still(s, direction=tilted(PRONE, deg), seed=i) for i, (s, deg) in enumerate([(10, 0), (2, 20), (8, 0)])]
    events = timed(joined(*parts))
    (paused,) = only(HoldPaused, events)
    (resumed,) = only(HoldResumed, events)
    assert paused.held_s == resumed.held_s == pytest.approx(10.0, abs=0.5)
    assert resumed.since_s == pytest.approx(12.0, abs=0.6)
    assert only(HoldEnded, events)[0].held_s == pytest.approx(18.0, abs=0.9)


def test_a_moment_off_the_line_does_not_stop_the_clock() -> None:
    parts = [still(s, direction=tilted(PRONE, deg), seed=i) for i, (s, deg) in enumerate([(10, 0), (0.4, 20), (8, 0)])]
    events = timed(joined(*parts))
    assert not only(HoldPaused, events)
    assert only(HoldEnded, events)[0].held_s == pytest.approx(18.4, abs=0.2)


def alternating(times: int, low_s: float, high_s: float, degrees: float) -> SampleBlock:
    lengths = [(low_s, 0.0), (high_s, degrees)] * times
    return joined(*(still(s, direction=tilted(PRONE, deg), seed=i) for i, (s, deg) in enumerate(lengths)))


@pytest.mark.parametrize("degrees", [6.0, 8.0])
def test_slow_repetitions_with_pauses_are_no_hold_once_they_are_seen(degrees: float) -> None:
    """A bridge of eight seconds turns a thigh by 7 degrees: each pause alone looks like a hold."""
    spans = spans_of(timed(alternating(7, 5.5, 2.5, degrees)))
    assert max(end_s - start_s for start_s, end_s in spans) < 8.0
    assert not [span for span in spans if span[0] > 24.0]


def test_breathing_and_leaning_are_no_repetitions() -> None:
    t_s = np.arange(0.0, 40.0, 0.02)
    angle = np.radians(1.2 * np.sin(2 * np.pi * 0.3 * t_s) + 2.0 * np.sin(2 * np.pi * 0.07 * t_s))
    acc_g: FloatArray = np.stack([np.sin(angle), -np.cos(angle), np.zeros_like(t_s)], axis=1)
    events = timed(SampleBlock(t_s, acc_g))
    assert not only(HoldPaused, events)
    assert only(HoldEnded, events)[0].held_s == pytest.approx(40.0, abs=0.2)


def test_a_hold_that_was_not_taken_up_again_after_all_ended_where_it_was_left() -> None:
    """Back on the line for a second on the way up, and then moving on: the end is not dated there."""
    calm = [still(s, direction=(0.0, -c, si), seed=i) for i, (s, c, si) in enumerate(AWAY_AND_BACK)]
    events = timed(joined(*calm, swaying(6.0, 3.0)))
    assert only(HoldResumed, events)
    ended = only(HoldEnded, events)[0]
    assert ended.held_s == pytest.approx(12.0, abs=0.3)
    assert ended.end_s == pytest.approx(12.0, abs=0.3)


def test_what_breaks_within_three_seconds_counts_as_nothing_and_ends_nothing() -> None:
    lengths = [(2.5, 0.0), (2.5, 20.0), (20.0, 0.0)]
    events = timed(joined(*(still(s, direction=tilted(PRONE, deg), seed=i) for i, (s, deg) in enumerate(lengths))))
    assert {paused.held_s for paused in only(HoldPaused, events)} == {0.0}
    (ended,) = only(HoldEnded, events)
    assert ended.held_s == pytest.approx(20.0, abs=0.3)


def test_standing_is_no_plank_even_if_it_is_known_late() -> None:
    """Two seconds of standing after a walk show up; the clock may have begun by then."""
    timer = HoldTimer(TimeHold(0.0, profile=hold_profile(frozenset({Posture.PRONE}), "thigh")))
    standing = np.tile([0.0, 0.0, 1.0], (4, 1))
    before = [event for i in range(40) for event in timer.feed(0.08 * (i + 1), standing)]
    assert len(only(HoldStarted, before)) == 1
    timer.frame = BodyFrame(Segment.THIGH, np.array([0.0, 0.0, 1.0]))
    after = [event for i in range(40, 120) for event in timer.feed(0.08 * (i + 1), standing)]
    assert [type(event) for event in after] == [HoldPaused]
    assert after[0].held_s == 0.0


def test_a_gap_stops_the_clock_and_invents_no_time() -> None:
    block = still(20.0, direction=PRONE)
    kept = (block.t_s < 8.0) | (block.t_s > 10.0)
    events = timed(SampleBlock(block.t_s[kept], block.acc_g[kept]))
    (paused,) = only(HoldPaused, events)
    assert paused.why is HoldBreak.NO_SIGNAL
    assert paused.held_s == pytest.approx(8.0, abs=0.1)
    assert only(HoldEnded, events)[0].held_s == pytest.approx(18.0, abs=0.2)


def lost(block: SampleBlock, from_s: float, to_s: float) -> SampleBlock:
    seen = (block.t_s < from_s) | (block.t_s >= to_s)
    return SampleBlock(block.t_s[seen], block.acc_g[seen])


@pytest.mark.parametrize("rate_hz", [12.5, 26.0, 50.0, 104.0])
@pytest.mark.parametrize("from_s", [8.0, 8.03, 9.17])
def test_behind_a_gap_the_clock_goes_on_with_the_first_that_is_seen(rate_hz: float, from_s: float) -> None:
    block = lost(still(20.0, direction=PRONE, rate_hz=rate_hz), from_s, from_s + 3.0)
    events = timed(block)
    (paused,), (resumed,) = only(HoldPaused, events), only(HoldResumed, events)
    ends_s = float(block.t_s[block.t_s >= from_s][0])
    assert resumed.since_s == ends_s
    assert resumed.t_s <= ends_s + 0.1  # one quantum of 0.08 s, of whole cells of 0.02 s
    assert paused.held_s == resumed.held_s == pytest.approx(float(block.t_s[block.t_s < from_s][-1]), abs=0.001)


def test_who_is_elsewhere_behind_a_gap_does_not_go_on() -> None:
    away = joined(still(12.0, direction=PRONE), still(10.0, direction=tilted(PRONE, 30.0)))
    events = timed(lost(away, 10.0, 13.0))
    assert not only(HoldResumed, events)
    assert only(HoldEnded, events)[0].held_s == pytest.approx(10.0, abs=0.1)


def test_one_look_behind_a_gap_is_taken_back_if_nobody_was_there() -> None:
    """The signal comes back just as the position is left."""
    leaving = joined(still(13.1, direction=PRONE), still(10.0, direction=tilted(PRONE, 30.0)))
    events = timed(lost(leaving, 10.0, 13.0))
    (ended,) = only(HoldEnded, events)
    assert ended.held_s == pytest.approx(10.0, abs=0.1)
    assert ended.end_s == pytest.approx(10.0, abs=0.1)


def test_who_is_leaving_when_the_samples_end_has_left() -> None:
    leaving = joined(still(15.0, direction=PRONE), still(0.6, direction=tilted(PRONE, 40.0)))
    (ended,) = only(HoldEnded, timed(leaving))
    assert ended.why is HoldBreak.TILTED
    assert ended.end_s == pytest.approx(15.0, abs=0.5)


def test_awaited_again_the_timer_remembers_that_there_were_repetitions() -> None:
    """Pauses of three and a half seconds at both ends: each alone is a hold, and the task is given anew after one."""
    block = joined(alternating(3, 3.5, 3.5, 20.0), still(5.0, direction=PRONE))
    cut = int(block.t_s.searchsorted(20.0))
    again, anew = Pipeline(TimeHold(0.0)), Pipeline()
    for pipeline in (again, anew):
        pipeline.feed(block.slice(0, cut))
        pipeline.assign(TimeHold(20.0))
    rest = block.slice(cut, len(block))
    assert only(HoldStarted, [*anew.feed(rest)])
    assert not only(HoldStarted, [*again.feed(rest)])


def test_a_hold_does_not_start_before_its_task() -> None:
    events = timed(still(20.0, direction=PRONE), TimeHold(5.0))
    (started,) = only(HoldStarted, events)
    assert started.since_s == pytest.approx(5.0, abs=0.1)


@pytest.mark.parametrize("amplitude_mps2", [0.3, 0.55, 0.785])
def test_sway_reads_what_it_is(amplitude_mps2: float) -> None:
    """A sine of amplitude a on one axis has a mean of 2a/pi; 0.25 Hz removes nothing of it at 1 Hz to speak of."""
    readings = [event.sway_mps2 for event in only(SteadinessMeasured, timed(swaying(30.0, amplitude_mps2)))]
    truth_mps2 = 2.0 * amplitude_mps2 / np.pi
    # 1 Hz averaged over 0.02 s cells: sinc(0.02) = 0.999; the high-pass passes 0.998 at four times its corner.
    assert readings[-10:] == pytest.approx([truth_mps2] * 10, rel=0.02)


@pytest.mark.parametrize("rate_hz", [26.0, 50.0, 104.0, 208.0])
def test_sway_does_not_depend_on_the_rate(rate_hz: float) -> None:
    readings = only(SteadinessMeasured, timed(swaying(20.0, 0.55, rate_hz=rate_hz)))
    assert readings[-1].sway_mps2 == pytest.approx(0.35, rel=0.05)


def test_no_sway_is_shown_before_two_seconds_and_a_still_sensor_reads_nothing() -> None:
    events = timed(still(20.0, direction=PRONE, noise_g=0.004))
    readings = only(SteadinessMeasured, events)
    assert readings[0].t_s >= 2.0
    # With its noise left in (4 mg an axis) it would read 0.038 m/s2; a first reading knows the noise from 1.3 s alone.
    assert readings[0].sway_mps2 < 0.03
    assert all(reading.sway_mps2 < 0.02 for reading in readings[1:])
    assert all(b.t_s - a.t_s == pytest.approx(1.0, abs=0.09) for a, b in itertools.pairwise(readings))


def test_a_slow_sag_shows_in_the_tilt_and_not_in_the_sway() -> None:
    t_s = np.arange(0.0, 30.0, 0.02)
    angle = np.radians(np.clip((t_s - 10.0) * 0.6, 0.0, 9.0))
    acc_g: FloatArray = np.stack([np.sin(angle), -np.cos(angle), np.zeros_like(t_s)], axis=1)
    readings = only(SteadinessMeasured, timed(SampleBlock(t_s, acc_g)))
    assert readings[-1].tilt_deg == pytest.approx(9.0, abs=0.3)
    assert readings[-1].sway_mps2 < 0.05


def test_turning_the_sensor_changes_no_figure() -> None:
    block = joined(swaying(12.0, 0.4), still(6.0, direction=(0.0, -1.0, 0.0)))
    turn, _ = np.linalg.qr(np.random.default_rng(5).standard_normal((3, 3)))
    one, other = timed(block), timed(SampleBlock(block.t_s, block.acc_g @ turn.T))
    assert [type(event) for event in one] == [type(event) for event in other]
    for a, b in zip(only(SteadinessMeasured, one), only(SteadinessMeasured, other), strict=True):
        assert b.sway_mps2 == pytest.approx(a.sway_mps2, rel=1e-6)
