"""The dialogues with a Polar sensor: start acceleration as fast as helps, and stop it for certain.

A Polar fills a frame before it sends it, so the rate decides how soon a movement is seen: 200 Hz on an H10 sends a
frame each 0.18 s, 52 Hz on a Verity Sense each 1.4 s and, in SDK mode, 208 Hz each 0.3 s.
"""

from collections.abc import Mapping
from math import isfinite

from runstrong.sensors.driver import StreamConfig
from runstrong.sensors.family import choose_range, choose_rate
from runstrong.sensors.gatt_steps import (
    AwaitNotification,
    Pause,
    Read,
    StepFailure,
    Steps,
    StreamStart,
    StreamWish,
    Subscribe,
    Write,
)
from runstrong.sensors.polar_control import (
    Answer,
    Command,
    Measurement,
    Setting,
    Settings,
    Status,
    command,
    pack_settings,
    parse_answer,
    parse_features,
    parse_settings,
)
from runstrong.sensors.polar_pmd import CONTROL_KEY, DATA_KEY
from runstrong.sensors.refusals import Refusal, StreamRefused, granted

SERVICE_UUID = "fb005c80-02e7-f387-1cad-8acd2d8df0c8"
CONTROL_UUID = "fb005c81-02e7-f387-1cad-8acd2d8df0c8"
DATA_UUID = "fb005c82-02e7-f387-1cad-8acd2d8df0c8"

USUAL_RATE_HZ = 200.0
SDK_MODE_SETTLES_S = 0.15
"""Verity Sense 2.1.0 needs 100 ms between the two starts (polar-ble-sdk issue 395)."""

STOP_ANSWER_S = 0.8
MOST_PARTS = 16
"""An answer in more parts than this never ends."""

REFUSAL_OF_STATUS: Mapping[int, Refusal] = {
    Status.NOT_SUPPORTED: Refusal.NO_ACCELERATION,
    Status.BAD_MEASUREMENT: Refusal.NO_ACCELERATION,
    Status.BAD_PARAMETER: Refusal.SETTINGS,
    Status.BAD_RESOLUTION: Refusal.SETTINGS,
    Status.BAD_RATE: Refusal.SETTINGS,
    Status.BAD_RANGE: Refusal.SETTINGS,
    Status.BAD_CHANNELS: Refusal.SETTINGS,
    Status.BAD_MTU: Refusal.LOW_MTU,
    Status.ALREADY_SO: Refusal.BUSY,
    Status.BAD_STATE: Refusal.BUSY,
    Status.IN_CHARGER: Refusal.IN_CHARGER,
    Status.DISK_FULL: Refusal.BUSY,
}


def start(wish: StreamWish) -> Steps[StreamStart]:
    """Start acceleration; StreamRefused if the sensor will not."""
    granted((yield Subscribe(CONTROL_UUID, CONTROL_KEY, SERVICE_UUID)))
    granted((yield Subscribe(DATA_UUID, DATA_KEY, SERVICE_UUID)))
    features = parse_features(granted((yield Read(CONTROL_UUID, SERVICE_UUID))))
    if features and Measurement.ACCELERATION not in features:
        raise StreamRefused(Refusal.NO_ACCELERATION)
    offered, notes = yield from _settings_on_offer(wish, features)
    chosen = _choose(offered, wish)
    started = yield from _start_stream(chosen)
    return StreamStart(_confirmed(chosen, started), (DATA_KEY, CONTROL_KEY), notes)


def stop() -> Steps[None]:
    """Stop acceleration and leave SDK mode, whatever state the sensor is in; an H10 left streaming drains itself."""
    yield Subscribe(CONTROL_UUID, CONTROL_KEY, SERVICE_UUID)
    yield from _ask_briefly(command(Command.STOP, Measurement.ACCELERATION))
    features = yield Read(CONTROL_UUID, SERVICE_UUID)
    if isinstance(features, bytes) and Measurement.SDK_MODE in parse_features(features):
        yield from _ask_briefly(command(Command.STOP, Measurement.SDK_MODE))


def _settings_on_offer(wish: StreamWish, features: frozenset[Measurement]) -> Steps[tuple[Settings, tuple[str, ...]]]:
    """Return what can be set, in SDK mode if the sensor has it and it helps."""
    plain = yield from _ask(Command.GET_SETTINGS, Measurement.ACCELERATION)
    if plain.status != Status.OK:
        raise _refusal(plain)
    wanted_hz = USUAL_RATE_HZ if wish.rate_hz is None else wish.rate_hz
    if Measurement.SDK_MODE not in features or wanted_hz <= max(plain.settings.get(Setting.RATE_HZ, (0,))):
        return plain.settings, ()
    mode = yield from _ask(Command.START, Measurement.SDK_MODE)
    if mode.status not in (Status.OK, Status.ALREADY_SO):
        return plain.settings, ("The sensor does not enter SDK mode: samples come in larger lumps.",)
    yield Pause(SDK_MODE_SETTLES_S)
    wider = yield from _ask(Command.GET_SDK_MODE_SETTINGS, Measurement.ACCELERATION)
    if wider.status != Status.OK or Setting.RATE_HZ not in wider.settings:
        wider = yield from _ask(Command.GET_SETTINGS, Measurement.ACCELERATION)
    return wider.settings or plain.settings, ("SDK mode: heart rate is off while it streams.",)


def _choose(offered: Settings, wish: StreamWish) -> Settings:
    """Return one value for each setting that the sensor listed, and none that it did not."""
    rates_hz, ranges_g = offered.get(Setting.RATE_HZ, ()), offered.get(Setting.RANGE_G, ())
    if not rates_hz or min(rates_hz) <= 0:
        raise StreamRefused(Refusal.SETTINGS)
    chosen: dict[Setting, tuple[float, ...]] = {Setting.RATE_HZ: (choose_rate(rates_hz, wish.rate_hz, USUAL_RATE_HZ),)}
    for kind in (Setting.RESOLUTION_BITS, Setting.CHANNELS):
        if offered.get(kind):
            chosen[kind] = (max(offered[kind]),)
    if ranges_g:
        chosen[Setting.RANGE_G] = (choose_range(ranges_g, wish.range_g),)
    return dict(sorted(chosen.items()))


def _start_stream(chosen: Settings) -> Steps[Answer]:
    """Start; a sensor that streams already, as after a lost link, is stopped first."""
    packed = pack_settings(chosen)
    answer = yield from _ask(Command.START, Measurement.ACCELERATION, packed)
    if answer.status == Status.ALREADY_SO:
        yield from _ask(Command.STOP, Measurement.ACCELERATION)
        answer = yield from _ask(Command.START, Measurement.ACCELERATION, packed)
    if answer.status != Status.OK:
        raise _refusal(answer)
    return answer


def _confirmed(chosen: Settings, started: Answer) -> StreamConfig:
    factors = started.settings.get(Setting.FACTOR, ())
    factor = factors[0] if factors and isfinite(factors[0]) and factors[0] > 0 else 1.0
    range_g = chosen.get(Setting.RANGE_G)
    return StreamConfig(chosen[Setting.RATE_HZ][0], range_g[0] if range_g else None, factor)


def _ask(number: Command, measurement: Measurement, settings: bytes = b"") -> Steps[Answer]:
    """Give a command and return its answer, all parts of it joined."""
    granted((yield Write(CONTROL_UUID, command(number, measurement, settings), service_uuid=SERVICE_UUID)))
    whole = _first_part(granted((yield _answer_to(number, measurement))))
    last, raw = whole, whole.raw_settings
    for _ in range(MOST_PARTS):
        if not last.more:
            break
        last = _first_part(granted((yield _answer_to(number, measurement))))
        raw += last.raw_settings
    return Answer(number, measurement, whole.status, settings=parse_settings(raw), raw_settings=raw)


def _ask_briefly(data: bytes) -> Steps[None]:
    """Give a command and wait a moment for an answer of any kind; what it is does not matter."""
    if isinstance((yield Write(CONTROL_UUID, data, service_uuid=SERVICE_UUID)), StepFailure):
        return
    yield AwaitNotification(CONTROL_KEY, lambda payload: parse_answer(payload) is not None, STOP_ANSWER_S)


def _answer_to(number: int, measurement: int) -> AwaitNotification:
    def accept(payload: bytes) -> bool:
        found = parse_answer(payload)
        return found is not None and (found.command, found.measurement) == (number, measurement)

    return AwaitNotification(CONTROL_KEY, accept)


def _first_part(payload: bytes) -> Answer:
    found = parse_answer(payload)
    if found is None:
        raise StreamRefused(Refusal.NO_ANSWER)
    return found


def _refusal(answer: Answer) -> StreamRefused:
    return StreamRefused(REFUSAL_OF_STATUS.get(answer.status, Refusal.DENIED), code=answer.status)
