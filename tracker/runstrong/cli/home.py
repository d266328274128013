"""``runstrong`` alone, in a terminal: the home screen, and what is wished for there carried out."""

import time
from typing import TYPE_CHECKING

from runstrong.ble.remembered import SensorMemory
from runstrong.cli.desk import MachineDesk
from runstrong.config.loading import load_config
from runstrong.config.model import Config
from runstrong.errors import RunstrongError
from runstrong.folders import sensors_path
from runstrong_tui.desk import DemoWish, TrainWish, Wish

if TYPE_CHECKING:
    from runstrong_tui.driver import Feed

SIMULATED_SEED = 1
SIMULATED_RATE_HZ = 50.0
PREPARING = "Simulating a person who does the plan …"


NOT_KEPT = "simulated, not kept"
NOTHING_KEPT = "That was a simulated person: nothing of it is in your history."


def run_home() -> None:
    """Show the home screen, carry out what is wished for there, and come back, until the person leaves.

    What goes wrong on the way is shown on the home screen; nothing of it ends the program.
    """
    from runstrong.cli.resuming import finish_what_was_closed, unfinished_notice
    from runstrong_tui.home_app import Opening, ask
    from runstrong_tui.themes import THEMES

    config = load_config()
    desk = MachineDesk(config.session.plan)
    opening = Opening.HOME if desk.is_known() else Opening.WELCOME
    plan_id = desk.usual_plan().id if config.session.plan else ""
    finish_what_was_closed()
    note, theme = unfinished_notice(), THEMES[config.screen.theme]
    while (wish := ask(desk, opening=opening, plan_id=plan_id, note=note, theme=theme, keys=config.keys)) is not None:
        note = _carried_out(wish, config)
        first_time = opening is Opening.WELCOME
        opening = Opening.SENSOR if first_time and isinstance(wish, DemoWish) and not note else Opening.HOME
        plan_id = wish.plan.id if isinstance(wish, TrainWish) else plan_id


def _carried_out(wish: Wish, config: Config) -> str:
    """Carry out a wish and return what there is to say of it: what went wrong, or nothing."""
    try:
        match wish:
            case DemoWish():
                _demo()
            case TrainWish(simulated=True):
                return _simulated(wish, config)
            case TrainWish():
                _worn(wish, config)
    except RunstrongError as mistake:
        return str(mistake)
    return ""


def _demo() -> None:
    from runstrong.cli.demo import play_demo
    from runstrong.cli.playing import Shown

    play_demo(Shown.FULL_SCREEN, None)


def _worn(wish: TrainWish, config: Config) -> None:
    from runstrong.cli.playing import Shown
    from runstrong.cli.simulated import USUAL_SEED
    from runstrong.cli.tracking import TrackRequest, run_session

    memory = SensorMemory(sensors_path())
    known = memory.all()
    request = TrackRequest(
        plan=MachineDesk(config.session.plan).name_of(wish.plan),
        exercise="",
        dose="",
        sensors=tuple(sensor.name for sensor in known[:1] if sensor.name),
        places=(wish.place,),
        radio="",
        simulated=False,
        seed=USUAL_SEED,
        speed=1.0,
        record=None,
        config=config,
        placement=wish.placement,
    )
    run_session(request, Shown.FULL_SCREEN, memory)


def _simulated(wish: TrainWish, config: Config) -> str:
    """Let a simulated person do the plan, and say what became of it.

    No Bluetooth is needed, and nothing is kept: what nobody trained is no part of anybody's history.
    """
    from runstrong.exercises.catalogue import load_catalogue
    from runstrong.session.script import script_of_plan
    from runstrong_tui.app import Show, run
    from runstrong_tui.configured import configured

    script = script_of_plan(wish.plan, load_catalogue().get, place=wish.place, timing=config.session.timing)

    def load() -> "Feed":
        from runstrong.session.coach import Coach
        from runstrong.simulated_sensor.motion import person_on
        from runstrong_signal.hold_profiles import segment_of
        from runstrong_signal.pipeline import Pipeline
        from runstrong_tui.playback import Playback

        motion = person_on(script, wish.place.value, seed=SIMULATED_SEED, rate_hz=SIMULATED_RATE_HZ)
        coach = Coach(script, Pipeline(segment=segment_of(wish.place.value)))
        return Playback(coach, iter((motion.block,)), speed=1.0, clock=time.monotonic)

    run(load, configured(Show(f"{NOT_KEPT}, {wish.place.value}", loading=PREPARING), config))
    return NOTHING_KEPT
