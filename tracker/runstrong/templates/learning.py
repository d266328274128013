"""Learning templates from the sets of the history whose count the person vouches for, and from their recordings."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from runstrong.errors import RunstrongError, UnknownName
from runstrong.exercises.catalogue import load_catalogue
from runstrong.exercises.model import Exercise
from runstrong.exercises.places import find_place
from runstrong.history.model import Checked, PastSet, RepFacts, Source
from runstrong.history.store import History
from runstrong.session.counting import rep_rule
from runstrong.templates.heard import heard_by
from runstrong.templates.text import stored
from runstrong_signal.motion import MotionProfile
from runstrong_signal.reps.learning import learn_from_set, merged
from runstrong_signal.reps.matching import Span
from runstrong_signal.reps.personal import PersonalTemplate
from runstrong_signal.samples import SampleBlock

NEWEST_SETS = 8
"""A template is made of so many sets at most, the newest: people change, and old recordings take time to read."""

FARTHEST_REPS = 1
FARTHEST_SHARE = 0.1
"""A set whose count was corrected by more than both has its repetitions at the wrong places, and teaches nothing."""

RUN_UP_S = 2.0
"""Samples before a set that are read too: the filter settles on them, and they show how the person stood."""


@dataclass(frozen=True, slots=True, order=True)
class Kind:
    """An exercise, by its id, and where the sensor is worn."""

    exercise: str
    placement: str


@dataclass(frozen=True, slots=True)
class Learned:
    """What came of learning one kind; without a template ``sets`` says how many sets could have taught it."""

    kind: Kind
    sets: int
    template: PersonalTemplate | None


def kinds_of(sets: Iterable[PastSet]) -> tuple[Kind, ...]:
    """Return the kinds of the sets that can teach anything, each once."""
    return tuple(sorted({Kind(one.exercise, one.placement) for one in sets if _can_teach(one)}))


def learn(history: History, recordings: Path, kinds: Iterable[Kind]) -> tuple[Learned, ...]:
    """Learn templates anew and keep them in the history; where nothing can be learned now, what is there stays.

    Recordings that are gone or cannot be read teach nothing.
    """
    library = _Library(history, recordings)
    return tuple(_learn(history, library, kind) for kind in kinds)


def _learn(history: History, library: "_Library", kind: Kind) -> Learned:
    exercise = _exercise(kind.exercise)
    sets = [one for one in history.checked_sets(exercise=kind.exercise, placement=kind.placement) if _can_teach(one)]
    if exercise is None:
        return Learned(kind, len(sets), None)
    taught = [one for one in _taught(library, exercise, sets[-NEWEST_SETS:]) if one is not None]
    template = merged(taught)
    if template is not None:
        history.keep_template(stored(kind.exercise, kind.placement, template))
    return Learned(kind, len(sets), template)


def _taught(library: "_Library", exercise: Exercise, sets: Sequence[PastSet]) -> Iterator[PersonalTemplate | None]:
    for one in sets:
        samples = library.samples(one)
        periods = periods_of(one.reps_done, exercise, one.placement)
        yield None if samples is None else _of_set(samples, one, periods, exercise.motion)


def _of_set(
    samples: SampleBlock, one: PastSet, periods: Sequence[Span], profile: MotionProfile
) -> PersonalTemplate | None:
    first, last = samples.t_s.searchsorted([one.start_s - RUN_UP_S, one.end_s + RUN_UP_S]).tolist()
    return learn_from_set(samples.slice(first, last), periods, profile)


def periods_of(reps: Sequence[RepFacts], exercise: Exercise, placement: str) -> list[Span]:
    """Return the periods of the signal that repetitions were made of; none where one repetition is several of them.

    Then the first period is no repetition yet, and there is nothing to be said early.
    """
    rule = rep_rule(exercise, exercise.sides, exercise.counting, find_place(placement))
    together, rest = divmod(rule.moves_per_period, rule.moves_per_rep)
    if rest or not together:
        return []
    groups = [reps[at : at + together] for at in range(0, len(reps) - together + 1, together)]
    return [Span(group[0].start_s, group[-1].end_s) for group in groups]


def _can_teach(one: PastSet) -> bool:
    """Whether a person did a set, vouches for its count, and the sensor had its repetitions at the right places."""
    if one.checked is Checked.NO or one.source is not Source.WORN or not one.placement:
        return False
    if one.reps is None or one.reps_auto is None or not one.reps_done:
        return False
    return abs(one.reps - one.reps_auto) <= max(FARTHEST_REPS, FARTHEST_SHARE * one.reps)


def _exercise(ident: str) -> Exercise | None:
    try:
        return load_catalogue().get(ident)
    except UnknownName:
        return None


class _Library:
    """The samples of past sessions, each recording read once at most; only the newest one is remembered."""

    def __init__(self, history: History, folder: Path) -> None:
        self._history = history
        self._folder = folder
        self._known: dict[tuple[int, int], SampleBlock | None] = {}

    def samples(self, one: PastSet) -> SampleBlock | None:
        """Return what was heard of the sensor of a set in its session, or None where that cannot be known any more."""
        key = one.session_id, one.slot
        if key not in self._known:
            self._known = {key: self._read(*key)}
        return self._known[key]

    def _read(self, session_id: int, slot: int) -> SampleBlock | None:
        recording = self._history.recording(session_id)
        if recording is None:
            return None
        try:
            return heard_by(self._folder / recording.path, slot)
        except (RunstrongError, OSError):
            return None
