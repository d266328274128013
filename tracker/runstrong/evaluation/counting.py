"""Running one labelled recording through the pipeline, as a session would."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from runstrong.errors import RunstrongError, UnknownName
from runstrong.evaluation.index import LabelKind, Labelled
from runstrong.evaluation.peers import PEERS
from runstrong.evaluation.said import Said, what_was_said
from runstrong.exercises.catalogue import general_exercise, load_catalogue
from runstrong.exercises.model import Exercise
from runstrong.exercises.places import find_place
from runstrong.recording.open import open_recording
from runstrong.session.counting import RepRule, Span, rep_rule
from runstrong_signal.events import GapFound, HoldEnded, SetRecounted, SignalEvent
from runstrong_signal.pipeline import Pipeline
from runstrong_signal.samples import SampleBlock
from runstrong_signal.tasks import CountReps, Task, TimeHold, WatchIdle

BLOCK_S = 10.0
"""Samples are handed over in pieces of this length; how long they are changes no count."""

Events = tuple[SignalEvent, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """How recordings are run.

    Attributes
    ----------
    armed_s
        Seconds around the marked active part in which the set is armed; None: the whole recording is.
    peers
        Whether the other methods count the same samples.
    gyroscope
        Whether the counter may see the gyroscope of sensors that have one.
    """

    armed_s: float | None = None
    peers: bool = False
    gyroscope: bool = True


@dataclass(frozen=True, slots=True)
class PeerCount:
    """What another method made of the same samples, and its processor time per second of signal."""

    reps: int
    cpu_ms_per_s: float


@dataclass(frozen=True, slots=True)
class Counted:
    """What the pipeline made of one recording.

    Attributes
    ----------
    reps_live
        The count that the screen showed when the recording ended.
    reps_counted
        The automatic count that is offered when the set is over: where it differs, the person is asked.
    confidence
        How sure the live count is, by what it has in common with other sets; None where the set was not read again.
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
    said
        The count as it was told over time.
    armed
        Whether only a marked part was armed.
    outside_reps, outside_s
        Repetitions counted outside the marked active part, and how long that is; None where none is marked.
    peers
        What the other methods counted, in their order; empty if they were not asked.
    """

    reps_counted: int | None = None
    reps_live: int | None = None
    confidence: float | None = None
    hold_s: float | None = None
    gaps: int = 0
    duration_s: float = 0.0
    cpu_ms_per_s: float | None = None
    known_exercise: bool = True
    failure: str = ""
    said: Said = field(default_factory=Said)
    armed: bool = False
    outside_reps: int | None = None
    outside_s: float | None = None
    peers: tuple[PeerCount, ...] = ()


@dataclass(frozen=True, slots=True)
class Heard:
    """The events of a run: of the set while it went on, at its end, and of the time before and after it."""

    live: Events
    at_end: Events
    before: Events = ()
    after: Events = ()

    def all(self) -> Events:
        """Return all events in order."""
        return (*self.before, *self.live, *self.at_end, *self.after)


def count_recording(labelled: Labelled, way: Way | None = None) -> Counted:
    """Count or time one recording; a recording that cannot be used is an outcome, not an error."""
    try:
        samples = open_recording(labelled.path).all()
    except RunstrongError as failure:
        return Counted(known_exercise=find_exercise(labelled.exercise)[1], failure=str(failure))
    return count_samples(labelled, samples, way or Way())


def count_samples(labelled: Labelled, samples: SampleBlock, way: Way) -> Counted:
    """Count or time the samples of a recording."""
    exercise, known = find_exercise(labelled.exercise)
    if not way.gyroscope:
        samples = SampleBlock(samples.t_s, samples.acc_g)
    duration_s = float(samples.t_s[-1] - samples.t_s[0])
    armed = armed_part(labelled, way)
    started_s = time.process_time()
    heard = run(samples, labelled.kind, exercise, armed)
    cpu_s = time.process_time() - started_s
    rule = rule_for(exercise, labelled.placement)
    said = what_was_said(heard.live, heard.at_end, rule)
    reps = None if labelled.kind is LabelKind.HOLD else said.reps
    reading = next((event for event in heard.at_end if isinstance(event, SetRecounted)), None)
    marked = labelled.active if labelled.kind is LabelKind.REPS else None
    return Counted(
        reps_counted=reps if reading is None else rule.reps(reading.periods_again),
        reps_live=reps,
        confidence=None if reading is None else reading.confidence,
        hold_s=held_s_in(heard.all()) if labelled.kind is LabelKind.HOLD else None,
        gaps=sum(isinstance(event, GapFound) for event in heard.all()),
        duration_s=duration_s,
        cpu_ms_per_s=1e3 * cpu_s / duration_s,
        known_exercise=known,
        said=said,
        armed=armed is not None,
        outside_reps=None if marked is None else reps_outside(marked, heard, rule),
        outside_s=None if marked is None else max(duration_s - (marked.end_s - marked.start_s), 0.0),
        peers=count_by_peers(samples, duration_s) if way.peers and labelled.kind is not LabelKind.HOLD else (),
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


def armed_part(labelled: Labelled, way: Way) -> Span | None:
    """Return the only part in which the set is armed, or None if that is the whole recording."""
    if way.armed_s is None or labelled.active is None or labelled.kind is LabelKind.NONE:
        return None
    return Span(max(labelled.active.start_s - way.armed_s, 0.0), labelled.active.end_s + way.armed_s)


def task_for(kind: LabelKind, exercise: Exercise, since_s: float = 0.0) -> Task:
    """Return what the pipeline is to watch for in a recording of a kind."""
    match kind:
        case LabelKind.REPS:
            return CountReps(since_s, exercise.motion)
        case LabelKind.NONE:
            return WatchIdle(since_s, exercise.motion)
        case LabelKind.HOLD:
            return TimeHold(since_s)


def run(samples: SampleBlock, kind: LabelKind, exercise: Exercise, armed: Span | None = None) -> Heard:
    """Push a recording through new pipelines: armed over all of it, or armed in a part and unarmed around it."""
    if armed is None:
        pipeline = Pipeline(task_for(kind, exercise))
        return Heard(_fed(pipeline, samples), pipeline.finish())
    idle = WatchIdle(0.0, exercise.motion)
    first, last = samples.t_s.searchsorted([armed.start_s, armed.end_s]).tolist()
    pipeline = Pipeline(idle)
    before = _fed(pipeline, samples.slice(0, first))
    pipeline.assign(task_for(kind, exercise, armed.start_s))
    live, at_end = _fed(pipeline, samples.slice(first, last)), pipeline.finish()
    rest = Pipeline(idle)
    after = (*_fed(rest, samples.slice(last, len(samples))), *rest.finish())
    return Heard(live, at_end, before, after)


def _fed(pipeline: Pipeline, samples: SampleBlock) -> Events:
    """Push samples through in pieces and return what was said."""
    events: list[SignalEvent] = []
    start = 0
    while start < len(samples):
        stop = max(int(samples.t_s.searchsorted(samples.t_s[start] + BLOCK_S)), start + 1)
        events += pipeline.feed(samples.slice(start, stop))
        start = stop
    return tuple(events)


def reps_outside(marked: Span, heard: Heard, rule: RepRule) -> int:
    """Return the repetitions whose middle is not in the marked part, armed or not."""

    def outside(live: Events, at_end: Events) -> int:
        spans = what_was_said(live, at_end, rule).spans
        return rule.reps(sum(not marked.start_s <= (s.start_s + s.end_s) / 2 <= marked.end_s for s in spans))

    return outside(heard.live, heard.at_end) + outside(heard.before, ()) + outside((), heard.after)


def count_by_peers(samples: SampleBlock, duration_s: float) -> tuple[PeerCount, ...]:
    """Let every other method count the samples, timed in the same way as the pipeline."""
    return tuple(_timed(peer.count, samples, duration_s) for peer in PEERS)


def _timed(count: Callable[[SampleBlock], int], samples: SampleBlock, duration_s: float) -> PeerCount:
    started_s = time.process_time()
    reps = count(samples)
    return PeerCount(reps, 1e3 * (time.process_time() - started_s) / duration_s)


def held_s_in(events: Events) -> float:
    """Return the seconds of all holds."""
    return sum(event.held_s for event in events if isinstance(event, HoldEnded))
