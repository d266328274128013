"""The scenes of one set: getting into place, the moves or the hold, and out of place again."""

from dataclasses import dataclass, replace

import numpy as np

from runstrong_signal.samples import FloatArray
from runstrong_signal.synthesis import between
from runstrong_signal.synthesis.draws import Fault, Person, Style, draw_pace, tilt_deg
from runstrong_signal.synthesis.frames import plane_normal, rotate, sensor_position_m, specific_force_g
from runstrong_signal.synthesis.hold import Sway, draw_sway, hold_still
from runstrong_signal.synthesis.impacts import impact_g
from runstrong_signal.synthesis.movements import Performed, Work, mirrored, perform
from runstrong_signal.synthesis.scene import Scene, Stage
from runstrong_signal.synthesis.table import Movement, Pattern, Place, movements, places
from runstrong_signal.synthesis.truth import HoldTruth, MoveTruth, SetTruth, WorkSide
from runstrong_signal.synthesis.unsteadiness import make_restless

EDGE_S = 0.5
"""Stillness inside a set's scene before its first and after its last move."""

STANDING_POSTURES = frozenset({"standing", "half squat", "hinged"})

FULL_SPEED_RADPS, FULL_SPEED_MPS = np.deg2rad(25.0), 0.15
"""Above these speeds a segment counts as fully moving; a sensor at a blind place never gets there."""

SAG_DEG = (6.0, 14.0)
PRONE_DEG = {"waist": 14.0, "chest": 12.0, "upper arm": 8.0, "thigh": 10.0, "shank": 6.0}
"""So much lower at the head end does a segment lie on the floor than in a plank; hands and feet stay."""

BREAK_S = 5.0
"""Length of the break in a hold that is left and taken again."""


DEFAULT_STYLE = Style()


@dataclass(frozen=True, slots=True)
class Request:
    """A set to be done.

    Attributes
    ----------
    moves
        Single moves (a right-left pair is two), or None for a hold.
    side
        The side that works, or that begins where sides alternate.
    worn
        The side of the body that wears the sensor, where that matters.
    sway_mps2
        Mean acceleration of a hold, exactly; None: drawn.
    """

    movement: str
    moves: int | None = None
    hold_s: float | None = None
    side: WorkSide = WorkSide.RIGHT
    worn: WorkSide = WorkSide.RIGHT
    style: Style = DEFAULT_STYLE
    sway_mps2: float | None = None


def place_for(movement: str, placement: str, side: WorkSide) -> Place:
    """Return the place's row, as it is when this side works."""
    place = places()[movement, placement]
    one_sided = movements()[movement].in_turn and side is WorkSide.LEFT
    return mirrored(place) if one_sided else place


def _sides(movement: Movement, request: Request, moves: int) -> tuple[WorkSide, ...]:
    if movement.alternating:
        other = WorkSide.LEFT if request.side is WorkSide.RIGHT else WorkSide.RIGHT
        return tuple(request.side if number % 2 == 0 else other for number in range(moves))
    return (request.side if movement.in_turn else WorkSide.BOTH,) * moves


def _liveliness(performed: Performed, rate_hz: float) -> FloatArray:
    angles = np.stack([turn.angle_rad for turn in performed.motion.turns])
    turning = np.abs(np.asarray(np.gradient(angles, axis=1))).sum(axis=0) * rate_hz
    way_mps = np.linalg.norm(np.gradient(sensor_position_m(performed.motion), axis=0), axis=1) * rate_hz
    return np.asarray(np.clip(turning / FULL_SPEED_RADPS + way_mps / FULL_SPEED_MPS, 0.0, 1.0))


def rep_scene(rng: np.random.Generator, stage: Stage, request: Request) -> Scene:
    """Do a set of single moves, from the start posture to the start posture."""
    movement = movements()[request.movement]
    place = place_for(request.movement, stage.placement, request.side)
    moves = int(request.moves or 0)
    work = Work(movement, place, _sides(movement, request, moves), request.worn, request.style)
    pace = draw_pace(rng, movement, moves, stage.person, request.style)
    room_s = pace.step_s[-1].sum() if movement.pattern is Pattern.TOGGLE else 0.0
    t_s = stage.times_s(float(pace.step_s.sum() + room_s + 2.0 * EDGE_S + _settling_s(movement)))
    performed = perform(rng, work, stage.person, pace, t_s, stage.rate_hz, EDGE_S + 0.5 * _settling_s(movement))
    added_g = impact_g(rng, performed.impacts, len(t_s), stage.rate_hz)
    force_g = make_restless(
        specific_force_g(performed.motion, stage.rate_hz, added_g=added_g),
        rng,
        stage.rate_hz,
        stage.placement,
        _at_work(stage, movement),
        liveliness=_liveliness(performed, stage.rate_hz),
        effort=np.interp(t_s, performed.start_s, pace.effort),
    )
    done = tuple(
        MoveTruth(float(start_s), float(end_s), side, float(share))
        for start_s, end_s, side, share in zip(
            performed.start_s, performed.end_s, work.sides, pace.range_share, strict=True
        )
    )
    truth = _truth(movement, stage, request, done[0].start_s, done[-1].end_s)
    return Scene(force_g, place.start, replace(truth, moves=done))


def _at_work(stage: Stage, movement: Movement) -> Person:
    """Return the person as rough as the movement makes this place; half of that reaches what is above the hips."""
    share = 0.5 if stage.placement in {"chest", "upper arm", "wrist"} else 1.0
    return replace(stage.person, roughness=stage.person.roughness * movement.rough**share)


def _settling_s(movement: Movement) -> float:
    return 1.5 if movement.chain in {"hop", "jump squat", "skater"} else 0.0


def _truth(movement: Movement, stage: Stage, request: Request, start_s: float, end_s: float) -> SetTruth:
    side = request.side if movement.in_turn else WorkSide.BOTH
    return SetTruth(movement.id, stage.placement, side, movement.posture, (), (), start_s, end_s)


def held_up(movement: Movement, place: Place, person: Person) -> FloatArray:
    """Return up in the position that is held: a plank's own, otherwise the turning point of the movement."""
    if movement.pattern is Pattern.HOLD:
        return place.start
    angle = np.deg2rad(np.array([tilt_deg(place.tilt, person)]))
    return np.asarray(rotate(place.start[None, :], plane_normal(place.start, place.tilt.toward), angle)[0])


def hold_scenes(rng: np.random.Generator, stage: Stage, request: Request) -> list[Scene]:
    """Take a position, hold it, leave it; with `Fault.BREAKS` it is left in the middle and taken again."""
    movement = movements()[request.movement]
    place = place_for(request.movement, stage.placement, request.side)
    up, floor_up = held_up(movement, place, stage.person), start_up(request, stage)
    sway = draw_sway(rng)
    if Fault.SAGGING in request.style.faults:
        sway = replace(sway, sag_deg=float(rng.uniform(*SAG_DEG)))
    lasting_s = float(request.hold_s or 0.0)
    parts_s = [0.5 * lasting_s] * 2 if Fault.BREAKS in request.style.faults else [lasting_s]
    scenes = []
    for number, part_s in enumerate(parts_s):
        if number:
            scenes.append(between.still(rng, stage, floor_up, BREAK_S - 2.0))
        scenes.append(between.reposition(rng, stage, [floor_up, up], float(rng.uniform(0.7, 1.2))))
        scenes.append(_held_scene(rng, stage, request, up, part_s, sway))
        scenes.append(between.reposition(rng, stage, [up, floor_up], float(rng.uniform(0.6, 1.0)), hits=1))
    return scenes


def _held_scene(
    rng: np.random.Generator, stage: Stage, request: Request, up: FloatArray, lasting_s: float, sway: Sway
) -> Scene:
    movement = movements()[request.movement]
    held = hold_still(rng, stage, up, lasting_s, sway, sway_mps2=request.sway_mps2)
    side = request.side if movement.in_turn else WorkSide.BOTH
    hold = HoldTruth(0.0, lasting_s, side, held.sway_mps2, held.slow_tilt_deg)
    truth = _truth(movement, stage, request, 0.0, lasting_s)
    return Scene(held.force_g, up, replace(truth, holds=(hold,)))


def set_scenes(rng: np.random.Generator, stage: Stage, request: Request) -> list[Scene]:
    """Return the scenes of the set alone."""
    if request.hold_s is not None:
        return hold_scenes(rng, stage, request)
    return [rep_scene(rng, stage, request)]


def start_up(request: Request, stage: Stage) -> FloatArray:
    """Return up at the start posture of a set; a plank is taken from lying on the floor."""
    start = place_for(request.movement, stage.placement, request.side).start
    if movements()[request.movement].pattern is not Pattern.HOLD:
        return start
    lying = rotate(
        start[None, :], np.array([1.0, 0.0, 0.0]), np.deg2rad(np.array([PRONE_DEG.get(stage.placement, 0.0)]))
    )
    return np.asarray(lying[0])


def is_standing(movement: str) -> bool:
    """Return whether a movement starts on one's feet."""
    return movements()[movement].posture in STANDING_POSTURES


def settle_in(rng: np.random.Generator, stage: Stage, request: Request) -> list[Scene]:
    """Go from standing to the start posture, find one's place, and be still; one in five starts at once.

    Before a hold nobody lies still: the position is taken as soon as elbows and feet are where they belong.
    """
    up = start_up(request, stage)
    if is_standing(request.movement):
        scenes = [between.reposition(rng, stage, [between.STANDING, up], float(rng.uniform(0.8, 1.5)))]
    else:
        scenes = [between.get_down(rng, stage, up)]
    scenes.append(between.fidget(rng, stage, up, float(rng.uniform(1.0, 6.0))))
    if request.hold_s is not None:
        return scenes
    pause_s = 0.1 if rng.random() < 0.2 else rng.uniform(0.5, 3.0)
    return [*scenes, between.still(rng, stage, up, float(pause_s))]


def get_out(rng: np.random.Generator, stage: Stage, request: Request) -> Scene:
    """Go from the start posture back to standing."""
    up = start_up(request, stage)
    if is_standing(request.movement):
        return between.reposition(rng, stage, [up, between.STANDING], float(rng.uniform(0.8, 1.5)))
    return between.get_up(rng, stage, up)
