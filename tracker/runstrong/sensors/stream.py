"""One sensor's way from notifications to samples in session time, the same live and in replay."""

from runstrong.sensors.clock import SensorClock
from runstrong.sensors.driver import Driver
from runstrong_signal.samples import SampleBlock


class SensorStream:
    """Driver and clock of one sensor; session time is 0.0 at the first sample."""

    def __init__(self, driver: Driver, clock: SensorClock) -> None:
        self.driver = driver
        self.clock = clock
        self._zero_s: float | None = None

    def feed(self, characteristic_key: str, payload: bytes, arrival_s: float) -> tuple[SampleBlock, ...]:
        """Decode a notification that arrived at ``arrival_s`` on the host's monotonic clock."""
        blocks = self.driver.feed(characteristic_key, payload, arrival_s)
        return tuple(self._in_session_time(self.clock.map(block, arrival_s)) for block in blocks if len(block))

    def restart(self) -> None:
        """Start anew after a reconnection; session time goes on."""
        self.driver.restart()
        self.clock.restart()

    def reconfigure(self, driver: Driver) -> None:
        """Go on with another driver: the sensor was set up differently."""
        self.driver = driver
        self.clock.restart()

    def _in_session_time(self, block: SampleBlock) -> SampleBlock:
        if self._zero_s is None:
            self._zero_s = float(block.t_s[0])
        return SampleBlock(block.t_s - self._zero_s, block.acc_g, block.gyro_dps)
