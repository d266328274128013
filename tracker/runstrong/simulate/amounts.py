"""How much a simulated person does of what is prescribed."""

import numpy as np

from runstrong.plans.model import AsManyAsPossible, HoldFor, Reps
from runstrong.session.script import Step
from runstrong.session.set_result import Side
from runstrong_signal.synthesis.draws import Style
from runstrong_signal.synthesis.sets import Request
from runstrong_signal.synthesis.table import movements
from runstrong_signal.synthesis.truth import WorkSide

OPEN_REPS = 12
"""Done where no number is prescribed."""

OPEN_HOLD_S = 30.0
HOLD_REACTION_S = (0.8, 1.8)
"""People leave a position this long after its time is up."""

MORE_THAN_ENOUGH = 2
"""Where only a lower bound is prescribed, up to so many more."""

WORK_SIDES = {Side.LEFT: WorkSide.LEFT, Side.RIGHT: WorkSide.RIGHT, Side.BOTH: WorkSide.RIGHT}
"""Where sides alternate, the right one begins."""


def request_for(step: Step, rng: np.random.Generator, style: Style) -> Request:
    """Return what a person does for a step: the prescribed amount, a draw inside a range, 12 where it is open."""
    side = WORK_SIDES[step.side]
    match step.amount:
        case HoldFor(seconds):
            held_s = (seconds or OPEN_HOLD_S) + rng.uniform(*HOLD_REACTION_S)
            return Request(step.exercise.id, hold_s=round(float(held_s), 2), side=side, style=style)
        case AsManyAsPossible(within_s):
            each_s = style.move_s or movements()[step.exercise.id].move_s
            reps = max(1, int((within_s - 1.0) / each_s / step.rule.moves_per_rep))
        case Reps(None, None):
            reps = OPEN_REPS
        case Reps(None, at_most):
            reps = at_most or OPEN_REPS
        case Reps(at_least, None):
            reps = (at_least or OPEN_REPS) + int(rng.integers(0, MORE_THAN_ENOUGH + 1))
        case Reps(at_least, at_most):
            reps = int(rng.integers(at_least or 1, (at_most or OPEN_REPS) + 1))
    return Request(step.exercise.id, moves=reps * step.rule.moves_per_rep, side=side, style=style)
