"""Recordings in and out: our own format, and the ones that people already have."""

from runstrong.recording.lines import Device, GapReason, Head, JournalLine, LineKind, Stamp
from runstrong.recording.model import Gap, Recording, RecordingFormat, RecordingInfo, Remark
from runstrong.recording.open import open_recording
from runstrong.recording.reader import read_recording
from runstrong.recording.writer import RecordingWriter, compress_recording

__all__ = [
    "Device",
    "Gap",
    "GapReason",
    "Head",
    "JournalLine",
    "LineKind",
    "Recording",
    "RecordingFormat",
    "RecordingInfo",
    "RecordingWriter",
    "Remark",
    "Stamp",
    "compress_recording",
    "open_recording",
    "read_recording",
]
