"""One trial: what is simulated in each condition, and how its count and its delays are taken."""

import numpy as np
import pytest

from runstrong.session.counting import RepRule
from runstrong.simulate.trials.cells import FIRST_TABLE_SEED, Cell, Condition, People, Tempo, all_cells, reps_of
from runstrong.simulate.trials.trial import delays_s, periods_known_s, run_trial, simulate
from runstrong_signal.events import CountRevised, PeriodCounted, SignalEvent


def cell(condition: Condition = Condition.CLEAN, *, exercise: str = "squat", tempo: Tempo = Tempo.NORMAL) -> Cell:
    return Cell(exercise, "thigh", tempo, condition, People.USUAL)


def counted(t_s: float, number: int) -> PeriodCounted:
    return PeriodCounted(t_s, t_s - 1.0, t_s, number, 0.9)


def test_no_cell_is_left_out() -> None:
    cells = all_cells()
    assert len(set(cells)) == len(cells)
    assert len({one.exercise for one in cells}) == 35
    places = {(one.exercise, one.place) for one in cells}
    assert len(places) == 197
    of_reps = [one for one in cells if one.exercise == "crunch" and one.people is People.USUAL and one.place == "chest"]
    assert len(of_reps) == len(Condition) * len(Tempo)


def test_seeds_of_the_table_are_its_own() -> None:
    seeds = {one.seed(number) for one in all_cells()[::7] for number in range(20)}
    assert min(seeds) >= FIRST_TABLE_SEED
    assert len(seeds) > 0.999 * 20 * len(all_cells()[::7])


def test_the_same_trial_twice_is_the_same_trial() -> None:
    assert run_trial(cell(Condition.NOISY), 3) == run_trial(cell(Condition.NOISY), 3)


def test_a_squat_at_the_thigh_is_counted() -> None:
    trials = [run_trial(cell(), number) for number in range(3)]
    assert [trial.error for trial in trials] == [0, 0, 0]
    assert all(len(trial.delays_s) == reps_of(number) - 2 for number, trial in enumerate(trials))


def test_tempo_is_that_of_the_cell() -> None:
    lasts_s = []
    for tempo in Tempo:
        truth = simulate(cell(tempo=tempo), 0, moves=8).truth
        lasts_s.append(truth.end_s - truth.start_s)
    assert lasts_s[0] > 1.4 * lasts_s[1] > 1.4 * 1.4 * lasts_s[2]


def test_what_is_noisy_is_noisy_coarse_and_has_holes() -> None:
    noisy, clean = (simulate(cell(one), 0, moves=8).block for one in (Condition.NOISY, Condition.CLEAN))
    still_g = [float(np.diff(block.acc_g[:30], axis=0).std()) for block in (noisy, clean)]
    assert still_g[0] > 1.5 * still_g[1]
    np.testing.assert_allclose(noisy.acc_g / 0.016, np.round(noisy.acc_g / 0.016), atol=1e-6)
    longest_s = max(np.diff(simulate(cell(Condition.NOISY), number, moves=8).block.t_s).max() for number in range(4))
    assert longest_s > 0.1


def test_walking_in_and_out_surrounds_the_set() -> None:
    walked, clean = (simulate(cell(one), 0, moves=8) for one in (Condition.WALK, Condition.CLEAN))
    assert walked.truth.start_s > 4.0 > clean.truth.start_s
    assert walked.block.t_s[-1] > walked.truth.end_s + 4.0


def test_the_final_count_is_what_was_not_taken_back() -> None:
    events: list[SignalEvent] = [
        counted(1.0, 1),
        counted(2.0, 2),
        counted(3.0, 3),
        CountRevised(4.0, 1),
        counted(5.0, 2),
    ]
    assert periods_known_s(events) == [1.0, 5.0]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (RepRule(1, 1), (0.5, 0.5)),  # periods 3 and 4
        (RepRule(2, 1), (0.5, 0.5, 0.5)),  # the third repetition is in the second period
        (RepRule(2, 2), (0.5, 0.5)),
    ],
)
def test_delays_begin_with_the_third_repetition(rule: RepRule, expected: tuple[float, ...]) -> None:
    move_ends_s = [float(number) for number in range(1, 4 * rule.moves_per_period + 1)]
    known_s = [end_s + 0.5 for end_s in move_ends_s[rule.moves_per_period - 1 :: rule.moves_per_period]]
    assert delays_s(known_s, move_ends_s, rule) == pytest.approx(expected)
