"""What really happened in a simulated set: the answer that a counter is measured against."""

from dataclasses import dataclass
from enum import StrEnum

from runstrong_signal.samples import SampleBlock


class WorkSide(StrEnum):
    """The side that works in a single move."""

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class MoveTruth:
    """One single move: when it was done, by which side, and how far (1: the person's usual range)."""

    start_s: float
    end_s: float
    side: WorkSide
    range_share: float


@dataclass(frozen=True, slots=True)
class HoldTruth:
    """A position held between two moments, and the sway that was put in.

    Attributes
    ----------
    sway_mps2
        Mean length of the added acceleration between start and end (0.5 to 12 Hz and breathing's share), m/s2.
    slow_tilt_deg
        Largest slow tilt away from the first second, in degrees.
    """

    start_s: float
    end_s: float
    side: WorkSide
    sway_mps2: float
    slow_tilt_deg: float


@dataclass(frozen=True, slots=True)
class SetTruth:
    """A whole set: its moves or its holds, and between which moments anybody would say that it ran."""

    movement: str
    placement: str
    side: WorkSide
    posture: str
    moves: tuple[MoveTruth, ...]
    holds: tuple[HoldTruth, ...]
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class SimulatedSet:
    """Samples of one sensor, and the truth about them on the same clock."""

    block: SampleBlock
    truth: SetTruth
