"""What the pipeline is told about a position that is to be held."""

from runstrong.exercises.model import BodyPosture
from runstrong.session.script import Script, Step
from runstrong.session.set_result import Side
from runstrong_signal.hold_profiles import hold_profile
from runstrong_signal.posture import ANY, SIDES, Posture
from runstrong_signal.tasks import TimeHold

POSTURES = {
    BodyPosture.STANDING: frozenset({Posture.STANDING}),
    BodyPosture.SEATED: frozenset({Posture.SEATED}),
    BodyPosture.HINGED: frozenset({Posture.HINGED}),
    BodyPosture.PRONE: frozenset({Posture.PRONE}),
    BodyPosture.SUPINE: frozenset({Posture.SUPINE}),
    BodyPosture.SIDE: SIDES,
}

SIDE_DOWN = {Side.LEFT: Posture.LEFT_SIDE, Side.RIGHT: Posture.RIGHT_SIDE}
"""The side that works in a side plank is the one that lies below."""


def hold_task(step: Step, since_s: float) -> TimeHold:
    """Return the task that times the position of a step."""
    postures = postures_of(step)
    place = None if step.place is None else step.place.value
    return TimeHold(since_s, step.exercise.grace_s, hold_profile(postures, place))


def needs_posture(script: Script) -> bool:
    """Return whether a script has a hold whose posture can be told right from wrong."""
    return any(step.is_hold and step.exercise.posture is not None for step in script.steps)


def postures_of(step: Step) -> frozenset[Posture]:
    """Return the postures that are right for a step."""
    posture = step.exercise.posture
    if posture is BodyPosture.SIDE and step.side in SIDE_DOWN:
        return frozenset({SIDE_DOWN[step.side]})
    return ANY if posture is None else POSTURES[posture]


def is_wrong_side(step: Step, postures: frozenset[Posture]) -> bool:
    """Return whether the person surely lies on the side that is not meant."""
    return postures_of(step) <= SIDES and len(postures) == 1 and postures <= SIDES - postures_of(step)
