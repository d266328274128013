"""Words for how a position was held: how demanding it was, how far the line moved, whether it changed."""

from enum import StrEnum

from runstrong.exercises.model import BodyPlace
from runstrong_signal.events import EarlySign

WORKING_FROM_MPS2 = 0.35
VERY_UNSTEADY_FROM_MPS2 = 0.50
"""Mean acceleration of the pelvis from which a bridging exercise is a training challenge, and surely hard, for a person
(Heredia-Elvar et al. 2021, doi 10.3389/fphys.2021.751569). They say how demanding the hold is, not that it is wrong."""

SMALLEST_TILT_DEG = 3.0
"""Smaller changes of the slow tilt lie within breathing and sway and are not shown."""

MOST_OF_TILT = 0.7
"""Share of the tilt that must be along the body for it to be called a sag or a pike."""

CHANGED_SHARE = 1.25
"""A change under a quarter is not called a change: repeated measurements spread by 13 to 23 % (Barbado et al. 2018)."""

SIGN_WORDS = {
    EarlySign.TREMOR: "you begin to tremble",
    EarlySign.RESCUES: "you catch yourself again and again",
    EarlySign.DRIFT: "your line is drifting",
}


class Demand(StrEnum):
    """How demanding a hold is for the person; none of the words is a fault."""

    STEADY = "steady"
    WORKING = "working"
    VERY_UNSTEADY = "very unsteady"


class Change(StrEnum):
    """How one sway compares with another; less than a quarter is no change."""

    STEADIER = "steadier"
    LESS_STEADY = "less steady"
    NONE = "no change"


def demand_of(sway_mps2: float | None, place: BodyPlace | None) -> Demand | None:
    """Return the word for a sway; None away from the waist, where the published bounds say nothing."""
    if sway_mps2 is None or place is not BodyPlace.WAIST:
        return None
    if sway_mps2 < WORKING_FROM_MPS2:
        return Demand.STEADY
    return Demand.WORKING if sway_mps2 < VERY_UNSTEADY_FROM_MPS2 else Demand.VERY_UNSTEADY


def line_words(tilt_deg: float | None, head_up_deg: float | None, place: BodyPlace | None) -> str:
    """Return how the line has moved since the start; empty for small changes.

    From the chest it is a sag or a pike where it is known which way is up. The pelvis may turn either way in both, so
    from the waist it is only said by how much the hips have moved.
    """
    if tilt_deg is None or tilt_deg < SMALLEST_TILT_DEG:
        return ""
    size = f"{tilt_deg:.0f}°"
    if place is BodyPlace.WAIST:
        return f"hips moved {size}"
    if place is BodyPlace.CHEST and head_up_deg is not None and abs(head_up_deg) >= MOST_OF_TILT * tilt_deg:
        return f"hips sag {size}" if head_up_deg > 0.0 else f"hips pike {size}"
    return f"{size} from your start"


def changed(before_mps2: float, now_mps2: float) -> Change:
    """Return whether a sway is another one now, in the same hold or in another one at the same place."""
    if now_mps2 >= CHANGED_SHARE * before_mps2 and now_mps2 > before_mps2:
        return Change.LESS_STEADY
    return Change.STEADIER if before_mps2 >= CHANGED_SHARE * now_mps2 and before_mps2 > now_mps2 else Change.NONE


def change_words(first_mps2: float, last_mps2: float) -> str:
    """Return whether a sway changed from the beginning to the end of a hold; empty where it did not."""
    change = changed(first_mps2, last_mps2)
    return f"{change.value} at the end" if change is not Change.NONE else ""
