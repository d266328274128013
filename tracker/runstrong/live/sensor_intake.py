"""From what the link tells about one sensor to its samples, exactly as a recording of it is read."""

from runstrong.ble.messages import Notified, StreamBegan
from runstrong.recording.lines import Device
from runstrong.sensors import FAMILIES, SensorStream, StreamConfig, stream_for
from runstrong_signal.samples import SampleBlock

NS_PER_S = 1e9


class SensorIntake:
    """The stream of one sensor over all its connections; times are those of the stream's own session."""

    def __init__(self) -> None:
        self.device: Device | None = None
        """The sensor, once it has streamed."""
        self.newest_s: float | None = None
        """Time of the newest sample."""
        self.arrived_s = 0.0
        """Host time at which it arrived."""
        self._stream: SensorStream | None = None
        self._config: StreamConfig | None = None
        self._earlier_faults = 0

    @property
    def faults(self) -> int:
        """How many faults the drivers met."""
        return self._earlier_faults + (0 if self._stream is None else sum(self._stream.driver.faults.values()))

    @property
    def rate_hz(self) -> float | None:
        """Samples a second as they really come, or as was agreed until that is known."""
        if self._stream is None or self._config is None:
            return None
        return self._stream.rate_hz or self._config.rate_hz

    @property
    def zero_host_s(self) -> float | None:
        """Host time at which this stream's time is 0, as it looks now; None before the first sample."""
        if self._stream is None or self.newest_s is None or self._stream.clock.last_host_s is None:
            return None
        return self._stream.clock.last_host_s - self.newest_s

    def begin(self, began: StreamBegan) -> None:
        """Take note that the sensor streams, for the first time or again."""
        if self._stream is None:
            self.device = began.device
            self._stream = stream_for(began.device.driver, began.config)
        elif began.again:
            self._stream.restart()
            if began.config != self._config:
                self._earlier_faults += sum(self._stream.driver.faults.values())
                self._stream.reconfigure(FAMILIES[began.device.driver].driver(began.config))
        self._config = began.config

    def feed(self, notified: Notified) -> tuple[SampleBlock, ...]:
        """Return the samples of a notification; before the stream began there are none."""
        if self._stream is None:
            return ()
        arrived_s = notified.stamp.m_ns / NS_PER_S
        blocks = self._stream.feed(notified.key, notified.payload, arrived_s)
        if blocks:
            self.newest_s = float(blocks[-1].t_s[-1])
            self.arrived_s = arrived_s
        return blocks
