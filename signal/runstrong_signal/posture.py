"""The postures that gravity can tell apart, and which part of the body a sensor sits on."""

from enum import StrEnum


class Posture(StrEnum):
    """How the body lies in space, as far as one sensor can know."""

    STANDING = "standing"
    SEATED = "seated"
    HINGED = "hinged"  # folded forward at the hips
    PRONE = "prone"
    SUPINE = "supine"
    LEFT_SIDE = "left side"  # the left side is down
    RIGHT_SIDE = "right side"


class Segment(StrEnum):
    """The part of the body that a sensor sits on, as far as it matters for reading a posture."""

    TRUNK = "trunk"  # waist or chest
    THIGH = "thigh"
    SHANK = "shank"
    ARM = "arm"  # arms go anywhere: only upright and lying can be told apart


LYING = frozenset({Posture.PRONE, Posture.SUPINE, Posture.LEFT_SIDE, Posture.RIGHT_SIDE})
SIDES = frozenset({Posture.LEFT_SIDE, Posture.RIGHT_SIDE})
ANY = frozenset(Posture)
