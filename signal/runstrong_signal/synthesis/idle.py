"""What people do when they do not exercise, of the kind that is easily taken for exercise.

Sitting down looks like a squat to a thigh, shaking out the legs and jogging on the spot are as regular as any set, and
putting a sensor on turns it about as no movement does. Amounts: own estimates, sitting down and jogging measured.
"""

import numpy as np

from runstrong_signal.samples import FloatArray
from runstrong_signal.synthesis import between
from runstrong_signal.synthesis.frames import rotate
from runstrong_signal.synthesis.scene import Scene, Stage
from runstrong_signal.synthesis.unsteadiness import make_restless

SIT_DEG = {"thigh": 86.0, "waist": 25.0, "chest": 20.0, "upper arm": 15.0, "wrist": 40.0, "shank": 12.0, "foot": 3.0}
"""Largest turn of a segment on the way to a chair; the thigh's is measured on people who sat down."""

SHAKE_HZ = (2.0, 4.0)
SHAKE_G = {"thigh": 0.3, "shank": 0.5, "foot": 0.6, "wrist": 0.5, "upper arm": 0.3, "waist": 0.08, "chest": 0.06}

JOG_HZ = (2.6, 3.2)
JOG_G = {"waist": 0.8, "chest": 0.7, "upper arm": 0.7, "wrist": 0.6, "thigh": 0.8, "shank": 1.2, "foot": 1.5}
"""Standard deviation 0.5 g and 3 Hz measured at the wrist of people who jogged on the spot."""

LONGEST_SPELL_S = 20.0


def sit_down_and_up(rng: np.random.Generator, stage: Stage) -> Scene:
    """Sit down on a chair, stay a moment, and get up."""
    down = np.deg2rad(SIT_DEG[stage.placement] * rng.uniform(0.85, 1.05))
    side = 1.0 if stage.placement in {"thigh", "wrist", "upper arm"} else -1.0
    seated = np.array([0.0, side * np.sin(down), np.cos(down)])
    ups = [between.STANDING, seated, *[seated] * int(rng.integers(0, 3)), between.STANDING]
    return between.reposition(rng, stage, ups, float(rng.uniform(1.4, 2.2)) * (len(ups) - 1), hits=1, hit_g=0.4)


def _rhythm(
    rng: np.random.Generator, stage: Stage, lasting_s: float, hz: tuple[float, float], size_g: float, swing_deg: float
) -> Scene:
    t_s = stage.times_s(lasting_s)
    phase = 2.0 * np.pi * rng.uniform(*hz) * t_s + rng.uniform(0.0, 2.0 * np.pi)
    grown = np.clip(np.minimum(t_s, t_s[-1] - t_s) / 0.6, 0.0, 1.0)
    up_g = np.sqrt(2.0) * size_g * grown * np.sin(phase)
    felt = np.stack([0.3 * up_g, 0.5 * np.roll(up_g, 3), 1.0 + up_g], axis=1)
    turned = rotate(felt, np.array([1.0, 0.0, 0.0]), np.deg2rad(swing_deg) * grown * np.sin(0.5 * phase))
    force_g = make_restless(
        turned, rng, stage.rate_hz, stage.placement, stage.person, liveliness=0.7 * grown, effort=np.ones(len(t_s))
    )
    return Scene(force_g, between.STANDING)


def shake_out(rng: np.random.Generator, stage: Stage, lasting_s: float) -> Scene:
    """Shake out arms and legs."""
    return _rhythm(rng, stage, lasting_s, SHAKE_HZ, SHAKE_G[stage.placement], 8.0)


def jog_on_the_spot(rng: np.random.Generator, stage: Stage, lasting_s: float) -> Scene:
    """Jog on the spot to keep warm."""
    return _rhythm(rng, stage, lasting_s, JOG_HZ, JOG_G[stage.placement], 12.0)


def stretch(rng: np.random.Generator, stage: Stage, lasting_s: float) -> list[Scene]:
    """Lean into a stretch, stay, and come back."""
    lean = np.deg2rad(rng.uniform(20.0, 70.0))
    leaned: FloatArray = np.array([0.0, -np.sin(lean), np.cos(lean)])
    return [
        between.reposition(rng, stage, [between.STANDING, leaned], 1.5),
        between.still(rng, stage, leaned, lasting_s),
        between.reposition(rng, stage, [leaned, between.STANDING], 1.5),
    ]


def idle(rng: np.random.Generator, stage: Stage, lasting_s: float) -> list[Scene]:
    """Spend about this long with everything but exercise."""
    scenes: list[Scene] = []
    left_s = lasting_s
    while left_s > 3.0:
        spell_s = float(min(left_s, rng.uniform(5.0, LONGEST_SPELL_S)))
        scenes += _spell(rng, stage, spell_s)
        left_s = lasting_s - sum(len(scene.force_g) for scene in scenes) / stage.rate_hz
    return scenes


def _spell(rng: np.random.Generator, stage: Stage, spell_s: float) -> list[Scene]:
    match int(rng.integers(0, 8)):
        case 0 | 1:
            return [between.walk(rng, stage, spell_s)]
        case 2:
            return [between.drink(rng, stage), between.drink(rng, stage)]
        case 3:
            return [sit_down_and_up(rng, stage)]
        case 4:
            return [shake_out(rng, stage, min(spell_s, 8.0))]
        case 5:
            return [jog_on_the_spot(rng, stage, min(spell_s, 10.0))]
        case 6:
            return stretch(rng, stage, spell_s)
        case _:
            return [between.stand(rng, stage, spell_s), between.clip_on(rng, stage, 6.0)]
