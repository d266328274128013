"""A recording played through the whole screen on a clock in hand, and kept in a history as a real session is."""

import math
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from importlib.resources import as_file, files
from pathlib import Path

import numpy as np
from scripted_session import FakeClock
from textual.pilot import Pilot

from runstrong.history import PastSet, SessionFacts, open_history
from runstrong.history.keeper import SessionKeeper, opener
from runstrong.session.coach import Coach
from runstrong.session.events import SessionEvent
from runstrong.session.replay import Replay, prepare
from runstrong.session.request import ReplayRequest
from runstrong.session.snapshot import Snapshot
from runstrong_signal.samples import SampleBlock
from runstrong_tui.app import RunstrongApp, Show
from runstrong_tui.driver import Feed
from runstrong_tui.playback import Playback
from runstrong_tui.screens.summary import SummaryScreen

STEP_S = 0.4
SILENT_S = 2.0
"""How far session time stays behind while a sensor is silent, as in a session with a worn one."""

Moment = Callable[[Snapshot], bool]
Act = Callable[[Pilot[None]], Awaitable[None]]


class Interrupted(Playback):
    """A recording whose sensor falls silent: time goes on, as it does with a worn one."""

    def advance(self) -> tuple[SessionEvent, ...]:
        """Feed what is due, and let time pass over a hole."""
        events = super().advance()
        assert isinstance(self.driver, Coach)
        if not self.driver.ended and math.isfinite(self._due_s) and not self._used_up:
            events += self.driver.advance(self._due_s - SILENT_S)
        return events


@dataclass
class Session:
    """A recording with a history of its own; ``acts`` are done once each, in order, when their moment has come."""

    folder: Path
    path: Path | None = None
    speed: float = 1.0
    hole: tuple[float, float] | None = None
    acts: list[tuple[Moment, Act]] = field(default_factory=list)
    clock: FakeClock = field(default_factory=FakeClock)
    seen: list[Snapshot] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.replay = self._prepared()
        facts = SessionFacts("a-session", 0.0, title="a session")
        self.keeper = SessionKeeper(opener(self.folder / "history.sqlite3"), facts, self.replay.script, {0: "waist"})
        self.app = RunstrongApp(self._load, self._show(), clock=self.clock)

    def _show(self) -> Show:
        return Show("a session", self.speed, sinks=(lambda event: self.keeper.note(event, unix_s=event.t_s, slot=0),))

    def _prepared(self) -> Replay:
        if self.path is not None:
            return prepare(ReplayRequest(path=self.path, title="a session"))
        with as_file(files("runstrong.demo") / "demo.rsl.jsonl.gz") as path:
            return prepare(ReplayRequest(path=path, title="a session"))

    def _load(self) -> Feed:
        return Interrupted(self.replay.coach(), self._blocks(), speed=self.speed, clock=self.clock)

    def _blocks(self) -> Iterator[SampleBlock]:
        for block in self.replay.recording.blocks():
            if self.hole is None:
                yield block
                continue
            kept = (block.t_s < self.hole[0]) | (block.t_s > self.hole[1])
            if np.any(kept):
                yield SampleBlock(block.t_s[kept], block.acc_g[kept])

    def saved(self) -> tuple[PastSet, ...]:
        """Return the sets that are in the history now."""
        with open_history(self.folder / "history.sqlite3", to_write=False) as history:
            return history.sets(session_id=self.keeper.session_id) if self.keeper.session_id is not None else ()

    async def play(self, pilot: Pilot[None]) -> None:
        """Go on, frame by frame, until the summary is shown."""
        if math.isfinite(self.speed):
            await self.app.workers.wait_for_complete()
        await pilot.pause()
        acts = list(self.acts)
        while not isinstance(self.app.screen, SummaryScreen):
            self.clock.now_s += STEP_S
            if math.isfinite(self.speed):
                self.app.live.frame()
            now = self.app.live.snapshot
            if now is not None:
                self.seen.append(now)
            if acts and now is not None and acts[0][0](now):
                await acts.pop(0)[1](pilot)
            await pilot.pause(0.0 if math.isfinite(self.speed) else 0.01)
        assert not acts


def press(*keys: str) -> Act:
    """Return what presses keys."""

    async def act(pilot: Pilot[None]) -> None:
        await pilot.press(*keys)

    return act
