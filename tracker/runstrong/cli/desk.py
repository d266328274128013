"""What there is on this machine for the home screen: plans, what was trained, sensors, and the air around."""

import asyncio
import contextlib
from collections.abc import Callable, Sequence
from datetime import date

from runstrong.ble.remembered import RememberedSensor, SensorMemory
from runstrong.errors import RunstrongError
from runstrong.folders import sensors_path
from runstrong.plans.model import Plan
from runstrong.plans.own import OwnPlans, plans_folder
from runstrong_tui.desk import DoneSession, SensorSeen

LISTEN_S = 0.3
"""How often a search for sensors looks whether it is to stop."""


class MachineDesk:
    """Reads and writes the person's files on this machine."""

    def __init__(self) -> None:
        self._own = OwnPlans(plans_folder())
        self._memory = SensorMemory(sensors_path())

    @property
    def today(self) -> date:
        """The day it is here."""
        return date.today()

    def is_known(self) -> bool:
        """Whether the person has used the program before: a sensor, a plan or a session is there."""
        with contextlib.suppress(RunstrongError):
            return bool(self.sensors() or self._own.paths() or self.sessions())
        return True

    def plans(self) -> tuple[Plan, ...]:
        """Return the person's own plans, then the shipped ones; an own plan hides the shipped one of its id."""
        from runstrong.plans.library import shipped_plans

        own = self._own.plans()
        hidden = {plan.id for plan in own}
        return (*own, *(plan for plan in shipped_plans() if plan.id not in hidden))

    def is_own(self, plan: Plan) -> bool:
        """Whether a plan is in the person's folder."""
        return self._own.path_of(plan.id).is_file()

    def name_of(self, plan: Plan) -> str:
        """Return what a command would be given to mean this plan."""
        return str(self._own.path_of(plan.id)) if self.is_own(plan) else plan.id

    def save_plan(self, plan: Plan) -> None:
        """Write a plan into the person's folder."""
        self._own.save(plan)

    def sessions(self) -> Sequence[DoneSession]:
        """Return what was trained, the newest first."""
        return ()

    def sensors(self) -> Sequence[RememberedSensor]:
        """Return the sensors that were used or chosen."""
        return self._memory.all()

    def choose_sensor(self, sensor: RememberedSensor) -> None:
        """Put a sensor first among the remembered ones."""
        self._memory.remember(sensor)

    def look_for_sensors(self, found: Callable[[SensorSeen], None], is_enough: Callable[[], bool]) -> None:
        """Listen with the system's Bluetooth until that is enough."""
        asyncio.run(_look(found, is_enough))


async def _look(found: Callable[[SensorSeen], None], is_enough: Callable[[], bool]) -> None:
    from runstrong.ble.errors import LinkFailure
    from runstrong.ble.scanner import sightings
    from runstrong.cli.radio_option import open_radio
    from runstrong.sensors.recognition import Rank

    try:
        async with open_radio("") as radio, sightings(radio) as seen:
            while not is_enough():
                with contextlib.suppress(TimeoutError):
                    one = await asyncio.wait_for(seen.get(), LISTEN_S)
                    family = one.families[0]
                    likely = one.rank >= Rank.LIKELY
                    found(SensorSeen(one.address, one.name, family.driver_id, family.title, one.rssi_dbm, likely))
    except LinkFailure as failed:
        raise failed.failure.error() from failed
