"""What a set of repetitions looks like in numbers; the same function measures simulated and real ones."""

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
from scipy import signal as dsp

from runstrong_signal.samples import FloatArray

TILT_CORNER_HZ = 1.5
"""Slow direction: what is faster is acceleration rather than a turn."""

PEAK_CORNER_HZ = 3.0
SHAPE_POINTS = 64
CENTROID_HZ = (0.1, 6.0)
QUICK_HZ = (3.0, 6.0)

PEAK_SHARE = 0.25
"""Prominence of a peak, as a share of the range of the main axis."""

NEAR_END_SHARE = 0.15
"""A sample is near an end if it is within this share of the way from it."""

LEAST_REPS = 3


@dataclass(frozen=True, slots=True)
class Features:
    """Medians over the repetitions of one recording.

    Attributes
    ----------
    rep_s, rep_spread, size_spread
        Time of a repetition, and the residual spread (trend removed) of times and of sizes, as shares.
    tilt_deg
        Largest angle between any two slow directions within a repetition.
    peak_g, dip_g, rms_g, length_sd_g
        Largest and smallest length of the force, rms of the force about the repetition's mean, sd of its length.
    centroid_hz, quick_share
        Centre of the power spectrum from 0.1 to 6 Hz, and the share of 3 to 6 Hz in it.
    likeness
        Correlation of a repetition with the mean of the others.
    peaks, main_share, turn_at, near_start, near_turn
        On the main axis: peaks a repetition, its share of the variance, place of the turn, shares of the time near
        the start and near the turn.
    """

    rep_s: float
    rep_spread: float
    size_spread: float
    tilt_deg: float
    peak_g: float
    dip_g: float
    rms_g: float
    length_sd_g: float
    centroid_hz: float
    quick_share: float
    likeness: float
    peaks: float
    main_share: float
    turn_at: float
    near_start: float
    near_turn: float


FEATURE_NAMES = tuple(field.name for field in fields(Features))


def _slow(acc_g: FloatArray, rate_hz: float, corner_hz: float) -> FloatArray:
    if corner_hz >= 0.45 * rate_hz:
        return acc_g
    sos = dsp.butter(2, corner_hz, fs=rate_hz, output="sos")
    return np.asarray(dsp.sosfiltfilt(sos, acc_g, axis=0, padlen=min(len(acc_g) - 1, int(rate_hz))))


def _spread(values: FloatArray) -> float:
    """Return the relative spread about a straight line through the values."""
    number = np.arange(len(values))
    rest = values - np.polyval(np.polyfit(number, values, 1), number)
    return float(np.std(rest, ddof=2) / np.mean(values)) if len(values) > 3 else float("nan")


def _widest_deg(direction: FloatArray) -> float:
    unit = direction / np.maximum(np.linalg.norm(direction, axis=1, keepdims=True), 1e-9)
    return float(np.rad2deg(np.arccos(np.clip((unit @ unit.T).min(), -1.0, 1.0))))


def _shapes(reps: Sequence[FloatArray]) -> FloatArray:
    """Return ``(reps, points, 3)`` repetitions at a common length, mean removed."""
    at = np.linspace(0.0, 1.0, SHAPE_POINTS)
    cut = [np.stack([np.interp(at, np.linspace(0.0, 1.0, len(rep)), axis) for axis in rep.T], axis=1) for rep in reps]
    shapes = np.array(cut)
    return np.asarray(shapes - shapes.mean(axis=1, keepdims=True))


def _likeness(shapes: FloatArray) -> float:
    total, found = shapes.sum(axis=0), []
    for one in shapes:
        others = total - one
        found.append(float((one * others).sum() / (np.linalg.norm(one) * np.linalg.norm(others) + 1e-12)))
    return float(np.median(found))


def _spectrum(reps: Sequence[FloatArray], rate_hz: float) -> tuple[float, float]:
    """Return the centre of the power of all repetitions in a row, and the share of the quick part in it."""
    force = np.concatenate([rep - rep.mean(axis=0) for rep in reps])
    frequency = np.fft.rfftfreq(len(force), 1.0 / rate_hz)
    power = (np.abs(np.fft.rfft(force * np.hanning(len(force))[:, None], axis=0)) ** 2).sum(axis=1)
    inside = (frequency >= CENTROID_HZ[0]) & (frequency <= CENTROID_HZ[1])
    quick = (frequency >= QUICK_HZ[0]) & (frequency <= QUICK_HZ[1])
    whole = float(power[inside].sum()) + 1e-12
    return float((power * frequency)[inside].sum() / whole), float(power[quick].sum() / whole)


def _main_axis(reps: Sequence[FloatArray]) -> tuple[FloatArray, float]:
    force = np.concatenate([rep - rep.mean(axis=0) for rep in reps])
    sizes, axes = np.linalg.eigh(force.T @ force)
    return axes[:, -1], float(sizes[-1] / sizes.sum())


def measure(reps: Sequence[FloatArray], rate_hz: float) -> Features:
    """Measure the repetitions of one recording, ``(n, 3)`` in g each, evenly sampled."""
    lengths = [np.linalg.norm(rep, axis=1) for rep in reps]
    slow = [_slow(rep, rate_hz, TILT_CORNER_HZ) for rep in reps]
    sizes = np.array([np.sqrt(((rep - rep.mean(axis=0)) ** 2).sum(axis=1).mean()) for rep in reps])
    times_s = np.array([len(rep) / rate_hz for rep in reps])
    axis, main_share = _main_axis(reps)
    on_axis = [_slow(rep, rate_hz, PEAK_CORNER_HZ) @ axis for rep in reps]
    centroid_hz, quick_share = _spectrum(reps, rate_hz)
    turns = [_turn(way) for way in on_axis]
    return Features(
        rep_s=float(np.median(times_s)),
        rep_spread=_spread(times_s),
        size_spread=_spread(sizes),
        tilt_deg=float(np.median([_widest_deg(one) for one in slow])),
        peak_g=float(np.median([one.max() for one in lengths])),
        dip_g=float(np.median([one.min() for one in lengths])),
        rms_g=float(np.median(sizes)),
        length_sd_g=float(np.median([one.std() for one in lengths])),
        centroid_hz=centroid_hz,
        quick_share=quick_share,
        likeness=_likeness(_shapes(reps)),
        peaks=float(np.median([_peaks(way) for way in on_axis])),
        main_share=main_share,
        turn_at=float(np.median([turn[0] for turn in turns])),
        near_start=float(np.median([turn[1] for turn in turns])),
        near_turn=float(np.median([turn[2] for turn in turns])),
    )


def _from_start(way: FloatArray) -> FloatArray:
    """Return the way along the main axis as a share, 0 at the start and 1 at the far end."""
    edge = max(1, len(way) // 20)
    start = float(np.concatenate([way[:edge], way[-edge:]]).mean())
    far = way - start
    largest = float(far[np.abs(far).argmax()]) or 1.0
    return np.asarray(far / largest)


def _turn(way: FloatArray) -> tuple[float, float, float]:
    share = _from_start(way)
    near_start = float((np.abs(share) < NEAR_END_SHARE).mean())
    return float(share.argmax() / len(share)), near_start, float((share > 1.0 - NEAR_END_SHARE).mean())


def _peaks(way: FloatArray) -> int:
    share = _from_start(way)
    padded = np.concatenate([[0.0], share, [0.0]])
    return len(dsp.find_peaks(padded, prominence=PEAK_SHARE * float(np.ptp(share)))[0])
