"""What the link tells, written down as it comes and before anything is computed from it."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict

from runstrong import __version__
from runstrong.ble.messages import Dropped, Message, Notified, StreamBegan, StreamBroke
from runstrong.recording.lines import GapReason, Head, LineKind, Stamp
from runstrong.recording.writer import ByteSink, RecordingWriter, Written
from runstrong.session.commands import Command
from runstrong.session.events import SessionEvent
from runstrong.session.json_lines import json_line
from runstrong.session.set_events import Corrected, CountConfirmed, RepDone, SetEnded, SetStarted
from runstrong.session.timing import Timing

JOURNAL_KINDS: dict[type[SessionEvent], LineKind] = {
    SetStarted: LineKind.SET,
    SetEnded: LineKind.SET,
    RepDone: LineKind.REP,
    Corrected: LineKind.FIX,
    CountConfirmed: LineKind.FIX,
}
"""Events that are written down too, for whoever reads the file without this program."""


class Recorder:
    """Writes one session to a file that stays the caller's to open and to close.

    Parameters
    ----------
    uuid, zone, synthetic, seed
        As in the head of a recording.
    plan_text
        The prescription, whole; empty where there is none but an exercise.
    goes_on
        What a recording that is gone on with holds already; then nothing of the above is written.
    """

    def __init__(
        self,
        file: ByteSink,
        stamp: Stamp,
        *,
        exercise: str = "",
        plan_text: str = "",
        uuid: str = "",
        zone: str = "",
        synthetic: bool = False,
        seed: int | None = None,
        goes_on: Written | None = None,
    ) -> None:
        self._writer = RecordingWriter(file, goes_on)
        self._slots: set[int] = set() if goes_on is None else set(goes_on.numbers)
        self._newest = stamp if goes_on is None else goes_on.newest
        self._closed = False
        if goes_on is not None:
            return
        software = f"runstrong {__version__}"
        head = Head(software, uuid=uuid, zone=zone, exercise=exercise, synthetic=synthetic, seed=seed)
        self._writer.head(stamp, head)
        if plan_text:
            self._writer.plan(stamp, plan_text)

    @property
    def has_streamed(self) -> bool:
        """Whether any sensor has taken part."""
        return bool(self._slots)

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

    def note(self, event: SessionEvent, slot: int = 0) -> None:
        """Write an event of the session down, if it is one that a recording holds; ``slot`` is listened to."""
        kind = JOURNAL_KINDS.get(type(event))
        if kind is None:
            return
        facts = json.loads(json_line(event))
        heard = {"slot": slot} if kind is LineKind.SET else {}
        self._writer.line(kind, self._newest, {"session_s": facts.pop("t"), **heard, **facts})
        if isinstance(event, SetEnded):
            self._writer.flush()

    def lay_out(self, timing: Timing, *, stands_first: bool) -> None:
        """Write down how the prescription was laid out, where that is the person's choice or the session's."""
        self._writer.line(LineKind.SCRIPT, self._newest, {"timing": asdict(timing), "stands_first": stands_first})

    def use_templates(self, lines: Iterable[Mapping[str, object]]) -> None:
        """Write down the templates that the session is done with: without them it does not replay."""
        for line in lines:
            self._writer.line(LineKind.TEMPLATE, self._newest, line)

    def press(self, command: Command, *, session_s: float, samples: int) -> None:
        """Write a command down before it is carried out, at ``session_s`` and after so many samples."""
        fields = {"session_s": session_s, "samples": samples, "command": command.command}
        self._writer.line(LineKind.KEY, self._newest, {**fields, **asdict(command)})

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
