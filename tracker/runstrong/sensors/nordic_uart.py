"""Any sensor that sends lines of text over the Nordic UART service: start, stop, and the row."""

import numpy as np

from runstrong.sensors.driver import StreamConfig, TimeKind
from runstrong.sensors.family import Family
from runstrong.sensors.gatt_steps import (
    AwaitNotification,
    StepFailure,
    Steps,
    StreamStart,
    StreamWish,
    Subscribe,
    Unsubscribe,
)
from runstrong.sensors.recognition import Rank, Trait
from runstrong.sensors.refusals import Refusal, StreamRefused, granted
from runstrong.sensors.standard_services import read_battery
from runstrong.sensors.text_driver import DATA_KEY, MS_PER_S, TextLines
from runstrong.sensors.text_lines import LineReader, TextSample
from runstrong.sensors.text_units import guess_unit

SERVICE_UUID = "6e400001-b5a3-f393-e0a9-e50e24dcca9e"
WRITE_UUID = "6e400002-b5a3-f393-e0a9-e50e24dcca9e"
NOTIFY_UUID = "6e400003-b5a3-f393-e0a9-e50e24dcca9e"

USUAL_RATE_HZ = 50.0
SILENCE_S = 3.0
SAMPLES_TO_JUDGE = 15
NOTIFICATIONS_TO_JUDGE = 120
SLOWEST_HZ, FASTEST_HZ = 1.0, 400.0


def start(wish: StreamWish) -> Steps[StreamStart]:
    """Listen to the first lines and find out their unit and rate."""
    granted((yield Subscribe(NOTIFY_UUID, DATA_KEY, SERVICE_UUID)))
    samples = yield from _first_samples()
    if not samples:
        raise StreamRefused(Refusal.NO_DATA)
    rate_hz = _stamped_rate_hz(samples) or wish.rate_hz or USUAL_RATE_HZ
    if wish.g_per_unit is not None:
        return StreamStart(StreamConfig(rate_hz, factor=wish.g_per_unit), (DATA_KEY,))
    unit = guess_unit([sample.acc for sample in samples])
    if unit is None:
        raise StreamRefused(Refusal.UNKNOWN_UNIT)
    note = f"The numbers look like {unit.name}."
    return StreamStart(StreamConfig(rate_hz, factor=unit.g_per_unit), (DATA_KEY,), (note,))


def stop() -> Steps[None]:
    """Disable notifications: there is no command that every sketch knows."""
    yield Unsubscribe(NOTIFY_UUID, SERVICE_UUID)


def _first_samples() -> Steps[list[TextSample]]:
    reader, samples = LineReader(), list[TextSample]()
    for _ in range(NOTIFICATIONS_TO_JUDGE):
        outcome = yield AwaitNotification(DATA_KEY, lambda payload: True, SILENCE_S)
        if isinstance(outcome, StepFailure):
            break
        samples += [found for found in reader.feed(outcome) if isinstance(found, TextSample)]
        if len(samples) >= SAMPLES_TO_JUDGE:
            break
    return samples


def _stamped_rate_hz(samples: list[TextSample]) -> float | None:
    """Return the rate that the stamps of the lines say, or None if they say none."""
    stamps_ms = [sample.t_ms for sample in samples if sample.t_ms is not None]
    steps_ms = np.diff(stamps_ms)
    if not len(steps_ms) or float(np.median(steps_ms)) <= 0:
        return None
    steady_ms = steps_ms[np.abs(steps_ms) < 3 * np.median(steps_ms)]
    rate_hz = MS_PER_S / max(float(np.mean(steady_ms)), 1e-3)
    return rate_hz if SLOWEST_HZ <= rate_hz <= FASTEST_HZ else None


NORDIC_UART_FAMILY = Family(
    driver_id="nus_text",
    title="Any board that sends lines of text (Nordic UART): XIAO Sense, M5Stack, ESP32, phones",
    traits=(Trait(Rank.POSSIBLE, service_uuid=SERVICE_UUID),),
    service_uuid=SERVICE_UUID,
    driver=TextLines,
    start=start,
    stop=stop,
    read_battery=read_battery,
    rates_hz=(USUAL_RATE_HZ,),
    usual_rate_hz=USUAL_RATE_HZ,
    ranges_g=(),
    latency="one connection interval, 10 to 50 ms",
    needs="a sketch that sends the line format of docs/sensors.md; it decides the rate, and 50 Hz fits any link",
    smallest_mtu=23,
    time=TimeKind.ARRIVAL,
    known_faults=("Its time is that of arrival unless lines carry t_ms.",),
)
