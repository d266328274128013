"""A recording played through a session: what to play against, and the events that come of it."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from runstrong.errors import BadRecording, Place, RunstrongError, UnknownName, printable
from runstrong.exercises.catalogue import GENERAL_ID, general_exercise, load_catalogue
from runstrong.exercises.model import BodyPlace, Exercise, Kind, Visibility
from runstrong.exercises.places import find_place, parse_place
from runstrong.plans.dose import DoseError, parse_dose, read_dose
from runstrong.plans.files import parse_plan
from runstrong.plans.library import find_plan
from runstrong.plans.model import Dose, Plan
from runstrong.session.layout import layout
from runstrong.session.pressed import Pressed, all_pressed
from runstrong.session.request import ReplayRequest
from runstrong.session.script import USUAL, Script, script_of_exercise, script_of_plan

if TYPE_CHECKING:  # numpy and scipy come with them, and nothing here needs them before a recording is played
    from runstrong.recording.model import Recording, RecordingInfo
    from runstrong.session.coach import Coach
    from runstrong.session.events import SessionEvent

WaitUntil = Callable[[float], None]
"""Returns once the given session time has come."""


class NothingToPlayAgainst(RunstrongError):
    """Neither the person nor the recording says what was exercised."""


@dataclass(frozen=True, slots=True)
class Replay:
    """A recording with the script that it is played against.

    Attributes
    ----------
    place
        Where the sensor was worn, or None if nobody knows.
    warnings
        What the person should know, one sentence each.
    pressed
        What the person told the session when it was recorded; empty where something else is played against.
    """

    recording: "Recording"
    script: Script
    place: BodyPlace | None
    warnings: tuple[str, ...]
    pressed: tuple[Pressed, ...] = ()

    def coach(self) -> "Coach":
        """Return a new session with a new pipeline; imports the signal libraries, which takes a moment."""
        from runstrong.session.coach import Coach
        from runstrong_signal.hold_profiles import segment_of
        from runstrong_signal.pipeline import Pipeline

        segment = segment_of(None if self.place is None else self.place.value)
        return Coach(self.script, Pipeline(segment=segment), start_s=float(self.recording.samples.t_s[0]))

    def events(self, wait_until: WaitUntil | None = None) -> "Iterator[SessionEvent]":
        """Play the recording and yield what happens, as fast as possible or in the time that ``wait_until`` keeps."""
        coach, fed, waiting = self.coach(), 0, deque(self.pressed)
        for block in self.recording.blocks():
            yield from _press_due(coach, waiting, fed)
            if coach.ended:
                return
            if wait_until is not None:
                wait_until(float(block.t_s[-1]))
            yield from coach.feed(block)
            fed += len(block)
        yield from _press_due(coach, waiting, fed)
        yield from coach.finish()


def _press_due(coach: "Coach", waiting: deque[Pressed], fed: int) -> "Iterator[SessionEvent]":
    """Give the commands that were given after ``fed`` samples, once session time is what it was then."""
    while waiting and waiting[0].samples <= fed:
        pressed = waiting.popleft()
        yield from coach.advance(pressed.session_s)
        yield from coach.press(pressed.command)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What a request says, understood; None where it leaves it to the recording."""

    exercise: Exercise | None
    place: BodyPlace | None
    plan: Plan | None
    dose: Dose | None


def prepare(request: ReplayRequest) -> Replay:
    """Read a recording and settle what it is played against.

    Raises
    ------
    RunstrongError
        For whatever in the request or in the recording cannot be used; mistakes in the request come first.
    """
    wanted = _Wanted(
        exercise=_asked(request.exercise) if request.exercise else None,
        place=parse_place(request.placement) if request.placement else None,
        plan=find_plan(request.plan) if request.plan else None,
        dose=parse_dose(request.dose) if request.dose else None,
    )
    from runstrong.recording.open import open_recording

    recording = open_recording(request.path)
    place = wanted.place or find_place(recording.info.placement)
    script = _script(wanted, recording, place)
    if not _is_asked(wanted):
        from runstrong.templates.using import recorded_templates, with_templates

        script = with_templates(script, recorded_templates(recording.journal))
    warnings = _remarks(recording.info) + blind_spots(script, place)
    pressed = () if _is_asked(wanted) else all_pressed(recording.journal)
    return Replay(recording, script, place, warnings, pressed)


def _is_asked(wanted: _Wanted) -> bool:
    """Whether a person says what to play against, so that the session as it was does not matter."""
    return any(one is not None for one in (wanted.exercise, wanted.plan, wanted.dose))


def blind_spots(script: Script, place: BodyPlace | None) -> tuple[str, ...]:
    """Return a sentence about the exercises that a sensor at ``place`` cannot see, and one about those it miscounts."""
    if place is None:
        return ()
    exercises = {step.exercise.id: step.exercise for step in script.steps}
    told = [(exercise, exercise.places[place]) for exercise in exercises.values() if place in exercise.places]
    unseen = [exercise for exercise, advice in told if advice.visibility is Visibility.BLIND]
    often_wrong = [
        exercise
        for exercise, advice in told
        if not advice.advised and advice.visibility is not Visibility.BLIND and exercise.kind is Kind.REPS
    ]
    warnings = []
    if unseen:
        warnings.append(f"a sensor on the {place.value} cannot see {_names(unseen)}{_better(unseen[0], place)}")
    if often_wrong:
        warnings.append(
            f"a sensor on the {place.value} often miscounts {_names(often_wrong)}{_better(often_wrong[0], place)}"
        )
    return tuple(warnings)


def _names(exercises: Sequence[Exercise]) -> str:
    return ", ".join(exercise.name for exercise in exercises)


def _better(exercise: Exercise, place: BodyPlace) -> str:
    """Return the advice to wear the sensor elsewhere, if anywhere is better."""
    better = _best_place(exercise)
    return "" if better is place else f"; wear it on the {better.value}"


def _remarks(info: "RecordingInfo") -> tuple[str, ...]:
    """Return what a person should know about a recording that can be used all the same, one sentence each."""
    return tuple(f"{Place(info.path)}: {remark.value}" for remark in info.remarks)


def _script(wanted: _Wanted, recording: "Recording", place: BodyPlace | None) -> Script:
    """Return the script of what was asked for, or else of what the recording names, laid out as it was."""
    info = recording.info
    if wanted.exercise is not None:
        dose = wanted.dose if wanted.plan is None else _dose_in(wanted.plan, wanted.exercise)
        return script_of_exercise(wanted.exercise, dose, place=place)
    plan = wanted.plan
    if plan is None and wanted.dose is None and info.plan_text:
        plan = parse_plan(info.plan_text, info.path)
    if plan is not None and wanted.plan is not None:
        return script_of_plan(plan, load_catalogue().get, place=place)
    laid_out = layout(recording.journal)
    timing = USUAL if laid_out is None else laid_out.timing
    if plan is not None:
        script = script_of_plan(plan, load_catalogue().get, place=place, timing=timing)
    elif info.exercise:
        script = script_of_exercise(_named(info.exercise), wanted.dose or _dose_of(info), place=place, timing=timing)
    else:
        raise NothingToPlayAgainst(
            "the recording does not say what was exercised",
            remedy="name it with --exercise (see 'runstrong exercises'), or a plan with --plan",
        )
    return script if laid_out is None else replace(script, immediate=False, stands_first=laid_out.stands_first)


def _asked(name: str) -> Exercise:
    """Return the exercise that a person asks for; ``general`` stands for any repeated movement."""
    return general_exercise("repeated movement") if name.casefold() == GENERAL_ID else load_catalogue().find(name)


def _named(name: str) -> Exercise:
    """Return the exercise that a recording names; one that is not known is counted as any repeated movement."""
    try:
        return load_catalogue().find(name)
    except UnknownName:
        return general_exercise(name)


def _dose_of(info: "RecordingInfo") -> Dose | None:
    """Return how the exercise of a recording was done, if it says so."""
    if not info.dose:
        return None
    try:
        return read_dose(info.dose)
    except DoseError as error:
        what = f"the dose in its head, {printable(info.dose)!r}, cannot be read: {error.what}"
        raise BadRecording(what, remedy="say with --dose how the exercise was done", place=Place(info.path)) from None


def _dose_in(plan: Plan, exercise: Exercise) -> Dose:
    """Return what a plan prescribes of an exercise, in its first row of several."""
    for item in plan.items:
        if exercise.id in item.exercises:
            return item.dose
    raise NothingToPlayAgainst(
        f"the plan {plan.name!r} does not prescribe {exercise.name}",
        remedy=f"see 'runstrong plans show {plan.id}', or give the dose with --dose",
    )


def _best_place(exercise: Exercise) -> BodyPlace:
    order = tuple(Visibility)

    def rank(place: BodyPlace) -> tuple[bool, int]:
        advice = exercise.places[place]
        return not advice.advised, order.index(advice.visibility)

    return min(exercise.places, key=rank)
