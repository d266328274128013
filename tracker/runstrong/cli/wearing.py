"""Which sensors a live session is worn with: the person's own, or simulated ones."""

import contextlib
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from runstrong.ble.background import OpenRadio
from runstrong.ble.host_clock import TakeStamp, stamp_now
from runstrong.ble.radio import Radio
from runstrong.ble.remembered import RememberedSensor, SensorMemory
from runstrong.ble.scanner import Sighting
from runstrong.ble.supervisor import Assignment
from runstrong.bumble_radio.opening import require_bumble
from runstrong.cli.radio_option import open_radio
from runstrong.cli.simulated import USUAL_SENSOR, best_place, motion_for, simulated_sensor
from runstrong.exercises.model import BodyPlace
from runstrong.exercises.places import find_place
from runstrong.live.prescription import Prescription
from runstrong.sensors.recognition import Rank

if TYPE_CHECKING:
    from runstrong.simulated_sensor.sensor import SimulatedSensor
    from runstrong.simulated_sensor.world import Worn

SECOND_SIMULATED = "movesense"
ANY_SENSOR = "the nearest sensor"
NS_PER_S = 1e9


@dataclass(frozen=True, slots=True)
class Wearing:
    """The sensors of a session.

    Attributes
    ----------
    places
        Where each is worn, by slot.
    title
        What to call them on the screen; untrusted.
    has_done_all
        Tells whether a simulated person has done everything; of a real one that is never known.
    """

    assignments: tuple[Assignment, ...]
    places: Mapping[int, BodyPlace | None]
    open_radio: OpenRadio
    title: str
    has_done_all: Callable[[], bool] = lambda: False


def known_places(
    names: Sequence[str], places: Sequence[BodyPlace], memory: Sequence[RememberedSensor]
) -> tuple[BodyPlace | None, ...]:
    """Return where each sensor is worn: as the person says, or else as it was the last time."""
    wanted = names or ("",)
    return tuple(
        places[number] if number < len(places) else _last_place(name, memory) for number, name in enumerate(wanted)
    )


def as_worn(names: Sequence[str], places: Sequence[BodyPlace | None], radio: str, memory: SensorMemory) -> Wearing:
    """Return the person's own sensors; without a name the last one used, or else the nearest."""
    known = memory.all()
    assignments = tuple(
        Assignment(
            slot,
            partial(_is_named, name) if name else partial(_will_do, known),
            name=name,
            particular=bool(name),
            better=partial(_preference, known),
            placement="" if place is None else place.value,
        )
        for slot, (name, place) in enumerate(zip(names or ("",), places, strict=True))
    )
    title = " + ".join(names) or ANY_SENSOR
    return Wearing(assignments, dict(enumerate(places)), lambda: open_radio(radio), title)


def simulated_names(names: Sequence[str], places: Sequence[BodyPlace]) -> tuple[str, ...]:
    """Return which sensors to simulate: one for every name or place, whichever are more."""
    fill = (USUAL_SENSOR, SECOND_SIMULATED)
    return tuple(names) or fill[: max(1, min(len(places), len(fill)))]


def as_simulated(
    names: Sequence[str],
    places: Sequence[BodyPlace],
    prescribed: Prescription,
    *,
    seed: int,
    take_stamp: TakeStamp = stamp_now,
) -> Wearing:
    """Return simulated sensors on one simulated person who does what is prescribed."""
    require_bumble()
    from runstrong.simulated_sensor.world import Worn

    worn, assignments, worn_at = [], [], []
    for slot, name in enumerate(names):
        peripheral = simulated_sensor(name)
        place = places[slot] if slot < len(places) else best_place(prescribed)
        worn.append(Worn(peripheral, motion_for(prescribed, place, peripheral, seed=seed)))
        called = peripheral.advertisement.name
        assignments.append(
            Assignment(slot, partial(_is_named, called), name=called, particular=True, placement=place.value)
        )
        worn_at.append(place)
    title = " + ".join(one.name for one in assignments)
    sensors: list[SimulatedSensor] = []
    return Wearing(
        tuple(assignments),
        dict(enumerate(worn_at)),
        lambda: _world(worn, take_stamp, sensors),
        f"{title} (simulated)",
        lambda: bool(sensors) and all(one.motion_over.is_set() for one in sensors),
    )


@contextlib.asynccontextmanager
async def _world(
    worn: "Sequence[Worn]", take_stamp: TakeStamp, sensors: "list[SimulatedSensor]"
) -> AsyncIterator[Radio]:
    """Let simulated sensors be in the air, and say which."""
    from runstrong.simulated_sensor.world import world

    async with world(worn, now_s=lambda: take_stamp().m_ns / NS_PER_S) as simulated:
        sensors[:] = simulated.sensors
        yield simulated.radio


def _last_place(name: str, memory: Sequence[RememberedSensor]) -> BodyPlace | None:
    """Return where a sensor was worn last; without a name, where the one was that was used last."""
    matching = (known for known in memory if name.casefold() in known.name.casefold())
    last = next(matching, None)
    return None if last is None else find_place(last.placement)


def _is_named(name: str, sighting: Sighting) -> bool:
    return name.casefold() in sighting.name.casefold()


def _will_do(known: Sequence[RememberedSensor], sighting: Sighting) -> bool:
    """Whether a sensor that nobody named is one for sure, or one that was used before."""
    return sighting.rank >= Rank.LIKELY or _order_in(known, sighting) < len(known)


def _preference(known: Sequence[RememberedSensor], sighting: Sighting) -> tuple[int, ...]:
    return -_order_in(known, sighting), sighting.rssi_dbm


def _order_in(known: Sequence[RememberedSensor], sighting: Sighting) -> int:
    ids = {family.driver_id for family in sighting.families}
    return next((at for at, one in enumerate(known) if one.name == sighting.name and one.driver_id in ids), len(known))
