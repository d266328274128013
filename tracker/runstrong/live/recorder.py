"""What the link tells, written down as it comes and before anything is computed from it."""

import json
from typing import BinaryIO

from runstrong import __version__
from runstrong.ble.messages import Dropped, Message, Notified, StreamBegan, StreamBroke
from runstrong.recording.lines import GapReason, Head, LineKind, Stamp
from runstrong.recording.writer import RecordingWriter
from runstrong.session.events import Corrected, RepDone, SessionEvent, SetEnded, SetStarted
from runstrong.session.json_lines import json_line

JOURNAL_KINDS: dict[type[SessionEvent], LineKind] = {
    SetStarted: LineKind.SET,
    SetEnded: LineKind.SET,
    RepDone: LineKind.REP,
    Corrected: LineKind.FIX,
}
"""Events that are written down too, for whoever reads the file without this program."""


class Recorder:
    """Writes one session to a file that stays the caller's to open and to close."""

    def __init__(
        self, file: BinaryIO, stamp: Stamp, *, exercise: str = "", plan_text: str = "", zone: str = ""
    ) -> None:
        self._writer = RecordingWriter(file)
        self._slots: set[int] = set()
        self._newest = stamp
        self._closed = False
        self._writer.head(stamp, Head(software=f"runstrong {__version__}", exercise=exercise, zone=zone))
        if plan_text:
            self._writer.plan(stamp, plan_text)

    def take(self, message: Message) -> None:
        """Write a message down, if a recording holds its kind."""
        self._newest = message.stamp
        match message:
            case Notified(slot, stamp, key, payload):
                self._writer.notification(stamp, slot, key, payload)
            case StreamBegan():
                self._begin(message)
            case StreamBroke(slot, stamp):
                self._writer.gap(stamp, slot, GapReason.DISCONNECTED)
            case Dropped(slot, stamp, _, why):
                self._writer.gap(stamp, slot, why)
            case _:
                self._writer.tick(message.stamp.m_ns)

    def note(self, event: SessionEvent) -> None:
        """Write an event of the session down, if it is one that a recording holds."""
        kind = JOURNAL_KINDS.get(type(event))
        if kind is not None:
            facts = json.loads(json_line(event))
            self._writer.line(kind, self._newest, {"session_s": facts.pop("t"), **facts})

    def close(self) -> None:
        """Write the last line; doing so again changes nothing."""
        if not self._closed:
            self._closed = True
            self._writer.close(self._newest)

    def _begin(self, began: StreamBegan) -> None:
        """Readers start a stream anew where it came back, so that line comes before its configuration."""
        if began.slot not in self._slots:
            self._slots.add(began.slot)
            self._writer.device(began.stamp, began.device)
        if began.again:
            self._writer.gap(began.stamp, began.slot, GapReason.RECONNECTED)
        self._writer.config(began.stamp, began.slot, began.config)
