"""Damaged notifications for every driver: bits flipped, bytes cut, packets doubled, joined, shuffled, made up.

As a command it runs for as long as wanted: ``python tests/support/mutated_notifications.py --count 1000000``. It ends
with the number of notifications, samples and faults of each family and with the growth of memory, or with the traceback
of what went wrong and the seed that shows it again.
"""

import argparse
import random
import resource
import sys
import time
from collections import Counter
from dataclasses import dataclass, field

import numpy as np
from played_sensor import Arrived, PlayedSensor

from runstrong.sensors import FAMILIES, SensorStream, StreamConfig, StreamWish, stream_for
from runstrong.sensors.driver import FULL_TURNS_DPS, LARGEST_G
from runstrong.sensors.peripherals import SIMULATED, peripheral_for
from runstrong_signal.samples import SampleBlock

SLOWEST_FEED_S = 1.0
LONGEST_PACKET_BYTES = 600


@dataclass(slots=True)
class Outcome:
    """What came of the notifications of one family."""

    notifications: int = 0
    samples: int = 0
    slowest_s: float = 0.0
    faults: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Stock:
    """Whole notifications of one simulated sensor, to be damaged."""

    name: str
    driver_id: str
    config: StreamConfig
    packets: tuple[Arrived, ...]


def stocks() -> tuple[Stock, ...]:
    """Return some seconds of every sensor that can be simulated."""
    found = []
    for name in SIMULATED:
        played = PlayedSensor(peripheral_for(name))
        config = played.play(FAMILIES[played.peripheral.driver_id].start(StreamWish())).config
        played.run_for(4.0)
        found.append(Stock(name, played.peripheral.driver_id, config, tuple(played.arrived)))
    lines = tuple(Arrived("text", f"A,{20 * n},12,-34,{8192 + n % 7}\r\n".encode(), n / 50) for n in range(200))
    return (*found, Stock("espruino", "espruino", StreamConfig(50.0, factor=1 / 8192), lines))


def mutated(payload: bytes, others: tuple[Arrived, ...], rng: random.Random) -> bytes:
    """Return a notification with one kind of damage, or whole one time in eight."""
    kind = rng.randrange(8)
    if kind == 0 or not payload:
        return payload
    at = rng.randrange(len(payload))
    match kind:
        case 1:
            return payload[:at] + bytes((payload[at] ^ 1 << rng.randrange(8),)) + payload[at + 1 :]
        case 2:
            return payload[:at]
        case 3:
            return payload[at:]
        case 4:
            return payload[:at] + rng.randbytes(rng.randrange(1, 9)) + payload[at:]
        case 5:
            return payload[:at] + rng.choice(others).payload[at:]
        case 6:
            return payload[: min(at, 12)] + rng.randbytes(rng.randrange(LONGEST_PACKET_BYTES))
        case _:
            return payload[:at] + bytes((rng.choice((0, 0x7F, 0x80, 0xFF)),)) * 4 + payload[at + 4 :]


def fuzz(stock: Stock, count: int, seed: int) -> Outcome:
    """Feed ``count`` damaged notifications to one family; AssertionError if anything impossible comes out."""
    rng, outcome = random.Random(f"{seed} {stock.name}"), Outcome()
    stream, now_s, last_s = stream_for(stock.driver_id, stock.config), 0.0, -np.inf
    while outcome.notifications < count:
        packet = (
            rng.choice(stock.packets)
            if rng.random() < 0.3
            else stock.packets[outcome.notifications % len(stock.packets)]
        )
        payload = mutated(packet.payload, stock.packets, rng)
        now_s += rng.choice((0.0, 0.01, 0.02, 0.2)) if rng.random() < 0.999 else rng.uniform(0, 7000)
        if rng.random() < 0.001:
            stream.restart()
        for _ in range(1 + (rng.random() < 0.05)):
            last_s = _feed(stream, packet.key, payload, now_s, last_s, outcome)
    outcome.faults.update({fault.name: times for fault, times in stream.driver.faults.items()})
    return outcome


def _feed(stream: SensorStream, key: str, payload: bytes, now_s: float, last_s: float, outcome: Outcome) -> float:
    began_s = time.perf_counter()
    blocks = stream.feed(key, payload, now_s)
    outcome.slowest_s = max(outcome.slowest_s, time.perf_counter() - began_s)
    outcome.notifications += 1
    for block in blocks:
        _check(block, last_s)
        last_s = float(block.t_s[-1])
        outcome.samples += len(block)
    return last_s


def _check(block: SampleBlock, last_s: float) -> None:
    assert len(block) > 0
    assert block.t_s[0] > last_s
    assert (np.diff(block.t_s) > 0).all()
    assert (np.abs(block.acc_g) <= LARGEST_G).all()
    assert block.gyro_dps is None or (np.abs(block.gyro_dps) <= FULL_TURNS_DPS).all()


def memory_mb() -> float:
    """Return the most memory that this process ever held."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1 << 20) if sys.platform == "darwin" else most / 1024


def main() -> None:
    """Run as many as asked for, in rounds through all families."""
    parser = argparse.ArgumentParser(description="Feed damaged notifications to every driver.")
    parser.add_argument("--count", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    all_stocks = stocks()
    for stock in all_stocks:  # whatever is set up once is set up here
        fuzz(stock, 500, asked.seed)
    before_mb, done, slowest_s = memory_mb(), 0, 0.0
    each = max(1, asked.count // len(all_stocks) + 1)
    for stock in all_stocks:
        outcome = fuzz(stock, each, asked.seed)
        done += outcome.notifications
        slowest_s = max(slowest_s, outcome.slowest_s)
        faults = ", ".join(f"{name} {times}" for name, times in sorted(outcome.faults.items()))
        print(f"{stock.name:18} {outcome.notifications:8} notifications {outcome.samples:9} samples   {faults}")
    print(f"{done} notifications, memory +{memory_mb() - before_mb:.1f} MB, slowest {slowest_s * 1e3:.1f} ms")
    assert slowest_s < SLOWEST_FEED_S


if __name__ == "__main__":
    main()
