"""Simulated people who hold positions, and what the hold timer makes of them: one trial a seed.

A seed draws the person, the unsteadiness, the strap and the sensor (any way round, offset, gain, noise), and says the
position, the place and the rate. What is armed, and armed again after every hold, is what a session would ask for.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from runstrong_signal.events import (
    HoldEnded,
    HoldPaused,
    HoldResumed,
    HoldStarted,
    SignalEvent,
    SteadinessMeasured,
)
from runstrong_signal.hold_profiles import hold_profile, segment_of
from runstrong_signal.pipeline import Pipeline
from runstrong_signal.posture import Posture, Segment
from runstrong_signal.samples import FloatArray, SampleBlock
from runstrong_signal.synthesis import WorkSide, between, simulate_set
from runstrong_signal.synthesis.draws import draw_person
from runstrong_signal.synthesis.hold import draw_sway, hold_still
from runstrong_signal.synthesis.scene import Scene, Stage, join
from runstrong_signal.synthesis.sensor import draw_sensor, random_mount, sample
from runstrong_signal.synthesis.sets import Request, get_out, held_up, place_for, settle_in, start_up
from runstrong_signal.synthesis.simulate import inner_rate_hz
from runstrong_signal.synthesis.strap import draw_strap, through_strap
from runstrong_signal.synthesis.table import movements, places
from runstrong_signal.tasks import TimeHold

PLACES = ("waist", "chest", "thigh")
"""Where a hold is well seen."""

RATES_HZ = (12.5, 26.0, 52.0, 104.0, 208.0)
POSITIONS = {"plank": frozenset({Posture.PRONE}), "side-plank-lift": frozenset({Posture.RIGHT_SIDE})}

SEEN_REPS = ("push-up", "plank-walk-up", "side-plank-lift", "scorpion-push-up", "crunch", "squat")
REPS_A_TRIAL = 2
"""Repetitions that must not be taken for a hold, each at the places that see it, some of them a trial."""

HOLD_S, AWAY_S, MOVE_S = (12.0, 30.0), (1.0, 5.0), (0.4, 0.7)
"""How long a hold lasts, how long the position is left for, and how long the way out of it and back into it takes."""

PAIRED_WITHIN_S = 3.0
"""A start or stop further from the truth than this is another one, or none."""

DISTURBED_EVERY = 4
"""Other errors of the sensor, and 20 s of something else before, are tried on every fourth hold."""

BEFORE_S = 20.0
OFFSET_G, GAIN = 0.1, 0.05
BLOCK_S = 2.0
GRACE_S = 3.0
AT_THE_EDGE_S = 0.5
"""So much of a repetition at its ends is no movement to speak of."""

Span = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Case:
    """What is held, where the sensor sits, and how fast it samples."""

    seed: int
    position: str
    place: str
    rate_hz: float

    def stage(self) -> Stage:
        """Return the person with the place, the same for the same seed."""
        return Stage(draw_person(np.random.default_rng(self.seed)), self.place, inner_rate_hz(self.rate_hz))

    def task(self, since_s: float) -> TimeHold:
        """Return the task for this position."""
        return TimeHold(since_s, GRACE_S, hold_profile(POSITIONS[self.position], self.place))


@dataclass(frozen=True, slots=True)
class Held:
    """What one person really did, and what two sensors made of it: on an ordinary strap, and without one."""

    strapped: SampleBlock
    firm: SampleBlock
    spans_s: tuple[Span, ...]
    sway_mps2: float


def case_of(seed: int) -> Case:
    """Return the case of a seed; places, positions and rates come in turn."""
    return Case(seed, tuple(POSITIONS)[seed // 3 % 2], PLACES[seed % len(PLACES)], RATES_HZ[seed // 6 % len(RATES_HZ)])


def hold(case: Case, rng: np.random.Generator, away_s: Sequence[float] = ()) -> Held:
    """Walk about, take the position, leave it for each of ``away_s`` seconds and take it again, and get up."""
    stage = case.stage()
    request = Request(case.position, hold_s=1.0, side=WorkSide.RIGHT)
    movement, place = movements()[case.position], place_for(case.position, case.place, WorkSide.RIGHT)
    up, floor_up = held_up(movement, place, stage.person), start_up(request, stage)
    sway = draw_sway(rng)
    scenes = [between.walk(rng, stage, float(rng.uniform(3.0, 8.0))), *settle_in(rng, stage, request)]
    held, sways_mps2 = [], []
    for pause_s in (*away_s, None):
        scenes.append(between.reposition(rng, stage, [floor_up, up], float(rng.uniform(*MOVE_S))))
        one = hold_still(rng, stage, up, float(rng.uniform(*HOLD_S)), sway)
        held.append(len(scenes))
        sways_mps2.append(one.sway_mps2)
        scenes.append(Scene(one.force_g, up))
        scenes.append(between.reposition(rng, stage, [up, floor_up], float(rng.uniform(*MOVE_S)), hits=1))
        scenes.append(between.still(rng, stage, floor_up, float(rng.uniform(0.5, 2.5)) if pause_s is None else pause_s))
    scenes += [get_out(rng, stage, request), between.walk(rng, stage, 4.0)]
    ends_s = np.cumsum([0, *(len(scene.force_g) for scene in scenes)]) / stage.rate_hz
    spans_s = tuple((float(ends_s[i]), float(ends_s[i + 1])) for i in held)
    strapped, firm = _measured(case, rng, scenes, stage)
    return Held(strapped, firm, spans_s, float(np.mean(sways_mps2)))


def _measured(
    case: Case, rng: np.random.Generator, scenes: list[Scene], stage: Stage
) -> tuple[SampleBlock, SampleBlock]:
    """Return what the same sensor makes of it on a strap and without one."""
    force_g, sensor, strap = join(scenes, stage.rate_hz).force_g, draw_sensor(rng), draw_strap(rng)
    felt_g = through_strap(force_g, strap, stage.rate_hz)
    noise = np.random.default_rng(case.seed)
    strapped = sample(felt_g, stage.rate_hz, case.rate_hz, sensor, noise)
    return strapped, sample(force_g, stage.rate_hz, case.rate_hz, sensor, noise)


def heard(case: Case, block: SampleBlock) -> list[SignalEvent]:
    """Return what the pipeline says about a case, armed from the first sample and again after every hold."""
    return heard_by(case.task(0.0), block, segment_of(case.place))


def heard_by(task: TimeHold, block: SampleBlock, segment: Segment | None = None) -> list[SignalEvent]:
    """Return what the pipeline says, given a task, and given it again from the end of every hold on."""
    pipeline = Pipeline(task, segment=segment)
    events: list[SignalEvent] = []
    start = 0
    while start < len(block):
        stop = max(int(block.t_s.searchsorted(block.t_s[start] + BLOCK_S)), start + 1)
        said = pipeline.feed(block.slice(start, stop))
        events += said
        ended = [event for event in said if isinstance(event, HoldEnded)]
        if ended:
            pipeline.assign(replace(task, since_s=ended[-1].end_s))
        start = stop
    return [*events, *pipeline.finish()]


def spans_of(events: Sequence[SignalEvent]) -> list[Span]:
    """Return the stretches in which the clock ran, as they were dated in the end."""
    spans: list[Span] = []
    since_s: float | None = None
    for event in events:
        match event:
            case HoldStarted(since_s=begun_s) | HoldResumed(since_s=begun_s):
                since_s = begun_s
            case HoldPaused(since_s=left_s) | HoldEnded(end_s=left_s) if since_s is not None:
                spans += [(since_s, left_s)] if left_s > since_s else []
                since_s = None
    return spans


def sway_in(events: Sequence[SignalEvent], span_s: Span) -> float | None:
    """Return the sway of the hold so far when it was last told within a stretch."""
    told = [e for e in events if isinstance(e, SteadinessMeasured) and span_s[0] + 2.0 < e.t_s <= span_s[1]]
    return told[-1].whole_sway_mps2 if told else None


def nearest_s(moments_s: Sequence[float], truth_s: float) -> float | None:
    """Return by how much the nearest moment is late; None if none is near."""
    late_s = min((moment_s - truth_s for moment_s in moments_s), key=abs, default=None)
    return late_s if late_s is not None and abs(late_s) < PAIRED_WITHIN_S else None


def disturbed(block: SampleBlock, case: Case) -> dict[str, SampleBlock]:
    """Return the same hold as sensors with other errors see it, and with other things before it."""
    rng = np.random.default_rng([case.seed, 1])
    offset_g = rng.standard_normal(3)
    offset_g *= OFFSET_G / np.linalg.norm(offset_g)
    stage = case.stage()
    handled = [between.clip_on(rng, stage, 8.0), between.walk(rng, stage, BEFORE_S - 8.0)]
    before = sample(join(handled, stage.rate_hz).force_g, stage.rate_hz, case.rate_hz, draw_sensor(rng), rng)
    before = before.slice(0, int(before.t_s.searchsorted(BEFORE_S - 0.5 / case.rate_hz)))
    return {
        "turned": SampleBlock(block.t_s, block.acc_g @ random_mount(rng).T),
        "offset": SampleBlock(block.t_s, block.acc_g + offset_g),
        "louder": SampleBlock(block.t_s, block.acc_g * (1.0 + GAIN)),
        "softer": SampleBlock(block.t_s, block.acc_g * (1.0 - GAIN)),
        "before": SampleBlock(
            np.concatenate([before.t_s, block.t_s + BEFORE_S]), np.concatenate([before.acc_g, block.acc_g])
        ),
    }


def without_hold(case: Case) -> dict[str, SampleBlock]:
    """Return what may be taken for a plank: walking, getting down and up, getting down to rest face down."""
    rng = np.random.default_rng([case.seed, 2])
    stage = case.stage()
    prone = start_up(Request("plank", hold_s=1.0), stage)
    walk, stand = between.walk(rng, stage, 8.0), between.stand(rng, stage, 3.0)
    down, up = between.get_down(rng, stage, prone), between.get_up(rng, stage, prone)
    lying = [between.fidget(rng, stage, prone, 2.0), between.still(rng, stage, prone, 12.0)]
    scenes = {
        "walking": [walk, between.walk(rng, stage, 20.0)],
        "getting down and up": [walk, stand, down, up, between.walk(rng, stage, 5.0)],
        "resting face down": [walk, stand, down, *lying],
    }
    return {name: _measured(case, rng, parts, stage)[0] for name, parts in scenes.items()}


def repetitions(case: Case) -> Iterator[tuple[str, SampleBlock, list[Span]]]:
    """Yield sets of repetitions with the stretches in which the body moved."""
    for turn in range(REPS_A_TRIAL):
        movement = SEEN_REPS[(case.seed * REPS_A_TRIAL + turn) % len(SEEN_REPS)]
        if places()[movement, case.place].sees not in ("best", "good"):
            continue
        made = simulate_set(movement, case.place, seed=case.seed, moves=8, rate_hz=case.rate_hz)
        moves = [(move.start_s + AT_THE_EDGE_S, move.end_s - AT_THE_EDGE_S) for move in made.truth.moves]
        yield movement, made.block, moves


def overlap_s(spans: Sequence[Span], others: Sequence[Span]) -> float:
    """Return how long both are."""
    return sum(max(0.0, min(a[1], b[1]) - max(a[0], b[0])) for a in spans for b in others)


def try_seed(seed: int) -> dict[str, object]:
    """Run the trial of a seed and return what came out, ready for JSON."""
    case = case_of(seed)
    rng = np.random.default_rng([seed, 0])
    held = hold(case, rng)
    (truth,) = held.spans_s
    events = heard(case, held.strapped)
    spans = spans_of(events)
    sway = sway_in(events, truth)
    firm = sway_in(heard(case, held.firm), truth)
    inside = [left for _, left in spans if truth[0] + 1.0 < left < truth[1] - PAIRED_WITHIN_S]
    return {
        "seed": seed,
        "position": case.position,
        "place": case.place,
        "rate_hz": case.rate_hz,
        "held_s": truth[1] - truth[0],
        "start_s": nearest_s([since for since, _ in spans], truth[0]),
        "stop_s": nearest_s([left for _, left in spans], truth[1]),
        "false_breaks": len(inside),
        "sway": None if sway is None else sway / held.sway_mps2,
        "firm_sway": None if firm is None else firm / held.sway_mps2,
        "breaks": list(_breaks(case, rng)),
        "changes": {} if seed % DISTURBED_EVERY else _changes(case, held, sway),
        "nothing": {
            name: max((left - since for since, left in spans_of(heard(_plank(case), block))), default=0.0)
            for name, block in without_hold(case).items()
        },
        "over_reps": {name: overlap_s(spans_of(heard(case, block)), moves) for name, block, moves in repetitions(case)},
    }


def _plank(case: Case) -> Case:
    return replace(case, position="plank")


def _breaks(case: Case, rng: np.random.Generator) -> Iterator[tuple[float, bool]]:
    """Yield for how long the position was left in the middle of a hold, and whether the clock stood meanwhile."""
    held = hold(case, rng, away_s=[float(away_s) for away_s in rng.uniform(*AWAY_S, 2)])
    spans = spans_of(heard(case, held.strapped))
    for (_, left_s), (back_s, _) in pairwise(held.spans_s):
        found = nearest_s([left for _, left in spans], left_s) is not None
        yield back_s - left_s, found


def _changes(case: Case, held: Held, sway_mps2: float | None) -> dict[str, float | None]:
    """Return by what factor each disturbance changes the sway, the gain itself taken out."""
    changes: dict[str, float | None] = {}
    gains = {"louder": 1.0 + GAIN, "softer": 1.0 - GAIN}
    (truth,) = held.spans_s
    for name, block in disturbed(held.strapped, case).items():
        shift_s = BEFORE_S if name == "before" else 0.0
        read = sway_in(heard(case, block), (truth[0] + shift_s, truth[1] + shift_s))
        known = read is not None and sway_mps2
        changes[name] = read / sway_mps2 / gains.get(name, 1.0) if known else None  # type: ignore[operator]
    return changes


def as_array(values: Sequence[float | None]) -> FloatArray:
    """Return the values that are there."""
    return np.array([value for value in values if value is not None])
