"""What a recording is once it is read, whatever format it came in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

import numpy as np

from runstrong.recording.lines import JournalLine
from runstrong_signal.samples import SampleBlock


class RecordingFormat(StrEnum):
    """The formats that can be read."""

    NATIVE = "runstrong"
    CORPUS_CSV = "sample CSV"
    METABASE_CSV = "MetaBase CSV"
    POLAR_LOGGER = "Polar Sensor Logger"
    MOVESENSE_LOGGER = "Movesense logger"
    PHYPHOX = "phyphox"
    SENSOR_LOGGER = "Sensor Logger"
    WITMOTION_TEXT = "WitMotion text"
    EDGE_IMPULSE = "Edge Impulse JSON"
    SENSOR_LOG = "SensorLog"
    EMPATICA = "Empatica"
    FIT = "FIT accelerometer data"
    MAPPED_CSV = "CSV with named columns"


class Remark(StrEnum):
    """Something about a recording that a person should know, though it can be used."""

    TORN_TAIL = "the end of the file is torn off; what was complete before it is used"
    NOT_CLOSED = "the recording was not closed; it ends where the program was stopped"
    BAD_CHECKSUM = "the checksum does not match; the file was changed or damaged after it was written"
    SHARED_STAMPS = "several samples share a time stamp; they were spread evenly since the one before"
    FAULTY_NOTIFICATIONS = "some notifications could not be decoded and were left out"
    OTHER_DEVICES = "more than one sensor was recorded; the first is used"
    REPEATED_ROWS = "rows that repeat the sample before were left out"
    GRAVITY_ADDED = "acceleration without gravity and gravity were recorded apart; they have been added"
    GYROSCOPE_APART = "the gyroscope was sampled at other times than the acceleration; it is left out"
    UNIT_BY_SIZE = "the file does not say its unit; it was told by the size of gravity"


@dataclass(frozen=True, slots=True)
class Gap:
    """No samples between ``start_s`` and ``end_s``."""

    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class RecordingInfo:
    """What is known about a recording beside its samples.

    Attributes
    ----------
    rate_hz
        One over the median step between samples.
    unit, gravity_g
        Of the acceleration in the file, which is g here; and its size where it is quietest, None if that was not
        looked at.
    other_sensors
        Names of those that are in the file, too, and are not read.
    imported_from
        The format that an imported recording had before it became one of ours, else empty.
    placement, exercise
        As the recording says, in its own words; empty if it does not.
    dose
        How the exercise was done, in the words of a plan; empty where the recording does not say.
    start_unix_ns
        When it began, or None.
    driver, serial, firmware
        Of the sensor, as our own format says.
    uuid, zone, software
        The name for good of a session, where it was, and what wrote it, as our own format says; empty elsewhere.
    gaps
        Steps longer than three usual ones.
    dropped_bytes
        Length of a torn end that was left out.
    shared_stamps
        How many samples had the time stamp of their predecessor.
    bad_notifications
        How many faults the sensor's driver counted.
    """

    format: RecordingFormat
    path: Path
    rate_hz: float
    duration_s: float
    samples: int
    unit: str = "g"
    gravity_g: float | None = None
    imported_from: str = ""
    placement: str = ""
    exercise: str = ""
    dose: str = ""
    synthetic: bool = False
    seed: int | None = None
    truth: Mapping[str, object] = field(default_factory=dict)
    start_unix_ns: int | None = None
    sensor: str = ""
    other_sensors: tuple[str, ...] = ()
    plan_text: str = ""
    gaps: tuple[Gap, ...] = ()
    remarks: tuple[Remark, ...] = ()
    dropped_bytes: int = 0
    driver: str = ""
    serial: str = ""
    firmware: str = ""
    uuid: str = ""
    zone: str = ""
    software: str = ""
    shared_stamps: int = 0
    bad_notifications: int = 0


@dataclass(frozen=True, slots=True)
class Recording:
    """Samples of one sensor in session time, 0.0 at the first, with what is known about them.

    Attributes
    ----------
    arrivals
        Index after the last sample of each notification, where the format knows them; else empty.
    journal
        What else happened, in order: sets, counted repetitions, corrections.
    """

    info: RecordingInfo
    samples: SampleBlock
    arrivals: tuple[int, ...] = ()
    journal: tuple[JournalLine, ...] = ()

    def all(self) -> SampleBlock:
        """Return every sample as one block."""
        return self.samples

    def blocks(self, chunk_s: float = 0.2) -> Iterator[SampleBlock]:
        """Yield the samples as they arrived: by notification, or in pieces of ``chunk_s`` where that is not known."""
        start = 0
        for stop in self.arrivals or self._cuts(chunk_s):
            yield self.samples.slice(start, stop)
            start = stop

    def _cuts(self, chunk_s: float) -> list[int]:
        chunks = np.floor(self.samples.t_s / chunk_s)
        return [*(np.flatnonzero(np.diff(chunks)) + 1).tolist(), len(self.samples)]
