"""A session with its signal: samples and commands in, session events out."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np

from runstrong.session.commands import Command, EndSession
from runstrong.session.engine import Engine
from runstrong.session.events import SessionEvent
from runstrong.session.script import Script
from runstrong.session.set_result import SetResult
from runstrong.session.snapshot import Snapshot
from runstrong_signal.events import SignalEvent
from runstrong_signal.samples import FloatArray, SampleBlock
from runstrong_signal.tasks import Task, WatchIdle

TICKS_PER_S = 10
"""The engine decides this often: finer than a person notices, coarser than most sensors sample."""
LONGEST_SILENCE_S = 6 * 3600.0
"""A time stamp further ahead than this is damaged, and its sample as good as lost: no session has such a hole."""


class Watcher(Protocol):
    """The signal pipeline as a session needs it."""

    def assign(self, task: Task) -> tuple[SignalEvent, ...]:
        """Watch for ``task`` from now on, and return what there is to say of the one before."""
        ...

    def feed(self, block: SampleBlock) -> tuple[SignalEvent, ...]:
        """Take samples and return what became known by them."""
        ...

    def finish(self) -> tuple[SignalEvent, ...]:
        """Return what is still to be said once no more samples come."""
        ...


class Coach:
    """Leads through a script by what a watcher sees.

    Samples are kept until the tick after them is due, so the watcher always knows exactly the samples before the tick
    when it is given a task: however a stream is cut into blocks, the events are the same.

    Parameters
    ----------
    start_s
        Session time at which the session begins; samples from before it are seen and belong to its first tick.
    """

    def __init__(self, script: Script, watcher: Watcher, *, start_s: float = 0.0) -> None:
        self.script = script
        self._watcher = watcher
        self._next_tick = int(np.floor(start_s * TICKS_PER_S))
        self._engine = Engine(script, start_s=self._next_tick / TICKS_PER_S)
        self._kept: list[SampleBlock] = []
        self._newest_s = -np.inf
        self._assign()

    @property
    def ended(self) -> bool:
        """Whether the session is over; what is fed then is ignored."""
        return self._engine.ended

    @property
    def results(self) -> tuple[SetResult, ...]:
        """The finished sets, with all corrections made so far."""
        return self._engine.results

    def feed(self, block: SampleBlock) -> tuple[SessionEvent, ...]:
        """Take samples and return what happened up to the last tick before the newest of them."""
        events: list[SessionEvent] = []
        block = _without_wild_stamps(block, max(self._newest_s, self._next_tick / TICKS_PER_S))
        reached_s = _reached_s(block.t_s, self._newest_s)
        start = 0
        while not self.ended and start < len(block):
            stop = int(np.searchsorted(reached_s, self._next_tick / TICKS_PER_S))
            if stop > start:
                self._kept.append(block.slice(start, stop))
                self._newest_s = float(reached_s[stop - 1])
                start = stop
            if start < len(block):
                events += self._tick()
        return tuple(events)

    def advance(self, to_s: float) -> tuple[SessionEvent, ...]:
        """Let time pass without samples, for instance while the sensor is silent, and return what happened."""
        events: list[SessionEvent] = []
        to_s = min(to_s, self._next_tick / TICKS_PER_S + LONGEST_SILENCE_S)
        while not self.ended and self._next_tick / TICKS_PER_S <= to_s:
            events += self._tick()
        return tuple(events)

    def press(self, command: Command) -> tuple[SessionEvent, ...]:
        """Take a command, at the time of the last tick, and return what happened."""
        reading = self._read_again() if isinstance(command, EndSession) and not self.ended else []
        return (*reading, *self._engine.press(command), *self._assign())

    def finish(self) -> tuple[SessionEvent, ...]:
        """Say that no more samples come; the last event is ``SessionEnded`` unless it was said before."""
        if self.ended:
            return ()
        events = self._watch()
        for signal_event in self._watcher.finish():
            events += self._engine.take(signal_event)
        ended_s = max(self._newest_s, (self._next_tick - 1) / TICKS_PER_S)
        return (*events, *self._engine.finish(ended_s))

    def snapshot(self) -> Snapshot:
        """Return the state for one frame, as of the last tick."""
        return self._engine.snapshot()

    def _tick(self) -> list[SessionEvent]:
        events = self._watch()
        t_s = self._next_tick / TICKS_PER_S
        events += self._engine.tick(t_s, self._newest_s)
        if self._engine.awaits_reading:
            events += self._assign()
            events += self._engine.tick(t_s, self._newest_s)
        events += self._assign()
        self._next_tick += 1
        return events

    def _watch(self) -> list[SessionEvent]:
        """Let the watcher see the samples kept, and the engine hear what it says."""
        if not self._kept:
            return []
        block, self._kept = _joined(self._kept), []
        events: list[SessionEvent] = []
        for signal_event in self._watcher.feed(block):
            events += self._engine.take(signal_event)
        return events

    def _read_again(self) -> list[SessionEvent]:
        """Have what was counted read a second time now: after the session nobody would be told."""
        now_s = (self._next_tick - 1) / TICKS_PER_S
        return [event for said in self._watcher.assign(WatchIdle(now_s)) for event in self._engine.take(said)]

    def _assign(self) -> list[SessionEvent]:
        """Hand on a new task, and let the engine hear what is said of the one before."""
        task = self._engine.next_task()
        if task is None:
            return []
        return [event for said in self._watcher.assign(task) for event in self._engine.take(said)]


def _without_wild_stamps(block: SampleBlock, reached_s: float) -> SampleBlock:
    """Return a block whose damaged stamps are not a number, which the watcher leaves out and reports."""
    if not np.any(block.t_s > reached_s + LONGEST_SILENCE_S):
        return block
    t_s = block.t_s.copy()
    for i, stamp_s in enumerate(t_s):
        if stamp_s > reached_s + LONGEST_SILENCE_S:
            t_s[i] = np.nan
        elif stamp_s > reached_s:
            reached_s = float(stamp_s)
    return SampleBlock(t_s, block.acc_g, block.gyro_dps)


def _reached_s(t_s: FloatArray, before_s: float) -> FloatArray:
    """Return the newest time reached at each sample: it never goes back, whatever the stamps do."""
    reached_s = np.where(np.isfinite(t_s), t_s, -np.inf)
    if len(reached_s):
        reached_s[0] = max(reached_s[0], before_s)
    return np.maximum.accumulate(reached_s)


def _joined(blocks: Sequence[SampleBlock]) -> SampleBlock:
    """Return consecutive blocks as one; the gyroscope only where all of them have it."""
    if len(blocks) == 1:
        return blocks[0]
    gyros_dps = [block.gyro_dps for block in blocks if block.gyro_dps is not None]
    return SampleBlock(
        np.concatenate([block.t_s for block in blocks]),
        np.concatenate([block.acc_g for block in blocks]),
        np.concatenate(gyros_dps) if len(gyros_dps) == len(blocks) else None,
    )
