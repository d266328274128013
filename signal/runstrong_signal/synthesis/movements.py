"""A set of any movement at any place: from the tables and the draws to the motion of the sensor.

Most movements are a tilt about one axis and a path along one line or arc, driven by the task coordinates. Squats are
a chain of segments; jumps, hops, leaps and burpees have their own heights.
"""

from dataclasses import dataclass, replace

import numpy as np

from runstrong_signal.samples import FloatArray
from runstrong_signal.synthesis import burpee, chains, jumps
from runstrong_signal.synthesis.draws import Fault, Pace, Person, Style, tilt_deg
from runstrong_signal.synthesis.drive import DRIVE_CORNER_HZ, TASKS, lay_track, skew_for, values
from runstrong_signal.synthesis.frames import Motion, Turn, plane_normal, upright
from runstrong_signal.synthesis.impacts import Impacts, lasting_at
from runstrong_signal.synthesis.spectrum import smooth
from runstrong_signal.synthesis.table import Foot, Limb, Movement, Path, Pattern, Place, Tilt, places
from runstrong_signal.synthesis.truth import WorkSide

LONGEST_LEVER_M = 0.9
UNEVEN_LEFT = 0.7
LEAD_SHARE = 0.65
"""Share of a sideways step that the trunk goes with the leading foot (own estimate)."""

LEGS = frozenset({"thigh", "shank", "foot"})

OTHER_LEG_SHARE = 0.25
"""Share of a hit of one foot that arrives in the other leg: the shocks of two feet follow each other with a correlation
of 0.2 to 0.3 only (Reinker 2023)."""

JUMP_ANGLE_CORNER_HZ = 4.3
"""Joints straighten at take-off no faster than this."""

TRUE_THIGH_SHARE = 1.2
"""The thigh turns further than an accelerometer on it reads: 89 against 70 degrees where a gyroscope told both."""

LANDS_ON = {"jump squat": Foot.BOTH, "hop": Foot.MOVING, "skater": Foot.OTHER}
"""In a leap the leg of the moving side is the one that swings behind; the other one is landed on."""

UPRIGHT_CHAINS = frozenset({"squat", "push-up", "jump squat"})
"""Chains in which the height leads and the angle of an upright segment follows."""


@dataclass(frozen=True, slots=True)
class Work:
    """What a set asks for: the sides of its single moves, and the side that wears a limb's sensor."""

    movement: Movement
    place: Place
    sides: tuple[WorkSide, ...]
    worn: WorkSide
    style: Style


@dataclass(frozen=True, slots=True)
class Performed:
    """A set as done: the motion, its hits, and when each move began and ended (``(moves,)``, s)."""

    motion: Motion
    impacts: Impacts
    start_s: FloatArray
    end_s: FloatArray


def mirrored(place: Place) -> Place:
    """Return the place as it is when the left side works: everything to the right goes to the left."""
    flip = np.array([-1.0, 1.0, 1.0])

    def tilt(one: Tilt | None) -> Tilt | None:
        return None if one is None else replace(one, toward=one.toward * flip)

    def path(one: Path | None) -> Path | None:
        return None if one is None else replace(one, direction=one.direction * flip)

    first, way = tilt(place.tilt), path(place.path)
    assert first is not None
    assert way is not None
    return replace(
        place,
        start=place.start * flip,
        tilt=first,
        path=way,
        second_tilt=tilt(place.second_tilt),
        second_path=path(place.second_path),
    )


def limb_share(work: Work, side: WorkSide) -> float:
    """Return how much of a move on ``side`` this sensor takes part in; negative: the other way."""
    if work.place.limb is Limb.BOTH or side is WorkSide.BOTH:
        return 1.0
    sees_all = (side is work.worn) == (work.place.limb is Limb.OWN)
    return 1.0 if sees_all else work.place.limb_share


def _heights(work: Work, pace: Pace) -> FloatArray:
    """Return ``(moves, 4)`` factors of the task coordinates: even a, even b, odd a, odd b."""
    size = pace.range_share.copy()
    left = np.array([side is WorkSide.LEFT for side in work.sides])
    if Fault.UNEVEN_SIDES in work.style.faults:
        size = np.where(left, UNEVEN_LEFT * size, size)
    share = np.array([limb_share(work, side) for side in work.sides])
    even = size * share
    odd = even * np.where(left & work.movement.alternating, -1.0, 1.0)
    if work.movement.pattern is Pattern.TOGGLE and work.place.limb is Limb.BOTH:
        even = odd
    if work.movement.pattern is Pattern.ADVANCE:
        odd = even = np.cumsum(size)
    return np.stack([even, even, odd, odd], axis=1)


def _turn(tilt: Tilt, place: Place, angle_rad: FloatArray) -> Turn:
    return Turn(plane_normal(place.start, tilt.toward), angle_rad)


def _is_sideways(tilt: Tilt) -> bool:
    return bool(abs(tilt.toward[0]) > 0.5)


def _lever_m(path: Path, typical_deg: float) -> FloatArray:
    if not path.is_arc:
        return np.zeros(3)
    length_m = path.length_m / (2.0 * np.sin(np.deg2rad(typical_deg) / 2.0))
    return np.asarray(path.direction * min(length_m, LONGEST_LEVER_M))


def _line_m(path: Path, tasks: FloatArray, task: int, *, half: bool) -> FloatArray:
    """Return ``(n, 3)`` along a line; its sideways part changes sides with the moves."""
    if path.is_arc:
        return np.zeros((len(tasks), 3))
    length_m = 0.5 * path.length_m if half else path.length_m
    way = tasks[:, [task + TASKS, task, task]] * path.direction
    return np.asarray(length_m * way)


def _angle_rad(work: Work, person: Person, column: FloatArray, rate_hz: float) -> FloatArray:
    largest = np.deg2rad(tilt_deg(work.place.tilt, person))
    upright_start = abs(work.place.start[2]) > 0.95
    if work.movement.chain in UPRIGHT_CHAINS and upright_start and work.place.placement in {"thigh", "upper arm"}:
        angle_rad = chains.angle_from_height(column, largest, person.task_share)
        return smooth(angle_rad, rate_hz, DRIVE_CORNER_HZ)
    return np.asarray(largest * column)


def _stepped(work: Work, tasks: FloatArray) -> FloatArray:
    """Return the tasks of a side shuffle: a place between the feet goes half with each, a leg with its own step.

    The tilt of a step, and how far the hips sink, is the difference between the feet. The trunk gets most of its way
    from the push of the trailing leg; when the trailing foot follows, it only comes to rest above both.
    """
    lead, trail = tasks[:, 0], tasks[:, 1]
    own = lead if work.sides[0] is work.worn else trail
    going = own if work.place.limb is Limb.OWN else LEAD_SHARE * lead + (1.0 - LEAD_SHARE) * trail
    spread = lead - trail
    return np.stack([spread, np.zeros_like(lead), going, np.zeros_like(lead)], axis=1)


def _tasks(work: Work, person: Person, pace: Pace, t_s: FloatArray, rate_hz: float, start_s: float) -> FloatArray:
    heights, step_s, skew = _heights(work, pace), pace.step_s, skew_for(pace.skew_share)
    if work.movement.pattern in {Pattern.TOGGLE, Pattern.ADVANCE}:
        # one more, uncounted, way back to the middle; a shuffle just stands where it is
        last = heights[-1:] if work.movement.pattern is Pattern.ADVANCE else np.zeros((1, 2 * TASKS))
        heights, step_s = np.concatenate([heights, last]), np.concatenate([step_s, step_s[-1:]])
        skew = np.append(skew, skew[-1])
    track = lay_track(work.movement.steps, step_s, heights, start_s=start_s, sharpness=person.sharpness, skew=skew)
    tasks = values(track, t_s, rate_hz)
    return _stepped(work, tasks) if work.movement.pattern is Pattern.ADVANCE else tasks


def _table_motion(work: Work, person: Person, tasks: FloatArray, rate_hz: float) -> Motion:
    place = work.place
    half = work.movement.pattern is Pattern.TOGGLE and place.limb is Limb.BOTH
    column = tasks[:, TASKS if _is_sideways(place.tilt) and work.movement.pattern is not Pattern.ADVANCE else 0]
    turns = [_turn(place.tilt, place, _angle_rad(work, person, column, rate_hz))]
    if work.movement.chain in {"squat", "jump squat"}:
        position_m = _squat_m(work, person, tasks[:, 0], rate_hz)
        lever_m = np.zeros(3)
    else:
        position_m = _line_m(place.path, tasks, 0, half=half)
        lever_m = _lever_m(place.path, place.tilt.typical_deg)
        if work.movement.chain == "push-up" and place.placement == "upper arm":
            position_m = position_m + chains.elbow_position_m(person.height_m, turns[0].angle_rad)
    if place.second_tilt is not None and place.second_path is not None:
        column = tasks[:, 1 + TASKS if _is_sideways(place.second_tilt) else 1]
        turns.append(_turn(place.second_tilt, place, np.deg2rad(tilt_deg(place.second_tilt, person)) * column))
        position_m = position_m + _line_m(place.second_path, tasks, 1, half=False)
    return Motion(position_m, upright(place.start), tuple(turns), lever_m)


def _squat_m(work: Work, person: Person, depth_share: FloatArray, rate_hz: float) -> FloatArray:
    """Return the way of the sensor in a squat of this person's usual depth, from standing."""
    thigh = places()[work.movement.id, "thigh"].tilt
    deepest = np.deg2rad(tilt_deg(thigh, person) * (1.0 if work.place.placement == "thigh" else TRUE_THIGH_SHARE))
    thigh_rad = chains.angle_from_height(depth_share, deepest, person.task_share)
    thigh_rad = smooth(thigh_rad, rate_hz, DRIVE_CORNER_HZ)
    hangs = work.place.start[2] > 0.95
    arm_rad = np.deg2rad(tilt_deg(work.place.tilt, person)) * depth_share if hangs else np.zeros_like(depth_share)
    position_m = chains.squat_position_m(work.place.placement, person.height_m, thigh_rad, arm_rad)
    return np.asarray(position_m - position_m[0])


def perform(
    rng: np.random.Generator, work: Work, person: Person, pace: Pace, t_s: FloatArray, rate_hz: float, start_s: float
) -> Performed:
    """Do a set whose first move begins at ``start_s``, on the uniform time grid ``t_s``."""
    begin_s = start_s + np.concatenate([[0.0], np.cumsum(pace.step_s.sum(axis=1))])[:-1]
    waits = np.array([step.waits for step in work.movement.steps])
    end_s = begin_s + np.where(waits, 0.0, pace.step_s).sum(axis=1)
    lasting_s = lasting_at(work.place.placement, work.movement.posture)
    if work.movement.chain == "burpee":
        return _burpees(rng, work, person, pace, t_s, rate_hz, start_s)
    if work.movement.chain in {"jump squat", "hop", "skater"}:
        return _jumps(rng, work, person, pace, t_s, rate_hz, begin_s)
    motion = _table_motion(work, person, _tasks(work, person, pace, t_s, rate_hz, start_s), rate_hz)
    hit_s = [begin_s + hit.at_share * (end_s - begin_s) / (1.0 - _wait_share(work)) for hit in work.movement.hits]
    hard = [hit.strength * work.place.impact_g * _felt_shares(work, hit.foot) for hit in work.movement.hits]
    none = np.empty(0)
    impacts = Impacts(np.concatenate([none, *hit_s]), np.concatenate([none, *hard]), lasting_s)
    return Performed(motion, impacts, begin_s, end_s)


def _felt_shares(work: Work, foot: Foot) -> FloatArray:
    """Return ``(moves,)`` how much of the hits of a foot arrives at the sensor: little in the other leg."""
    is_worn = np.array([side is work.worn for side in work.sides])
    if work.place.placement not in LEGS or foot is Foot.BOTH or WorkSide.BOTH in work.sides:
        return np.ones(len(work.sides))
    return np.where(is_worn == (foot is Foot.MOVING), 1.0, OTHER_LEG_SHARE)


def _wait_share(work: Work) -> float:
    return sum(step.share for step in work.movement.steps if step.waits)


def _jumps(
    rng: np.random.Generator,
    work: Work,
    person: Person,
    pace: Pace,
    t_s: FloatArray,
    rate_hz: float,
    begin_s: FloatArray,
) -> Performed:
    """Jump squats, hops and leaps: the height is a flight, the joints bend with what is below standing."""
    chain, place = work.movement.chain, work.place
    kinds = {"jump squat": jumps.jump_squats, "hop": jumps.hops, "skater": jumps.leaps}
    flights = kinds[chain](rng, t_s, begin_s, pace.step_s.sum(axis=1), pace.range_share)
    bend = smooth(flights.crouch_share, rate_hz, JUMP_ANGLE_CORNER_HZ)
    flying = smooth(np.clip(flights.height_m / 0.05, 0.0, 1.0), rate_hz, JUMP_ANGLE_CORNER_HZ)
    up_m = flights.height_m
    if chain == "skater":
        tasks = _tasks(work, person, _no_further_than_pushed(work, pace), t_s, rate_hz, float(begin_s[0]))
    else:
        tasks = np.stack([bend * limb_share(work, work.sides[0]), flying, bend, flying], axis=1)
    motion = _table_motion(work, person, tasks, rate_hz)
    legs = place.placement in LEGS
    if chain == "jump squat":
        # legs bend on the ground and fly with the body; above the hip the flight itself is the height
        up_m = np.maximum(up_m, 0.0) if legs else up_m - _hip_drop_m(work, person, bend, rate_hz)
    if legs:
        up_m = smooth(up_m, rate_hz, burpee.JUMP_CORNER_HZ)
    position_m = np.outer(up_m, [0.0, 0.0, 1.0])
    if chain != "hop":
        position_m = position_m + motion.position_m
    hard = place.impact_g * _felt_shares(work, LANDS_ON[chain])
    impacts = Impacts(flights.landing_s, hard, lasting_at(place.placement, work.movement.posture))
    ends_s = begin_s + pace.step_s.sum(axis=1) if chain != "hop" else flights.landing_s
    return Performed(replace(motion, position_m=position_m), impacts, begin_s, ends_s)


def _no_further_than_pushed(work: Work, pace: Pace) -> Pace:
    """Return the pace with shorter ways in quick leaps: the sideways push is no harder than in usual ones."""
    hurry = pace.step_s.sum(axis=1) / work.movement.move_s
    return replace(pace, range_share=pace.range_share * np.minimum(1.0, hurry**2))


def _hip_drop_m(work: Work, person: Person, depth_share: FloatArray, rate_hz: float) -> FloatArray:
    """Return ``(n,)`` the height of the hip in the squat's chain, which the height of a jump replaces."""
    hip = replace(work, place=places()[work.movement.id, "waist"])
    return _squat_m(hip, person, depth_share, rate_hz)[:, 2]


def _burpees(
    rng: np.random.Generator,
    work: Work,
    person: Person,
    pace: Pace,
    t_s: FloatArray,
    rate_hz: float,
    start_s: float,
) -> Performed:
    place = work.place
    poses = burpee.burpees(rng, place.placement, t_s, start_s, pace, rate_hz)
    usual = tilt_deg(place.tilt, person) / place.tilt.typical_deg
    pitch = Turn(np.array([1.0, 0.0, 0.0]), poses.pitch_rad * min(usual, 1.1))
    position_m = np.stack([np.zeros_like(poses.up_m), poses.forward_m, poses.up_m], axis=1)
    lasting_s = lasting_at(place.placement, work.movement.posture)
    impacts = Impacts(poses.hit_s, poses.hit_strength * place.impact_g, lasting_s)
    begin_s = np.concatenate([[start_s], poses.end_s[:-1]])
    return Performed(Motion(position_m, np.eye(3), (pitch,), np.zeros(3)), impacts, begin_s, poses.end_s)
