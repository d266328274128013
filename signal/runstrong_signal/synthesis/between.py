"""Everything around the sets, which is where counters fail: clipping on, walking, getting down and up, resting.

Amounts measured on recordings of everyday movement where said so in the constants, otherwise own estimates.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from runstrong_signal.samples import FloatArray
from runstrong_signal.synthesis.drive import minimum_jerk
from runstrong_signal.synthesis.frames import G_MPS2, plane_normal, rotate, unit
from runstrong_signal.synthesis.impacts import MAT_S, Impacts, impact_g
from runstrong_signal.synthesis.scene import Scene, Stage
from runstrong_signal.synthesis.spectrum import band_noise
from runstrong_signal.synthesis.unsteadiness import make_restless

STANDING = np.array([0.0, 0.0, 1.0])
"""Up, seen from any segment of a person who stands with hanging arms."""


@dataclass(frozen=True, slots=True)
class Gait:
    """How walking looks at a place: bounce and jerk in g, swing of the segment in degrees."""

    bounce_g: float
    strike_g: float
    swing_deg: float


GAIT = {
    "waist": Gait(0.25, 0.15, 3.0),
    "chest": Gait(0.22, 0.10, 3.0),
    "upper arm": Gait(0.18, 0.10, 12.0),
    "wrist": Gait(0.15, 0.10, 22.0),
    "thigh": Gait(0.22, 0.20, 20.0),
    "shank": Gait(0.25, 0.60, 30.0),
    "foot": Gait(0.20, 1.00, 35.0),
}
"""Standard deviation of |f| 0.17 g at the wrist, 0.21-0.22 g at thigh and pocket, measured; the others reasoned."""

STEP_SPREAD = 0.45
STEP_LATE_RAD = 0.7
"""Unevenness of steps indoors, in turns and starts: fitted so that recordings of people who sit, stand, walk and turn
and simulated ones mislead a counter equally often."""

WALKING_STEP_HZ = (1.6, 1.9)
"""Main peak of walking, measured."""


def still(rng: np.random.Generator, stage: Stage, up: FloatArray, lasting_s: float) -> Scene:
    """Stay as one is, breathing."""
    n = len(stage.times_s(lasting_s))
    quiet = np.zeros(n)
    force_g = make_restless(
        np.tile(up, (n, 1)),
        rng,
        stage.rate_hz,
        stage.placement,
        stage.person,
        liveliness=quiet,
        effort=quiet + 1.0,
    )
    return Scene(force_g, up)


def _turned(ups: list[FloatArray], shares: FloatArray) -> FloatArray:
    """Return ``(n, 3)`` directions on the way through ``ups``, where ``shares`` runs from 0 to their number less 1."""
    piece = np.clip(shares.astype(np.intp), 0, len(ups) - 2)
    way = np.empty((len(shares), 3))
    for number, (start, stop) in enumerate(pairwise(ups)):
        inside = piece == number
        angle = np.arccos(np.clip(float(start @ stop), -1.0, 1.0))
        turn = angle * minimum_jerk(np.clip(shares[inside] - number, 0.0, 1.0))
        way[inside] = rotate(np.tile(start, (int(inside.sum()), 1)), plane_normal(start, stop), turn)
    return way


def reposition(
    rng: np.random.Generator,
    stage: Stage,
    ups: list[FloatArray],
    lasting_s: float,
    *,
    hits: int = 0,
    hit_g: float = 0.6,
) -> Scene:
    """Go from one posture to another through those between, with soft hits on the way."""
    t_s = stage.times_s(lasting_s)
    n = len(t_s)
    shares = np.linspace(0.0, len(ups) - 1.0, n)
    push_g = band_noise(rng, n, stage.rate_hz, 0.3, 2.5) * 0.07 * np.sin(np.pi * np.arange(n) / n)[:, None]
    at_s = rng.uniform(0.2, 0.95, hits) * lasting_s
    knocks = impact_g(rng, Impacts(at_s, rng.uniform(0.5, 1.5, hits) * hit_g, MAT_S), n, stage.rate_hz)
    moving = np.sin(np.pi * np.arange(n) / n)
    force_g = make_restless(
        _turned(ups, shares) + push_g + knocks,
        rng,
        stage.rate_hz,
        stage.placement,
        stage.person,
        liveliness=moving,
        effort=np.ones(n),
    )
    return Scene(force_g, ups[-1])


def _all_fours(placement: str) -> FloatArray:
    """Return up for a person on hands and knees."""
    if placement in {"upper arm", "wrist", "thigh"}:
        return STANDING
    return unit(np.array([0.0, -1.0, 0.15]))


def get_down(rng: np.random.Generator, stage: Stage, up: FloatArray) -> Scene:
    """Go from standing to the floor over knees and hands."""
    kneel = unit(np.array([0.0, 0.25 if stage.placement == "thigh" else -0.35, 1.0]))
    return reposition(
        rng,
        stage,
        [STANDING, kneel, _all_fours(stage.placement), up],
        float(rng.uniform(4.0, 8.0)),
        hits=int(rng.integers(2, 5)),
    )


def get_up(rng: np.random.Generator, stage: Stage, up: FloatArray) -> Scene:
    """Get up from the floor."""
    kneel = unit(np.array([0.0, 0.25 if stage.placement == "thigh" else -0.35, 1.0]))
    return reposition(
        rng,
        stage,
        [up, _all_fours(stage.placement), kneel, STANDING],
        float(rng.uniform(4.0, 8.0)),
        hits=int(rng.integers(1, 4)),
        hit_g=0.4,
    )


def roll_over(rng: np.random.Generator, stage: Stage, up: FloatArray, other_up: FloatArray) -> Scene:
    """Turn to the other side on the floor, over the back."""
    supine = np.array([0.0, 1.0, 0.0])
    return reposition(rng, stage, [up, supine, other_up], float(rng.uniform(3.0, 5.0)), hits=2, hit_g=0.3)


def fidget(rng: np.random.Generator, stage: Stage, up: FloatArray, lasting_s: float) -> Scene:
    """Find one's place: tilts of 3 to 15 degrees back and forth."""
    n = len(stage.times_s(lasting_s))
    changes = max(1, int(lasting_s / 0.9))
    ups = [up]
    for _ in range(changes):
        lean = np.tan(np.deg2rad(rng.uniform(3.0, 15.0)))
        ups.append(unit(up + lean * unit(np.cross(up, rng.standard_normal(3)))))
    ups.append(up)
    shares = np.linspace(0.0, len(ups) - 1.0, n)
    force_g = make_restless(
        _turned(ups, shares),
        rng,
        stage.rate_hz,
        stage.placement,
        stage.person,
        liveliness=np.full(n, 0.5),
        effort=np.ones(n),
    )
    return Scene(force_g, up)


def walk(rng: np.random.Generator, stage: Stage, lasting_s: float) -> Scene:
    """Walk about, with pauses of standing."""
    t_s = stage.times_s(lasting_s)
    gait, n = GAIT[stage.placement], len(t_s)
    step_hz = rng.uniform(*WALKING_STEP_HZ)
    wander = band_noise(rng, n, stage.rate_hz, 0.05, 0.4, columns=2)
    phase = 2.0 * np.pi * np.cumsum(step_hz * (1.0 + 0.04 * wander[:, 0])) / stage.rate_hz
    going = np.clip(1.2 * wander[:, 1] + 1.6, 0.0, 1.0) * np.clip(np.minimum(t_s, t_s[-1] - t_s) / 0.8, 0.0, 1.0)
    # no two steps are alike: every axis grows and fades by itself, and steps come early or late
    uneven = np.maximum(1.0 + STEP_SPREAD * band_noise(rng, n, stage.rate_hz, 0.2, 1.2), 0.1)
    phase += STEP_LATE_RAD * band_noise(rng, n, stage.rate_hz, 0.2, 1.0, columns=1)[:, 0]
    strike = np.maximum(np.cos(phase), 0.0) ** 8
    strike = (strike - strike.mean()) * gait.strike_g * 1.5
    up_g = uneven[:, 0] * going * (gait.bounce_g * np.cos(phase + 0.4) + strike)
    side_g = uneven[:, 1] * going * 0.4 * gait.bounce_g * np.cos(0.5 * phase + 1.0)
    forward_g = uneven[:, 2] * going * 0.6 * gait.bounce_g * np.sin(phase)
    swing = np.deg2rad(gait.swing_deg) * going * np.sin(0.5 * phase)
    felt = np.stack([side_g, forward_g, 1.0 + up_g], axis=1)
    force_g = make_restless(
        rotate(felt, np.array([1.0, 0.0, 0.0]), swing),
        rng,
        stage.rate_hz,
        stage.placement,
        stage.person,
        liveliness=0.7 * going,
        effort=np.ones(n),
    )
    return Scene(force_g, STANDING)


def drink(rng: np.random.Generator, stage: Stage) -> Scene:
    """Lift a bottle, drink, put it down; only the arm sees much of it."""
    lift_deg = {"wrist": rng.uniform(60.0, 120.0), "upper arm": rng.uniform(30.0, 60.0)}.get(stage.placement, 4.0)
    lift = np.deg2rad(lift_deg)
    lifted = np.array([0.0, np.sin(lift), np.cos(lift)])
    return reposition(rng, stage, [STANDING, lifted, lifted, STANDING], float(rng.uniform(4.0, 7.0)))


def clip_on(rng: np.random.Generator, stage: Stage, lasting_s: float) -> Scene:
    """Take the sensor in the hand, turn it about, clip it on, tap it."""
    turns = int(rng.integers(3, 11))
    ups = [unit(rng.standard_normal(3)) for _ in range(turns)] + [STANDING]
    handled = reposition(rng, stage, ups, lasting_s, hits=int(rng.integers(1, 4)), hit_g=2.0)
    n = len(handled.force_g)
    fade = np.linspace(1.0, 0.0, n)[:, None]
    return Scene(handled.force_g + fade * band_noise(rng, n, stage.rate_hz, 0.5, 6.0) * 0.2, STANDING)


def stand(rng: np.random.Generator, stage: Stage, lasting_s: float) -> Scene:
    """Stand about, shifting weight."""
    scene = still(rng, stage, STANDING, lasting_s)
    n = len(scene.force_g)
    shift = np.deg2rad(band_noise(rng, n, stage.rate_hz, 0.1, 0.5, columns=1)[:, 0] * rng.uniform(0.3, 1.0))
    leaned = rotate(scene.force_g, np.array([0.0, 1.0, 0.0]), shift)
    return Scene(leaned + band_noise(rng, n, stage.rate_hz, 0.3, 3.0) * (rng.uniform(0.02, 0.05) / G_MPS2), STANDING)


def rest(rng: np.random.Generator, stage: Stage, lasting_s: float) -> list[Scene]:
    """Rest on one's feet for about this long: walking about, standing, drinking."""
    scenes, left_s = [], lasting_s
    while left_s > 3.0:
        kind = rng.random()
        part_s = float(min(left_s, rng.uniform(5.0, 15.0)))
        if kind < 0.45:
            scenes.append(walk(rng, stage, part_s))
        elif kind < 0.65 and left_s > 8.0:
            scenes.append(drink(rng, stage))
        elif kind < 0.75:
            scenes.append(fidget(rng, stage, STANDING, min(part_s, 6.0)))
        else:
            scenes.append(stand(rng, stage, part_s))
        left_s -= len(scenes[-1].force_g) / stage.rate_hz
    if left_s > 0.05:
        scenes.append(stand(rng, stage, left_s))
    return scenes
