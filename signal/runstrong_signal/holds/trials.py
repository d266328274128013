"""Simulated people who hold positions, and what the hold timer makes of them.

``python -m runstrong_signal.holds.trials --seeds 200`` prints the table of docs/holds.md. A seed draws the person, the
unsteadiness, the strap, the sensor (any way round, offset, gain, noise), its place and its rate.
"""

import argparse
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

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
from runstrong_signal.posture import Posture
from runstrong_signal.samples import SampleBlock
from runstrong_signal.synthesis import Fault, Style, WorkSide, between, simulate_set
from runstrong_signal.synthesis.draws import draw_person
from runstrong_signal.synthesis.scene import Scene, Stage, join
from runstrong_signal.synthesis.sensor import draw_sensor
from runstrong_signal.synthesis.sets import Request, start_up
from runstrong_signal.synthesis.simulate import inner_rate_hz, measure
from runstrong_signal.synthesis.table import places
from runstrong_signal.synthesis.truth import SimulatedSet
from runstrong_signal.tasks import TimeHold

PLACES = ("waist", "chest", "thigh")
"""Where a hold is well seen."""

RATES_HZ = (12.5, 26.0, 52.0, 104.0, 208.0)
POSITIONS = {"plank": frozenset({Posture.PRONE}), "side-plank-lift": frozenset({Posture.RIGHT_SIDE})}

RESTING = "getting down, resting face down"
SEEN_REPS = ("push-up", "plank-walk-up", "side-plank-lift", "scorpion-push-up", "crunch", "squat")
"""Repetitions that must not be taken for a hold, each at the places that see it."""

PAIRED_WITHIN_S = 3.0
"""A start or stop further from the truth than this is another one, or none."""

BLOCK_S = 2.0
GRACE_S = 3.0


@dataclass(frozen=True, slots=True)
class Trial:
    """One simulated hold: what is held, where the sensor sits, how fast it samples."""

    seed: int
    position: str
    place: str
    rate_hz: float

    def simulate(self, hold_s: float, **how: object) -> SimulatedSet:
        """Return the samples and the truth."""
        return simulate_set(
            self.position,
            self.place,
            seed=self.seed,
            hold_s=hold_s,
            rate_hz=self.rate_hz,
            side=WorkSide.RIGHT,
            **how,  # type: ignore[arg-type]  # Style and Around, as simulate_set names them
        )

    def task(self, since_s: float) -> TimeHold:
        """Return the task for this position."""
        return TimeHold(since_s, GRACE_S, hold_profile(POSITIONS[self.position], self.place))


@dataclass(slots=True)
class Figures:
    """What was measured over all trials."""

    start_s: list[float] = field(default_factory=list)
    stop_s: list[float] = field(default_factory=list)
    missed: int = 0
    breaks: int = 0
    breaks_found: int = 0
    false_breaks: int = 0
    held_minutes: float = 0.0
    sway: dict[float, list[float]] = field(default_factory=dict)
    nothing: dict[str, list[float]] = field(default_factory=dict)


def trials(seeds: int) -> Iterator[Trial]:
    """Yield one trial a seed, places, rates and positions in turn."""
    for seed in range(seeds):
        yield Trial(
            seed, tuple(POSITIONS)[seed // 3 % 2], PLACES[seed % len(PLACES)], RATES_HZ[seed // 6 % len(RATES_HZ)]
        )


def heard(trial: Trial, block: SampleBlock) -> list[SignalEvent]:
    """Return what the pipeline says, armed from the first sample and again after every hold."""
    pipeline = Pipeline(trial.task(0.0), segment=segment_of(trial.place))
    events: list[SignalEvent] = []
    start = 0
    while start < len(block):
        stop = max(int(block.t_s.searchsorted(block.t_s[start] + BLOCK_S)), start + 1)
        said = pipeline.feed(block.slice(start, stop))
        events += said
        ended = [event for event in said if isinstance(event, HoldEnded)]
        if ended:
            pipeline.assign(trial.task(ended[-1].end_s))
        start = stop
    return [*events, *pipeline.finish()]


def run(seeds: int) -> Figures:
    """Run all trials."""
    figures = Figures()
    for trial in trials(seeds):
        rng = np.random.default_rng(trial.seed)
        once(trial, trial.simulate(float(rng.uniform(12.0, 40.0))), figures)
        broken(trial, trial.simulate(30.0, style=Style(faults=frozenset({Fault.BREAKS}))), figures)
        for name, scenes in without_hold(trial).items():
            armed = replace(trial, position="plank") if name == RESTING else trial
            figures.nothing.setdefault(name, []).append(longest_s(heard(armed, scenes)))
    return figures


def once(trial: Trial, made: SimulatedSet, figures: Figures) -> None:
    """Measure one unbroken hold: its start, its stop, breaks that were none, its sway."""
    truth = made.truth.holds[0]
    events = heard(trial, made.block)
    starts_s = [e.since_s for e in events if isinstance(e, HoldStarted | HoldResumed)]
    stops_s = [e.since_s for e in events if isinstance(e, HoldPaused)]
    near_s = [s - truth.start_s for s in starts_s if abs(s - truth.start_s) < PAIRED_WITHIN_S]
    left_s = [s - truth.end_s for s in stops_s if abs(s - truth.end_s) < PAIRED_WITHIN_S]
    figures.missed += not near_s or not left_s
    figures.start_s += near_s[-1:]
    figures.stop_s += sorted(left_s, key=abs)[:1]
    inside = [s for s in stops_s if truth.start_s + 1.0 < s < truth.end_s - PAIRED_WITHIN_S]
    figures.false_breaks += len(inside)
    figures.held_minutes += (truth.end_s - truth.start_s) / 60.0
    measured = [e for e in events if isinstance(e, SteadinessMeasured) and e.t_s < truth.end_s]
    if measured:
        figures.sway.setdefault(trial.rate_hz, []).append(measured[-1].whole_sway_mps2 / truth.sway_mps2)


def broken(trial: Trial, made: SimulatedSet, figures: Figures) -> None:
    """Measure a hold that is left and taken again."""
    stops_s = [e.since_s for e in heard(trial, made.block) if isinstance(e, HoldPaused)]
    for hold in made.truth.holds:
        figures.breaks += 1
        figures.breaks_found += any(abs(s - hold.end_s) < PAIRED_WITHIN_S for s in stops_s)


def without_hold(trial: Trial) -> dict[str, SampleBlock]:
    """Return what may be taken for a hold: walking, getting down to rest face down, repetitions."""
    rng = np.random.default_rng(10_000 + trial.seed)
    stage = Stage(draw_person(rng), trial.place, inner_rate_hz(trial.rate_hz))
    prone = start_up(Request("plank", hold_s=1.0), stage)
    walk, stand = between.walk(rng, stage, 8.0), between.stand(rng, stage, 3.0)
    scenes = {
        "walking": [walk, between.walk(rng, stage, 20.0)],
        RESTING: [
            walk,
            stand,
            between.get_down(rng, stage, prone),
            between.fidget(rng, stage, prone, 2.0),
            between.still(rng, stage, prone, 12.0),
        ],
    }
    made = {name: _measured(rng, stage, parts, trial.rate_hz) for name, parts in scenes.items()}
    for movement in SEEN_REPS:
        if places()[movement, trial.place].sees not in ("best", "good"):
            continue
        reps = simulate_set(movement, trial.place, seed=trial.seed, moves=8, rate_hz=trial.rate_hz)
        inside = (reps.block.t_s > reps.truth.start_s) & (reps.block.t_s < reps.truth.end_s)
        before = reps.block.t_s <= reps.truth.start_s - 1.5
        kept = before | inside
        made[f"repetitions: {movement}"] = SampleBlock(reps.block.t_s[kept], reps.block.acc_g[kept])
    return made


def _measured(rng: np.random.Generator, stage: Stage, scenes: list[Scene], rate_hz: float) -> SampleBlock:
    return measure(rng, join(scenes, stage.rate_hz).force_g, stage.rate_hz, rate_hz, draw_sensor(rng))


def longest_s(events: list[SignalEvent]) -> float:
    """Return the longest hold that was said."""
    return max((event.held_s for event in events if isinstance(event, HoldEnded)), default=0.0)


def table(figures: Figures) -> str:
    """Return the figures in words."""
    lines = [
        f"start, error in s: {_spread(figures.start_s)}",
        f"stop, error in s: {_spread(figures.stop_s)}",
        f"holds whose start or stop was missed: {figures.missed} of {figures.missed + len(figures.stop_s)}",
        f"breaks found: {figures.breaks_found} of {figures.breaks}",
        f"false breaks: {figures.false_breaks} in {figures.held_minutes:.0f} minutes",
    ]
    for rate_hz, ratios in sorted(figures.sway.items()):
        lines.append(f"sway against truth at {rate_hz:g} Hz: {_spread([ratio - 1.0 for ratio in ratios])}")
    for name, held_s in figures.nothing.items():
        over = sum(held > 3.0 for held in held_s)
        lines.append(f"{name}: hold of 3 s or more said in {over} of {len(held_s)}, longest {max(held_s):.1f} s")
    return "\n".join(lines)


def _spread(values: list[float]) -> str:
    if not values:
        return "nothing measured"
    middle, late = np.median(values), np.percentile(np.abs(values), 95)
    return f"median {middle:+.3f}, 95 % within {late:.3f} ({len(values)})"


def main() -> None:
    """Run the trials from the command line."""
    parser = argparse.ArgumentParser(description="Measure the hold timer on simulated people.")
    parser.add_argument("--seeds", type=int, default=200)
    print(table(run(parser.parse_args().seeds)))


if __name__ == "__main__":
    main()
