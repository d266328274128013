"""A recorded session told once more, as it came: messages of the link and what the person pressed, in their order.

So a session that was cut off can be gone on with. It is fed what it was fed before, and is then where it was; no set is
lost, nor the count of the one that was being done. Only what had not reached the file is missing: a second at most.
"""

import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from runstrong.ble.errors import Failure, Trouble
from runstrong.ble.messages import Dropped, Message, Notified, StreamBegan, StreamBroke
from runstrong.errors import BadRecording, Place
from runstrong.exercises.model import BodyPlace
from runstrong.exercises.places import find_place
from runstrong.live.session import LiveSession
from runstrong.recording.content import read_content
from runstrong.recording.entry import Entry, parse_line
from runstrong.recording.intake import config_of, device_of
from runstrong.recording.lines import Device, GapReason, Head, LineKind, Stamp
from runstrong.recording.reader import head_of, kind_of
from runstrong.recording.writer import Written
from runstrong.session.layout import USUAL_LAYOUT, Layout, layout_from
from runstrong.session.pressed import Pressed, pressed_from
from runstrong.templates.using import ByRow, template_rows
from runstrong_signal.reps.personal import PersonalTemplate

NEVER = Stamp(0, 0)


@dataclass(frozen=True, slots=True)
class Retelling:
    """A session as its file holds it.

    Attributes
    ----------
    plan_text
        The prescription, whole, or empty.
    templates
        What was known of how the person does each exercise, by the row of the script.
    devices
        The sensors that took part, by slot.
    written
        How far the file goes: what is written next belongs after it.
    """

    path: Path
    head: Head
    began: Stamp
    plan_text: str
    layout: Layout
    templates: ByRow
    devices: Mapping[int, Device]
    happened: tuple[Message | Pressed, ...]
    written: Written
    is_closed: bool

    @property
    def places(self) -> Mapping[int, BodyPlace | None]:
        """Where each sensor was worn."""
        return {slot: find_place(device.placement) for slot, device in sorted(self.devices.items())}

    def tell(self, session: LiveSession) -> None:
        """Let a new session go through all of it; at the end no sensor streams."""
        for one in self.happened:
            if isinstance(one, Pressed):
                session.press_at(one.session_s, one.command)
            else:
                session.take(one)
        for slot in self.devices:
            session.take(StreamBroke(slot, self.written.newest, Failure(Trouble.LOST)))


def read_retelling(path: Path) -> Retelling:
    """Read the file of a session, finished or not; an end without a newline is left out.

    Raises
    ------
    BadRecording
        It cannot be read, is no recording of ours, or no sensor ever streamed in it.
    """
    data = read_content(path).data
    telling = _Telling()
    for line, octets in enumerate(data[: data.rfind(b"\n") + 1].splitlines(keepends=True), start=1):
        telling.take(parse_line(path, line, octets), octets)
    return telling.result(path)


@dataclass(slots=True)
class _Telling:
    """What is known after each line."""

    head: Head | None = None
    began: Stamp = NEVER
    plan_text: str = ""
    layout: Layout = USUAL_LAYOUT
    templates: dict[int, PersonalTemplate] = field(default_factory=dict)
    devices: dict[int, Device] = field(default_factory=dict)
    happened: list[Message | Pressed] = field(default_factory=list)
    numbers: dict[int, int] = field(default_factory=dict)
    streamed: set[int] = field(default_factory=set)
    newest: Stamp = NEVER
    octets: int = 0
    lines: int = 0
    crc32: int = 0
    is_closed: bool = False

    def take(self, entry: Entry, octets: bytes) -> None:
        kind = kind_of(entry)
        if self.head is None:
            self.head, self.began = head_of(entry, kind), entry.stamp()
        self.octets += len(octets)
        self.lines += 1
        self.crc32 = zlib.crc32(octets, self.crc32)
        self.newest = max(self.newest, entry.stamp(), key=lambda stamp: stamp.m_ns)
        self.is_closed = kind is LineKind.END
        self.happened += self._told(entry, kind)

    def _told(self, entry: Entry, kind: LineKind | None) -> Iterator[Message | Pressed]:
        match kind:
            case LineKind.PLAN:
                self.plan_text = self.plan_text or entry.text("text")
            case LineKind.SCRIPT:
                self.layout = layout_from(entry.fields)
            case LineKind.TEMPLATE:
                self.templates |= template_rows(entry.fields)
            case LineKind.DEVICE:
                device = device_of(entry)
                self.devices[device.slot] = device
            case LineKind.CONFIG:
                yield self._stream(entry)
            case LineKind.NOTIFICATION:
                slot = entry.whole("slot")
                self.numbers[slot] = entry.whole("q") + 1
                yield Notified(slot, entry.stamp(), entry.text("c"), entry.octets("b"))
            case LineKind.GAP:
                yield from _gap(entry)
            case LineKind.KEY:
                pressed = pressed_from(entry.fields)
                if pressed is None:
                    entry.refuse("this is no command that is known", "update runstrong")
                yield pressed
            case _:
                pass

    def _stream(self, entry: Entry) -> StreamBegan:
        slot = entry.whole("slot")
        if slot not in self.devices:
            entry.refuse(f"no sensor {slot} has been named before", "use another copy of the recording")
        again = slot in self.streamed
        self.streamed.add(slot)
        return StreamBegan(slot, entry.stamp(), self.devices[slot], config_of(entry), again)

    def result(self, path: Path) -> Retelling:
        if self.head is None or not self.devices:
            what = "no sensor ever streamed in this session"
            raise BadRecording(what, remedy="begin a new one", place=Place(path))
        written = Written(self.octets, self.lines, self.crc32, self.numbers, self.newest)
        return Retelling(
            path,
            self.head,
            self.began,
            self.plan_text,
            self.layout,
            self.templates,
            self.devices,
            tuple(self.happened),
            written,
            self.is_closed,
        )


def _gap(entry: Entry) -> Iterator[Message]:
    slot, why = entry.whole("slot"), entry.text("why")
    if why == GapReason.DISCONNECTED:
        yield StreamBroke(slot, entry.stamp(), Failure(Trouble.LOST))
    elif why in (GapReason.OVERFLOW, GapReason.LOST):
        yield Dropped(slot, entry.stamp(), 0, GapReason(why))
