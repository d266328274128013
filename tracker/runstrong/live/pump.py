"""Brings what the radio's thread tells to the session, whenever somebody has time for it."""

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Protocol

from runstrong.ble.host_clock import TakeStamp, stamp_now
from runstrong.ble.messages import BatteryTold, GaveUp, Message, Notified, StreamBegan
from runstrong.errors import RunstrongError
from runstrong.live.session import LiveSession
from runstrong.session.coach import Coach
from runstrong.session.commands import Command, PauseOrResume
from runstrong.session.events import SessionEvent


class Source(Protocol):
    """Where messages come from: the radio's thread."""

    def take(self, wait_s: float = 0.0) -> tuple[Message, ...]:
        """Return the messages that have come, waiting up to ``wait_s`` for the first."""
        ...


class Pump:
    """Takes messages into a session; ``hear`` is shown each of them.

    Parameters
    ----------
    streamed_before
        Sensors that streamed before the session was cut off: it goes on with them, as after a lost link.
    unpause
        Whether to let a paused session go on as soon as samples come, for nobody is at a keyboard.
    """

    def __init__(
        self,
        source: Source,
        session: LiveSession,
        *,
        sensors: int,
        hear: Callable[[Message], None] | None = None,
        take_stamp: TakeStamp = stamp_now,
        streamed_before: Iterable[int] = (),
        unpause: bool = False,
    ) -> None:
        self.session = session
        self.failure: RunstrongError | None = None
        """Why no sensor is left; the session is finished then."""
        self.battery_percent: int | None = None
        """How full the battery is of the sensor that told so last."""
        self._source = source
        self._waiting: deque[Message] = deque()
        self._left = sensors
        self._hear = hear
        self._take_stamp = take_stamp
        self._streamed_before = set(streamed_before)
        self._samples_before = session.fed_samples if unpause else None

    @property
    def driver(self) -> Coach:
        """The session as a screen draws it."""
        return self.session.coach

    @property
    def is_streaming(self) -> bool:
        """Whether the sensor that is listened to streams now."""
        return self.session.is_streaming

    @property
    def is_over(self) -> bool:
        """Whether the session has ended, or can never begin."""
        return self.session.ended or self.failure is not None

    def press(self, command: Command) -> tuple[SessionEvent, ...]:
        """Hand a command to the session."""
        return self.session.press(command)

    def advance(self, wait_s: float = 0.0) -> tuple[SessionEvent, ...]:
        """Take what has come, waiting up to ``wait_s`` for the first of it, and return what happened."""
        events: list[SessionEvent] = []
        self._waiting.extend(self._source.take(wait_s))
        while self._waiting:  # one by one: an interruption leaves the others where they are
            message = self._as_seen_from_before(self._waiting.popleft())
            if self._hear is not None:
                self._hear(message)
            self._note_battery(message)
            events += self.session.take(message)
            events += self._unpaused()
            if isinstance(message, GaveUp):
                self._lose(message)
        events += self.session.pass_time(self._take_stamp())
        if self.failure is not None:
            events += self.session.finish()
        return tuple(events)

    def take_rest(self) -> tuple[SessionEvent, ...]:
        """Take the samples that had come before the radio was let go of; of the link nothing is told any more."""
        self._waiting.extend(self._source.take())
        events: list[SessionEvent] = []
        while self._waiting and not self.is_over:
            message = self._waiting.popleft()
            if isinstance(message, Notified):
                events += self.session.take(message)
        return tuple(events)

    def _note_battery(self, message: Message) -> None:
        match message:
            case BatteryTold(percent=percent) | StreamBegan(battery_percent=int() as percent):
                self.battery_percent = percent

    def _as_seen_from_before(self, message: Message) -> Message:
        """Return a message as the whole session sees it; the link knows only what was since it was opened."""
        if isinstance(message, StreamBegan) and message.slot in self._streamed_before:
            return replace(message, again=True)
        return message

    def _unpaused(self) -> tuple[SessionEvent, ...]:
        """Let the session go on if it waits for samples and they have come."""
        if self._samples_before is None or self.session.fed_samples == self._samples_before:
            return ()
        self._samples_before = None
        return self.session.press(PauseOrResume())

    def _lose(self, gone: GaveUp) -> None:
        """One sensor less; the session goes on while any is left that may come."""
        self._left -= 1
        if self._left == 0 or gone.slot == 0:
            self.failure = gone.failure.error(gone.name or "the sensor")
