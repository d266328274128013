"""Drives a session engine by hand: time passes in ticks, and the signal says what the test makes it say."""

from typing import TypeVar

from runstrong.exercises.catalogue import load_catalogue
from runstrong.plans.dose import parse_dose
from runstrong.plans.model import Block, Plan, PlanItem
from runstrong.session.commands import Command
from runstrong.session.course_events import SessionEnded
from runstrong.session.engine import Engine
from runstrong.session.events import SessionEvent
from runstrong.session.script import Script, script_of_plan
from runstrong.session.set_events import SetEnded
from runstrong.session.set_result import SetResult
from runstrong_signal.events import PeriodCounted, SignalEvent, StillnessChanged
from runstrong_signal.tasks import Task, TimeHold

TICK_S = 0.1
Wanted = TypeVar("Wanted", bound=SessionEvent)


def script(*rows: tuple[str, str], rounds: int = 1) -> Script:
    """Return the script of a plan with rows of (exercise, dose)."""
    items = tuple(PlanItem((exercise,), parse_dose(dose), ref=f"T{n}") for n, (exercise, dose) in enumerate(rows, 1))
    return script_of_plan(Plan("test", "test", (Block(items, rounds=rounds),)), load_catalogue().get)


class DrivenEngine:
    """An engine with its time, all its events and all tasks it asked for."""

    def __init__(self, steps: Script) -> None:
        self.engine = Engine(steps)
        self.events: list[SessionEvent] = []
        self.tasks: list[Task] = []
        self._ticks = 0
        self._fresh = True
        self._newest_s = 0.0
        self._ask()

    @property
    def holds_asked_since_s(self) -> list[float]:
        """Since when a hold was to be timed, for each task of that kind."""
        return [task.since_s for task in self.tasks if isinstance(task, TimeHold)]

    @property
    def t_s(self) -> float:
        return self._ticks / 10

    def go(self, seconds: float, *, signal: bool = True) -> None:
        """Let time pass, with samples or without."""
        for _ in range(round(seconds / TICK_S)):
            self._ticks += 1
            self._newest_s = self.t_s if signal else self._newest_s
            self.events += self.engine.tick(self.t_s, self._newest_s)
            self._ask()

    def hear(self, *signal_events: SignalEvent) -> None:
        for event in signal_events:
            self.events += self.engine.take(event)

    def press(self, command: Command) -> None:
        self.events += self.engine.press(command)
        self._ask()

    def finish(self) -> None:
        self.events += self.engine.finish(self._newest_s)

    def reps(self, count: int, *, first: int = 1, each_s: float = 2.0) -> None:
        """Do repetitions, one after the other, each known when it is done."""
        self.hear(StillnessChanged(self.t_s, self.t_s, still=False))
        for number in range(first, first + count):
            start_s = self.t_s
            self.go(each_s)
            self.hear(PeriodCounted(self.t_s, start_s, self.t_s, number, 0.9))

    def stand_still(self, seconds: float) -> None:
        self.hear(StillnessChanged(self.t_s, self.t_s, still=True))
        self.go(seconds)

    def of(self, kind: type[Wanted]) -> list[Wanted]:
        """Return the events of one kind so far."""
        return [event for event in self.events if isinstance(event, kind)]

    def names(self) -> list[str]:
        return [event.event for event in self.events]

    @property
    def last(self) -> SetResult:
        """The result of the last set that ended."""
        return self.of(SetEnded)[-1].result

    @property
    def results(self) -> tuple[SetResult, ...]:
        return self.of(SessionEnded)[-1].sets

    def _ask(self) -> None:
        task = self.engine.next_task()
        if task is not None:
            self.tasks.append(task)
