"""Learning a personal template from sets whose count the person vouches for.

Theory of operation
-------------------
The repetitions of a set are cut where they were counted and brought to the counter's points. Their median is the set's
own shape. Each repetition is moved by a point or two to where it fits that best, those that do not are left out, and
the mean of the others is what the set teaches, from the point on that is nearest to how the sensor rested before it.
Sets are compared by their shapes: moved in phase all round, turned about gravity and mirrored to where they are most
alike. The one that is most like all others is the model; who is not like it (another movement under the same name, a
sensor worn elsewhere) is left out, and at least two have to agree.
One set alone teaches nothing: that it was typical is not known.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from runstrong_signal.grid import BASE_RATE_HZ, EvenGrid, GridFilter, low_pass
from runstrong_signal.intake import Intake
from runstrong_signal.motion import MotionProfile
from runstrong_signal.reps import settings
from runstrong_signal.reps.likeness import upright_shape
from runstrong_signal.reps.matching import Span
from runstrong_signal.reps.personal import AXES, PersonalTemplate
from runstrong_signal.samples import FloatArray, SampleBlock

ALIKE = 0.8
"""Least correlation of a repetition with its set, and of a set with the others."""

FEWEST_REPS = 3
"""Repetitions of a set from which it teaches anything."""

FEWEST_SETS = 2
"""Sets that have to agree: one alone gave nothing on other people's recordings, and can do harm."""

NUDGES = (-2, -1, 0, 1, 2)
"""Points by which a repetition may be moved inside its set: an eighth of its time either way."""

REST_S = 0.8
"""How long the sensor was at rest, or half as long, before a set that shows where its repetitions begin."""

LARGEST_PERIOD_RATIO = 2.0
"""Sets whose repetitions take more than twice or less than half the time are not the same movement."""

DECIMALS = 6
"""To which a template is rounded: far finer than any two repetitions agree, and short in a file."""


def learn_from_set(samples: SampleBlock, reps: Sequence[Span], profile: MotionProfile) -> PersonalTemplate | None:
    """Return what one set teaches, or None if its repetitions are too few or too different.

    Parameters
    ----------
    samples
        At least those of the set; a second before it lets the filter settle.
    reps
        When each period was done, in the time of the samples.
    """
    motion = _CountersMotion.of(samples, profile)
    shapes = [shape for rep in reps if (shape := motion.shape(rep)) is not None]
    if len(shapes) < FEWEST_REPS:
        return None
    units = np.array([shape.unit for shape in shapes])
    median = _unit(np.median(units, axis=0))
    moved = np.array([_nudged(unit, median) for unit in units])
    fits = np.einsum("rpc,pc->r", moved, median) >= ALIKE
    if fits.sum() < max(FEWEST_REPS, len(reps) / 2):
        return None
    up = np.mean([shape.mean_g for shape, fit in zip(shapes, fits, strict=True) if fit], axis=0)
    up /= max(float(np.linalg.norm(up)), 1e-9)
    durations_s = [shape.duration_s for shape, fit in zip(shapes, fits, strict=True) if fit]
    amplitudes_g = [shape.amplitude_g for shape, fit in zip(shapes, fits, strict=True) if fit]
    mean = _unit(moved[fits].mean(axis=0))
    mean = np.roll(mean, -_start(mean, shapes, motion.rest_g(reps[0].start)), axis=0)
    learned = PersonalTemplate(
        shape=_rounded(upright_shape(mean, up)),
        amplitude_g=round(float(np.median(amplitudes_g)), DECIMALS),
        period_s=round(float(np.median(durations_s)), DECIMALS),
        rate_hz=motion.rate_hz,
        reps=int(fits.sum()),
    )
    return learned if learned.is_usable else None


def merged(sets: Sequence[PersonalTemplate]) -> PersonalTemplate | None:
    """Return what several sets teach together, or None if fewer than two of them agree."""
    usable = [one for one in sets if one.is_usable]
    usable = [one for one in usable if one.rate_hz == usable[-1].rate_hz]
    if len(usable) < FEWEST_SETS:
        return None
    fits = [[_fit(other, one) for other in usable] for one in usable]
    middle = int(np.argmax([sum(fit.likeness for fit in row) for row in fits]))
    model = usable[middle]
    agreed = [
        (one, fit)
        for one, fit in zip(usable, fits[middle], strict=True)
        if fit.likeness >= ALIKE and _ratio(one.period_s, model.period_s) <= LARGEST_PERIOD_RATIO
    ]
    if len(agreed) < FEWEST_SETS:
        return None
    mean = _unit(np.mean([fit.shape for _, fit in agreed], axis=0))
    back = round(float(np.median([fit.moved for _, fit in agreed])))  # to the phase that most of the sets have
    return replace(
        model,
        shape=_rounded(np.roll(mean, -back, axis=0)),
        amplitude_g=round(float(np.median([one.amplitude_g for one, _ in agreed])), DECIMALS),
        period_s=round(float(np.median([one.period_s for one, _ in agreed])), DECIMALS),
        sets=sum(one.sets for one, _ in agreed),
        reps=sum(one.reps for one, _ in agreed),
    )


@dataclass(frozen=True, slots=True)
class _Cut:
    """One repetition: its shape of length one, mean, amplitude and time."""

    unit: FloatArray
    mean_g: FloatArray
    amplitude_g: float
    duration_s: float


def _start(mean: FloatArray, shapes: Sequence[_Cut], rest_g: FloatArray | None) -> int:
    """Return the point at which a repetition is nearest to how the set began: there it begins and ends.

    The counter takes the boundaries of a smooth movement wherever its repetitions are most alike, and that may be at
    the turn. Of a set that did not begin at rest it is not known better.
    """
    if rest_g is None:
        return 0
    size_g = float(np.median([shape.amplitude_g for shape in shapes])) * np.sqrt(settings.SHAPE_POINTS)
    way_g = np.median([shape.mean_g for shape in shapes], axis=0) + size_g * mean
    return int(np.argmin(np.linalg.norm(way_g - rest_g, axis=1)))


@dataclass(frozen=True, slots=True)
class _CountersMotion:
    """Motion as a counter sees it whose first row is the first sample."""

    acc_g: FloatArray
    begins_s: float
    rate_hz: float

    @classmethod
    def of(cls, samples: SampleBlock, profile: MotionProfile) -> "_CountersMotion":
        rate_hz = settings.FINE_RATE_HZ if profile.fast else settings.COARSE_RATE_HZ
        corner_hz = settings.FINE_CORNER_HZ if profile.fast else settings.COARSE_CORNER_HZ
        intake, grid = Intake(), EvenGrid()
        parts = [grid.feed(clean.t_s, clean.acc_g)[0] for clean in (intake.feed(samples), intake.finish())]
        rows = np.concatenate([part.reshape(-1, AXES) for part in parts])
        keep_every = round(BASE_RATE_HZ / rate_hz)
        return cls(GridFilter(low_pass(corner_hz), keep_every=keep_every).feed(rows), grid.origin_s, rate_hz)

    def rest_g(self, before_s: float) -> FloatArray | None:
        """Return the acceleration just before a time, or None if there was movement or nothing."""
        last = round((before_s - self.begins_s) * self.rate_hz)
        rows = self.acc_g[max(last - round(REST_S * self.rate_hz), 0) : max(last, 0)]
        if len(rows) < round(REST_S * self.rate_hz / 2):
            return None
        mean_g: FloatArray = rows.mean(axis=0)
        moved_g = float(np.sqrt(np.square(rows - mean_g).sum(axis=1).mean()))
        return mean_g if moved_g < settings.AMPLITUDE_FLOOR_G else None

    def shape(self, rep: Span) -> _Cut | None:
        """Return a repetition, or None where it is too short or hardly moves, or where there are no samples."""
        last = (rep.end - self.begins_s) * self.rate_hz - 1.0
        steps = rep.length * self.rate_hz
        first = last - steps
        if steps < 1.0 or first < -settings.EDGE_STEPS - 1 or last > len(self.acc_g) + settings.EDGE_STEPS:
            return None
        points = (np.arange(settings.SHAPE_POINTS) + 0.5) / settings.SHAPE_POINTS
        at = last - steps * (1.0 - points)
        index = np.arange(len(self.acc_g))
        window = np.stack([np.interp(at, index, axis) for axis in self.acc_g.T], axis=1)
        mean_g = window.mean(axis=0)
        size = float(np.linalg.norm(window - mean_g))
        amplitude_g = size / np.sqrt(settings.SHAPE_POINTS)
        if amplitude_g < settings.AMPLITUDE_FLOOR_G:
            return None
        return _Cut((window - mean_g) / size, mean_g, amplitude_g, rep.length)


@dataclass(frozen=True, slots=True)
class _Fit:
    """A set's shape laid over another's, how far it was moved for it in points, and how alike they are then."""

    shape: FloatArray
    moved: int
    likeness: float


def _fit(one: PersonalTemplate, model: PersonalTemplate) -> _Fit:
    """Lay one shape over another: in the phase, turn and mirroring in which it is most like it."""
    ours, theirs = np.array(one.shape), np.array(model.shape)
    half = settings.SHAPE_POINTS // 2
    fits = [_turned(np.roll(ours, moved, axis=0), theirs, moved) for moved in range(-half, half)]
    return max(fits, key=lambda fit: (round(fit.likeness, DECIMALS), -abs(fit.moved)))


def _turned(shape: FloatArray, model: FloatArray, moved: int) -> _Fit:
    """Turn a shape about gravity, its first axis, to be most like another; mirrored where that is better."""
    u, _, vt = np.linalg.svd(shape[:, 1:].T @ model[:, 1:])
    turned = np.concatenate([shape[:, :1], shape[:, 1:] @ (u @ vt)], axis=1)
    return _Fit(turned, moved, float((turned * model).sum()))


def _nudged(unit: FloatArray, model: FloatArray) -> FloatArray:
    """Return a shape moved by as many points as make it most like another."""
    tried = [np.roll(unit, points, axis=0) for points in NUDGES]
    return max(tried, key=lambda shape: float((shape * model).sum()))


def _unit(shape: FloatArray) -> FloatArray:
    centred = shape - shape.mean(axis=0)
    unit: FloatArray = centred / max(float(np.linalg.norm(centred)), 1e-9)
    return unit


def _rounded(shape: FloatArray) -> tuple[tuple[float, ...], ...]:
    return tuple(tuple(row) for row in np.round(shape, DECIMALS).tolist())


def _ratio(one: float, other: float) -> float:
    return max(one, other) / min(one, other)
