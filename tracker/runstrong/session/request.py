"""What a person asks to be played; kept apart because it is known before anything heavy has to be imported."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class ReplayRequest:
    """What a person asks to be played; empty texts leave it to the recording.

    Attributes
    ----------
    exercise, placement, plan, dose
        As typed.
    speed
        Session seconds a second; infinite: as fast as possible.
    title
        What to call the recording on the screen; untrusted.
    """

    path: Path
    title: str
    exercise: str = ""
    placement: str = ""
    plan: str = ""
    dose: str = ""
    speed: float = 1.0
