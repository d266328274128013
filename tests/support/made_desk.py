"""A desk with what a test puts on it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from runstrong.ble.remembered import RememberedSensor
from runstrong.plans.library import shipped_plans
from runstrong.plans.model import Plan
from runstrong_tui.desk import DoneSession, SensorSeen

TODAY = date(2026, 11, 29)

H10 = SensorSeen("AA:BB", "Polar H10 1234", "polar-pmd", "Polar H10", -55, likely=True)


@dataclass
class MadeDesk:
    """Everything in memory; ``heard`` are the sensors in the air, ``deaf`` what a search ends with."""

    today: date = TODAY
    own: list[Plan] = field(default_factory=list)
    done: list[DoneSession] = field(default_factory=list)
    known: list[RememberedSensor] = field(default_factory=list)
    heard: Sequence[SensorSeen] = ()
    deaf: Exception | None = None
    chosen: str = ""

    def plans(self) -> tuple[Plan, ...]:
        hidden = {plan.id for plan in self.own}
        return (*self.own, *(plan for plan in shipped_plans() if plan.id not in hidden))

    def is_own(self, plan: Plan) -> bool:
        return any(own.id == plan.id for own in self.own)

    def chosen_plan_id(self) -> str:
        return self.chosen

    def choose_plan(self, plan: Plan) -> None:
        self.chosen = plan.id

    def save_plan(self, plan: Plan) -> None:
        self.own = [*(own for own in self.own if own.id != plan.id), plan]

    def sessions(self, *, simulated: bool = False) -> Sequence[DoneSession]:
        return [one for one in self.done if simulated or not one.simulated]

    def session_page(self, ident: int) -> Sequence[str]:
        return (f"session {ident}", "squat  10  11*")

    def progress_page(self, *, simulated: bool = False) -> Sequence[str]:
        return ("The last 8 weeks", "How it goes") if self.sessions(simulated=simulated) else ()

    def sensors(self) -> Sequence[RememberedSensor]:
        return self.known

    def look_for_sensors(self, found: Callable[[SensorSeen], None], is_enough: Callable[[], bool]) -> None:
        for one in self.heard:
            if not is_enough():
                found(one)
        if self.deaf is not None:
            raise self.deaf

    def choose_sensor(self, sensor: RememberedSensor) -> None:
        self.known = [sensor, *(one for one in self.known if one.name != sensor.name)]
