"""Running one labelled recording through the pipeline, as a session would."""

import time
from dataclasses import dataclass

from runstrong.errors import RunstrongError, UnknownName
from runstrong.evaluation.index import LabelKind, Labelled
from runstrong.exercises.catalogue import general_exercise, load_catalogue
from runstrong.exercises.model import Exercise
from runstrong.exercises.places import find_place
from runstrong.recording.open import open_recording
from runstrong.session.counting import RepRule, rep_rule
from runstrong_signal.events import CountRevised, GapFound, HoldEnded, PeriodCounted, SignalEvent
from runstrong_signal.pipeline import Pipeline
from runstrong_signal.samples import SampleBlock
from runstrong_signal.tasks import CountReps, Task, TimeHold, WatchIdle

BLOCK_S = 10.0
"""Samples are handed over in pieces of this length; how long they are changes no count."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What the pipeline made of one recording.

    Attributes
    ----------
    reps_live
        The count that the screen showed when the recording ended.
    reps_counted
        The automatic count that the session would store.
    hold_s
        Seconds held in all, for holds.
    gaps
        Gaps in the samples that were reported.
    cpu_ms_per_s
        Processor time of the pipeline per second of signal; reading the file is not part of it.
    known_exercise
        Whether the catalogue knows the exercise; if not, the general profile was used.
    failure
        Why the recording could not be used, or empty.
    """

    reps_counted: int | None = None
    reps_live: int | None = None
    hold_s: float | None = None
    gaps: int = 0
    duration_s: float = 0.0
    cpu_ms_per_s: float | None = None
    known_exercise: bool = True
    failure: str = ""


def count_recording(labelled: Labelled) -> Counted:
    """Count or time one recording; a recording that cannot be used is an outcome, not an error."""
    exercise, known = find_exercise(labelled.exercise)
    try:
        samples = open_recording(labelled.path).all()
    except RunstrongError as failure:
        return Counted(known_exercise=known, failure=str(failure))
    started_s = time.process_time()
    events = run(samples, task_for(labelled.kind, exercise))
    cpu_s = time.process_time() - started_s
    duration_s = float(samples.t_s[-1] - samples.t_s[0])
    reps = None
    if labelled.kind is not LabelKind.HOLD:
        reps = rule_for(exercise, labelled.placement).reps(periods_in(events))
    return Counted(
        reps_counted=reps,
        reps_live=reps,
        hold_s=held_s_in(events) if labelled.kind is LabelKind.HOLD else None,
        gaps=sum(isinstance(event, GapFound) for event in events),
        duration_s=duration_s,
        cpu_ms_per_s=1e3 * cpu_s / duration_s,
        known_exercise=known,
    )


def find_exercise(name: str) -> tuple[Exercise, bool]:
    """Return the exercise of that name, or the general one, and whether the catalogue knows it."""
    try:
        return load_catalogue().find(name), True
    except UnknownName:
        return general_exercise(name), False


def rule_for(exercise: Exercise, placement: str) -> RepRule:
    """Return how periods become repetitions where the index names the placement in its own words."""
    return rep_rule(exercise, exercise.sides, exercise.counting, find_place(placement))


def task_for(kind: LabelKind, exercise: Exercise) -> Task:
    """Return what the pipeline is to watch for in a recording of a kind."""
    match kind:
        case LabelKind.REPS:
            return CountReps(0.0, exercise.motion)
        case LabelKind.NONE:
            return WatchIdle(0.0, exercise.motion)
        case LabelKind.HOLD:
            return TimeHold(0.0)


def run(samples: SampleBlock, task: Task) -> list[SignalEvent]:
    """Push a whole recording through a new pipeline."""
    pipeline = Pipeline(task)
    events: list[SignalEvent] = []
    start = 0
    while start < len(samples):
        stop = max(int(samples.t_s.searchsorted(samples.t_s[start] + BLOCK_S)), start + 1)
        events += pipeline.feed(samples.slice(start, stop))
        start = stop
    return [*events, *pipeline.finish()]


def periods_in(events: list[SignalEvent]) -> int:
    """Return the number of periods that was last said."""
    periods = 0
    for event in events:
        if isinstance(event, PeriodCounted):
            periods = event.number
        elif isinstance(event, CountRevised):
            periods = event.periods
    return periods


def held_s_in(events: list[SignalEvent]) -> float:
    """Return the seconds of all holds."""
    return sum(event.held_s for event in events if isinstance(event, HoldEnded))
