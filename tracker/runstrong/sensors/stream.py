"""One sensor's way from notifications to samples in session time, the same live and in replay."""

from runstrong.sensors.clock import SensorClock
from runstrong.sensors.driver import Driver, Timebase, TimeKind
from runstrong.sensors.index_clock import IndexClock
from runstrong_signal.samples import SampleBlock

Clock = SensorClock | IndexClock


class SensorStream:
    """Driver and clock of one sensor; session time is 0.0 at the first sample."""

    def __init__(self, driver: Driver) -> None:
        self.driver = driver
        self._timebase = driver.timebase
        self.clock = _clock_for(driver.timebase, None)
        self._zero_s: float | None = None

    @property
    def rate_hz(self) -> float | None:
        """Samples per second as they really come, or None until that is known; what filters are to be given."""
        return self.clock.rate_hz

    def feed(self, characteristic_key: str, payload: bytes, arrival_s: float) -> tuple[SampleBlock, ...]:
        """Decode a notification that arrived at ``arrival_s`` on the host's monotonic clock."""
        blocks = self.driver.feed(characteristic_key, payload, arrival_s)
        if blocks and self.driver.timebase != self._timebase:
            self._change_clock()
        mapped = (self.clock.map(block, arrival_s) for block in blocks if len(block))
        return tuple(self._in_session_time(block) for block in mapped if len(block))

    def restart(self) -> None:
        """Start anew after a reconnection; session time goes on."""
        self.driver.restart()
        self.clock.restart()

    def reconfigure(self, driver: Driver) -> None:
        """Go on with another driver: the sensor was set up differently."""
        self.driver = driver
        self._change_clock()

    def _change_clock(self) -> None:
        if self.driver.timebase == self._timebase:
            self.clock.restart()
            return
        self._timebase = self.driver.timebase
        self.clock = _clock_for(self._timebase, self.clock.last_host_s)

    def _in_session_time(self, block: SampleBlock) -> SampleBlock:
        if self._zero_s is None:
            self._zero_s = float(block.t_s[0])
        return SampleBlock(block.t_s - self._zero_s, block.acc_g, block.gyro_dps)


def _clock_for(timebase: Timebase, last_host_s: float | None) -> Clock:
    """Return the clock for a timebase; it says nothing before ``last_host_s``."""
    if timebase.kind is TimeKind.STAMPED:
        return SensorClock(wrap_s=timebase.wrap_s, last_host_s=last_host_s)
    return IndexClock(counted=timebase.kind is TimeKind.COUNTED, last_host_s=last_host_s)
