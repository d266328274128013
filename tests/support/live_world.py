"""Plays a live session on simulated sensors: bleak's public interface over real ATT, in a thread of its own."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TypeVar

import numpy as np

from runstrong.ble.background import Background
from runstrong.ble.inbox import Inbox
from runstrong.ble.messages import GaveUp, Message
from runstrong.ble.persistence import Persistence
from runstrong.ble.radio import Radio
from runstrong.ble.supervisor import Assignment, Supervisor
from runstrong.ble.watchdog import Watchdog
from runstrong.exercises.model import BodyPlace
from runstrong.live.keeping import LiveKeeper
from runstrong.live.prescription import Prescription, prescription
from runstrong.live.pump import Pump
from runstrong.live.recorder import Recorder
from runstrong.live.session import LiveSession
from runstrong.recording.lines import Stamp
from runstrong.sensors.families import FAMILIES
from runstrong.sensors.peripherals.peripheral import Peripheral
from runstrong.sensors.peripherals.simulated import peripheral_for
from runstrong.session.coach import Coach
from runstrong.session.commands import Command
from runstrong.session.events import SessionEvent
from runstrong.simulated_sensor.motion import Motion, person_on
from runstrong.simulated_sensor.sensor import SimulatedSensor
from runstrong.simulated_sensor.troubles import NO_TROUBLES, Troubles
from runstrong.simulated_sensor.world import Worn, world
from runstrong_signal.hold_profiles import segment_of
from runstrong_signal.pipeline import Pipeline
from runstrong_signal.samples import SampleBlock

Wanted = TypeVar("Wanted")
LIMIT_S = 60.0
UNLIMITED_S = 1e6
NS_PER_S = 1_000_000_000
QUICK = partial(Persistence, first_search_s=20.0, next_search_s=10.0, back_off_s=(0.02,))


def squats(dose: str = "1x6", place: BodyPlace = BodyPlace.WAIST) -> Prescription:
    return prescription(plan="", exercise="squat", dose=dose, places=(place,))


def person(
    prescribed: Prescription,
    sensor: str | Peripheral = "polar-h10",
    *,
    place: BodyPlace = BodyPlace.WAIST,
    troubles: Troubles = NO_TROUBLES,
    seed: int = 1,
) -> Worn:
    """A simulated sensor on a person who does what is prescribed."""
    peripheral = peripheral_for(sensor) if isinstance(sensor, str) else sensor
    rate_hz = FAMILIES[peripheral.driver_id].usual_rate_hz
    return Worn(peripheral, person_on(prescribed.script, place.value, seed=seed, rate_hz=rate_hz), troubles)


def nobody(peripheral: Peripheral, troubles: Troubles = NO_TROUBLES) -> Worn:
    """A simulated sensor that lies on a table."""
    t_s = np.arange(0.0, 5.0, 0.01)
    return Worn(peripheral, Motion(SampleBlock(t_s, np.tile([0.0, 0.0, 1.0], (len(t_s), 1))), {}), troubles)


class SteppedClock:
    """The time of a world: it goes on by steps of the radio's own loop, so a busy machine is slow and never late."""

    def __init__(self) -> None:
        self._now_ns = 1_000 * NS_PER_S

    def take_stamp(self) -> Stamp:
        return Stamp(self._now_ns, self._now_ns)

    def now_s(self) -> float:
        return self._now_ns / NS_PER_S

    async def run(self, step_s: float) -> None:
        while True:
            await asyncio.sleep(0.001)
            self._now_ns += round(step_s * NS_PER_S)


@dataclass
class Air:
    """Sensors in the air of a world that is opened by the background thread."""

    worn: Sequence[Worn]
    step_s: float = 0.02
    clock: SteppedClock = field(default_factory=SteppedClock)
    sensors: tuple[SimulatedSensor, ...] = ()

    @contextlib.asynccontextmanager
    async def open(self) -> AsyncIterator[Radio]:
        async with world(self.worn, now_s=self.clock.now_s) as opened:
            self.sensors = opened.sensors
            stepping = asyncio.create_task(self.clock.run(self.step_s))
            try:
                yield opened.radio
            finally:
                stepping.cancel()

    def assignments(self) -> tuple[Assignment, ...]:
        return tuple(
            Assignment(slot, partial(_is_called, one.peripheral.advertisement.name), particular=True)
            for slot, one in enumerate(self.worn)
        )

    def background(self, *, persistence: Callable[[], Persistence] = QUICK, silence_s: float = 3.0) -> Background:
        """The thread that looks after all sensors."""

        def supervisor(assignment: Assignment, radio: Radio, tell, claims) -> Supervisor:  # noqa: ANN001
            return Supervisor(
                assignment,
                radio,
                tell,
                claims,
                persistence=persistence(),
                new_watchdog=partial(Watchdog, shortest_s=silence_s),
                take_stamp=self.clock.take_stamp,
            )

        inbox = Inbox(UNLIMITED_S)
        return Background(self.open, self.assignments(), inbox=inbox, new_supervisor=supervisor)


@dataclass
class Played:
    """What came of a session."""

    air: Air
    events: list[SessionEvent] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    failure: Exception | None = None

    def of(self, kind: type[Wanted]) -> list[Wanted]:
        return [one for one in (*self.events, *self.messages) if isinstance(one, kind)]


def play(
    prescribed: Prescription,
    air: Air,
    record: Path,
    *,
    places: Sequence[BodyPlace | None] = (BodyPlace.WAIST,),
    silence_s: float = 3.0,
    until: Callable[[Played], bool] = lambda _played: False,
    press: Callable[[Played], Command | None] = lambda _played: None,
    keeper: LiveKeeper | None = None,
    template_lines: Sequence[Mapping[str, object]] = (),
) -> Played:
    """Track a session to its end and record it; ``press`` is asked for a key now and then."""
    played = Played(air)
    background = air.background(silence_s=silence_s)
    with record.open("wb") as file:
        recorder = Recorder(
            file,
            air.clock.take_stamp(),
            exercise=prescribed.exercise,
            plan_text=prescribed.plan_text,
            uuid="" if keeper is None else keeper.notes.session.uuid,
        )
        recorder.use_templates(template_lines)
        place = places[0] if len(places) == 1 else None
        pipeline = Pipeline(segment=segment_of(None if place is None else place.value))
        coach = Coach(prescribed.script, pipeline)
        session = LiveSession(prescribed.script, coach, dict(enumerate(places)), recorder, keeper=keeper)
        with background:
            pump = Pump(
                background,
                session,
                sensors=len(air.worn),
                hear=played.messages.append,
                take_stamp=air.clock.take_stamp,
            )
            limit_s = time.monotonic() + LIMIT_S
            while not pump.is_over and not until(played):
                assert time.monotonic() < limit_s, "the session does not end"
                played.events += pump.advance(0.05)
                played.remarks += session.take_remarks()
                command = press(played)
                if command is not None:
                    played.events += session.press(command)
        played.events += session.finish()
        played.failure = pump.failure
    return played


def first_failure(air: Air, *, persistence: Callable[[], Persistence] = QUICK) -> Exception:
    """Track until the sensor is given up, and return the error for the person."""
    with air.background(persistence=persistence) as background:
        limit_s = time.monotonic() + LIMIT_S
        while time.monotonic() < limit_s:
            for message in background.take(0.05):
                if isinstance(message, GaveUp):
                    return message.failure.error(message.name or "the sensor")
    raise AssertionError("nothing was given up")


def _is_called(name: str, sighting) -> bool:  # noqa: ANN001
    return sighting.name == name
