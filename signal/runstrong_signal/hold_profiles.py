"""What a held position looks like at each place of the body, by the words for places that plans and recordings use."""

from runstrong_signal.posture import ANY, SIDES, Posture, Segment
from runstrong_signal.tasks import HoldProfile

SEGMENTS = {
    "waist": Segment.TRUNK,
    "chest": Segment.TRUNK,
    "upper arm": Segment.ARM,
    "wrist": Segment.ARM,
    "thigh": Segment.THIGH,
    "shank": Segment.SHANK,
    "foot": Segment.SHANK,
}

TILT_LIMIT_DEG = {"waist": 10.0, "chest": 12.0, "thigh": 9.0, "upper arm": 10.0, "shank": 8.0}
"""Hips that move by 15 cm turn the thigh by 10 degrees and the trunk by 17; less is still the same position."""

USUAL_LIMIT_DEG = 12.0

LIES_BELOW_DEG = {"waist": 2.0, "chest": 6.0, "thigh": 2.0}
"""Lying face down reads -3 to 5 degrees head-up at the waist and 0 to 8 at the chest, a forearm plank 3 to 14 and 8 to
18; what lies between is a plank if it trembles like one."""


def segment_of(place: str | None) -> Segment | None:
    """Return the part of the body that a place belongs to, or None if it is not known."""
    return None if place is None else SEGMENTS.get(place)


def hold_profile(postures: frozenset[Posture], place: str | None) -> HoldProfile:
    """Return the profile of a position in one of ``postures``, seen from a place."""
    prone = postures == frozenset({Posture.PRONE})
    return HoldProfile(
        postures=_as_seen(postures, segment_of(place)),
        tilt_limit_deg=USUAL_LIMIT_DEG if place is None else TILT_LIMIT_DEG.get(place, USUAL_LIMIT_DEG),
        lies_below_deg=LIES_BELOW_DEG.get(place) if prone and place is not None else None,
    )


def _as_seen(postures: frozenset[Posture], segment: Segment | None) -> frozenset[Posture]:
    """Return the postures that a place can be held to; arms and lower legs go their own ways."""
    if segment in (Segment.TRUNK, Segment.THIGH) or postures == SIDES:
        return postures
    return ANY
