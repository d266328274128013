"""What the body does in one move: task coordinates over time, from a start posture to a turning point and back.

A drive is written as steps, ``a>1 25; - 25; a>0 30; ~ 20``: coordinate *a* goes to 1 in 25 % of the time, rests for
25 %, returns in 30 %, and 20 % is waiting. ``a^1`` goes to 1 and back in one smooth turn: two strokes chained would
stop at the bottom and make two bumps of acceleration out of one. ``-`` is a hold, ``~`` a wait that takes up the
irregularity of the tempo.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from runstrong_signal.samples import FloatArray
from runstrong_signal.synthesis.spectrum import smooth

DRIVE_CORNER_HZ = 4.3
"""People's limbs do not move faster than this; it also rounds the kinks between steps, which would be spikes."""

TASKS = 2
"""Task coordinates *a* and *b*; each has an even column and, after all of those, an odd one that changes sign with
the side of the move."""


@dataclass(frozen=True, slots=True)
class Action:
    """Coordinate 0 (*a*) or 1 (*b*) goes to ``value``; ``and_back``: and returns within the same step."""

    task: int
    value: float
    and_back: bool


@dataclass(frozen=True, slots=True)
class Step:
    """One part of a move and its usual share of the time."""

    actions: tuple[Action, ...]
    share: float
    waits: bool


@dataclass(frozen=True, slots=True)
class Track:
    """Consecutive segments of all columns (even a, even b, odd a, odd b).

    Attributes
    ----------
    edges_s
        ``(m + 1,)`` times of the segment borders.
    from_value, to_value
        ``(m, 4)`` values at the borders, joined by minimum jerk.
    bump
        ``(m, 4)`` height of a turn and back on top of it.
    sharpness, skew
        ``(m,)`` exponents of the turn: sin(pi u^skew)^sharpness.
    """

    edges_s: FloatArray
    from_value: FloatArray
    to_value: FloatArray
    bump: FloatArray
    sharpness: FloatArray
    skew: FloatArray


@lru_cache(maxsize=64)
def parse_drive(text: str) -> tuple[Step, ...]:
    """Read the notation described above."""
    steps = []
    for part in filter(None, (piece.strip() for piece in text.split(";"))):
        words = part.split()
        found = [re.fullmatch(r"([ab])([>^])(-?[\d.]+)", word) for word in words[:-1]]
        actions = tuple(Action("ab".index(hit[1]), float(hit[3]), hit[2] == "^") for hit in found if hit)
        steps.append(Step(actions, float(words[-1]) / 100.0, words[0] == "~"))
    total = sum(step.share for step in steps)
    return tuple(Step(step.actions, step.share / total, step.waits) for step in steps)


def minimum_jerk(share: FloatArray) -> FloatArray:
    """Return the smooth way from 0 to 1 that starts and ends without acceleration."""
    return np.asarray(share**3 * (10.0 + share * (-15.0 + 6.0 * share)))


def skew_for(share_of_way_out: FloatArray) -> FloatArray:
    """Return the exponent that puts the turning point at this share of the time."""
    return np.asarray(np.log(0.5) / np.log(share_of_way_out))


def values(track: Track, t_s: FloatArray, rate_hz: float) -> FloatArray:
    """Return ``(n, 4)`` task coordinates at the times of a uniform grid, rounded by `DRIVE_CORNER_HZ`."""
    segment = np.clip(np.searchsorted(track.edges_s, t_s, side="right") - 1, 0, len(track.bump) - 1)
    duration_s = np.maximum(np.diff(track.edges_s), 1e-6)
    share = np.clip((t_s - track.edges_s[segment]) / duration_s[segment], 0.0, 1.0)
    way = track.from_value[segment] + (track.to_value - track.from_value)[segment] * minimum_jerk(share)[:, None]
    turn = np.sin(np.pi * share ** track.skew[segment]) ** track.sharpness[segment]
    return smooth(way + track.bump[segment] * np.maximum(turn, 0.0)[:, None], rate_hz, DRIVE_CORNER_HZ)


def lay_track(
    steps: tuple[Step, ...],
    step_s: FloatArray,
    heights: FloatArray,
    *,
    start_s: float,
    sharpness: float,
    skew: FloatArray,
) -> Track:
    """Lay moves out in time: every move repeats the steps, scaled.

    Parameters
    ----------
    step_s
        ``(moves, steps)`` durations.
    heights
        ``(moves, 4)`` factor of each column's values in each move.
    skew
        ``(moves,)`` from `skew_for`.
    """
    moves = len(step_s)
    to_value = np.full((moves, len(steps), 2 * TASKS), np.nan)
    bump = np.zeros_like(to_value)
    for number, step in enumerate(steps):
        for action in step.actions:
            target = bump if action.and_back else to_value
            for column in (action.task, action.task + TASKS):
                target[:, number, column] = action.value * heights[:, column]
    flat = _carried_on(to_value.reshape(-1, 2 * TASKS))
    from_value = np.concatenate([np.zeros((1, 2 * TASKS)), flat[:-1]])
    edges_s = start_s + np.concatenate([[0.0], np.cumsum(step_s.ravel())])
    per_segment = np.ones(moves * len(steps))
    return Track(
        edges_s,
        from_value,
        flat,
        bump.reshape(-1, 2 * TASKS),
        per_segment * sharpness,
        np.repeat(skew, len(steps)),
    )


def _carried_on(targets: FloatArray) -> FloatArray:
    """Fill each missing target with the last one before it; before the first one, all are at 0."""
    rows = np.arange(len(targets))[:, None]
    last = np.maximum.accumulate(np.where(np.isnan(targets), -1, rows), axis=0)
    filled = np.take_along_axis(targets, np.maximum(last, 0), axis=0)
    return np.where(last < 0, 0.0, filled)
