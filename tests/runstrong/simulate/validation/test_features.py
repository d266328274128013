"""Figures of repetitions that are known because the repetitions are made by hand."""

from pathlib import Path

import numpy as np
import pytest

from runstrong.simulate.validation.compare import compare
from runstrong.simulate.validation.features import measure
from runstrong.simulate.validation.pairs import PAIRS
from runstrong.simulate.validation.plain_counter import Setting, careless_peaks, counts, main_axis
from runstrong.simulate.validation.real import joined_reps, read_rows
from runstrong_signal.samples import FloatArray, SampleBlock

CORPUS = Path(__file__).parents[5] / "shared" / "corpus"
RATE_HZ = 50.0


def tilting(lasting_s: float, largest_deg: float, *, noise_g: float = 0.0, seed: int = 0) -> FloatArray:
    """Return a sensor that tilts and comes back, in (1 - cos) / 2."""
    t = np.arange(round(lasting_s * RATE_HZ)) / (lasting_s * RATE_HZ)
    angle = np.deg2rad(largest_deg) * 0.5 * (1.0 - np.cos(2.0 * np.pi * t))
    clean = np.stack([np.zeros_like(t), np.sin(angle), np.cos(angle)], axis=1)
    return np.asarray(clean + noise_g * np.random.default_rng(seed).standard_normal(clean.shape))


def test_time_tilt_length_and_turn_of_a_tilt() -> None:
    found = measure([tilting(2.0, 60.0) for _ in range(6)], RATE_HZ)
    assert found.rep_s == pytest.approx(2.0)
    assert found.tilt_deg == pytest.approx(60.0, abs=3.0)
    assert (found.peak_g, found.dip_g, found.length_sd_g) == pytest.approx((1.0, 1.0, 0.0), abs=1e-9)
    assert found.turn_at == pytest.approx(0.5, abs=0.02)
    assert found.likeness == pytest.approx(1.0)
    assert found.peaks == 1.0
    assert found.centroid_hz == pytest.approx(0.5, abs=0.1)


def test_spreads_are_about_the_trend() -> None:
    slowing = measure([tilting(2.0 + 0.1 * number, 60.0) for number in range(8)], RATE_HZ)
    uneven = measure([tilting(2.0 + 0.4 * (number % 2), 60.0) for number in range(8)], RATE_HZ)
    assert slowing.rep_spread < 0.01 < 0.08 < uneven.rep_spread


def test_noise_is_quick_and_makes_repetitions_less_alike() -> None:
    rough = measure([tilting(2.0, 60.0, noise_g=0.3, seed=number) for number in range(6)], RATE_HZ)
    assert rough.likeness < 0.8
    assert rough.quick_share > 0.05


def test_only_the_real_part_of_joined_repetitions_is_used() -> None:
    rng = np.random.default_rng(1)
    parts, ends_s, now = [], [], 0
    for _ in range(4):
        real = tilting(1.5, 50.0) + 0.05 * rng.standard_normal((75, 3))
        blend = np.linspace(real[-1], real[0], 32)[1:-1]
        parts += [real, blend]
        ends_s.append((now + len(real)) / RATE_HZ)
        now += len(real) + len(blend)
    acc_g = np.concatenate(parts)
    reps = joined_reps(SampleBlock(np.arange(len(acc_g)) / RATE_HZ, acc_g), ends_s)
    assert [len(rep) for rep in reps] == pytest.approx([75] * 4, abs=5)


def test_the_plain_counter_counts_what_is_plain() -> None:
    acc_g = np.concatenate([tilting(2.0, 60.0)] * 8)
    block = SampleBlock(np.arange(len(acc_g)) / RATE_HZ, acc_g)
    assert counts(main_axis(block))[Setting(1.0, 0.8)] == 8
    assert careless_peaks(block) == 0  # the length of the force does not change in a slow tilt


@pytest.mark.parametrize("pair", PAIRS[:2], ids=lambda pair: pair.movement)
def test_simulated_sets_look_like_recordings(pair: object) -> None:
    if not CORPUS.exists():
        pytest.skip("the recordings (shared/corpus) are not beside this repository")
    (chosen,) = [one for one in PAIRS if one is pair]
    found = compare(chosen, read_rows(CORPUS / "index.csv"), CORPUS, sets=12)
    assert found.recordings >= 14
    assert sum(not figure.is_far for figure in found.figures.values()) >= len(found.figures) - 2
    distances = [figure.distance or 0.0 for figure in found.figures.values()]
    assert float(np.mean(distances)) < 0.45
