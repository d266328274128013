"""A session in which the one sensor is moved: every set as its place sees it, and time to move."""

from collections.abc import Callable
from dataclasses import replace

from runstrong.exercises.model import BodyPlace
from runstrong.live.placement import Placement
from runstrong.session.script import Script

MOVE_S = 30.0
"""Rest before a set for which the sensor is moved, at least: to take it off, put it on and get into position."""


def worn_as(placement: Placement, script_at: Callable[[BodyPlace], Script]) -> Script:
    """Return the script of a session whose sensor is worn as proposed.

    Parameters
    ----------
    script_at
        Returns the script for a sensor at one place; all of them have the same sets.
    """
    scripts = {one.place: script_at(one.place) for one in placement.stretches}
    steps = [scripts[one.place].steps[row] for one in placement.stretches for row in range(one.first, one.end)]
    for move in placement.moves:
        before = steps[move.first - 1]
        rest_s = max(before.rest_s, MOVE_S)
        steps[move.first - 1] = replace(
            before, rest_s=rest_s, window_s=max(0.0, before.rest_s + before.window_s - rest_s)
        )
    return replace(scripts[placement.first], steps=tuple(steps))
