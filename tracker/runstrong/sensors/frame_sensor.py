"""A sensor whose frames have a fixed layout, as one row: how it is told, set up, read and stopped."""

from collections.abc import Callable
from dataclasses import dataclass

from runstrong.sensors.driver import StreamConfig, TimeKind
from runstrong.sensors.family import Family, choose_range, choose_rate
from runstrong.sensors.frame_driver import DATA_KEY, FrameDriver
from runstrong.sensors.frame_layout import FrameLayout
from runstrong.sensors.gatt_steps import Steps, StreamStart, StreamWish, Subscribe, Unsubscribe, Write
from runstrong.sensors.recognition import Trait
from runstrong.sensors.refusals import granted
from runstrong.sensors.standard_services import read_battery

Writes = tuple[Write, ...]


def no_writes(rate_hz: float, range_g: float) -> Writes:
    """Return no writes: the sensor streams as it is."""
    return ()


def as_asked(config: StreamConfig) -> Steps[StreamConfig]:
    """Return the set-up as it was asked for: the sensor cannot be asked what it took."""
    yield from ()
    return config


@dataclass(frozen=True, slots=True)
class FrameSensor:
    """One row of the table; what it has in common with every family is said there.

    Attributes
    ----------
    set_up, switch_on
        Writes for a rate and range: before notifications are enabled, and after.
    switch_off
        Writes that stop it.
    confirmed
        Asks the sensor what it took.
    rate_written
        Reads a write back: the rate that it asks for, or None; simulated sensors use it.
    """

    driver_id: str
    title: str
    traits: tuple[Trait, ...]
    service_uuid: str
    data_uuid: str
    layouts: tuple[FrameLayout, ...]
    rates_hz: tuple[float, ...]
    usual_rate_hz: float
    needs: str
    latency: str
    ranges_g: tuple[float, ...] = ()
    set_up: Callable[[float, float], Writes] = no_writes
    switch_on: Callable[[float, float], Writes] = no_writes
    switch_off: Writes = ()
    confirmed: Callable[[StreamConfig], Steps[StreamConfig]] = as_asked
    rate_written: Callable[[Write], float | None] = lambda write: None
    smallest_mtu: int = 23
    battery: Callable[[], Steps[int | None]] | None = read_battery
    known_faults: tuple[str, ...] = ()

    def driver(self, config: StreamConfig) -> FrameDriver:
        """Return a driver for a sensor that was set up so."""
        return FrameDriver(config, self.layouts)

    def start(self, wish: StreamWish) -> Steps[StreamStart]:
        """Start acceleration; StreamRefused if the sensor will not."""
        rate_hz = choose_rate(self.rates_hz, wish.rate_hz, self.usual_rate_hz)
        range_g = choose_range(self.ranges_g, wish.range_g) if self.ranges_g else 0.0
        for write in self.set_up(rate_hz, range_g):
            granted((yield write))
        granted((yield Subscribe(self.data_uuid, DATA_KEY, self.service_uuid)))
        for write in self.switch_on(rate_hz, range_g):
            granted((yield write))
        config = yield from self.confirmed(StreamConfig(rate_hz, range_g or None))
        return StreamStart(config, (DATA_KEY,))

    def stop(self) -> Steps[None]:
        """Stop acceleration, whatever state the sensor is in."""
        for write in self.switch_off:
            _ = yield write  # what fails here cannot be helped
        yield Unsubscribe(self.data_uuid, self.service_uuid)

    @property
    def family(self) -> Family:
        """The row as every family has it."""
        first = self.layouts[0]
        counted = first.number is not None and first.number.counts
        time = TimeKind.STAMPED if first.stamp else TimeKind.COUNTED if counted else TimeKind.ARRIVAL
        return Family(
            driver_id=self.driver_id,
            title=self.title,
            traits=self.traits,
            service_uuid=self.service_uuid,
            driver=self.driver,
            start=self.start,
            stop=self.stop,
            read_battery=self.battery,
            rates_hz=self.rates_hz,
            usual_rate_hz=self.usual_rate_hz,
            ranges_g=self.ranges_g,
            latency=self.latency,
            needs=self.needs,
            smallest_mtu=self.smallest_mtu,
            time=time,
            known_faults=self.known_faults,
        )
