"""What there is on this machine for the home screen: plans, what was trained, sensors, and the air around."""

import asyncio
import contextlib
from collections.abc import Callable, Sequence
from datetime import date

from runstrong.ble.remembered import RememberedSensor, SensorMemory
from runstrong.errors import RunstrongError
from runstrong.exercises.catalogue import load_catalogue
from runstrong.folders import chosen_plan_path, history_path, sensors_path
from runstrong.history import PastSession, open_history
from runstrong.history.model import Source
from runstrong.plans.chosen import ChosenPlan
from runstrong.plans.files import parse_plan
from runstrong.plans.library import all_plans, find_plan
from runstrong.plans.model import Plan
from runstrong.plans.own import OwnPlans, plans_folder
from runstrong.session.script import script_of_plan
from runstrong_tui.desk import DoneSession, SensorSeen

MOST_SESSIONS = 400
"""Sessions that are looked back on: two years of four a week."""

SECONDS_A_MINUTE = 60.0

LISTEN_S = 0.3
"""How often a search for sensors looks whether it is to stop."""


class MachineDesk:
    """Reads and writes the person's files on this machine.

    Parameters
    ----------
    usual_plan
        Name or file of the plan that the person has set; empty: none.
    """

    def __init__(self, usual_plan: str = "") -> None:
        self._usual_plan = usual_plan
        self._own = OwnPlans(plans_folder())
        self._memory = SensorMemory(sensors_path())
        self._chosen = ChosenPlan(chosen_plan_path())

    @property
    def today(self) -> date:
        """The day it is here."""
        return date.today()

    def is_known(self) -> bool:
        """Whether the person has used the program before: a sensor, a plan or a session, simulated or not, is there."""
        with contextlib.suppress(RunstrongError):
            known = self.sensors() or self._own.paths() or self.chosen_plan_id() or self.sessions(simulated=True)
            return bool(known)
        return True

    def plans(self) -> tuple[Plan, ...]:
        """Return the usual plan, the person's own, then the shipped ones; of two of one id only the first."""
        usual = (self.usual_plan(),) if self._usual_plan else ()
        plans = {plan.id: plan for plan in reversed((*usual, *all_plans()))}
        return tuple(reversed(plans.values()))

    def usual_plan(self) -> Plan:
        """Return the plan that the person has set; raises as ``find_plan`` does."""
        return find_plan(self._usual_plan)

    def is_own(self, plan: Plan) -> bool:
        """Whether a plan is in the person's folder."""
        return self._own.path_of(plan.id).is_file()

    def name_of(self, plan: Plan) -> str:
        """Return what a command would be given to mean this plan."""
        if self._usual_plan and self.usual_plan().id == plan.id:
            return self._usual_plan
        return plan.id

    def chosen_plan_id(self) -> str:
        """Return the id of the plan that was chosen last, or nothing."""
        return self._chosen.read()

    def choose_plan(self, plan: Plan) -> None:
        """Remember a plan as the one chosen last."""
        self._chosen.write(plan.id)

    def save_plan(self, plan: Plan) -> None:
        """Write a plan into the person's folder."""
        self._own.save(plan)

    def sessions(self, *, simulated: bool = False) -> Sequence[DoneSession]:
        """Return what was trained, the newest first; how many sets there were to do is told of the newest of a plan."""
        with open_history(history_path(), to_write=False) as history:
            past = history.sessions(newest=MOST_SESSIONS, with_plan=True, simulated=simulated)
        newest = {session.plan_id: session.id for session in past if session.sets_done}
        return [_done(one, counts=newest.get(one.plan_id) == one.id) for one in reversed(past) if one.sets_done]

    def session_page(self, ident: int) -> Sequence[str]:
        """Return the page of one session, as the command line prints it."""
        from runstrong.cli.history import session_page

        return session_page(ident)

    def progress_page(self, *, simulated: bool = False) -> Sequence[str]:
        """Return the page about the last weeks, as the command line prints it."""
        from runstrong.cli.progress import progress_page

        return progress_page(simulated=simulated)

    def sensors(self) -> Sequence[RememberedSensor]:
        """Return the sensors that were used or chosen."""
        return self._memory.all()

    def choose_sensor(self, sensor: RememberedSensor) -> None:
        """Put a sensor first among the remembered ones."""
        self._memory.remember(sensor)

    def look_for_sensors(self, found: Callable[[SensorSeen], None], is_enough: Callable[[], bool]) -> None:
        """Listen with the system's Bluetooth until that is enough."""
        asyncio.run(_look(found, is_enough))


def _done(session: PastSession, *, counts: bool) -> DoneSession:
    minutes = round((session.ended_s or session.active_s) / SECONDS_A_MINUTE)
    sets = _sets_in(session.plan_text) if counts and session.plan_text else None
    nobody = session.source is Source.SIMULATED
    return DoneSession(
        session.id, session.plan_id, session.title, session.day, session.sets_done, sets, minutes, simulated=nobody
    )


def _sets_in(plan_text: str) -> int | None:
    """Return how many sets a plan has; None for one that this version cannot read."""
    with contextlib.suppress(RunstrongError):
        return len(script_of_plan(parse_plan(plan_text), load_catalogue().get).steps)
    return None


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
