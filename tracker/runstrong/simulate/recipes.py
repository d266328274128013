"""What a simulated recording is made of: one set, a whole session, or minutes without any exercise."""

import gzip
import io
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from runstrong.exercises.catalogue import load_catalogue
from runstrong.exercises.model import BodyPlace, Kind
from runstrong.plans.files import format_plan, parse_plan
from runstrong.plans.library import find_plan
from runstrong.plans.model import Plan
from runstrong.session.script import script_of_plan
from runstrong.simulate.answers import DoneSet, answer
from runstrong.simulate.recording import Label, write_simulated
from runstrong.simulate.session import simulate_session
from runstrong_signal.samples import SampleBlock
from runstrong_signal.synthesis import Around, SimulatedSet, Style, WorkSide, simulate_set
from runstrong_signal.synthesis.draws import Person, draw_person
from runstrong_signal.synthesis.idle import idle
from runstrong_signal.synthesis.link import Link
from runstrong_signal.synthesis.scene import Stage, join
from runstrong_signal.synthesis.sensor import draw_sensor
from runstrong_signal.synthesis.simulate import inner_rate_hz, measure

USUAL_RATE_HZ = 50.0
USUAL_STYLE = Style()
GOOD_LINK = Link()
IDLE_MINUTE_S = 60.0

HELD = "open hold together"
"""The dose of a lift of which only the position is held, in the words of a plan."""


@dataclass(frozen=True, slots=True)
class Built:
    """A recording before it is written."""

    block: SampleBlock
    label: Label
    link: Link = GOOD_LINK


@dataclass(frozen=True, slots=True)
class DropOut:
    """No samples for a while, from this long after the beginning of the first set."""

    after_s: float
    lasting_s: float


@dataclass(frozen=True, slots=True)
class OneSet:
    """A recording of one set with everything around it.

    Attributes
    ----------
    moves
        Single moves; None: a hold of ``hold_s``.
    reps_are
        Single moves that make a repetition.
    drop_out
        If given, the sensor is lost for a while inside the set.
    """

    movement: str
    placement: str
    seed: int
    moves: int | None = None
    hold_s: float | None = None
    side: WorkSide = WorkSide.RIGHT
    style: Style = USUAL_STYLE
    sway_mps2: float | None = None
    reps_are: int = 1
    rate_hz: float = USUAL_RATE_HZ
    link: Link = GOOD_LINK
    drop_out: DropOut | None = None

    def build(self) -> Built:
        """Simulate the set."""
        simulated = simulate_set(
            self.movement,
            self.placement,
            seed=self.seed,
            moves=self.moves,
            hold_s=self.hold_s,
            rate_hz=self.rate_hz,
            side=self.side,
            style=self.style,
            around=Around.HARSH,
            sway_mps2=self.sway_mps2,
        )
        truth = answer([DoneSet((simulated.truth,), self.reps_are)])
        is_lift_held = self.hold_s is not None and load_catalogue().get(self.movement).kind is Kind.REPS
        dose = HELD if is_lift_held else ""
        label = Label(self.seed, truth, self.placement, self.rate_hz, exercise=self.movement, dose=dose)
        return Built(_received(simulated, self.drop_out), label, self.link)


def _received(simulated: SimulatedSet, drop_out: DropOut | None) -> SampleBlock:
    """Return the samples that are left after a drop-out."""
    block = simulated.block
    if drop_out is None:
        return block
    from_s = simulated.truth.start_s + drop_out.after_s
    kept = (block.t_s < from_s) | (block.t_s >= from_s + drop_out.lasting_s)
    return SampleBlock(block.t_s[kept], block.acc_g[kept])


@dataclass(frozen=True, slots=True)
class WholeSession:
    """A recording of a whole session of a plan (a shipped one, or a file), by an ordinary person.

    Attributes
    ----------
    rows
        Only these rows of the plan, by their refs: those that the place sees. Empty: all.
    """

    plan: str
    placement: BodyPlace
    seed: int
    tempo_z: float = 0.0
    rows: tuple[str, ...] = ()

    def build(self) -> Built:
        """Simulate the session with the sensor at one place."""
        plan = _only(find_plan(self.plan), self.rows)
        script = script_of_plan(plan, load_catalogue().find, place=self.placement)
        rng = np.random.default_rng(self.seed)
        person: Person = replace(draw_person(rng), tempo_z=self.tempo_z, range_z=0.0)
        session = simulate_session(
            script, self.placement, person, seed=self.seed, sensor=draw_sensor(rng), rate_hz=USUAL_RATE_HZ
        )
        text = format_plan(parse_plan(format_plan(plan)))
        label = Label(self.seed, answer(session.done), self.placement, USUAL_RATE_HZ, plan_text=text)
        return Built(session.block, label)


def _only(plan: Plan, rows: tuple[str, ...]) -> Plan:
    """Return the plan with only the rows of these refs; all, if none are named."""
    if not rows:
        return plan
    kept = (replace(block, items=tuple(item for item in block.items if item.ref in rows)) for block in plan.blocks)
    blocks = tuple(block for block in kept if block.items)
    return replace(plan, blocks=blocks, name=f"{plan.name}: {', '.join(rows)}")


@dataclass(frozen=True, slots=True)
class IdleMinutes:
    """Minutes without any exercise, each by its own seed; the recording's seed is the first one."""

    placement: BodyPlace
    seeds: tuple[int, ...]

    def build(self) -> Built:
        """Simulate the minutes one after the other."""
        scenes = []
        for seed in self.seeds:
            rng = np.random.default_rng([seed, 1])
            stage = Stage(draw_person(rng), self.placement, inner_rate_hz(USUAL_RATE_HZ))
            scenes += idle(rng, stage, IDLE_MINUTE_S)
        rng = np.random.default_rng(self.seeds[0])
        force_g = join(scenes, stage.rate_hz).force_g
        block = measure(rng, force_g, stage.rate_hz, USUAL_RATE_HZ, draw_sensor(rng))
        return Built(block, Label(self.seeds[0], {"sets": []}, self.placement, USUAL_RATE_HZ))


Recipe = OneSet | WholeSession | IdleMinutes


def write_built(built: Built, path: Path) -> None:
    """Write a recording, gzipped if its name says so, without a time stamp: equal recordings are equal files."""
    plain = io.BytesIO()
    write_simulated(plain, built.block, built.label, built.link)
    data = plain.getvalue()
    path.write_bytes(gzip.compress(data, compresslevel=9, mtime=0) if path.suffix == ".gz" else data)
