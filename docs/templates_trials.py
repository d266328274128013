"""Sets counted twice, without a personal template and with one, for docs/templates.md."""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from zlib import crc32

import numpy as np

from runstrong.evaluation.counting import find_exercise, rule_for
from runstrong.evaluation.index import LabelKind, Labelled
from runstrong.evaluation.marks import read_marks
from runstrong.evaluation.said import what_was_said
from runstrong.exercises.catalogue import load_catalogue
from runstrong.exercises.model import BodyPlace, Kind
from runstrong.recording.open import open_recording
from runstrong.session.counting import RepRule, rep_rule
from runstrong.simulate.trials.armed_count import count
from runstrong.simulate.trials.cells import moves_per_rep, usable_places
from runstrong_signal.events import CountRevised, PeriodCounted
from runstrong_signal.motion import GENERAL, MotionProfile
from runstrong_signal.reps import first_rep, settings
from runstrong_signal.reps.learning import learn_from_set, merged
from runstrong_signal.reps.matching import Span
from runstrong_signal.reps.personal import PersonalTemplate
from runstrong_signal.samples import SampleBlock
from runstrong_signal.synthesis import Style, simulate_set
from runstrong_signal.synthesis.draws import draw_person
from runstrong_signal.synthesis.sensor import draw_sensor
from runstrong_signal.tasks import CountReps

LEARNED_FROM = 2
"""Sets before a person has a template."""

CONFIRMED_WITHIN = 0.1
"""A count that is further than one, and than this share, from the label has its repetitions at the wrong places."""

STRANGERS = 4
"""Templates of other movements that each set is tried with."""

ARMED_BEFORE_S = 2.0
SIMULATED_SETS, SIMULATED_REPS = 4, 8
SIMULATED_SEED = 42_000_000


@dataclass(frozen=True, slots=True)
class SetToCount:
    """Samples, what is known of the movement, and what is true; ``first_end_s`` None: nobody marked it."""

    name: str
    movement: str
    source: str
    block: SampleBlock
    task: CountReps
    rule: RepRule
    reps_true: int
    first_end_s: float | None = None


@dataclass(frozen=True, slots=True)
class Trial:
    """One set counted without and with a template.

    Attributes
    ----------
    first_end_s
        When the first period ended: as marked, else as the count without a template has it in the end.
    heard_s
        When the first period was said, for good or not, and when without; None: never.
    taken_back
        Whether what the template said was taken back.
    """

    source: str
    name: str
    reps_true: int
    reps_without: int
    reps_with: int
    first_end_s: float | None
    first_s: float
    heard_s: float | None
    heard_without_s: float | None
    taken_back: bool
    events_same: bool

    @property
    def is_early(self) -> bool:
        """Whether the template said it before the chains."""
        return self.heard_s is not None and (self.heard_without_s is None or self.heard_s < self.heard_without_s)

    @property
    def is_too_early(self) -> bool:
        """Whether it was said when more than half of the first repetition was still to come."""
        if not self.is_early or self.first_end_s is None or self.heard_s is None:
            return False
        return self.heard_s < self.first_end_s - 0.5 * self.first_s


Events = list[PeriodCounted | CountRevised]


@dataclass(frozen=True, slots=True)
class Counted:
    """A set as it is counted without a template, and what it teaches; None: nothing."""

    one: SetToCount
    events: Events
    teaches: PersonalTemplate | None


def counted(one: SetToCount) -> Counted:
    """Count a set; it teaches if the person would confirm its count, or correct it by no more than one in ten."""
    events = count(one.task, one.block)
    said = what_was_said(events, (), RepRule())
    if abs(one.rule.reps(said.reps) - one.reps_true) > max(1.0, CONFIRMED_WITHIN * one.reps_true):
        return Counted(one, events, None)
    spans = [Span(span.start_s, span.end_s) for span in said.spans]
    return Counted(one, events, learn_from_set(one.block, spans, one.task.profile))


def compare(counted_without: Counted, template: PersonalTemplate) -> Trial:
    """Count a set again, with a template."""
    one, without = counted_without.one, counted_without.events
    with_it = count(replace(one.task, template=template), one.block)
    said, said_with = what_was_said(without, (), one.rule), what_was_said(with_it, (), one.rule)
    firsts = [[event for event in events if isinstance(event, PeriodCounted)] for events in (without, with_it)]
    heard_without_s, heard_s = (events[0].t_s if events else None for events in firsts)
    first = said.spans[0] if said.spans else None
    end_s = one.first_end_s if one.first_end_s is not None or first is None else first.end_s
    first_s = 0.0 if first is None else first.end_s - first.start_s
    extra = [event for event in with_it if event not in without]
    return Trial(
        one.source,
        one.name,
        one.reps_true,
        said.reps,
        said_with.reps,
        end_s,
        first_s,
        heard_s,
        heard_without_s,
        any(isinstance(event, CountRevised) and event.periods == 0 for event in extra),
        [event for event in with_it if event not in extra] == without,
    )


# Real sets -----------------------------------------------------------------------------------------------------------


def series(labelled: Iterable[Labelled]) -> list[list[Labelled]]:
    """Return the confirmed sets of one person, exercise and place, in the order of their names, where there are three.

    The names of all sources begin with, or hold, the number or the time of the set.
    """
    groups: dict[tuple[str, str, str, str], list[Labelled]] = {}
    for row in labelled:
        if row.kind is LabelKind.REPS and row.grade == "A":
            groups.setdefault((row.dataset, row.subject, row.exercise, row.placement), []).append(row)
    ordered = [sorted(groups[key], key=_natural) for key in sorted(groups)]
    return [rows for rows in ordered if len(rows) > LEARNED_FROM]


def _natural(row: Labelled) -> list[tuple[int, str]]:
    return [(int(part), "") if part.isdigit() else (-1, part) for part in re.split(r"(\d+)", row.file)]


def real_set(row: Labelled) -> SetToCount:
    """Return a recording, accelerometer alone, as one armed set."""
    exercise, _ = find_exercise(row.exercise)
    samples = open_recording(row.path).all()
    marks = () if row.marks_path is None else read_marks(row.marks_path)
    return SetToCount(
        row.file,
        row.exercise,
        row.dataset,
        SampleBlock(samples.t_s, samples.acc_g),
        CountReps(0.0, exercise.motion),
        rule_for(exercise, row.placement),
        row.reps_true or 0,
        marks[0] if marks and rule_for(exercise, row.placement) == RepRule() else None,
    )


@dataclass(frozen=True, slots=True)
class Tried:
    """A series of sets: what came out from the third on, and the template of all of them."""

    trials: tuple[Trial, ...]
    template: PersonalTemplate | None
    newest: Counted


def try_series(rows: Sequence[Labelled]) -> Tried:
    """Count every set with what the sets before it teach."""
    return _tried([counted(real_set(row)) for row in rows])


def try_series_at(thresholds: Sequence[float], rows: Sequence[Labelled]) -> list[Tried]:
    """Do so with a first repetition known again at one likeness after the other."""
    sets = [counted(real_set(row)) for row in rows]
    found = []
    for threshold in thresholds:
        with known_again_at(threshold):
            found.append(_tried(sets))
    return found


@contextmanager
def known_again_at(threshold: float) -> Iterator[None]:
    """Let a first repetition be known again at another likeness."""
    shipped = first_rep.KNOWN_AGAIN
    first_rep.KNOWN_AGAIN = threshold
    try:
        yield
    finally:
        first_rep.KNOWN_AGAIN = shipped


def _tried(sets: Sequence[Counted]) -> Tried:
    trials = []
    for at in range(LEARNED_FROM, len(sets)):
        template = _template(sets[:at])
        if template is not None:
            trials.append(compare(sets[at], template))
    return Tried(tuple(trials), _template(sets), sets[-1])


def _template(sets: Sequence[Counted]) -> PersonalTemplate | None:
    return merged([one.teaches for one in sets if one.teaches is not None])


def try_strangers(tried: Sequence[Tried]) -> list[Trial]:
    """Count the newest set of every series with templates of other movements."""
    rng = np.random.default_rng(7)
    trials: list[Trial] = []
    for one in tried:
        mine = one.newest.one
        others = [other.template for other in tried if other.newest.one.movement != mine.movement]
        usable = [other for other in others if other is not None and other.rate_hz == grid_hz(mine.task.profile)]
        trials += [compare(one.newest, usable[int(at)]) for at in rng.permutation(len(usable))[:STRANGERS]]
    return trials


def try_negative(templates: Sequence[PersonalTemplate], row: Labelled) -> list[Trial]:
    """Arm the counter where there is nothing to be counted, with two templates."""
    usable = [one for one in templates if one.rate_hz == grid_hz(GENERAL)]
    one = replace(real_set(row), task=CountReps(0.0, GENERAL), rule=RepRule(), reps_true=0)
    without = Counted(one, count(one.task, one.block), None)
    first = crc32(row.file.encode())
    return [compare(without, usable[(first + more) % len(usable)]) for more in range(2)] if usable else []


def grid_hz(profile: MotionProfile) -> float:
    """Return the grid on which a movement is counted."""
    return settings.FINE_RATE_HZ if profile.fast else settings.COARSE_RATE_HZ


# Simulated sets ------------------------------------------------------------------------------------------------------


def simulated_cells() -> list[tuple[str, str]]:
    """Return every exercise of repetitions with the place that sees it best."""
    counted = [exercise for exercise in load_catalogue() if exercise.kind is Kind.REPS]
    return [(exercise.id, usable_places(exercise)[0].value) for exercise in counted]


def try_simulated(cell: tuple[str, str], seed: int = SIMULATED_SEED) -> Tried:
    """Let one person do four sets, the sensor clipped on anew for each, and count the last two."""
    exercise, place = load_catalogue().get(cell[0]), cell[1]
    seed += crc32(f"{exercise.id}/{place}".encode()) % 1_000_000
    person = draw_person(np.random.default_rng(seed))
    rule = rep_rule(exercise, exercise.sides, exercise.counting, BodyPlace(place))
    sets = []
    for number in range(SIMULATED_SETS):
        simulated = simulate_set(
            exercise.id,
            place,
            seed=seed + 1 + number,
            moves=SIMULATED_REPS * moves_per_rep(exercise),
            style=Style(),
            sensor=draw_sensor(np.random.default_rng([seed, number])),
            person=person,
        )
        truth = simulated.truth
        since_s = max(0.0, truth.start_s - ARMED_BEFORE_S)
        until = int(simulated.block.t_s.searchsorted(truth.end_s + ARMED_BEFORE_S))
        first_end_s = truth.moves[rule.moves_per_period - 1].end_s
        task = CountReps(since_s, exercise.motion)
        block = simulated.block.slice(0, until)
        name = f"{exercise.id} {place} {number}"
        sets.append(SetToCount(name, exercise.id, "simulated", block, task, rule, SIMULATED_REPS, first_end_s))
    return _tried([counted(one) for one in sets])
