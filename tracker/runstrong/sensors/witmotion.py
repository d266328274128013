"""WitMotion WT901BLE and its relatives: start, stop, and the row.

It streams as soon as notifications are enabled, at the rate that it was left with: 10 Hz from the factory. The rate is
set for this power cycle only, not saved.
"""

from runstrong.sensors.driver import StreamConfig, TimeKind
from runstrong.sensors.family import Family, choose_rate
from runstrong.sensors.gatt_steps import (
    AwaitNotification,
    Pause,
    StepFailure,
    Steps,
    StreamStart,
    StreamWish,
    Subscribe,
    Unsubscribe,
    Write,
)
from runstrong.sensors.recognition import Rank, Trait
from runstrong.sensors.refusals import granted
from runstrong.sensors.witmotion_frames import (
    BANDWIDTH_CODES,
    BANDWIDTH_REGISTER,
    BATTERY_REGISTER,
    DATA_KEY,
    RANGE_G,
    RATE_CODES,
    RATE_REGISTER,
    UNLOCK,
    RegisterReply,
    WitMotion,
    battery_percent,
    parse_reply,
    read_register,
    set_register,
)

SERVICE_UUID = "0000ffe5-0000-1000-8000-00805f9a34fb"
"""Not the SIG's base: it ends in 9a34fb."""

NOTIFY_UUID = "0000ffe4-0000-1000-8000-00805f9a34fb"
WRITE_UUID = "0000ffe9-0000-1000-8000-00805f9a34fb"

LIVE_RATES_HZ = (10, 20, 50, 100, 200)
USUAL_RATE_HZ = 100.0
BETWEEN_WRITES_S = 0.1
"""The sensor drops commands that come faster."""

ANSWER_S = 2.0
BANDWIDTH_HZ = 94
"""Wide enough for 100 Hz, and for landings."""


def start(wish: StreamWish) -> Steps[StreamStart]:
    """Enable notifications and set the rate; a sensor that does not confirm it streams at the rate it has."""
    rate_hz = choose_rate(LIVE_RATES_HZ, wish.rate_hz, USUAL_RATE_HZ)
    granted((yield Subscribe(NOTIFY_UUID, DATA_KEY, SERVICE_UUID)))
    for data in (
        UNLOCK,
        set_register(RATE_REGISTER, RATE_CODES[rate_hz]),
        set_register(BANDWIDTH_REGISTER, BANDWIDTH_CODES[BANDWIDTH_HZ]),
    ):
        granted((yield Write(WRITE_UUID, data)))
        yield Pause(BETWEEN_WRITES_S)
    reply = yield from _ask(RATE_REGISTER)
    rates_hz = {code: known_hz for known_hz, code in RATE_CODES.items()}
    in_force_hz = rates_hz.get(reply.values[0] & 0xFF, rate_hz) if reply else rate_hz
    notes = () if in_force_hz == rate_hz else (f"The sensor stays at {in_force_hz:g} Hz instead of {rate_hz:g}.",)
    return StreamStart(StreamConfig(in_force_hz, RANGE_G), (DATA_KEY,), notes)


def stop() -> Steps[None]:
    """Disable notifications: that is all that stops it."""
    yield Unsubscribe(NOTIFY_UUID, SERVICE_UUID)


def read_battery() -> Steps[int | None]:
    """Ask for the battery in percent; the sensor tells volts."""
    if isinstance((yield Subscribe(NOTIFY_UUID, DATA_KEY, SERVICE_UUID)), StepFailure):
        return None
    reply = yield from _ask(BATTERY_REGISTER)
    return battery_percent(reply) if reply else None


def _ask(register: int) -> Steps[RegisterReply | None]:
    """Read a register; None if no answer comes, which some firmware never gives."""

    def accept(payload: bytes) -> bool:
        reply = parse_reply(payload)
        return reply is not None and reply.register == register

    if isinstance((yield Write(WRITE_UUID, read_register(register))), StepFailure):
        return None
    outcome = yield AwaitNotification(DATA_KEY, accept, ANSWER_S)
    return parse_reply(outcome) if isinstance(outcome, bytes) else None


WITMOTION_FAMILY = Family(
    driver_id="witmotion",
    title="WitMotion WT901BLE, BWT901BLE, WT9011DCL",
    traits=(
        Trait(Rank.CERTAIN, service_uuid=SERVICE_UUID),
        Trait(Rank.LIKELY, name_prefix="WT901"),
        Trait(Rank.LIKELY, name_prefix="BWT901"),
        Trait(Rank.POSSIBLE, name_part="WT"),
    ),
    service_uuid=SERVICE_UUID,
    driver=WitMotion,
    start=start,
    stop=stop,
    read_battery=read_battery,
    rates_hz=LIVE_RATES_HZ,
    usual_rate_hz=USUAL_RATE_HZ,
    ranges_g=(RANGE_G,),
    latency="one connection interval, 10 to 50 ms: one sample a packet",
    needs="nothing; its rate is set each time, since it leaves the factory at 10 Hz",
    smallest_mtu=23,
    time=TimeKind.ARRIVAL,
    known_faults=(
        "No checksum, counter or clock: what is lost over the air shows only as a pause.",
        "At 200 Hz many adapters deliver less.",
    ),
)
