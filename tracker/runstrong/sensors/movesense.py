"""Movesense HR2, HR+, MD: start, stop, and the row."""

from runstrong.sensors.driver import StreamConfig, TimeKind
from runstrong.sensors.family import Family, choose_rate
from runstrong.sensors.gatt_steps import (
    AwaitNotification,
    Steps,
    StreamStart,
    StreamWish,
    Subscribe,
    Unsubscribe,
    Write,
    sig_uuid,
)
from runstrong.sensors.movesense_gsp import (
    ACC_REFERENCE,
    NOTIFY_KEY,
    Command,
    MovesenseGsp,
    command,
    parse_answer,
    subscribe,
)
from runstrong.sensors.recognition import Rank, Trait
from runstrong.sensors.refusals import Refusal, StreamRefused, granted
from runstrong.sensors.standard_services import read_battery

SERVICE_UUID = "34802252-7185-4d5d-b431-630e7050e8f0"
WRITE_UUID = "34800001-7185-4d5d-b431-630e7050e8f0"
NOTIFY_UUID = "34800002-7185-4d5d-b431-630e7050e8f0"

RATES_HZ = (13, 26, 52, 104, 208, 416, 833)
USUAL_RATE_HZ = 104.0
"""Above 52 Hz the accelerometer leaves its coarser low-power mode."""

UNSUBSCRIBE_ANSWER_S = 0.5
"""A sensor may answer that there was nothing to end, or not at all."""

FACTORY_RANGE_G = 8.0
"""The protocol cannot set a range; this one is not confirmed by a source."""

SUCCESS = range(200, 300)
REFUSAL_OF_STATUS = {404: Refusal.SETTINGS, 400: Refusal.SETTINGS, 409: Refusal.BUSY, 503: Refusal.BUSY}


def start(wish: StreamWish) -> Steps[StreamStart]:
    """Subscribe to acceleration; StreamRefused if the sensor will not."""
    rate_hz = choose_rate(RATES_HZ, wish.rate_hz, USUAL_RATE_HZ)
    granted((yield Subscribe(NOTIFY_UUID, NOTIFY_KEY, SERVICE_UUID)))
    granted((yield Write(WRITE_UUID, command(Command.UNSUBSCRIBE, ACC_REFERENCE))))
    yield AwaitNotification(NOTIFY_KEY, _answers, UNSUBSCRIBE_ANSWER_S)  # else it could be taken for the next answer
    granted((yield Write(WRITE_UUID, subscribe(ACC_REFERENCE, f"/Meas/Acc/{rate_hz:.0f}"))))
    payload = granted((yield AwaitNotification(NOTIFY_KEY, _answers)))
    answer = parse_answer(payload)
    if answer is None or answer.status not in SUCCESS:
        status = None if answer is None else answer.status
        raise StreamRefused(REFUSAL_OF_STATUS.get(status or 0, Refusal.DENIED), code=status)
    return StreamStart(StreamConfig(rate_hz, FACTORY_RANGE_G), (NOTIFY_KEY,))


def stop() -> Steps[None]:
    """Unsubscribe, whatever state the sensor is in."""
    yield Write(WRITE_UUID, command(Command.UNSUBSCRIBE, ACC_REFERENCE))
    yield Unsubscribe(NOTIFY_UUID, SERVICE_UUID)


def _answers(payload: bytes) -> bool:
    answer = parse_answer(payload)
    return answer is not None and answer.reference == ACC_REFERENCE


MOVESENSE_FAMILY = Family(
    driver_id="movesense_gsp",
    title="Movesense HR2, HR+, MD",
    traits=(
        Trait(Rank.CERTAIN, service_uuid=SERVICE_UUID),
        Trait(Rank.LIKELY, name_prefix="Movesense"),
        Trait(Rank.LIKELY, service_uuid=sig_uuid(0xFDF3)),
        Trait(Rank.LIKELY, service_uuid=sig_uuid(0xFE06)),
    ),
    service_uuid=SERVICE_UUID,
    driver=MovesenseGsp,
    start=start,
    stop=stop,
    read_battery=read_battery,
    rates_hz=RATES_HZ,
    usual_rate_hz=USUAL_RATE_HZ,
    ranges_g=(FACTORY_RANGE_G,),
    latency="0.1 s: a few samples a packet at 104 Hz",
    needs="firmware 2.3 or later (or the GATT sensor data app): update it with Movesense's phone app",
    smallest_mtu=23,
    time=TimeKind.STAMPED,
    known_faults=("416 Hz and more want an MTU of 185.", "It falls asleep a minute after it is taken off its strap."),
)
