"""A session with worn sensors, as a machine: messages of the link in, session events out.

Theory of operation
-------------------
Every message is written down first. Notifications become samples by the same steps as when the recording is read, and
go to the coach as they arrive, so a replay of the recording sees what the session saw.

The first sensor sets the session's clock: its first sample is at 0. A second sensor is put on that clock by the host
times of both. One sensor is listened to at a time: that which sees the announced exercise best; it changes between
sets only. While the link of that sensor is broken, session time goes on a little behind the host's, so that rests and
countdowns end; samples that come later are never from before the time that was let pass.
"""

from collections.abc import Callable, Mapping

import numpy as np

from runstrong.ble.messages import GaveUp, Message, Notified, StreamBegan, StreamBroke
from runstrong.exercises.model import BodyPlace
from runstrong.live.choice import best_slot
from runstrong.live.keeping import LiveKeeper
from runstrong.live.recorder import Recorder
from runstrong.live.rest_check import RestCheck
from runstrong.live.sensor_intake import NS_PER_S, SensorIntake
from runstrong.recording.lines import Stamp
from runstrong.session.coach import Coach
from runstrong.session.commands import Command
from runstrong.session.course_events import GetReady, RestStarted, SideSwitched
from runstrong.session.events import SessionEvent
from runstrong.session.script import Script
from runstrong.session.set_events import SetStarted
from runstrong.session.set_result import SetResult
from runstrong.session.snapshot import Snapshot
from runstrong_signal.samples import SampleBlock

BEHIND_S = 2.0
"""How far session time stays behind while nothing comes: longer than any sensor gathers samples for one packet."""

ANNOUNCEMENTS = (GetReady, RestStarted, SideSwitched, SetStarted)


class LiveSession:
    """One session; ``take`` every message of the link, and ``pass_time`` now and then.

    Parameters
    ----------
    places
        Where each sensor is worn, by slot; None where nobody said.
    recorder, keeper
        Write the session down, and keep its sets in the history.
    on_samples
        Is shown the samples that the coach is fed.
    """

    def __init__(
        self,
        script: Script,
        coach: Coach,
        places: Mapping[int, BodyPlace | None],
        recorder: Recorder | None = None,
        *,
        keeper: LiveKeeper | None = None,
        on_samples: Callable[[SampleBlock], None] | None = None,
    ) -> None:
        self._script = script
        self.coach = coach
        """The session as such."""
        self._places = places
        self._recorder = recorder
        self._keeper = keeper
        self._on_samples = on_samples
        self._intakes = {slot: SensorIntake() for slot in places}
        self._rest_checks = {slot: RestCheck() for slot in places}
        self._streaming: set[int] = set()
        self._slot = 0
        self._fed_s = -np.inf
        self._fed_samples = 0
        self._remarks: list[str] = []

    @property
    def ended(self) -> bool:
        """Whether the session is over."""
        return self.coach.ended

    @property
    def has_begun(self) -> bool:
        """Whether any sample has come."""
        return self._fed_s > -np.inf

    @property
    def fed_samples(self) -> int:
        """How many samples have been listened to."""
        return self._fed_samples

    @property
    def results(self) -> tuple[SetResult, ...]:
        """The finished sets."""
        return self.coach.results

    @property
    def slot(self) -> int:
        """The sensor that is listened to."""
        return self._slot

    @property
    def rate_hz(self) -> float | None:
        """Samples a second of that sensor, or None before it streams."""
        return self._intakes[self._slot].rate_hz

    @property
    def is_streaming(self) -> bool:
        """Whether that sensor streams now."""
        return self._slot in self._streaming

    def take(self, message: Message) -> tuple[SessionEvent, ...]:
        """Take a message and return what happened in the session."""
        if self._recorder is not None:
            self._recorder.take(message)
        if self._keeper is not None:
            self._keeper.take(message)
        match message:
            case StreamBegan(slot=slot):
                self._intakes[slot].begin(message)
                self._streaming.add(slot)
            case StreamBroke(slot=slot) | GaveUp(slot=slot):
                self._streaming.discard(slot)
            case Notified():
                return self._noted(self._fed(message))
        return ()

    def pass_time(self, now: Stamp) -> tuple[SessionEvent, ...]:
        """Let time pass while the sensor that is listened to is lost; otherwise its samples tell the time."""
        intake = self._intakes[self._slot]
        offset_s = self._offset_s(self._slot)
        if self.is_streaming or intake.newest_s is None or offset_s is None:
            return ()
        since_s = now.m_ns / NS_PER_S - intake.arrived_s
        return self._noted(self.coach.advance(intake.newest_s + offset_s + since_s - BEHIND_S))

    def press(self, command: Command) -> tuple[SessionEvent, ...]:
        """Hand a command to the session; counts can be put right after its end too."""
        if self._recorder is not None:
            session_s = self.coach.snapshot().t_s
            self._recorder.press(command, session_s=session_s, samples=self._fed_samples)
        return self._noted(self.coach.press(command))

    def press_at(self, session_s: float, command: Command) -> tuple[SessionEvent, ...]:
        """Hand over a command that was given at a time of the session, once that has come."""
        return (*self._noted(self.coach.advance(session_s)), *self.press(command))

    def go_on_with(self, recorder: Recorder | None, on_samples: Callable[[SampleBlock], None] | None) -> None:
        """Write down from now on what comes, and show the samples."""
        self._recorder = recorder
        self._on_samples = on_samples

    def finish(self) -> tuple[SessionEvent, ...]:
        """End the session and the recording; one that no sample ever came to has never begun, and nothing happened."""
        events = self._noted(self.coach.finish()) if self.has_begun else ()
        if self._recorder is not None:
            self._recorder.close()
        return events

    def snapshot(self) -> Snapshot:
        """Return the state for one frame."""
        return self.coach.snapshot()

    def take_remarks(self) -> tuple[str, ...]:
        """Return what a person should know about the sensors and has not been told yet, one clause each."""
        remarks, self._remarks = tuple(self._remarks), []
        return remarks

    def _fed(self, notified: Notified) -> tuple[SessionEvent, ...]:
        events: list[SessionEvent] = []
        for block in self._intakes[notified.slot].feed(notified):
            self._check_rest(notified.slot, block)
            offset_s = self._offset_s(notified.slot)
            if notified.slot == self._slot and offset_s is not None and not self.ended:
                events += self._listen(block, offset_s)
        return tuple(events)

    def _listen(self, block: SampleBlock, offset_s: float) -> tuple[SessionEvent, ...]:
        """Feed the coach; where sensors were changed, what the one before has covered is left out."""
        if offset_s:
            block = SampleBlock(block.t_s + offset_s, block.acc_g, block.gyro_dps)
        start = int(np.searchsorted(block.t_s, self._fed_s, side="right")) if len(self._places) > 1 else 0
        if start >= len(block):
            return ()
        block = block.slice(start, len(block))
        self._fed_s = float(block.t_s[-1])
        self._fed_samples += len(block)
        if self._on_samples is not None:
            self._on_samples(block)
        return self.coach.feed(block)

    def _offset_s(self, slot: int) -> float | None:
        """Return what to add to a sensor's times to have session times, or None before that is known."""
        if slot == 0:
            return 0.0
        first_s, own_s = self._intakes[0].zero_host_s, self._intakes[slot].zero_host_s
        return None if first_s is None or own_s is None else own_s - first_s

    def _noted(self, events: tuple[SessionEvent, ...]) -> tuple[SessionEvent, ...]:
        for event in events:
            if self._recorder is not None:
                self._recorder.note(event, self._slot)
            if self._keeper is not None:
                self._keeper.note(event, self._slot)
            if isinstance(event, ANNOUNCEMENTS):
                self._choose_sensor(event.key.row)
        return events

    def _choose_sensor(self, row: int) -> None:
        """Listen to the streaming sensor that sees a row of the script best; with none, to the same as before."""
        candidates = {slot: self._places[slot] for slot in self._streaming if self._offset_s(slot) is not None}
        if candidates:
            self._slot = best_slot(self._script.steps[row].exercise, candidates)

    def _check_rest(self, slot: int, block: SampleBlock) -> None:
        wrong = self._rest_checks[slot].feed(block)
        if wrong:
            device = self._intakes[slot].device
            name = "the sensor" if device is None or not device.name else device.name
            self._remarks.append(f"{name}: {wrong}")
