"""Damaged bytes, everywhere they can come in: drivers, dialogues, names. A longer run is a command of its own."""

import random
import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mutated_notifications import SLOWEST_FEED_S, fuzz, stocks

from runstrong.sensors import Advertisement, StreamRefused, StreamStart, StreamWish, candidates, confirm
from runstrong.sensors.families import ROWS
from runstrong.sensors.gatt_steps import AwaitNotification, Read
from runstrong.sensors.peripherals import SIMULATED, peripheral_for
from runstrong.sensors.research_sensors import OPENEARABLE_CONFIG_UUID, openearable_config

NOTIFICATIONS_EACH = 1100
"""More than 20 000 in all."""

MOST_STEPS = 400
ANSWERS = tuple(
    bytes.fromhex(answer)
    for answer in (
        "0f6e02000000000000000000000000000000",
        "f0010200000004190032006400c800010110000203020004000800",
        "f002020000050140da7f39",
        "f00202000001",
        "0163c800",
        "03800101",
        "557103000900000000000000000000000000000000"[:40],
        "492c35302c383139320d0a",
        "412c302c302c302c310d0a",
    )
)


@pytest.mark.parametrize("stock", stocks(), ids=lambda stock: stock.name)
def test_damaged_notifications_never_raise_hang_or_give_impossible_samples(stock) -> None:  # type: ignore[no-untyped-def] # noqa: ANN001
    outcome = fuzz(stock, NOTIFICATIONS_EACH, seed=7)
    assert outcome.notifications >= NOTIFICATIONS_EACH
    assert outcome.samples > 0
    assert outcome.slowest_s < SLOWEST_FEED_S
    assert sum(outcome.faults.values()) > 0 or stock.driver_id.startswith(("microbit", "infinitime"))


@pytest.mark.parametrize("family", ROWS, ids=lambda family: family.driver_id)
@pytest.mark.parametrize("seed", range(40))
def test_a_start_that_is_answered_with_damage_ends_in_a_stream_or_a_refusal(family, seed: int) -> None:  # type: ignore[no-untyped-def] # noqa: ANN001
    rng = random.Random(f"{family.driver_id} {seed}")
    dialogue, outcome, result = family.start(StreamWish()), None, None
    try:
        for _ in range(MOST_STEPS):
            step = next(dialogue) if outcome is None else dialogue.send(outcome)
            answer = bytearray(rng.choice(ANSWERS) if rng.random() < 0.8 else rng.randbytes(rng.randrange(30)))
            if answer and rng.random() < 0.3:
                answer[rng.randrange(len(answer))] = rng.randrange(256)
            accepted = not isinstance(step, AwaitNotification) or step.accept(bytes(answer))
            known = [known for known in ANSWERS if isinstance(step, AwaitNotification) and step.accept(known)]
            if isinstance(step, AwaitNotification | Read):
                outcome = bytes(answer) if accepted else rng.choice(known or [b""])
            else:
                outcome = b""
    except StopIteration as ended:
        result = ended.value
    except StreamRefused as refused:
        result = refused
    assert isinstance(result, StreamStart | StreamRefused)
    if isinstance(result, StreamStart):
        assert 0 < result.config.rate_hz < 2000
        family.driver(result.config)


@pytest.mark.parametrize("name", SIMULATED)
@given(data=st.data())
@settings(deadline=None)
def test_a_simulated_sensor_takes_any_write(name: str, data: st.DataObject) -> None:
    peripheral = peripheral_for(name)
    chars = [char.uuid for service in peripheral.services for char in service.characteristics]
    for _ in range(5):
        peripheral.on_subscribe(data.draw(st.sampled_from(chars)), enabled=data.draw(st.booleans()))
        peripheral.on_write(data.draw(st.sampled_from(chars)), data.draw(st.binary(max_size=24)))
        peripheral.on_read(data.draw(st.sampled_from(chars)))
    assert peripheral.rate_hz > 0


@pytest.mark.parametrize("written", [float("nan"), float("inf"), -1.0, 1e30])
def test_a_simulated_sensor_keeps_its_rate_if_it_is_asked_for_an_impossible_one(written: float) -> None:
    peripheral = peripheral_for("openearable")
    peripheral.on_write(OPENEARABLE_CONFIG_UUID, openearable_config(50.0).data[:1] + struct.pack("<fI", written, 0))
    assert peripheral.rate_hz == 50.0


@given(st.text(max_size=40), st.frozensets(st.text(max_size=36), max_size=4), st.frozensets(st.integers(0, 65535)))
@settings(deadline=None)
def test_any_advertisement_is_judged(name: str, uuids: frozenset[str], companies: frozenset[int]) -> None:
    advertisement = Advertisement(name, uuids, companies)
    assert len(candidates(advertisement)) == len(set(map(id, candidates(advertisement))))
    confirm(advertisement, uuids)
