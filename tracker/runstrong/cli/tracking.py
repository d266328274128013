"""How a live session is put together and shown: full screen, as plain lines, or as JSON Lines."""

import contextlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from runstrong.ble.background import Background
from runstrong.ble.host_clock import TakeStamp, continued, hurried
from runstrong.ble.inbox import LONGEST_WAIT_S, Inbox
from runstrong.ble.messages import Message, StreamBegan
from runstrong.ble.remembered import BadMemory, RememberedSensor, SensorMemory
from runstrong.ble.supervisor import Supervisor
from runstrong.cli.cueing import cues_in_lines
from runstrong.cli.ending import ending_signals_interrupt
from runstrong.cli.keeping import Keep, KeptSession
from runstrong.cli.learning import learn_from_session
from runstrong.cli.leaving import Leaving
from runstrong.cli.next_time import next_time
from runstrong.cli.playing import Shown
from runstrong.cli.resuming import worn_again
from runstrong.cli.wearing import Wearing, as_simulated, as_worn, known_places, simulated_names
from runstrong.config.model import Config
from runstrong.errors import printable
from runstrong.exercises.model import BodyPlace
from runstrong.folders import history_path
from runstrong.history.store import open_history
from runstrong.history.troubles import HistoryUnusable
from runstrong.live.moving import worn_as
from runstrong.live.placement import Placement
from runstrong.live.prescription import Prescription, prescription, prescription_again
from runstrong.live.pump import Pump
from runstrong.live.retelling import Retelling
from runstrong.live.session import LiveSession
from runstrong.live.words import link_json, sentence
from runstrong.session.commands import PauseOrResume
from runstrong.session.course_events import SessionEnded
from runstrong.session.events import SessionEvent
from runstrong.session.replay import blind_spots
from runstrong.session.script import Script
from runstrong.templates.using import ByRow, lines_of, templates_for, troubles, with_templates

if TYPE_CHECKING:
    from runstrong_signal.samples import SampleBlock
    from runstrong_tui.driver import Feed

USUAL_EXERCISE, USUAL_DOSE = "squat", "1x10"
"""What a simulated person does who was told nothing."""

WAIT_S = 0.1
"""How long to wait for news before time is let pass; news themselves are taken at once."""


@dataclass(frozen=True, slots=True)
class TrackRequest:
    """What a person asks for; texts as typed, empty where nothing was said."""

    plan: str
    exercise: str
    dose: str
    sensors: tuple[str, ...]
    places: tuple[BodyPlace, ...]
    radio: str
    simulated: bool
    seed: int
    speed: float
    record: Path | None
    config: Config
    recording: bool = True
    goes_on: Retelling | None = None
    """The session that was cut off and is gone on with; then it says what is done, and by whom."""
    placement: Placement | None = None
    """How the one sensor is worn, where it is moved on the way; ``places`` names the first place."""

    @property
    def moves(self) -> bool:
        """Whether the sensor is moved on the way."""
        return self.placement is not None and bool(self.placement.moves)


class LiveRun:
    """One session from the first search to the last byte of its recording; a context manager."""

    def __init__(self, request: TrackRequest, memory: SensorMemory, hear: Callable[[Message], None]) -> None:
        self._memory = None if request.simulated else memory
        self._hear = hear
        self._request = request
        self._stack = contextlib.ExitStack()
        self._take_stamp: TakeStamp = hurried(request.speed)
        self._session: LiveSession | None = None
        if request.goes_on is None:
            self.prescribed, self.wearing = _prepared(request, memory, self._take_stamp)
        else:
            self._go_on_with(request.goes_on, memory)
        self.background = Background(
            self.wearing.open_radio,
            self.wearing.assignments,
            inbox=Inbox(LONGEST_WAIT_S * request.speed),
            new_supervisor=partial(Supervisor, take_stamp=self._take_stamp),
        )

    def __enter__(self) -> "LiveRun":
        with contextlib.ExitStack() as opened:
            opened.enter_context(ending_signals_interrupt())
            if self._session is None:
                self.kept = self._kept_session(self.wearing.places)
            opened.enter_context(self.kept)
            opened.enter_context(self.background)
            self._stack = opened.pop_all()
        return self

    def __exit__(self, *_raised: object) -> None:
        self._stack.close()

    @property
    def over_before(self) -> SessionEnded | None:
        """The end of a session that was cut off after it, perhaps before anybody was told."""
        if self._session is None or not self._session.ended:
            return None
        return SessionEnded(self._session.snapshot().t_s, self._session.results)

    def pump(self, on_samples: "Callable[[SampleBlock], None] | None" = None) -> Pump:
        """Return the session with its pump; imports the signal libraries, which takes a moment."""
        session = self._session or self._new_session(self.wearing.places)
        session.go_on_with(self.kept.recorder, on_samples)
        goes_on = self._request.goes_on is not None and not session.ended
        if goes_on and not session.snapshot().paused:
            session.press(PauseOrResume())  # until the sensor is back, and the person is in place again
        sensors = len(self.wearing.assignments)
        known = () if self._request.goes_on is None else tuple(self._request.goes_on.devices)
        return Pump(
            self.background,
            session,
            sensors=sensors,
            hear=self._heard,
            take_stamp=self._take_stamp,
            streamed_before=known,
            unpause=goes_on and on_samples is None,
        )

    def _go_on_with(self, retelling: Retelling, memory: SensorMemory) -> None:
        """Let the session be where it was cut off, and choose the sensors for what is left."""
        timing, places = retelling.layout.timing, tuple(retelling.places.values())
        self.prescribed = prescription_again(retelling.plan_text, retelling.head.exercise, places=places, timing=timing)
        self.kept = self._kept_session(retelling.places)
        self._session = self._new_session(retelling.places)
        with self.kept.told_again():
            retelling.tell(self._session)
        self._take_stamp = continued(retelling.written.newest, self._take_stamp)
        now = self._session.snapshot()
        self.wearing = worn_again(retelling, self.prescribed, now, self._request.radio, memory, self._take_stamp)

    def _new_session(self, worn_at: Mapping[int, BodyPlace | None]) -> LiveSession:
        from runstrong.session.coach import Coach
        from runstrong.session.hold_task import needs_posture
        from runstrong_signal.hold_profiles import segment_of
        from runstrong_signal.pipeline import Pipeline

        places = tuple(worn_at.values())
        stays = len(places) == 1 and not self._request.moves
        place = places[0] if stays else None  # each sensor, and one that is moved anew, has its own idea of up
        script = self.prescribed.script
        if place is not None and not self._request.simulated:  # a simulated person is in place from the beginning
            script = replace(script, stands_first=needs_posture(script))
        goes_on = self._request.goes_on
        if goes_on is not None:
            script = replace(with_templates(script, goes_on.templates), stands_first=goes_on.layout.stands_first)
        else:
            templates = self._known_templates(script)
            script = with_templates(script, templates)
            if self.kept.recorder is not None:
                timing = self._request.config.session.timing
                self.kept.recorder.lay_out(timing, stands_first=script.stands_first)
                self.kept.recorder.use_templates(lines_of(templates))
        pipeline = Pipeline(segment=segment_of(None if place is None else place.value))
        return LiveSession(script, Coach(script, pipeline), worn_at, keeper=self.kept.live_keeper)

    def _known_templates(self, script: Script) -> ByRow:
        """Return what is known of how the person does the sets; nothing of it may stop the session."""
        if self._request.simulated or not self._request.config.session.templates:
            return {}
        try:
            with open_history(history_path(), to_write=False) as history:
                known = history.templates()
        except HistoryUnusable:
            return {}  # what cannot be written is told where it is written
        for trouble in troubles(known, script):
            _warn(f"{trouble}.")
        return templates_for(script, known)

    def _kept_session(self, worn_at: Mapping[int, BodyPlace | None]) -> KeptSession:
        request = self._request
        keep = Keep(request.record, request.recording, request.seed if request.simulated else None)
        places = {slot: "" if place is None else place.value for slot, place in worn_at.items()}
        return KeptSession(keep, self.prescribed, places, self._take_stamp(), request.goes_on)

    def _heard(self, message: Message) -> None:
        if isinstance(message, StreamBegan) and self._memory is not None:
            device = message.device
            used = RememberedSensor(
                device.name, device.driver, device.serial, device.placement, message.battery_percent
            )
            try:
                self._memory.remember(used)
            except BadMemory as mistake:
                _warn(f"{mistake}")
        self._hear(message)


def run_session(request: TrackRequest, shown: Shown, memory: SensorMemory) -> None:
    """Run a live session to its end, or until the person ends it."""
    if shown is Shown.FULL_SCREEN:
        _on_screen(request, memory)
    else:
        _in_lines(request, memory, shown)


def _prepared(request: TrackRequest, memory: SensorMemory, take_stamp: TakeStamp) -> tuple[Prescription, Wearing]:
    asked = partial(
        prescription,
        plan=request.plan,
        exercise=request.exercise,
        dose=request.dose,
        timing=request.config.session.timing,
    )
    if request.simulated:
        if not (request.plan or (request.exercise and request.dose)):
            asked = partial(prescription, plan="", exercise=request.exercise or USUAL_EXERCISE, dose=USUAL_DOSE)
        names = simulated_names(request.sensors, request.places)
        prescribed = asked(places=request.places[: len(names)] or (None,))
        wearing = as_simulated(names, request.places, prescribed, seed=request.seed, take_stamp=take_stamp)
        return prescribed, wearing
    usual_place = request.config.session.placement
    places = tuple(place or usual_place for place in known_places(request.sensors, request.places, memory.all()))
    prescribed = asked(places=places)
    if request.placement is not None and request.moves:
        worn = worn_as(request.placement, lambda place: asked(places=(place,)).script)
        prescribed = replace(prescribed, script=worn)
    elif len(places) == 1:
        for blind_spot in blind_spots(prescribed.script, places[0]):
            _warn(f"{blind_spot}.")
    return prescribed, as_worn(request.sensors, places, request.radio, memory)


def _in_lines(request: TrackRequest, memory: SensorMemory, shown: Shown) -> None:
    """Say what happens, as it happens; Ctrl-C ends the session in order."""
    from runstrong.session.json_lines import json_line
    from runstrong.session.plain_lines import PlainLines

    pumps: list[Pump] = []

    def hear(message: Message) -> None:
        t_s = pumps[0].session.snapshot().t_s if pumps else 0.0
        if shown is Shown.JSON:
            line = link_json(message, t_s)
            if line is not None:
                click.echo(line)
        elif words := sentence(message):
            click.echo(f"runstrong: {printable(words)}.", err=True)

    with contextlib.ExitStack() as running:
        run = running.enter_context(LiveRun(request, memory, hear))
        pump = run.pump()
        pumps.append(pump)
        plain = PlainLines(run.prescribed.script)
        wanted = request.config.cues if shown is Shown.PLAIN and request.speed <= 1 else None
        cue = running.enter_context(cues_in_lines(run.prescribed.script, wanted))

        def say(events: tuple[SessionEvent, ...]) -> None:
            for event in events:
                for line in (json_line(event),) if shown is Shown.JSON else plain.lines(event):
                    click.echo(line)
                cue(event)

        if run.over_before is not None:
            say((run.over_before,))
        with contextlib.suppress(KeyboardInterrupt):
            leaving = Leaving()
            while not pump.is_over and not leaving.is_due(run.wearing.has_done_all(), pump.session.snapshot().t_s):
                say(pump.advance(WAIT_S))
                _warn_of((*pump.session.take_remarks(), *run.kept.take_remarks()))
            if not pump.is_over:
                click.echo("runstrong: The simulated person has done everything that was asked for.", err=True)
        run.background.stop()
        try:
            say(pump.take_rest())
        finally:
            say(pump.session.finish())
    _tell_what_was_kept(run.kept, request.config)
    if pump.failure is not None:
        raise pump.failure


def _on_screen(request: TrackRequest, memory: SensorMemory) -> None:
    """Paint first; look for the sensor in a thread; what is left to say is said once the screen is gone."""
    from runstrong.session.plain_lines import summary_line
    from runstrong_tui.app import Show, run
    from runstrong_tui.configured import configured
    from runstrong_tui.sensing import LOOKING, Sensing

    pumps: list[Pump] = []
    with LiveRun(request, memory, lambda message: None) as live:

        def begin(on_samples: "Callable[[SampleBlock], None]") -> Pump:
            pumps.append(live.pump(on_samples))
            return pumps[0]

        def load() -> "Feed":
            sensing = Sensing(begin)
            sensing.wait_for_stream()
            if pumps[0].failure is not None:
                raise pumps[0].failure
            return sensing

        show = Show(printable(live.wearing.title, longest=40), request.speed, loading=LOOKING)
        plan_text = live.prescribed.plan_text
        show = replace(show, next_time=partial(next_time, plan_text) if plan_text else None)
        over = live.over_before
        results = run(load, configured(show, request.config)) if over is None else over.sets
        live.background.stop()
        for pump in pumps:
            try:
                pump.take_rest()
            finally:
                pump.session.finish()
            _warn_of(pump.session.take_remarks())
    for result in results:
        click.echo(printable(summary_line(result)))
    _tell_what_was_kept(live.kept, request.config)
    for pump in pumps:
        if pump.failure is not None:
            raise pump.failure


def _tell_what_was_kept(kept: KeptSession, config: Config) -> None:
    """Say where the session is, and what of it is not where it should be."""
    _warn_of(kept.take_remarks())
    if outcome := kept.outcome():
        click.echo(f"runstrong: {outcome}", err=True)
    if kept.session_id is not None:
        for line in learn_from_session(kept.session_id, config):
            click.echo(f"runstrong: {line}", err=True)


def _warn_of(remarks: Iterable[str]) -> None:
    for remark in remarks:
        _warn(f"{printable(remark, longest=500)}.")


def _warn(sentence_: str) -> None:
    click.echo(f"runstrong: warning: {sentence_}", err=True)
