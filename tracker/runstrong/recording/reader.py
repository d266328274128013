"""Read a native recording: whatever is complete in it is used, however it ended."""

import zlib
from pathlib import Path

from runstrong.errors import BadRecording, Place
from runstrong.recording.checks import gaps_in, usual_rate_hz
from runstrong.recording.content import LARGEST_BYTES, Content, read_content, refuse_long_lines
from runstrong.recording.entry import Entry, parse_line
from runstrong.recording.intake import SensorIntake
from runstrong.recording.lines import FORMAT_NAME, FORMAT_VERSION, Head, JournalLine, LineKind, Stamp
from runstrong.recording.model import Recording, RecordingFormat, RecordingInfo, Remark
from runstrong_signal.samples import SampleBlock

SIZE_CLAIMS = ("bytes", "size", "length", "samples", "lines")
"""Keys by which a head may claim how much there is; nothing is ever allocated by them."""

CORRECT_CLAIM = "use another copy, or correct this line"
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
KINDS = {kind.value: kind for kind in LineKind}
STAMP_KEYS = frozenset(("t", "m", "k"))


def is_native(content: Content) -> bool:
    """Whether the content is JSON rather than a table."""
    return content.data[:64].removeprefix(BYTE_ORDER_MARK).lstrip().startswith(b"{")


def read_recording(path: Path) -> Recording:
    """Read the native recording at ``path``, plain or gzipped; BadRecording says what is wrong with it and where."""
    return read_native(read_content(path))


def read_native(content: Content) -> Recording:
    """Read a native recording from its bytes; an end without a newline is torn, and left out."""
    refuse_long_lines(content)
    data = content.data.removeprefix(BYTE_ORDER_MARK)
    whole_bytes = data.rfind(b"\n") + 1
    reading = _Reading(content.path)
    crc32 = 0
    for line, octets in enumerate(data[:whole_bytes].split(b"\n")[:-1], start=1):
        if octets.strip():
            reading.take(parse_line(content.path, line, octets), crc32)
        crc32 = zlib.crc32(octets + b"\n", crc32)
    return reading.result(len(data) - whole_bytes, content.torn)


class _Reading:
    """What is known after each line; ``take`` is called once a line, then ``result`` once."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._head: Head | None = None
        self._head_stamp = Stamp(0, 0)
        self._sensor = SensorIntake(path)
        self._journal: list[JournalLine] = []
        self._closed = False
        self._checksum_fits = True

    def take(self, entry: Entry, crc32_before: int) -> None:
        """Take one line; ``crc32_before`` is the checksum of everything before it."""
        kind = kind_of(entry)
        if self._head is None:
            self._head, self._head_stamp = head_of(entry, kind), entry.stamp()
            return
        self._closed = kind is LineKind.END
        match kind:
            case LineKind.DEVICE:
                self._sensor.take_device(entry)
            case LineKind.CONFIG:
                self._sensor.take_config(entry)
            case LineKind.NOTIFICATION:
                self._sensor.take_notification(entry)
            case LineKind.END:
                self._checksum_fits = entry.whole("crc32") == crc32_before
            case None | LineKind.HEAD:
                pass
            case _:
                self._take_journal(entry, kind)

    def _take_journal(self, entry: Entry, kind: LineKind) -> None:
        rest = {key: value for key, value in entry.fields.items() if key not in STAMP_KEYS}
        self._journal.append(JournalLine(kind, entry.stamp(), rest))
        if kind is LineKind.GAP:
            self._sensor.take_gap(entry)

    def result(self, dropped_bytes: int, torn: bool) -> Recording:
        """Return the recording; BadRecording if it holds too few samples."""
        if self._head is None:
            raise BadRecording("not even its first line is complete", remedy="record again", place=Place(self._path))
        samples = self._sensor.samples()
        info = self._info(self._head, samples, dropped_bytes, torn)
        return Recording(info, samples, self._sensor.arrivals(), tuple(self._journal))

    def _info(self, head: Head, samples: SampleBlock, dropped_bytes: int, torn: bool) -> RecordingInfo:
        device, faults = self._sensor.device, self._sensor.faults
        assert device is not None  # samples come from a device
        conditions = (
            (Remark.TORN_TAIL, dropped_bytes > 0 or torn),
            (Remark.NOT_CLOSED, not self._closed),
            (Remark.BAD_CHECKSUM, self._closed and not self._checksum_fits),
            (Remark.FAULTY_NOTIFICATIONS, faults > 0),
            (Remark.OTHER_DEVICES, len(self._sensor.slots) > 1),
        )
        return RecordingInfo(
            format=RecordingFormat.NATIVE,
            path=self._path,
            rate_hz=usual_rate_hz(samples.t_s),
            duration_s=float(samples.t_s[-1]),
            samples=len(samples),
            placement=device.placement,
            exercise=head.exercise or self._first_text(LineKind.SET, "exercise"),
            dose=head.dose,
            imported_from=head.imported_from,
            synthetic=head.synthetic,
            seed=head.seed,
            truth=head.truth,
            start_unix_ns=self._head_stamp.t_ns,
            sensor=device.name,
            plan_text=self._first_text(LineKind.PLAN, "text"),
            gaps=gaps_in(samples.t_s),
            remarks=tuple(remark for remark, holds in conditions if holds),
            driver=device.driver,
            serial=device.serial,
            firmware=device.firmware,
            uuid=head.uuid,
            zone=head.zone,
            software=head.software,
            dropped_bytes=dropped_bytes,
            bad_notifications=faults,
        )

    def _first_text(self, kind: LineKind, key: str) -> str:
        texts = (line.fields.get(key) for line in self._journal if line.kind is kind)
        return next((text for text in texts if isinstance(text, str)), "")


def kind_of(entry: Entry) -> LineKind | None:
    """Return what a line tells, or None if this program does not know its kind."""
    return KINDS.get(entry.text("k"))


def head_of(entry: Entry, kind: LineKind | None) -> Head:
    """Return the head; BadRecording if the first line is none, or of a format that is not known."""
    if kind is not LineKind.HEAD or entry.text("format") != FORMAT_NAME:
        entry.refuse("this is not the head of a runstrong recording", "use a recording that runstrong wrote")
    if entry.whole("version") > FORMAT_VERSION:
        entry.refuse(f"the format has version {entry.whole('version')}, newer than this program", "update runstrong")
    for key in SIZE_CLAIMS:
        claimed = entry.fields.get(key, 0)
        if isinstance(claimed, int | float) and claimed > LARGEST_BYTES:
            entry.refuse(f"{key!r} claims {claimed:,}, more than a recording can hold", CORRECT_CLAIM)
    return Head(
        software=entry.word("software"),
        uuid=entry.word("uuid"),
        zone=entry.word("zone"),
        person=entry.word("person"),
        host=entry.word("host"),
        exercise=entry.word("exercise"),
        dose=entry.word("dose"),
        imported_from=entry.word("imported_from"),
        synthetic=entry.fields.get("synthetic") is True,
        seed=entry.whole("seed") if entry.fields.get("seed") is not None else None,
        truth=entry.mapping("truth"),
    )
