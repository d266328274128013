"""Which way is up and which is front for a sensor that may be put on any way round, and what postures follow from it.

A person who stands shows the sensor where up is; the first bend forward from standing shows a sensor on the trunk
where the front is. Until then fewer postures can be told apart: the answer is always the set of those that are
possible.
"""

from dataclasses import dataclass

import numpy as np

from runstrong_signal.posture import ANY, LYING, Posture, Segment
from runstrong_signal.samples import FloatArray

UPRIGHT_FROM_DEG = 65.0
LYING_BELOW_DEG = 40.0
"""Head-up angles: a side plank lifts the chest up to 32 degrees, a seated twist leans back by 30 to 45."""

SECTOR_COSINE = np.cos(np.deg2rad(50.0))
"""Half width of the sectors front, back, left and right; where two overlap both are possible."""


@dataclass(frozen=True, slots=True)
class BodyFrame:
    """Directions of the body in the axes of the sensor.

    Attributes
    ----------
    up
        ``(3,)`` unit vector towards the head.
    front
        ``(3,)`` unit vector out of the chest, square to ``up``; None while it is not known.
    """

    segment: Segment
    up: FloatArray
    front: FloatArray | None = None

    def head_up_deg(self, force_g: FloatArray) -> float:
        """Return by how much the head end is above the other one, -90 to 90."""
        length = float(np.linalg.norm(force_g))
        return float(np.degrees(np.arcsin(np.clip(float(force_g @ self.up) / length, -1.0, 1.0)))) if length else 0.0

    def postures(self, force_g: FloatArray) -> frozenset[Posture]:
        """Return the postures that are possible for a mean specific force ``(3,)``."""
        head_up_deg = self.head_up_deg(force_g)
        if head_up_deg > UPRIGHT_FROM_DEG:
            return _UPRIGHT[self.segment]
        if head_up_deg < -LYING_BELOW_DEG:
            return frozenset()
        if head_up_deg > LYING_BELOW_DEG:
            return self._leaning(force_g)
        return self._lying(force_g)

    def _leaning(self, force_g: FloatArray) -> frozenset[Posture]:
        if self.segment is not Segment.TRUNK:
            return frozenset({Posture.SEATED, Posture.HINGED, Posture.STANDING})
        ways = self._ways(force_g)
        found = {posture for way, posture in _LEANING.items() if way in ways}
        return frozenset(found)

    def _lying(self, force_g: FloatArray) -> frozenset[Posture]:
        ways = self._ways(force_g)
        if self.segment is Segment.ARM:
            return LYING | {Posture.SEATED}
        found = {posture for way, posture in _LYING.items() if way in ways}
        if self.segment is Segment.TRUNK and Posture.PRONE in found:
            found.add(Posture.HINGED)
        if self.segment is not Segment.TRUNK:
            found |= {Posture.SEATED} if Posture.SUPINE in found else set()
        return frozenset(found)

    def _ways(self, force_g: FloatArray) -> frozenset[str]:
        """Return which sides of the body may point up; all of them where the front is not known."""
        if self.front is None:
            return frozenset(_LYING)
        level = force_g - float(force_g @ self.up) * self.up
        level = level / max(float(np.linalg.norm(level)), 1e-9)
        right = np.cross(self.front, self.up)
        shares = {"front": float(level @ self.front), "right": float(level @ right)}
        shares |= {"back": -shares["front"], "left": -shares["right"]}
        return frozenset(way for way, share in shares.items() if share > SECTOR_COSINE)


_LYING = {
    "back": Posture.PRONE,
    "front": Posture.SUPINE,
    "left": Posture.RIGHT_SIDE,
    "right": Posture.LEFT_SIDE,
}
"""What points up to how the body lies."""

_LEANING = {"back": Posture.HINGED, "front": Posture.SEATED}

_UPRIGHT = {
    Segment.TRUNK: frozenset({Posture.STANDING, Posture.SEATED}),
    Segment.THIGH: frozenset({Posture.STANDING, Posture.HINGED}),
    Segment.SHANK: frozenset({Posture.STANDING, Posture.HINGED, Posture.SEATED}),
    Segment.ARM: ANY - LYING,
}
"""A trunk stands upright on a chair as well, and a thigh while the trunk is folded forward."""
