"""What a row of the table of sensor families holds."""

from collections.abc import Callable
from dataclasses import dataclass

from runstrong.sensors.driver import Driver, StreamConfig, TimeKind
from runstrong.sensors.gatt_steps import Steps, StreamStart, StreamWish
from runstrong.sensors.recognition import Trait

TESTED_BY_BYTES = "published and hand-built bytes; no hardware yet"


@dataclass(frozen=True, slots=True)
class Family:
    """One sensor family.

    Attributes
    ----------
    driver_id
        Its name in recordings and on the command line.
    title
        Its models, in words for people.
    traits
        How it is told by what it advertises.
    service_uuid
        The service that it must have once connected.
    driver, start, stop, read_battery
        What decodes it, and the dialogues that start it, stop it and ask for its battery in percent. ``stop`` may run
        at any time, also after a failed start; ``read_battery`` is None where there is nothing to ask.
    rates_hz, usual_rate_hz, ranges_g
        What it offers, and what it is asked for unless someone wishes otherwise.
    latency
        How long a sample takes to arrive, in words.
    needs
        What a person has to do to it first, in words.
    smallest_mtu
        ATT MTU without which it cannot stream.
    time
        Where its time comes from.
    tested
        How far it can be trusted.
    known_faults
        What is known to go wrong, in sentences.
    known_by_service
        Whether its service alone is proof, when it advertised nothing that tells.
    """

    driver_id: str
    title: str
    traits: tuple[Trait, ...]
    service_uuid: str
    driver: Callable[[StreamConfig], Driver]
    start: Callable[[StreamWish], Steps[StreamStart]]
    stop: Callable[[], Steps[None]]
    read_battery: Callable[[], Steps[int | None]] | None
    rates_hz: tuple[float, ...]
    usual_rate_hz: float
    ranges_g: tuple[float, ...]
    latency: str
    needs: str
    smallest_mtu: int
    time: TimeKind
    known_faults: tuple[str, ...] = ()
    tested: str = TESTED_BY_BYTES
    known_by_service: bool = True


def choose_rate(offered_hz: tuple[float, ...], wished_hz: float | None, usual_hz: float) -> float:
    """Return the slowest rate on offer that is not slower than wished, or else the fastest."""
    wanted_hz = usual_hz if wished_hz is None else wished_hz
    return min((rate for rate in offered_hz if rate >= wanted_hz), default=max(offered_hz))


def choose_range(offered_g: tuple[float, ...], wished_g: float) -> float:
    """Return the smallest range on offer that holds what was wished, or else the largest."""
    return min((range_g for range_g in offered_g if range_g >= wished_g), default=max(offered_g))
