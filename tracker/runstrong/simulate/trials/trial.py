"""One trial: a set is simulated, the counter is armed for it, and its count is held against the truth."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from runstrong.exercises.catalogue import load_catalogue
from runstrong.exercises.model import BodyPlace, Exercise, Kind
from runstrong.session.counting import RepRule, rep_rule
from runstrong.simulate.trials.armed_count import count
from runstrong.simulate.trials.cells import Cell, Condition, People, Tempo, moves_per_rep, reps_of
from runstrong_signal.events import CountRevised, HoldEnded, HoldStarted, PeriodCounted, SignalEvent, SteadinessMeasured
from runstrong_signal.hold_profiles import hold_profile, segment_of
from runstrong_signal.pipeline import Pipeline
from runstrong_signal.posture import Posture
from runstrong_signal.samples import SampleBlock
from runstrong_signal.synthesis import Around, SimulatedSet, Style, simulate_set
from runstrong_signal.synthesis.draws import draw_person
from runstrong_signal.synthesis.link import Link, send
from runstrong_signal.synthesis.outsiders import draw_outsider
from runstrong_signal.synthesis.sensor import Sensor, draw_sensor, random_mount
from runstrong_signal.synthesis.table import movements
from runstrong_signal.tasks import CountReps, Task, TimeHold

ARMED_BEFORE_S = 2.0
ARMED_AFTER_S = 2.0
"""The counter is armed this long before the first move begins and this long after the last one has ended."""

RUN_UP_S = 2.0
"""Samples before arming that are fed as well: filters settle on them."""

FIRST_TIMED_REP = 3
"""Delays are taken from this repetition on: the first ones can only be told together."""

HOLD_S = (15.0, 40.0)
HOLD_ARMED_BEFORE_S = 0.8
HOLD_WATCHED_AFTER_S = 6.0
"""A hold is armed while the position is being taken, as by a countdown, and has to be ended by what is seen."""

SWAY_SETTLED_S = 5.5

NOISE_G, STEP_G, RANGE_G = 0.02, 0.016, 4.0
NOISY_BIAS_G = 0.05
NOISY_RATE_ERROR = 0.03
NOISY_LINK = Link(packet_samples=8, loss=0.01)
"""The worst of the sensors described in data sheets: 20 mg of noise, 16 mg steps, 50 mg zero offset, 3 % off its rate,
one packet in a hundred lost in bursts."""


@dataclass(frozen=True, slots=True)
class Trial:
    """The outcome of one set.

    Attributes
    ----------
    error
        Repetitions counted more (negative: fewer) than were done. For a hold: the larger of the errors of its start
        and its end, in s.
    delays_s
        From the true end of each period, from the third repetition on, to the moment at which it was counted.
    sway_ratio
        Measured sway of a hold over the true one; None for repetitions.
    """

    error: float
    delays_s: tuple[float, ...] = ()
    sway_ratio: float | None = None


def run_trial(cell: Cell, number: int) -> Trial:
    """Run one trial of a cell; the same number gives the same trial."""
    exercise = load_catalogue().get(cell.exercise)
    return _hold_trial(cell, number) if exercise.kind is Kind.HOLD else _rep_trial(exercise, cell, number)


def simulate(cell: Cell, number: int, *, moves: int | None = None, hold_s: float | None = None) -> SimulatedSet:
    """Simulate the set of a trial."""
    rng = np.random.default_rng([cell.seed(number), 1])
    person = draw_outsider(rng) if cell.people is People.OUTSIDE else draw_person(rng)
    is_tired, walks = cell.condition is Condition.TIRED, cell.condition is Condition.WALK
    simulated = simulate_set(
        cell.exercise,
        cell.place,
        seed=cell.seed(number),
        moves=moves,
        hold_s=hold_s,
        style=Style(move_s=_move_s(cell), pauses=is_tired or walks, tired=is_tired),
        around=Around.HARSH if walks or hold_s is not None else Around.NOTHING,
        sensor=_sensor(cell, rng),
        person=person,
    )
    if cell.condition is not Condition.NOISY:
        return simulated
    return SimulatedSet(_received(simulated.block, rng), simulated.truth)


def _move_s(cell: Cell) -> float:
    movement = movements()[cell.exercise]
    return {Tempo.SLOW: movement.slow_s, Tempo.NORMAL: movement.move_s, Tempo.FAST: movement.fast_s}[cell.tempo]


def _sensor(cell: Cell, rng: np.random.Generator) -> Sensor:
    if cell.condition is not Condition.NOISY:
        return draw_sensor(rng)
    offset_g = rng.normal(0.0, 1.0, 3)
    return Sensor(
        mount=random_mount(rng),
        range_g=RANGE_G,
        step_g=STEP_G,
        noise_g=NOISE_G,
        bias_g=NOISY_BIAS_G * offset_g / np.linalg.norm(offset_g),
        rate_error=float(rng.choice([-NOISY_RATE_ERROR, NOISY_RATE_ERROR])),
    )


def _received(block: SampleBlock, rng: np.random.Generator) -> SampleBlock:
    blocks = [packet.block for packet in send(block, NOISY_LINK, rng)]
    return SampleBlock(np.concatenate([one.t_s for one in blocks]), np.concatenate([one.acc_g for one in blocks]))


def run(task: Task, block: SampleBlock, until_s: float, place: str | None = None) -> list[SignalEvent]:
    """Let the pipeline see the samples around a task, up to a moment; how they are cut changes no event."""
    pipeline = Pipeline(task, segment=segment_of(place))
    return [*pipeline.feed(around(task, block, until_s)), *pipeline.finish()]


def around(task: Task, block: SampleBlock, until_s: float) -> SampleBlock:
    """Return the samples from the run-up to a task up to a moment."""
    start, stop = block.t_s.searchsorted([task.since_s - RUN_UP_S, until_s])
    return block.slice(int(start), int(stop))


def _rep_trial(exercise: Exercise, cell: Cell, number: int) -> Trial:
    reps = reps_of(number)
    simulated = simulate(cell, number, moves=reps * moves_per_rep(exercise))
    truth = simulated.truth
    rule = rep_rule(exercise, exercise.sides, exercise.counting, BodyPlace(cell.place))
    armed = CountReps(max(0.0, truth.start_s - ARMED_BEFORE_S), exercise.motion)
    known_s = periods_known_s(count(armed, around(armed, simulated.block, truth.end_s + ARMED_AFTER_S)))
    error = rule.reps(len(known_s)) - reps
    return Trial(error, delays_s(known_s, [move.end_s for move in truth.moves], rule) if error == 0 else ())


def periods_known_s(events: Sequence[SignalEvent]) -> list[float]:
    """Return when each period of the final count was said for good."""
    known_s: list[float] = []
    for event in events:
        if isinstance(event, PeriodCounted):
            known_s = [*known_s[: event.number - 1], event.t_s]
        elif isinstance(event, CountRevised):
            known_s = known_s[: event.periods]
    return known_s


def delays_s(known_s: Sequence[float], move_ends_s: Sequence[float], rule: RepRule) -> tuple[float, ...]:
    """Return how long after its last move each period became known, from the one that ends the third repetition on."""
    ends_s = move_ends_s[rule.moves_per_period - 1 :: rule.moves_per_period]
    first = -(-FIRST_TIMED_REP * rule.moves_per_rep // rule.moves_per_period) - 1
    return tuple(said_s - end_s for said_s, end_s in zip(known_s[first:], ends_s[first:], strict=False))


def plank_task(start_s: float, place: str) -> TimeHold:
    """Return the task that times a plank which is taken at ``start_s``."""
    profile = hold_profile(frozenset({Posture.PRONE}), place)
    return TimeHold(max(0.0, start_s - HOLD_ARMED_BEFORE_S), profile=profile)


def _hold_trial(cell: Cell, number: int) -> Trial:
    hold_s = float(np.random.default_rng([cell.seed(number), 2]).uniform(*HOLD_S))
    simulated = simulate(cell, number, hold_s=hold_s)
    truth = simulated.truth
    events = run(plank_task(truth.start_s, cell.place), simulated.block, truth.end_s + HOLD_WATCHED_AFTER_S, cell.place)
    started_s = [event.since_s for event in events if isinstance(event, HoldStarted)]
    ended_s = [event.end_s for event in events if isinstance(event, HoldEnded)]
    if not started_s or not ended_s:
        return Trial(hold_s)
    error_s = max(abs(started_s[0] - truth.start_s), abs(ended_s[-1] - truth.end_s))
    # a sway is told of the five seconds before it: the first ones still hold the way into the position
    told = [event for event in events if isinstance(event, SteadinessMeasured)]
    inside = [one.sway_mps2 for one in told if truth.start_s + SWAY_SETTLED_S < one.t_s < truth.end_s]
    ratio = float(np.mean(inside)) / truth.holds[0].sway_mps2 if inside else None
    return Trial(error_s, (), ratio)
