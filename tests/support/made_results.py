"""The results of a session in which most things happened that can."""

from dataclasses import replace

from scripted_session import RESULT

from runstrong.session.counting import Span
from runstrong.session.set_result import EndReason, Side


def spans(*seconds: float) -> tuple[Span, ...]:
    """Return repetitions that took so long, one after the other."""
    ends = [sum(seconds[: number + 1]) for number in range(len(seconds))]
    return tuple(Span(end - took, end) for end, took in zip(ends, seconds, strict=True))


SQUATS = replace(
    RESULT,
    reps=11,
    reps_auto=10,
    spans=spans(2.1, 2.2, 2.2, 2.3, 2.4, 2.4, 2.6, 2.8, 3.0, 3.3),
    ranges_deg=(62.0, 61.0, 63.0, 60.0, 58.0, 57.0, 55.0, 52.0, 50.0, 44.0),
)
LEFT = replace(
    RESULT,
    exercise="side-plank-lift",
    name="side plank",
    ref="A7",
    side=Side.LEFT,
    target="30 s",
    reps=None,
    reps_auto=None,
    hold_s=30.2,
    corrected=False,
    sway_mps2=0.31,
    tilt_deg=4.0,
    sway_parts_mps2=(0.24, 0.25, 0.28, 0.31, 0.36, 0.44),
)
RIGHT = replace(
    LEFT, side=Side.RIGHT, hold_s=22.4, reached=False, sway_mps2=0.38, sway_parts_mps2=(0.3, 0.35, 0.4, 0.5)
)
SKIPPED = replace(RESULT, name="lunge", reps=0, reps_auto=0, reached=False, reason=EndReason.SKIPPED, corrected=False)

RESULTS = (SQUATS, replace(SQUATS, set_no=2, reps=10, corrected=False), LEFT, RIGHT, SKIPPED)
