"""The sensor's part of a native recording: from its device, configuration and notification lines to samples."""

from pathlib import Path

import numpy as np

from runstrong.errors import BadRecording, Place, printable
from runstrong.recording.checks import (
    FASTEST_HZ,
    SLOWEST_HZ,
    refuse_impossible_times,
    refuse_impossible_values,
)
from runstrong.recording.entry import Entry
from runstrong.recording.lines import Device, GapReason
from runstrong.sensors import SensorStream, StreamConfig, stream_for
from runstrong.sensors.registry import DRIVERS
from runstrong_signal.samples import SampleBlock

NS_PER_S = 1e9


class SensorIntake:
    """Decode the notifications of the first sensor that a recording names."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._config: StreamConfig | None = None
        self._stream: SensorStream | None = None
        self._blocks: list[SampleBlock] = []
        self._block_lines: list[int] = []
        self._earlier_faults = 0
        self._last_m_ns = 0
        self.slots: set[int] = set()
        """Slots of all sensors that took part."""
        self.device: Device | None = None
        """The sensor that is read."""

    @property
    def faults(self) -> int:
        """How many faults the driver met."""
        return self._earlier_faults + (0 if self._stream is None else sum(self._stream.driver.faults.values()))

    def take_device(self, entry: Entry) -> None:
        """Take a ``dev`` line; the first sensor is the one that is read."""
        self.slots.add(entry.whole("slot"))
        if self.device is None:
            self.device = device_of(entry)

    def take_config(self, entry: Entry) -> None:
        """Take a ``cfg`` line; a changed one goes on with a driver of its own."""
        if self.device is None or entry.whole("slot") != self.device.slot:
            return
        config = config_of(entry)
        if self._stream is None:
            self._stream = stream_for(self.device.driver, config)
        elif config != self._config:
            self._earlier_faults += sum(self._stream.driver.faults.values())
            self._stream.reconfigure(DRIVERS[self.device.driver](config))
        self._config = config

    def take_notification(self, entry: Entry) -> None:
        """Take an ``n`` line of any sensor."""
        slot, m_ns = entry.whole("slot"), entry.whole("m")
        if self.device is None or slot != self.device.slot:
            return
        if self._stream is None:
            entry.refuse("a notification comes before the sensor's configuration", "use another copy of the recording")
        if m_ns < self._last_m_ns:
            entry.refuse(f"time goes back, from 'm' = {self._last_m_ns} to {m_ns}")
        self._last_m_ns = m_ns
        blocks = self._stream.feed(entry.text("c"), entry.octets("b"), m_ns / NS_PER_S)
        self._blocks += blocks
        self._block_lines += [entry.line] * len(blocks)

    def take_gap(self, entry: Entry) -> None:
        """Take a ``gap`` line; a sensor that comes back starts its stream anew."""
        ours = self.device is not None and entry.fields.get("slot", self.device.slot) == self.device.slot
        if ours and self._stream is not None and entry.text("why") == GapReason.RECONNECTED:
            self._stream.restart()

    def samples(self) -> SampleBlock:
        """Return all samples in session time; BadRecording if there are too few or they are impossible."""
        if not self._blocks:
            raise BadRecording(
                f"there are no samples in it ({self.faults} notifications could not be decoded)",
                remedy="record again, or use another file",
                place=Place(self._path),
            )
        gyro_dps = [block.gyro_dps for block in self._blocks if block.gyro_dps is not None]
        samples = SampleBlock(
            np.concatenate([block.t_s for block in self._blocks]),
            np.concatenate([block.acc_g for block in self._blocks]),
            np.concatenate(gyro_dps) if len(gyro_dps) == len(self._blocks) else None,
        )
        refuse_impossible_times(self._path, samples.t_s, self._line_of)
        refuse_impossible_values(self._path, samples, self._line_of)
        return samples

    def arrivals(self) -> tuple[int, ...]:
        """Return the index after the last sample of each block."""
        return tuple(np.cumsum([len(block) for block in self._blocks]).tolist())

    def _line_of(self, sample: int) -> int:
        return self._block_lines[int(np.searchsorted(self.arrivals(), sample, side="right"))]


def device_of(entry: Entry) -> Device:
    """Return the sensor that a ``dev`` line names; BadRecording if its family is not known."""
    driver = entry.text("driver")
    if driver not in DRIVERS:
        entry.refuse(f"the sensor family {printable(driver, longest=40)!r} is not known", "update runstrong")
    return Device(
        slot=entry.whole("slot"),
        driver=driver,
        name=entry.word("name"),
        address=entry.word("address"),
        firmware=entry.word("firmware"),
        serial=entry.word("serial"),
        placement=entry.word("placement"),
        mounting=entry.word("mounting"),
    )


def config_of(entry: Entry) -> StreamConfig:
    """Return how a sensor streams, as a ``cfg`` line says; BadRecording if no sensor of use here streams so."""
    range_g = entry.number("range_g") if "range_g" in entry.fields else None
    config = StreamConfig(entry.number("rate_hz"), range_g, entry.number("factor", 1.0))
    if not SLOWEST_HZ <= config.rate_hz <= FASTEST_HZ:
        entry.refuse(f"'rate_hz' is {config.rate_hz:.3g}, not {SLOWEST_HZ:.0f} to {FASTEST_HZ:.0f}")
    return config
