"""Who is simulated: people beyond the usual, and people at the end of their strength."""

import numpy as np
import pytest

from runstrong_signal.synthesis import Around, Style, simulate_set
from runstrong_signal.synthesis import outsiders as usual
from runstrong_signal.synthesis.draws import draw_person
from runstrong_signal.synthesis.outsiders import BEYOND, draw_outsider


def test_no_parameter_of_an_outsider_is_usual_and_none_is_further_out_than_a_fifth() -> None:
    ranges = {
        "height_m": usual.HEIGHT_M,
        "sharpness": usual.SHARPNESS,
        "way_out_share": usual.WAY_OUT_SHARE,
        "roughness": usual.ROUGHNESS,
        "wobble": usual.WOBBLE,
        "tremor": usual.TREMOR,
        "breath_hz": usual.BREATH_HZ,
    }
    for seed in range(20):
        person = draw_outsider(np.random.default_rng(seed))
        for name, (low, high) in ranges.items():
            value = getattr(person, name)
            assert not low < value < high, name
            assert (1.0 - BEYOND) * low <= value <= (1.0 + BEYOND) * high, name
        assert 0.8 <= person.reach <= 1.2


def test_a_given_person_does_the_set() -> None:
    person = draw_person(np.random.default_rng(3))
    one, other = (simulate_set("squat", "thigh", seed=seed, moves=6, person=person) for seed in (1, 2))
    drawn = simulate_set("squat", "thigh", seed=1, moves=6)
    assert one.truth.end_s != other.truth.end_s
    assert one.block.acc_g.shape != drawn.block.acc_g.shape


def test_who_is_tired_slows_down_and_pauses() -> None:
    def last_against_first(*, tired: bool) -> float:
        shares = []
        for seed in range(12):
            style = Style(move_s=3.0, tired=tired)
            moves = simulate_set("squat", "thigh", seed=seed, moves=12, style=style, around=Around.NOTHING).truth.moves
            starts_s = [move.start_s for move in moves]
            shares.append((starts_s[-1] - starts_s[-4]) / (starts_s[3] - starts_s[0]))
        return float(np.median(shares))

    assert last_against_first(tired=True) > 1.2
    assert last_against_first(tired=False) == pytest.approx(1.0, abs=0.15)


def test_a_hop_that_waits_stays_in_the_bend() -> None:
    style = Style(move_s=1.2, pauses=False)
    simulated = simulate_set("one-legged-hop", "waist", seed=5, moves=8, around=Around.NOTHING, style=style)
    between = [
        simulated.block.acc_g[slice(*simulated.block.t_s.searchsorted([one.end_s + 0.3, after.start_s - 0.1]))]
        for one, after in zip(simulated.truth.moves, simulated.truth.moves[1:], strict=False)
    ]
    lengths = np.concatenate([np.linalg.norm(part, axis=1) for part in between])
    assert np.quantile(lengths, 0.05) > 0.6  # a second bounce would be half weightless
