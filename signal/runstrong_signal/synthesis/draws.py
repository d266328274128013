"""How people differ: draws for a person, for a set, and for each single move.

Medians and spreads are measured on recordings of 463 sets of eight and more repetitions where not stated otherwise.
"""

from dataclasses import dataclass, field
from enum import Enum

import numpy as np

from runstrong_signal.samples import FloatArray
from runstrong_signal.synthesis.table import Movement, Tilt

P10_TO_SIGMA = 2.0 * 1.2816
"""Width of the 10 % to 90 % range of a normal distribution, in standard deviations."""

P95_SIGMA = 1.645

REP_TIME_SPREAD = (0.028, 0.066, 0.19)
"""Residual spread of the repetition time inside a set (10 %, median, 90 %)."""

RANGE_SPREAD = (0.02, 0.055, 0.16)
"""Spread of the amplitude inside a set."""

SLOWING = (0.95, 1.03, 1.25)
"""Time of the last quarter of a set against the first."""

RANGE_LOSS = (0.87, 0.99, 1.08)
"""Amplitude of the last quarter against the first."""

MOVING_SHARE_OF_JITTER = 0.4
"""Exponent with which moving phases follow a longer repetition; waits take the rest."""

LEAST_WAIT_SHARE = 0.02
"""A wait never shrinks below this share of the repetition."""

TIRED_SLOWING = (1.15, 1.4)
TIRED_RANGE_LOSS = (0.8, 0.92)
TIRED_EFFORT = (1.0, 3.0)
"""Ends of the measured spreads, for sets that go to the end of one's strength; effort: tremor grows 2 to 4 times."""

TIRED_PAUSE_S = 3.0
"""Longest pause at the start posture in the last third of such a set (own estimate)."""

LARGEST_RANGE = 1.3
"""Joints have ends: no single move goes further than this beyond the person's usual one."""

LONG_PAUSE_CHANCE = 0.05
"""Share of sets with a pause of seconds inside (own estimate)."""


class Fault(Enum):
    """What a person may do other than prescribed."""

    SHORT_RANGE = "short range"  # from the middle of the set on, 55 to 70 % of the range
    RUSHED = "rushed"  # from the middle of the set on, half the time
    UNEVEN_SIDES = "uneven sides"  # the left side at 70 %
    SAGGING = "sagging"  # a hold whose line is lost
    BREAKS = "breaks"  # a hold that is left for some seconds and taken again


@dataclass(frozen=True, slots=True)
class Person:
    """What a person brings to every set; factors are around 1.

    Attributes
    ----------
    tempo_z, range_z
        Where the person lies in the spread of tempo and of range, in standard deviations.
    step_factors
        Eight factors for the shares of the steps of a move: everyone divides a move differently.
    sharpness
        Exponent of the smooth turn; lower: drops faster, dwells longer at the start.
    task_share
        How far the height of the hip or shoulder leads instead of the angle of the joint.
    reach
        Factor of every way and angle on top of the person's range.
    """

    height_m: float
    tempo_z: float
    range_z: float
    step_factors: FloatArray = field(repr=False)
    sharpness: float
    way_out_share: float
    task_share: float
    roughness: float
    wobble: float
    tremor: float
    breath_hz: float
    reach: float = 1.0


@dataclass(frozen=True, slots=True)
class Pace:
    """Timing and size of each single move of a set: ``step_s`` ``(moves, steps)``, the others ``(moves,)``."""

    step_s: FloatArray
    range_share: FloatArray
    skew_share: FloatArray
    effort: FloatArray


@dataclass(frozen=True, slots=True)
class Style:
    """What may be asked for instead of being drawn.

    Attributes
    ----------
    move_s
        Usual time of a single move; None: drawn from the movement's table.
    pauses
        Whether pauses of seconds may occur inside the set.
    tired
        Whether the set goes to the end of one's strength: much slower and shorter at its end, with growing pauses.
    """

    move_s: float | None = None
    faults: frozenset[Fault] = frozenset()
    pauses: bool = True
    tired: bool = False


def lognormal(rng: np.random.Generator, low: float, middle: float, high: float) -> float:
    """Draw from a skewed log-normal with this 10 %, 50 % and 90 % point."""
    z = float(rng.standard_normal())
    side = np.log(high / middle) if z > 0 else np.log(middle / low)
    return float(middle * np.exp(z * side / (P10_TO_SIGMA / 2.0)))


def draw_person(rng: np.random.Generator) -> Person:
    """Draw a person."""
    return Person(
        height_m=float(rng.normal(1.72, 0.09)),
        tempo_z=float(np.clip(rng.standard_normal(), -2.0, 2.0)),
        range_z=float(np.clip(rng.standard_normal(), -2.0, 2.0)),
        step_factors=np.exp(rng.normal(0.0, 0.25, 8)),
        sharpness=float(rng.uniform(1.8, 2.4)),
        way_out_share=float(rng.uniform(0.42, 0.55)),
        task_share=float(rng.uniform(0.4, 0.9)),
        roughness=lognormal(rng, 0.6, 1.0, 1.7),
        wobble=lognormal(rng, 0.6, 1.0, 1.6),
        tremor=lognormal(rng, 0.5, 1.0, 2.0),
        breath_hz=float(rng.uniform(0.22, 0.4)),
    )


def usual_move_s(movement: Movement, person: Person) -> float:
    """Return the person's time for one single move: the table's fast and slow are its 5 % and 95 % points."""
    edge_s = movement.slow_s if person.tempo_z > 0 else movement.fast_s
    return float(movement.move_s * np.exp(abs(person.tempo_z) * np.log(edge_s / movement.move_s) / P95_SIGMA))


def tilt_deg(tilt: Tilt, person: Person) -> float:
    """Return the person's range: the table's low and high are its 10 % and 90 % points."""
    edge = tilt.high_deg if person.range_z > 0 else tilt.low_deg
    factor = np.log(max(edge, 1e-6) / max(tilt.typical_deg, 1e-6)) / (P10_TO_SIGMA / 2.0) if tilt.typical_deg else 0.0
    return float(tilt.typical_deg * np.exp(abs(person.range_z) * factor))


def _jitter(rng: np.random.Generator, moves: int, spread: float) -> FloatArray:
    """Draw correlated log factors: short sets correct themselves, long ones drift."""
    lag_one = -0.2 if moves < 30 else 0.4
    white = rng.standard_normal(moves) * spread * np.sqrt(1.0 - lag_one**2)
    drawn = np.empty(moves)
    value = rng.standard_normal() * spread
    for number in range(moves):
        value = lag_one * value + white[number]
        drawn[number] = value
    return drawn


def _step_times(
    movement: Movement, person: Person, move_s: FloatArray, usual_s: float, rough: FloatArray
) -> FloatArray:
    shares = np.array([step.share for step in movement.steps])
    waits = np.array([step.waits for step in movement.steps])
    own = shares * person.step_factors[: len(shares)]
    own = np.where(waits, shares, own * shares[~waits].sum() / own[~waits].sum())
    moving_s = usual_s * (move_s / usual_s)[:, None] ** (MOVING_SHARE_OF_JITTER if waits.any() else 1.0)
    step_s = own * moving_s * rough
    if waits.any():
        left_s = move_s - np.where(waits, 0.0, step_s).sum(axis=1)
        wait_s = np.maximum(left_s, LEAST_WAIT_SHARE * move_s) / waits.sum()
        step_s = np.where(waits, wait_s[:, None], step_s)
    return np.asarray(step_s)


def _pauses_s(rng: np.random.Generator, moves: int, slowing: float, *, tired: bool) -> FloatArray:
    """Draw pauses at the start posture: growing with fatigue in the last third, and now and then a long one."""
    done = np.arange(moves) / max(1, moves - 1)
    longest_s = rng.uniform(1.0, TIRED_PAUSE_S) if tired else max(0.0, slowing - 1.0) * rng.uniform(0.0, 4.0)
    growing = np.clip(3.0 * done - 2.0, 0.0, 1.0) * longest_s
    pauses_s = growing * rng.uniform(0.3, 1.0, moves)
    if moves > 3 and rng.random() < LONG_PAUSE_CHANCE:
        pauses_s[int(rng.integers(moves // 3, moves - 1))] += rng.uniform(2.0, 8.0)
    pauses_s[-1] = 0.0
    return np.asarray(pauses_s)


def draw_pace(rng: np.random.Generator, movement: Movement, moves: int, person: Person, style: Style) -> Pace:
    """Draw the tempo and size of every move of a set."""
    usual_s = usual_move_s(movement, person) if style.move_s is None else style.move_s
    slowing, loss = lognormal(rng, *SLOWING), lognormal(rng, *RANGE_LOSS)
    if style.tired:
        slowing, loss = rng.uniform(*TIRED_SLOWING), rng.uniform(*TIRED_RANGE_LOSS)
    tired = (np.arange(moves) / max(1, moves - 1)) ** 2
    spread = min(lognormal(rng, *REP_TIME_SPREAD), 0.25)
    move_s = usual_s * np.exp(_jitter(rng, moves, spread)) * (1.0 + (slowing - 1.0) * tired)
    range_share = 1.0 + (loss - 1.0) * tired
    range_share *= np.exp(rng.normal(0.0, min(lognormal(rng, *RANGE_SPREAD), 0.2), moves))
    range_share = np.clip(range_share, 0.6, LARGEST_RANGE) * person.reach
    late = np.arange(moves) >= moves // 2
    if Fault.SHORT_RANGE in style.faults:
        range_share = np.where(late, range_share * rng.uniform(0.55, 0.7), range_share)
    if Fault.RUSHED in style.faults:
        move_s = np.where(late, 0.5 * move_s, move_s)
    rough = np.exp(rng.normal(0.0, 0.1, (moves, len(movement.steps))))
    step_s = _step_times(movement, person, move_s, usual_s, rough)
    if style.pauses:
        step_s[:, -1] += _pauses_s(rng, moves, slowing, tired=style.tired) * movement.steps[-1].waits
    skew_share = np.clip(person.way_out_share * np.exp(rng.normal(0.0, 0.05, moves)), 0.3, 0.7)
    effort = rng.uniform(*TIRED_EFFORT) if style.tired else rng.uniform(0.0, 1.5)
    return Pace(step_s, range_share, skew_share, 1.0 + tired * effort)
