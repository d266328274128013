"""Scenes: stretches of specific force in segment axes that follow one another, with the truth about each."""

from dataclasses import dataclass, replace

import numpy as np

from runstrong_signal.samples import FloatArray
from runstrong_signal.synthesis.draws import Person
from runstrong_signal.synthesis.truth import HoldTruth, MoveTruth, SetTruth


@dataclass(frozen=True, slots=True)
class Stage:
    """Where the scenes of one wearer play: who, where the sensor is, and the rate of the inner clock."""

    person: Person
    placement: str
    rate_hz: float

    def times_s(self, lasting_s: float) -> FloatArray:
        """Return the uniform grid of a scene of this length."""
        return np.arange(max(2, round(lasting_s * self.rate_hz))) / self.rate_hz


@dataclass(frozen=True, slots=True)
class Scene:
    """One stretch.

    Attributes
    ----------
    force_g
        ``(n, 3)`` specific force in segment axes at the stage's rate.
    up_end
        Direction of up, in segment axes, at which it ends.
    truth
        About a set that it contains, in seconds from its own beginning; None for everything between sets.
    """

    force_g: FloatArray
    up_end: FloatArray
    truth: SetTruth | None = None


@dataclass(frozen=True, slots=True)
class Reel:
    """Scenes joined: one force over time, and the truth of every set on the common clock."""

    force_g: FloatArray
    truths: tuple[SetTruth, ...]


def _move_later(one: MoveTruth, by_s: float) -> MoveTruth:
    return replace(one, start_s=one.start_s + by_s, end_s=one.end_s + by_s)


def _hold_later(one: HoldTruth, by_s: float) -> HoldTruth:
    return replace(one, start_s=one.start_s + by_s, end_s=one.end_s + by_s)


def later(truth: SetTruth, by_s: float) -> SetTruth:
    """Return the truth on a clock that started ``by_s`` earlier."""
    return replace(
        truth,
        moves=tuple(_move_later(one, by_s) for one in truth.moves),
        holds=tuple(_hold_later(one, by_s) for one in truth.holds),
        start_s=truth.start_s + by_s,
        end_s=truth.end_s + by_s,
    )


def join(scenes: list[Scene], rate_hz: float) -> Reel:
    """Put scenes one after the other."""
    begins = np.concatenate([[0], np.cumsum([len(scene.force_g) for scene in scenes])])
    truths = tuple(
        later(scene.truth, float(begin) / rate_hz)
        for scene, begin in zip(scenes, begins[:-1], strict=True)
        if scene.truth is not None
    )
    return Reel(np.concatenate([scene.force_g for scene in scenes]), truths)
