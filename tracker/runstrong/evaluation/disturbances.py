"""Ways in which the same set can reach the counter differently: mounting, sensor, radio, tempo.

Each turns the samples of a recording into those that another sensor, another mounting or a worse link would have
given. A counter is steady if the count stays what it was.
"""

from collections.abc import Callable, Mapping
from functools import partial

import numpy as np

from runstrong.recording.stamps import spread_shared_stamps
from runstrong_signal.samples import FloatArray, SampleBlock

Random = np.random.Generator
Disturbance = Callable[[SampleBlock, Random], SampleBlock]

EIGHT_BIT_STEP_G = 8.0 / 256
"""Step of a sensor that gives 8 bits over a range of 4 g either way."""

SAMPLES_A_PACKET = 10

START_POSTURE_S = 0.3
"""The start posture is read from so much of the beginning."""


def turned(block: SampleBlock, random: Random) -> SampleBlock:
    """Mount the sensor any way round."""
    axes, _ = np.linalg.qr(random.standard_normal((3, 3)))
    return SampleBlock(block.t_s, block.acc_g @ axes.T)


def mirrored(block: SampleBlock, random: Random) -> SampleBlock:
    """Swap the signs of some axes: at least one."""
    signs = np.where(random.permutation(3) < random.integers(1, 4), -1.0, 1.0)
    return SampleBlock(block.t_s, block.acc_g * signs)


def offset(block: SampleBlock, random: Random, *, offset_g: float = 0.1) -> SampleBlock:
    """Add a constant of a given size in any direction."""
    direction = random.standard_normal(3)
    return SampleBlock(block.t_s, block.acc_g + offset_g * direction / np.linalg.norm(direction))


def scaled(block: SampleBlock, _: Random, *, gain: float = 1.05) -> SampleBlock:
    """Read every axis too large by a share."""
    return SampleBlock(block.t_s, block.acc_g * gain)


def resampled(block: SampleBlock, _: Random, *, rate_hz: float) -> SampleBlock:
    """Sample at another rate; averaged over each new step, as a sensor's own filter does."""
    step_s = 1.0 / rate_hz
    t_s = np.arange(block.t_s[0] + step_s / 2, block.t_s[-1], step_s)
    return SampleBlock(t_s, _means(block, t_s, step_s))


def jittered(block: SampleBlock, random: Random, *, jitter_s: float = 0.015) -> SampleBlock:
    """Stamp every sample a little early or late, its order kept (standard deviation given)."""
    t_s = np.maximum.accumulate(block.t_s + jitter_s * random.standard_normal(len(block)))
    return SampleBlock(t_s + 1e-6 * np.arange(len(block)), block.acc_g)


def packeted(block: SampleBlock, _: Random, *, spread: bool) -> SampleBlock:
    """Stamp the samples of a packet alike, with the time of its last; or spread them, as the reader of files does."""
    last = np.minimum((np.arange(len(block)) // SAMPLES_A_PACKET + 1) * SAMPLES_A_PACKET, len(block)) - 1
    t_s = block.t_s[last]
    return SampleBlock(spread_shared_stamps(t_s)[0] if spread else t_s, block.acc_g)


def lossy(block: SampleBlock, random: Random, *, share: float = 0.05) -> SampleBlock:
    """Lose single samples."""
    kept = random.uniform(size=len(block)) >= share
    return SampleBlock(block.t_s[kept], block.acc_g[kept])


def holed(block: SampleBlock, random: Random, *, gap_s: float) -> SampleBlock:
    """Lose everything for a while twice: once in the first half of the set, once in the second, not at its ends."""
    kept = np.ones(len(block), np.bool_)
    length_s = block.t_s[-1] - block.t_s[0]
    for share in (random.uniform(0.15, 0.4), random.uniform(0.55, 0.8)):
        begin_s = block.t_s[0] + share * length_s
        kept &= (block.t_s < begin_s) | (block.t_s > begin_s + gap_s)
    return SampleBlock(block.t_s[kept], block.acc_g[kept])


def after_rest(block: SampleBlock, random: Random, *, rest_s: float = 20.0) -> SampleBlock:
    """Let the sensor lie still as it begins, before it begins."""
    step_s = _step_s(block)
    count = round(rest_s / step_s)
    still_g = block.acc_g[0] + 0.003 * random.standard_normal((count, 3))
    t_s = np.concatenate([block.t_s[0] + step_s * np.arange(count), block.t_s + count * step_s])
    return SampleBlock(t_s, np.concatenate([still_g, block.acc_g]))


def corrupt(block: SampleBlock, random: Random, *, share: float = 0.01) -> SampleBlock:
    """Replace some samples by what is no number."""
    acc_g = block.acc_g.copy()
    acc_g[random.uniform(size=len(block)) < share] = np.nan
    return SampleBlock(block.t_s, acc_g)


def misstamped(block: SampleBlock, random: Random, *, share: float = 0.01) -> SampleBlock:
    """Stamp some samples like their predecessor, some before it, and some not at all."""
    t_s = block.t_s.copy()
    bad = 1 + np.flatnonzero(random.uniform(size=len(block) - 1) < share)
    kind = random.integers(0, 3, len(bad))
    t_s[bad] = np.choose(kind, [block.t_s[bad - 1], block.t_s[bad - 1] - 0.5, np.full(len(bad), np.nan)])
    return SampleBlock(t_s, block.acc_g)


def noisy(block: SampleBlock, random: Random, *, noise_g: float) -> SampleBlock:
    """Add white noise of a standard deviation to every axis."""
    return SampleBlock(block.t_s, block.acc_g + noise_g * random.standard_normal(block.acc_g.shape))


def coarse(block: SampleBlock, _: Random) -> SampleBlock:
    """Round to 8 bits over 4 g either way."""
    return SampleBlock(block.t_s, np.round(block.acc_g / EIGHT_BIT_STEP_G) * EIGHT_BIT_STEP_G)


def clipped(block: SampleBlock, _: Random, *, range_g: float = 2.0) -> SampleBlock:
    """Clip at the range of a sensor."""
    return SampleBlock(block.t_s, np.clip(block.acc_g, -range_g, range_g))


def tired(block: SampleBlock, _: Random, *, slower: float = 0.3) -> SampleBlock:
    """Slow down evenly over the set, so that its last repetition takes longer by a share than its first."""
    since_s = block.t_s - block.t_s[0]
    return SampleBlock(block.t_s[0] + since_s + slower * since_s**2 / (2.0 * max(since_s[-1], 1e-9)), block.acc_g)


def interrupted(block: SampleBlock, random: Random, *, shortest_s: float = 2.0, longest_s: float = 5.0) -> SampleBlock:
    """Stop for a while in the middle third of the set, where the sensor is most nearly as it was at the beginning."""
    step_s = _step_s(block)
    third = len(block) // 3
    start_g = np.median(block.acc_g[: max(round(START_POSTURE_S / step_s), 1)], axis=0)
    away_g = np.linalg.norm(block.acc_g - start_g, axis=1)
    width = max(round(START_POSTURE_S / step_s), 1)
    away_g = np.convolve(away_g, np.ones(width) / width, mode="same")
    at = third + int(np.argmin(away_g[third : 2 * third]))
    count = round(random.uniform(shortest_s, longest_s) / step_s)
    still_g = block.acc_g[at] + 0.003 * random.standard_normal((count, 3))
    still_s = block.t_s[at] + step_s * np.arange(1, count + 1)
    t_s = np.concatenate([block.t_s[: at + 1], still_s, block.t_s[at + 1 :] + count * step_s])
    return SampleBlock(t_s, np.concatenate([block.acc_g[: at + 1], still_g, block.acc_g[at + 1 :]]))


DISTURBANCES: Mapping[str, Disturbance] = {
    "turned any way": turned,
    "axes with other signs": mirrored,
    "0.1 g offset": offset,
    "gain 5 % too large": scaled,
    "12.5 Hz": partial(resampled, rate_hz=12.5),
    "26 Hz": partial(resampled, rate_hz=26.0),
    "52 Hz": partial(resampled, rate_hz=52.0),
    "104 Hz": partial(resampled, rate_hz=104.0),
    "208 Hz": partial(resampled, rate_hz=208.0),
    "stamps off by 15 ms": jittered,
    "packets of 10 stamped alike, spread": partial(packeted, spread=True),
    "5 % of samples lost": lossy,
    "two gaps of 0.4 s": partial(holed, gap_s=0.4),
    "two gaps of 1.0 s": partial(holed, gap_s=1.0),
    "two gaps of 1.6 s": partial(holed, gap_s=1.6),
    "20 s of rest before": after_rest,
    "1 % not a number": corrupt,
    "1 % stamped wrongly": misstamped,
    "0.02 g of noise": partial(noisy, noise_g=0.02),
    "0.10 g of noise": partial(noisy, noise_g=0.10),
    "8 bits": coarse,
    "clipped at 2 g": clipped,
    "30 % slower at the end": tired,
    "a stop of 2 to 5 s inside": interrupted,
}
"""Every disturbance by the name under which it is reported."""


def _step_s(block: SampleBlock) -> float:
    return float(np.median(np.diff(block.t_s)))


def _means(block: SampleBlock, t_s: FloatArray, step_s: float) -> FloatArray:
    """Return the means of the straight lines between samples over a step around each time."""
    fine_s = t_s[:, None] + step_s * (np.arange(8) + 0.5 - 4.0) / 8.0
    return np.stack([np.interp(fine_s, block.t_s, axis).mean(axis=1) for axis in block.acc_g.T], axis=1)
