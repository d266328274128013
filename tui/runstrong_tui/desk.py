"""What the screens between sessions know and may ask for: the seam to the command line, which carries it out.

Nothing here starts a session. A screen ends with a wish, the program ends with it, and whoever ran the program carries
it out and comes back.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from runstrong.ble.remembered import RememberedSensor
from runstrong.exercises.model import BodyPlace
from runstrong.live.placement import Placement
from runstrong.plans.model import Plan


@dataclass(frozen=True, slots=True)
class TrainWish:
    """Train by a plan: with the sensor worn as ``placement`` says, or with a simulated person, who never moves it."""

    plan: Plan
    placement: Placement
    simulated: bool = False

    @property
    def place(self) -> BodyPlace:
        """Where the sensor is clipped to begin with."""
        return self.placement.first


@dataclass(frozen=True, slots=True)
class DemoWish:
    """Watch the recording that comes with the program."""


Wish = TrainWish | DemoWish


@dataclass(frozen=True, slots=True)
class DoneSession:
    """A session of the past, as far as the screens tell of it; ``sets`` None: not known how many were prescribed.

    ``simulated``: nobody moved.
    ``id`` is its number in the history; the title is untrusted.
    """

    id: int
    plan_id: str
    title: str
    day: date
    sets_done: int
    sets: int | None
    minutes: int
    simulated: bool = False


@dataclass(frozen=True, slots=True)
class SensorSeen:
    """A sensor in the air; ``likely``: one that is worn, for sure or very probably. Its name is untrusted."""

    address: str
    name: str
    driver_id: str
    models: str
    rssi_dbm: int
    likely: bool


class Desk(Protocol):
    """What there is on this machine; every call may read files, and raise RunstrongError where one of them is bad."""

    @property
    def today(self) -> date:
        """The day it is."""
        ...

    def plans(self) -> tuple[Plan, ...]:
        """Return the person's own plans, then those that come with the program."""
        ...

    def is_own(self, plan: Plan) -> bool:
        """Whether a plan is the person's own, so that it may be changed in place."""
        ...

    def chosen_plan_id(self) -> str:
        """Return the id of the plan that was chosen last, or nothing; it may be gone by now."""
        ...

    def choose_plan(self, plan: Plan) -> None:
        """Remember a plan as the one chosen last."""
        ...

    def save_plan(self, plan: Plan) -> None:
        """Keep a plan among the person's own, in place of the one of the same id."""
        ...

    def sessions(self, *, simulated: bool = False) -> Sequence[DoneSession]:
        """Return what was trained, the newest first; ``simulated``: also the sessions in which nobody moved."""
        ...

    def session_page(self, ident: int) -> Sequence[str]:
        """Return lines about one session; untrusted text is in them."""
        ...

    def progress_page(self, *, simulated: bool = False) -> Sequence[str]:
        """Return lines about the last weeks, with simulated sessions or without; none before anything was done."""
        ...

    def sensors(self) -> Sequence[RememberedSensor]:
        """Return the sensors that were used or chosen, the latest first."""
        ...

    def look_for_sensors(self, found: Callable[[SensorSeen], None], is_enough: Callable[[], bool]) -> None:
        """Listen for sensors until ``is_enough``; called in a thread, as ``found`` is."""
        ...

    def choose_sensor(self, sensor: RememberedSensor) -> None:
        """Remember a sensor as the one to be worn next, and where."""
        ...
