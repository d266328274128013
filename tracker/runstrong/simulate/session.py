"""A simulated person does a whole session: sets in the order of the plan, rests, changes of side.

The person follows the same clock as the session engine: works when the countdown ends, is still after a set until the
program must have noticed even if it missed some, and is back in place before the next countdown is over. What the
counter will make of it is not known here; the person only assumes that the program keeps to its prescribed times. Where
a rest is a range, the person walks about, stands, drinks, and begins the next set at any moment of it.
"""

from dataclasses import dataclass, field, replace

import numpy as np

from runstrong.exercises.model import Visibility
from runstrong.session.goal import STILL_AFTER_TARGET_S, STILL_BEFORE_TARGET_S, HoldGoal, RepGoal
from runstrong.session.script import Script, Step
from runstrong.simulate.amounts import request_for
from runstrong.simulate.answers import DoneSet
from runstrong_signal.samples import FloatArray, SampleBlock
from runstrong_signal.synthesis import between
from runstrong_signal.synthesis.draws import Person, Style
from runstrong_signal.synthesis.scene import Scene, Stage, join, later
from runstrong_signal.synthesis.sensor import Sensor
from runstrong_signal.synthesis.sets import Request, get_out, is_standing, set_scenes, settle_in, start_up
from runstrong_signal.synthesis.simulate import inner_rate_hz, measure
from runstrong_signal.synthesis.table import Limb, movements, places
from runstrong_signal.synthesis.truth import SetTruth

BEGINNING_S = 3.0
"""Sessions begin with the person already in place for the first set; finding one's place takes about this long."""

REACTION_S = (0.4, 1.2)
"""From the end of a countdown to the first move; half a second of it is the stillness that every set begins with."""

PATIENCE_S = (1.5, 3.0)
"""How much longer than the program needs people stay still after a set."""

STAYS_BELOW_S = 16.0
"""In shorter rests a person stays where he or she is if the next set begins in the same way."""

IN_PLACE_BEFORE_S = 1.0
"""People are in place this long before the countdown ends."""

BRIEF_REST_S = 12.0
"""So short a rest leaves no time to wait for a program that may have missed something."""

QUICK_CHANGE_S = 3.6
"""Longest direct change from one posture to another when time is short."""

WALK_AWAY_S = 5.0

LEAST_LIMB_SHARE = 0.1
"""Below this share of the working leg's motion a sensor on the other leg is of no use."""


@dataclass(frozen=True, slots=True)
class SimulatedSession:
    """What the sensor measured over a session, and what was done, on the same clock."""

    block: SampleBlock
    done: tuple[DoneSet, ...]


@dataclass(slots=True)
class _Timeline:
    """Scenes so far, and the truths about them on the session's clock."""

    stage: Stage
    scenes: list[Scene] = field(default_factory=list)
    truths: list[SetTruth] = field(default_factory=list)
    now_s: float = 0.0

    @property
    def up(self) -> FloatArray:
        return self.scenes[-1].up_end

    def add(self, *scenes: Scene) -> None:
        for scene in scenes:
            self.scenes.append(scene)
            if scene.truth is not None:
                self.truths.append(later(scene.truth, self.now_s))
            self.now_s += len(scene.force_g) / self.stage.rate_hz


def simulate_session(
    script: Script,
    placement: str,
    person: Person,
    *,
    seed: int,
    sensor: Sensor,
    rate_hz: float = 50.0,
    style: Style | None = None,
) -> SimulatedSession:
    """Simulate all sets of a script with one sensor at one place."""
    rng = np.random.default_rng(seed)
    line = _Timeline(Stage(person, placement, inner_rate_hz(rate_hz)))
    go_s, before, done = script.steps[0].ready_s, None, []
    for step in script.steps:
        request = _clipped_on(request_for(step, rng, style or Style(pauses=False)), placement)
        _be_ready(rng, line, request, before, go_s)
        known = len(line.truths)
        line.add(*set_scenes(rng, line.stage, request))
        done.append(DoneSet(tuple(line.truths[known:]), step.rule.moves_per_rep, step.ref, step.set_no))
        go_s = _let_it_end(rng, line, step, request) + (script.switch_s if step.switches else _rest_s(rng, step))
        before = request
    assert before is not None
    line.add(get_out(rng, line.stage, before), *between.rest(rng, line.stage, WALK_AWAY_S))
    block = measure(rng, join(line.scenes, line.stage.rate_hz).force_g, line.stage.rate_hz, rate_hz, sensor)
    return SimulatedSession(block, tuple(done))


def _rest_s(rng: np.random.Generator, step: Step) -> float:
    """Return how long the person rests: where that is left to him or her, any time of the range."""
    return step.rest_s + (float(rng.uniform(0.0, step.window_s)) if step.window_s else 0.0)


def _clipped_on(request: Request, placement: str) -> Request:
    """Return the request with the sensor on the leg that works, where the other one hardly moves.

    People are told to clip it there, and move it when they change sides.
    """
    movement, place = movements()[request.movement], places()[request.movement, placement]
    if movement.in_turn and place.limb is Limb.OWN and abs(place.limb_share) < LEAST_LIMB_SHARE:
        return replace(request, worn=request.side)
    return request


def _let_it_end(rng: np.random.Generator, line: _Timeline, step: Step, request: Request) -> float:
    """Be still until the program has ended the set; return when it will have done so."""
    last = line.truths[-1]
    if isinstance(step.goal, HoldGoal):
        line.add(between.still(rng, line.stage, line.up, float(rng.uniform(*PATIENCE_S))))
        return last.start_s + (step.goal.full_s or last.end_s - last.start_s)
    is_fulfilled = isinstance(step.goal, RepGoal) and step.goal.settled is not None
    ends_s = (STILL_AFTER_TARGET_S if is_fulfilled else STILL_BEFORE_TARGET_S) + step.still_extra_s
    is_brief = step.switches or step.rest_s <= BRIEF_REST_S
    trusts = is_brief and not step.still_extra_s and _is_seen(line, request)
    stays_s = ends_s if trusts else STILL_BEFORE_TARGET_S + step.still_extra_s
    line.add(between.still(rng, line.stage, line.up, stays_s + float(rng.uniform(*PATIENCE_S))))
    return last.end_s + (stays_s if step.switches else ends_s)


def _is_seen(line: _Timeline, request: Request) -> bool:
    """Return whether the sensor sees the movement well enough for the person to trust that it is counted."""
    sees = Visibility(places()[request.movement, line.stage.placement].sees)
    return sees in {Visibility.BEST, Visibility.GOOD}


def _be_ready(rng: np.random.Generator, line: _Timeline, request: Request, before: Request | None, go_s: float) -> None:
    """Spend the time until ``go_s``, and be still at the start posture before it."""
    up = start_up(request, line.stage)
    if before is None:
        line.add(between.fidget(rng, line.stage, up, BEGINNING_S))
    else:
        _spend_rest(rng, line, request, before, go_s)
    wait_s = go_s + rng.uniform(*REACTION_S) - 0.5 - line.now_s
    wait = between.still if request.hold_s is None else between.fidget  # nobody lies still before a hold
    line.add(wait(rng, line.stage, up, max(0.5, float(wait_s))))


def _spend_rest(rng: np.random.Generator, line: _Timeline, request: Request, before: Request, go_s: float) -> None:
    up, left_s = start_up(request, line.stage), go_s - line.now_s - IN_PLACE_BEFORE_S
    same_place = is_standing(request.movement) == is_standing(before.movement)
    if not (same_place and left_s < STAYS_BELOW_S):
        out, back = get_out(rng, line.stage, before), settle_in(rng, line.stage, request)
        busy_s = sum(len(scene.force_g) for scene in (out, *back)) / line.stage.rate_hz
        if busy_s <= left_s:
            line.add(out, *between.rest(rng, line.stage, left_s - busy_s), *back)
            return
    change_s = float(min(QUICK_CHANGE_S, max(0.8, left_s)))
    hits = 1 if same_place else 3
    line.add(between.reposition(rng, line.stage, [line.up, up], change_s, hits=hits, hit_g=0.3))
    fidget_s = go_s - line.now_s - IN_PLACE_BEFORE_S
    if fidget_s > 2.0:
        line.add(between.fidget(rng, line.stage, up, float(min(fidget_s, 4.0))))
