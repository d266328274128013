"""Everything between sessions as a program: home, plans, sensor, exercises and history."""

from collections.abc import Sequence
from enum import Enum, auto

from textual.app import App

from runstrong.errors import RunstrongError
from runstrong.exercises.model import BodyPlace
from runstrong.plans.editing import copy_of
from runstrong.plans.model import Plan
from runstrong_tui.desk import DemoWish, Desk, DoneSession, TrainWish, Wish
from runstrong_tui.keymap import Keys, KeysWanted
from runstrong_tui.screens.exercises import ExercisesScreen
from runstrong_tui.screens.history import HistoryScreen
from runstrong_tui.screens.home import HomeScreen
from runstrong_tui.screens.plan_editor import PlanEditorScreen
from runstrong_tui.screens.plans import EditWish, PlansScreen
from runstrong_tui.screens.sensor import SensorScreen
from runstrong_tui.screens.welcome import Answer, WelcomeScreen
from runstrong_tui.themes import DARK, HIGH_CONTRAST, PHASES_ON_DARK, PHASES_ON_LIGHT
from runstrong_tui.today import Today, today_of

PLACES = tuple(BodyPlace)


class Opening(Enum):
    """What the program begins with."""

    HOME = auto()
    WELCOME = auto()  # nothing was ever done here
    SENSOR = auto()  # the demo has just been seen


class HomeApp(App[Wish]):
    """Leads from screen to screen and ends with a wish, or with none.

    Parameters
    ----------
    plan_id
        Plan to begin with; empty: the one chosen last, or else that of the last session, or else the first of all.
    note
        What went wrong before, to be read on the home screen; untrusted.
    """

    CSS_PATH = "styles/home.tcss"  # a default screen's own style sheet is not loaded by Textual
    ENABLE_COMMAND_PALETTE = False

    def __init__(
        self,
        desk: Desk,
        *,
        opening: Opening = Opening.HOME,
        plan_id: str = "",
        note: str = "",
        theme: str = DARK,
        keys: KeysWanted | None = None,
    ) -> None:
        super().__init__()
        self._keys = Keys(keys)
        self._desk = desk
        self._opening = opening
        self._plan_id = plan_id or desk.chosen_plan_id()
        self._place: BodyPlace | None = None
        self._home = HomeScreen(desk.today, note, self._keys)
        self.register_theme(HIGH_CONTRAST)
        self.theme = theme

    def get_default_screen(self) -> HomeScreen:
        """Start with the home screen; others lie on it."""
        return self._home

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Return the colours of the phases for a dark or a light background."""
        return PHASES_ON_DARK if self.current_theme.dark else PHASES_ON_LIGHT

    def on_mount(self) -> None:
        """Show today's plan, and what the program begins with."""
        self.set_keymap(self._keys.keymap)
        self._show_today()
        match self._opening:
            case Opening.WELCOME:
                self.push_screen(WelcomeScreen(self._keys), self._welcomed)
            case Opening.SENSOR:
                self.action_sensor()
            case Opening.HOME:
                pass

    def action_train(self) -> None:
        """Train with the sensor."""
        self._train(simulated=False)

    def action_without(self) -> None:
        """See the plan done by a simulated person."""
        self._train(simulated=True)

    def action_demo(self) -> None:
        """Watch the demo."""
        self.exit(DemoWish())

    def action_plans(self) -> None:
        """Choose another plan."""
        self.push_screen(PlansScreen(self._desk.plans(), edits=True, keys=self._keys), self._take_plan)

    def action_sensor(self) -> None:
        """Choose a sensor and where it is worn."""
        today = self._today()
        self.push_screen(SensorScreen(self._desk, today.placement.first, self._keys), self._take_place)

    def action_exercises(self) -> None:
        """Look exercises up."""
        self.push_screen(ExercisesScreen(keys=self._keys))

    def action_history(self) -> None:
        """Look at what was trained."""
        self.push_screen(HistoryScreen(self._desk, self._keys))

    def action_turn(self, by: int) -> None:
        """Wear the sensor somewhere else."""
        now = self._today().placement.first
        self._place = PLACES[(PLACES.index(now) + by) % len(PLACES)]
        self._show_today()

    def action_leave(self) -> None:
        """End without a wish."""
        self.exit()

    def _train(self, *, simulated: bool) -> None:
        today = self._today()
        self.exit(TrainWish(today.plan, today.placement, simulated))

    def _welcomed(self, answer: Answer | None) -> None:
        if answer is Answer.DEMO:
            self.exit(DemoWish())
        elif answer is Answer.SENSOR:
            self.action_sensor()

    def _take_plan(self, chosen: Plan | EditWish | None) -> None:
        if isinstance(chosen, EditWish):
            self.push_screen(PlanEditorScreen(self._desk, self._own(chosen.plan), self._keys), self._take_plan)
        elif chosen is not None:
            self._plan_id, self._place = chosen.id, None
            self._desk.choose_plan(chosen)
        self._show_today()

    def _own(self, plan: Plan) -> Plan:
        """Return a plan that the person may change: their own, or a copy."""
        return plan if self._desk.is_own(plan) else copy_of(plan, {one.id for one in self._desk.plans()})

    def _take_place(self, place: BodyPlace | None) -> None:
        if place is not None:
            self._place = place
        self._show_today()

    def _show_today(self) -> None:
        try:
            self._home.show(self._today())
        except RunstrongError as mistake:
            self._home.say(str(mistake))

    def _today(self) -> Today:
        desk = self._desk
        sessions = desk.sessions()
        plan = _plan_of(desk.plans(), self._plan_id, sessions)
        return today_of(plan, desk.today, sessions, desk.sensors(), self._place)


def _plan_of(plans: Sequence[Plan], wanted_id: str, sessions: Sequence[DoneSession]) -> Plan:
    """Return the plan that was asked for, or else the one done last that is still there, or else the first."""
    by_id = {plan.id: plan for plan in reversed(plans)}
    wanted = (wanted_id, *(session.plan_id for session in sessions))
    return next((by_id[one] for one in wanted if one in by_id), plans[0])


def ask(
    desk: Desk,
    *,
    opening: Opening,
    plan_id: str = "",
    note: str = "",
    theme: str = DARK,
    keys: KeysWanted | None = None,
) -> Wish | None:
    """Show the home screen on the terminal until the person wants something; None: to leave."""
    app = HomeApp(desk, opening=opening, plan_id=plan_id, note=note, theme=theme, keys=keys)
    wish = app.run()
    if app.return_code:
        raise SystemExit(app.return_code)
    return wish
