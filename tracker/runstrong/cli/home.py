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

NS_PER_S = 1e9

if TYPE_CHECKING:
    from runstrong.session.events import SessionEvent
    from runstrong_tui.driver import Feed

SIMULATED_SEED = 1
SIMULATED_RATE_HZ = 50.0
PREPARING = "Simulating a person who does the plan …"

SIMULATED_PERSON = "simulated person"
KEPT = "That was a simulated person: kept as session {}, marked as simulated. Your history and progress leave it out."
NOTHING_KEPT = "That was a simulated person: no set was done, so nothing is kept."


def run_home() -> None:
    """Show the home screen, carry out what is wished for there, and come back, until the person leaves.

    What goes wrong on the way is shown on the home screen; nothing of it ends the program.
    """
    from runstrong.cli.cut_off import finish_what_was_closed, unfinished_notice
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

    No Bluetooth is needed. The sets are kept as those of ``track --simulated`` are, marked, and left out of everything
    that is said of the person's own training; there is no recording, for the same person can be simulated again.
    """
    from runstrong.ble.host_clock import stamp_now
    from runstrong.cli.keeping import Keep, KeptSession
    from runstrong.history.model import UsedSensor
    from runstrong.live.prescription import prescription
    from runstrong_tui.app import Show, run
    from runstrong_tui.configured import configured

    name, place = MachineDesk(config.session.plan).name_of(wish.plan), wish.place
    prescribed = prescription(plan=name, exercise="", dose="", places=(place,), timing=config.session.timing)

    def load() -> "Feed":
        from runstrong.session.coach import Coach
        from runstrong.simulated_sensor.motion import person_on
        from runstrong_signal.hold_profiles import segment_of
        from runstrong_signal.pipeline import Pipeline
        from runstrong_tui.playback import Playback

        motion = person_on(prescribed.script, place.value, seed=SIMULATED_SEED, rate_hz=SIMULATED_RATE_HZ)
        coach = Coach(prescribed.script, Pipeline(segment=segment_of(place.value)))
        return Playback(coach, iter((motion.block,)), speed=1.0, clock=time.monotonic)

    began = stamp_now()
    keep = Keep(recording=False, seed=SIMULATED_SEED)
    with KeptSession(keep, prescribed, {0: place.value}, began) as kept:
        notes = kept.live_keeper.notes
        notes.use(UsedSensor(0, SIMULATED_PERSON, "", placement=place.value, rate_hz=SIMULATED_RATE_HZ))

        def note(event: "SessionEvent") -> None:
            notes.note(event, unix_s=began.t_ns / NS_PER_S + event.t_s, slot=0)

        run(load, configured(Show(f"{SIMULATED_PERSON}, {place.value}", loading=PREPARING, sinks=(note,)), config))
    return "\n".join((NOTHING_KEPT if kept.session_id is None else KEPT.format(kept.session_id), *kept.take_remarks()))
