"""Read a native recording: whatever is complete in it is used, however it ended."""

import zlib
from pathlib import Path

import numpy as np

from runstrong.errors import BadRecording, Place, printable
from runstrong.recording.checks import (
    FASTEST_HZ,
    SLOWEST_HZ,
    gaps_in,
    refuse_impossible_times,
    refuse_impossible_values,
    usual_rate_hz,
)
from runstrong.recording.content import LARGEST_BYTES, SHORTEN, Content, read_content
from runstrong.recording.entry import Entry, parse_line
from runstrong.recording.lines import (
    FORMAT_NAME,
    FORMAT_VERSION,
    Device,
    GapReason,
    Head,
    JournalLine,
    LineKind,
    Stamp,
)
from runstrong.recording.model import Recording, RecordingFormat, RecordingInfo, Remark
from runstrong.sensors import FAMILIES, SensorStream, StreamConfig, stream_for
from runstrong_signal.samples import SampleBlock

NS_PER_S = 1e9
SIZE_CLAIMS = ("bytes", "size", "length", "samples", "lines")
"""Keys by which a line may claim how much there is; nothing is ever allocated by them."""

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
KINDS = {kind.value: kind for kind in LineKind}


def is_native(content: Content) -> bool:
    """Whether the content is JSON rather than a table."""
    return content.data[:64].removeprefix(BYTE_ORDER_MARK).lstrip().startswith(b"{")


def read_recording(path: Path) -> Recording:
    """Read the native recording at ``path``, plain or gzipped; BadRecording says what is wrong with it and where."""
    return read_native(read_content(path))


def read_native(content: Content) -> Recording:
    """Read a native recording from its bytes; an end without a newline is torn, and left out."""
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
        self._device: Device | None = None
        self._slots: set[int] = set()
        self._stream: SensorStream | None = None
        self._config: StreamConfig | None = None
        self._blocks: list[SampleBlock] = []
        self._block_lines: list[int] = []
        self._journal: list[JournalLine] = []
        self._faults_before = 0
        self._last_m_ns = 0
        self._closed = False
        self._checksum_fits = True

    def take(self, entry: Entry, crc32_before: int) -> None:
        """Take one line; ``crc32_before`` is the checksum of everything before it."""
        kind = KINDS.get(entry.text("k"))
        if self._head is None:
            self._take_head(entry, kind)
            return
        self._closed = kind is LineKind.END
        match kind:
            case None | LineKind.HEAD:
                return
            case LineKind.DEVICE:
                self._take_device(entry)
            case LineKind.CONFIG:
                self._take_config(entry)
            case LineKind.NOTIFICATION:
                self._take_notification(entry)
            case LineKind.END:
                self._checksum_fits = entry.whole("crc32") == crc32_before
            case _:
                self._take_journal(entry, kind)

    def _take_head(self, entry: Entry, kind: LineKind | None) -> None:
        if kind is not LineKind.HEAD or entry.text("format") != FORMAT_NAME:
            entry.refuse("this is not the head of a runstrong recording", "use a recording that runstrong wrote")
        if entry.whole("version") > FORMAT_VERSION:
            entry.refuse(
                f"the format has version {entry.whole('version')}, newer than this program", "update runstrong"
            )
        for key in SIZE_CLAIMS:
            claimed = entry.fields.get(key, 0)
            if isinstance(claimed, int | float) and claimed > LARGEST_BYTES:
                entry.refuse(f"{key!r} claims {claimed:.3g}, more than a recording can hold", SHORTEN)
        synthetic = entry.fields.get("synthetic") is True
        self._head_stamp = entry.stamp()
        self._head = Head(
            software=entry.text("software"),
            uuid=entry.text("uuid"),
            zone=entry.text("zone"),
            person=entry.text("person"),
            host=entry.text("host"),
            exercise=entry.text("exercise"),
            synthetic=synthetic,
            seed=entry.whole("seed") if entry.fields.get("seed") is not None else None,
            truth=entry.mapping("truth"),
        )

    def _take_device(self, entry: Entry) -> None:
        slot, driver = entry.whole("slot"), entry.text("driver")
        self._slots.add(slot)
        if self._device is not None and self._device.slot != slot:
            return
        if driver not in FAMILIES:
            entry.refuse(f"the sensor family {printable(driver, longest=40)!r} is not known", "update runstrong")
        self._device = Device(
            slot=slot,
            driver=driver,
            name=entry.text("name"),
            address=entry.text("address"),
            firmware=entry.text("firmware"),
            serial=entry.text("serial"),
            placement=entry.text("placement"),
            mounting=entry.text("mounting"),
        )

    def _take_config(self, entry: Entry) -> None:
        if self._device is None or entry.whole("slot") != self._device.slot:
            return
        range_g = entry.number("range_g") if "range_g" in entry.fields else None
        config = StreamConfig(entry.number("rate_hz"), range_g, entry.number("factor", 1.0))
        if not SLOWEST_HZ <= config.rate_hz <= FASTEST_HZ:
            entry.refuse(f"'rate_hz' is {config.rate_hz:.3g}, not {SLOWEST_HZ:.0f} to {FASTEST_HZ:.0f}")
        if self._stream is None:
            self._stream = stream_for(self._device.driver, config)
        elif config != self._config:
            self._faults_before += sum(self._stream.driver.faults.values())
            self._stream.reconfigure(FAMILIES[self._device.driver].driver(config))
        self._config = config

    def _take_notification(self, entry: Entry) -> None:
        slot, m_ns = entry.whole("slot"), entry.whole("m")
        if self._device is None or slot != self._device.slot:
            return
        if self._stream is None:
            entry.refuse("a notification before the sensor's configuration", "use another copy of the recording")
        if m_ns < self._last_m_ns:
            entry.refuse(f"time goes back, from 'm' = {self._last_m_ns} to {m_ns}")
        self._last_m_ns = m_ns
        blocks = self._stream.feed(entry.text("c"), entry.octets("b"), m_ns / NS_PER_S)
        self._blocks += blocks
        self._block_lines += [entry.line] * len(blocks)

    def _take_journal(self, entry: Entry, kind: LineKind) -> None:
        rest = {key: value for key, value in entry.fields.items() if key not in ("t", "m", "k")}
        self._journal.append(JournalLine(kind, entry.stamp(), rest))
        if kind is LineKind.GAP and entry.text("why") == GapReason.RECONNECTED and self._stream is not None:
            self._stream.restart()

    def result(self, dropped_bytes: int, torn: bool) -> Recording:
        """Return the recording; BadRecording if it holds too few samples."""
        place = Place(self._path)
        if self._head is None:
            raise BadRecording("no line of it is complete", remedy="use another copy", place=place)
        if not self._blocks:
            raise BadRecording(
                f"there are no samples in it ({self._faults()} notifications could not be decoded)",
                remedy="record again, or use another file",
                place=place,
            )
        samples = self._samples()
        lengths = np.cumsum([len(block) for block in self._blocks])

        def line_of(sample: int) -> int:
            return self._block_lines[int(np.searchsorted(lengths, sample, side="right"))]

        refuse_impossible_times(self._path, samples.t_s, line_of)
        refuse_impossible_values(self._path, samples, line_of)
        info = self._info(self._head, samples, dropped_bytes, torn)
        return Recording(info, samples, tuple(lengths.tolist()), tuple(self._journal))

    def _samples(self) -> SampleBlock:
        gyro_dps = [block.gyro_dps for block in self._blocks if block.gyro_dps is not None]
        return SampleBlock(
            np.concatenate([block.t_s for block in self._blocks]),
            np.concatenate([block.acc_g for block in self._blocks]),
            np.concatenate(gyro_dps) if len(gyro_dps) == len(self._blocks) else None,
        )

    def _faults(self) -> int:
        return self._faults_before + (0 if self._stream is None else sum(self._stream.driver.faults.values()))

    def _info(self, head: Head, samples: SampleBlock, dropped_bytes: int, torn: bool) -> RecordingInfo:
        device = self._device
        assert device is not None  # samples come from a device
        conditions = (
            (Remark.TORN_TAIL, dropped_bytes > 0 or torn),
            (Remark.NOT_CLOSED, not self._closed),
            (Remark.BAD_CHECKSUM, self._closed and not self._checksum_fits),
            (Remark.FAULTY_NOTIFICATIONS, self._faults() > 0),
            (Remark.OTHER_DEVICES, len(self._slots) > 1),
        )
        return RecordingInfo(
            format=RecordingFormat.NATIVE,
            path=self._path,
            rate_hz=usual_rate_hz(samples.t_s),
            duration_s=float(samples.t_s[-1]),
            samples=len(samples),
            placement=device.placement,
            exercise=head.exercise,
            synthetic=head.synthetic,
            seed=head.seed,
            truth=head.truth,
            start_unix_ns=self._head_stamp.t_ns,
            sensor=device.name,
            plan_text=self._plan_text(),
            gaps=gaps_in(samples.t_s),
            remarks=tuple(remark for remark, holds in conditions if holds),
            dropped_bytes=dropped_bytes,
            bad_notifications=self._faults(),
        )

    def _plan_text(self) -> str:
        texts = (line.fields.get("text") for line in self._journal if line.kind is LineKind.PLAN)
        return next((text for text in texts if isinstance(text, str)), "")
