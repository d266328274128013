"""The session as a machine without clocks, sensors or screens.

Theory of operation
-------------------
Events inform, ticks decide. ``take`` notes what the signal says and passes on what was counted; phases change in
``tick`` alone, and ticks lie on a fixed grid of session time. So how the samples were cut into packets cannot change
anything. Commands act at once, at the time of the last tick, so that they work while nothing is streaming.

The transition table is at the top of ``flow``. The engine asks for tasks (``next_task``) and does not know who carries
them out.
"""

from dataclasses import replace

from runstrong.session.commands import (
    AdjustReps,
    Advance,
    Command,
    ConfirmCount,
    EndSession,
    PauseOrResume,
    SetReps,
    UndoCorrection,
)
from runstrong.session.course_events import Paused, Unpaused
from runstrong.session.events import SessionEvent
from runstrong.session.flow import Flow
from runstrong.session.moment import Moment
from runstrong.session.script import Script
from runstrong.session.set_events import Corrected, CountConfirmed
from runstrong.session.set_result import EndReason, SetResult
from runstrong.session.signal_events import PostureKnown, SignalBack, SignalFault, SignalGap, SignalLost
from runstrong.session.snapshot import LOST_AFTER_S, Phase, Snapshot
from runstrong.session.table import SetRecord
from runstrong.session.view import draw
from runstrong_signal.events import (
    GapFound,
    PostureChanged,
    SamplesDropped,
    SetRecounted,
    SignalEvent,
    StillnessChanged,
    UprightLearned,
    WalkingChanged,
)
from runstrong_signal.tasks import Task


class Engine:
    """Takes signal events, commands and ticks; returns session events and a snapshot."""

    def __init__(self, script: Script, *, start_s: float = 0.0) -> None:
        self._flow = Flow(script, start_s)
        self._paused_since_s: float | None = None
        self._is_lost = False

    @property
    def ended(self) -> bool:
        """Whether the session is over."""
        return self._flow.ended

    @property
    def results(self) -> tuple[SetResult, ...]:
        """The finished sets, with all corrections made so far."""
        return self._flow.table.results()

    def take(self, event: SignalEvent) -> tuple[SessionEvent, ...]:
        """Note what the signal says; counts and clocks change, phases do not."""
        flow = self._flow
        t_s = max(flow.now.t_s, event.t_s)
        match event:
            case GapFound():
                flow.out.append(SignalGap(t_s, event.start_s, event.end_s))
            case SamplesDropped():
                flow.out.append(SignalFault(t_s, event.count))
            case StillnessChanged():
                flow.now = replace(flow.now, still_since_s=event.since_s if event.still else None)
                flow.waiting.note(event)
                if flow.work is not None:
                    flow.out += flow.work.take(event, t_s)
            case WalkingChanged(walks=walks):
                flow.walks = walks
                if flow.work is not None:
                    flow.out += flow.work.take(event, t_s)
            case UprightLearned(standing=standing):
                flow.out.append(PostureKnown(t_s, standing))
                if standing:
                    flow.note_upright()
            case PostureChanged(postures=postures):
                flow.note_posture(postures)
            case SetRecounted():
                flow.note_reading(event)
            case _ if self._paused_since_s is not None:
                pass
            case _ if flow.work is not None:
                flow.out += flow.work.take(event, t_s)
            case _:
                flow.waiting.note(event)
        return self._drain()

    def tick(self, t_s: float, newest_sample_s: float) -> tuple[SessionEvent, ...]:
        """Let session time be ``t_s`` and decide; the newest sample is of ``newest_sample_s``."""
        now = self._flow.now
        newest_s = max(now.newest_sample_s, min(newest_sample_s, t_s))
        self._flow.now = Moment(t_s, newest_s, now.still_since_s)
        if self._paused_since_s is None:
            self._listen(t_s - newest_s)
            self._flow.decide()
        return self._drain()

    def press(self, command: Command) -> tuple[SessionEvent, ...]:
        """Carry out a command at the time of the last tick; one that makes no sense now changes nothing."""
        match command:
            case AdjustReps(by, row) if (record := self._record_to_correct(row)) is not None:
                self._correct(record, record.reps + by)
            case SetReps(reps, row) if (record := self._record_to_correct(row)) is not None:
                self._correct(record, reps)
            case ConfirmCount(row) if (record := self._record_to_confirm(row)) is not None:
                self._confirm(record)
            case UndoCorrection() if (undone := self._flow.table.undo()) is not None:
                self._say_corrected(undone)
            case PauseOrResume() if self._paused_since_s is not None:
                self._resume()
            case PauseOrResume() if not self.ended:
                self._paused_since_s = self._flow.now.t_s
                self._flow.out.append(Paused(self._flow.now.t_s))
            case Advance() if not self.ended:
                self._resume()
                self._flow.advance()
            case EndSession():
                self._close(EndReason.KEY)
        return self._drain()

    def finish(self, t_s: float) -> tuple[SessionEvent, ...]:
        """End the session at ``t_s``, the time of the newest sample, because nothing more will come."""
        flow = self._flow
        if not self.ended:
            newest_s = max(flow.now.newest_sample_s, t_s)
            flow.now = Moment(max(flow.now.t_s, t_s), newest_s, flow.now.still_since_s)
        if flow.work is not None and self._paused_since_s is None:
            flow.out += flow.work.decide(flow.now)
        self._close(EndReason.STREAM_END)
        return self._drain()

    def next_task(self) -> Task | None:
        """Return the task that the pipeline has to be given, once; None if the one in force stays."""
        task, self._flow.task = self._flow.task, None
        return task

    @property
    def awaits_reading(self) -> bool:
        """Whether the session can end as soon as its last set has been read again."""
        return self._flow.phase is Phase.CHECK and self._flow.task is not None

    def snapshot(self) -> Snapshot:
        """Return all that a screen needs now."""
        return draw(self._flow, self._paused_since_s)

    def _drain(self) -> tuple[SessionEvent, ...]:
        events, self._flow.out = tuple(self._flow.out), []
        return events

    def _listen(self, silent_s: float) -> None:
        """Say that the sensor is lost, or that it is heard again."""
        now = self._flow.now
        if silent_s > LOST_AFTER_S and not self._is_lost:
            self._flow.out.append(SignalLost(now.t_s, now.newest_sample_s))
        elif silent_s <= LOST_AFTER_S and self._is_lost:
            self._flow.out.append(SignalBack(now.t_s))
        self._is_lost = silent_s > LOST_AFTER_S

    def _resume(self) -> None:
        if self._paused_since_s is None:
            return
        paused_s = self._flow.now.t_s - self._paused_since_s
        self._paused_since_s = None
        self._flow.out.append(Unpaused(self._flow.now.t_s))
        self._flow.resume(paused_s)

    def _close(self, reason: EndReason) -> None:
        self._paused_since_s = None
        self._flow.close(reason)

    def _record_to_correct(self, row: int | None = None) -> SetRecord | None:
        """Return the set of a row; without one the set in work, or the last one between sets."""
        flow = self._flow
        if row is None:
            at_it = flow.work is not None or flow.phase is Phase.CHECK or flow.ended
            row = flow.index if at_it else flow.index - 1
        return flow.table.records[row] if 0 <= row < len(flow.table.records) else None

    def _record_to_confirm(self, row: int | None) -> SetRecord | None:
        """Return the set of a row, or the one just ended; None while one is in work, whose count still grows."""
        return self._record_to_correct(row) if self._flow.work is None or row is not None else None

    def _confirm(self, record: SetRecord) -> None:
        if self._flow.table.confirm(record):
            self._flow.out.append(CountConfirmed(self._flow.now.t_s, record.key, record.reps))

    def _correct(self, record: SetRecord, reps: int) -> None:
        if self._flow.table.correct(record, reps):
            self._say_corrected(record)

    def _say_corrected(self, record: SetRecord) -> None:
        flow = self._flow
        flow.out.append(Corrected(flow.now.t_s, record.key, record.reps, record.reps_auto))
        if flow.work is not None and flow.work.record is record:
            flow.out += flow.work.corrected(flow.now.t_s)
