import math
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import pytest
from scripted_session import ScriptedDriver

from runstrong.session.commands import AdjustReps, PauseOrResume
from runstrong.session.events import SessionEvent
from runstrong_signal.samples import SampleBlock
from runstrong_tui.playback import WORK_S, Playback

RATE_HZ = 50


def blocks(seconds: int, block_s: float = 0.2) -> Iterator[SampleBlock]:
    t_s = 5.0 + np.arange(seconds * RATE_HZ) / RATE_HZ
    size = int(block_s * RATE_HZ)
    for start in range(0, t_s.size, size):
        part = t_s[start : start + size]
        yield SampleBlock(part, np.zeros((part.size, 3)))


@dataclass
class HandClock:
    """A clock that is moved by hand."""

    now_s: float = 0.0

    def __call__(self) -> float:
        return self.now_s


@dataclass
class SlowDriver(ScriptedDriver):
    """A session whose every slice takes a while."""

    clock: HandClock = field(default_factory=HandClock)
    takes_s: float = 0.0

    def feed(self, block: SampleBlock) -> tuple[SessionEvent, ...]:
        self.clock.now_s += self.takes_s
        return super().feed(block)


@pytest.fixture
def driver() -> ScriptedDriver:
    return ScriptedDriver()


def fed_s(driver: ScriptedDriver) -> float:
    return sum(len(block) for block in driver.fed) / RATE_HZ


@pytest.mark.parametrize("speed", [1.0, 20.0])
def test_samples_come_when_their_time_has_come(driver: ScriptedDriver, speed: float) -> None:
    clock = HandClock()
    playback = Playback(driver, blocks(60), speed=speed, clock=clock)
    playback.advance()
    assert len(driver.fed[0]) == 1
    clock.now_s += 2.0
    playback.advance()
    assert fed_s(driver) == pytest.approx(2.0 * speed, abs=2 / RATE_HZ)


def test_as_fast_as_possible_feeds_everything_and_finishes(driver: ScriptedDriver) -> None:
    clock = HandClock()
    playback = Playback(driver, blocks(60), speed=math.inf, clock=clock)
    events = playback.advance()
    assert fed_s(driver) == 60
    assert driver.ended
    assert [event.event for event in events] == ["session_ended"]
    assert playback.advance() == ()


def test_every_sample_is_fed_once_and_in_order(driver: ScriptedDriver) -> None:
    clock = HandClock()
    playback = Playback(driver, blocks(20, block_s=1.7), speed=3.0, clock=clock)
    for _ in range(200):
        clock.now_s += 0.05
        playback.advance()
    t_s = np.concatenate([block.t_s for block in driver.fed])
    np.testing.assert_allclose(t_s, 5.0 + np.arange(20 * RATE_HZ) / RATE_HZ)
    assert driver.ended


@pytest.mark.parametrize("speed", [1000.0, math.inf])
def test_one_call_works_no_longer_than_its_share(speed: float) -> None:
    clock = HandClock()
    slow = SlowDriver(clock=clock, takes_s=0.005)
    playback = Playback(slow, blocks(600), speed=speed, clock=clock)
    clock.now_s += 1.0
    before_s = clock.now_s
    playback.advance()
    assert clock.now_s - before_s <= WORK_S + 0.005
    assert not slow.ended


def test_a_machine_that_is_too_slow_plays_more_slowly_and_does_not_make_up_for_it() -> None:
    clock = HandClock()
    slow = SlowDriver(clock=clock, takes_s=0.02)
    playback = Playback(slow, blocks(600), speed=100.0, clock=clock)
    clock.now_s += 5.0
    playback.advance()
    slow.takes_s = 0.0
    before_s = fed_s(slow)
    playback.advance()
    assert fed_s(slow) - before_s <= 0.02 * 100 + 0.1


def test_pausing_the_session_pauses_the_recording(driver: ScriptedDriver) -> None:
    clock = HandClock()
    playback = Playback(driver, blocks(60), speed=1.0, clock=clock)
    playback.advance()
    playback.press(PauseOrResume())
    clock.now_s += 30.0
    playback.advance()
    assert len(driver.fed) == 1
    playback.press(PauseOrResume())
    clock.now_s += 1.0
    playback.advance()
    assert fed_s(driver) == pytest.approx(1.0, abs=2 / RATE_HZ)


def test_keys_after_the_end_reach_the_session_where_counts_are_put_right(driver: ScriptedDriver) -> None:
    playback = Playback(driver, blocks(1), speed=math.inf, clock=HandClock())
    playback.advance()
    assert playback.press(AdjustReps(1)) == ()
    assert driver.pressed == [AdjustReps(1)]


def test_a_recording_without_samples_ends_at_once(driver: ScriptedDriver) -> None:
    Playback(driver, iter(()), speed=1.0, clock=HandClock()).advance()
    assert driver.ended
