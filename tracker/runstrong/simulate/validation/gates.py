"""Whether what is learnt from simulated sets holds for real ones: choices that carry over, idle time that misleads."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from runstrong.exercises.catalogue import load_catalogue
from runstrong.exercises.model import BodyPlace
from runstrong.recording.open import open_recording
from runstrong.simulate.validation.compare import FIRST_SEED, SETS, simulated_set
from runstrong.simulate.validation.pairs import Pair
from runstrong.simulate.validation.plain_counter import SETTINGS, Setting, careless_peaks, counts, main_axis
from runstrong.simulate.validation.real import Rows, rows_of
from runstrong_signal.samples import SampleBlock
from runstrong_signal.synthesis import Around
from runstrong_signal.synthesis.draws import draw_person
from runstrong_signal.synthesis.idle import idle
from runstrong_signal.synthesis.scene import Stage, join
from runstrong_signal.synthesis.sensor import draw_sensor
from runstrong_signal.synthesis.simulate import INNER_HZ, measure

AROUND_S = 5.0
"""So much of the surroundings is left on a simulated set: real recordings hold the way in and out as well."""

IDLE_MINUTES = 20
LEAST_RECORDINGS = 8

IDLE_KINDS = {
    "wrist, everyday": (("m5stick_wrist", "metamotion_barbell"), "wrist"),
    "pocket, sitting, standing, walking": (("spsw_daily",), "thigh"),
}
"""Real idle recordings, and where a simulated sensor is to be worn to compare."""


@dataclass(frozen=True, slots=True)
class Transfer:
    """What sixteen settings of a plain counter reach, in percent of the sets within one repetition.

    Attributes
    ----------
    real_mean, simulated_mean
        Over all settings.
    real_best
        Of the setting that is best on real recordings.
    real_chosen
        On real recordings, of the setting that is best on simulated sets; the mean of those where several are.
    """

    pair: Pair
    recordings: int
    real_mean: float
    simulated_mean: float
    real_best: float
    real_chosen: float

    @property
    def passed(self) -> bool:
        """Whether the choice carries over, and simulation does not flatter."""
        return self.real_best - self.real_chosen <= 5.0 and self.simulated_mean - self.real_mean <= 5.0


def transfer(pair: Pair, rows: Rows, corpus: Path) -> Transfer | None:
    """Return how well a choice made on simulated sets does on real ones; None with too few recordings."""
    labelled = [row for row in rows_of(pair, rows) if row["reps_true"]]
    if len(labelled) < LEAST_RECORDINGS:
        return None
    real = _within_one([(open_recording(corpus / row["file"]).all(), int(row["reps_true"])) for row in labelled])
    simulated = _within_one([_armed(pair, FIRST_SEED + number) for number in range(SETS)])
    best = max(simulated.values())
    chosen = [real[one] for one in SETTINGS if simulated[one] == best]
    means = [float(np.mean(list(side.values()))) for side in (real, simulated)]
    return Transfer(pair, len(labelled), means[0], means[1], max(real.values()), float(np.mean(chosen)))


def _armed(pair: Pair, seed: int) -> tuple[SampleBlock, int]:
    simulated = simulated_set(pair, seed, around=Around.HARSH)
    truth, t_s = simulated.truth, simulated.block.t_s
    start, stop = t_s.searchsorted([truth.start_s - AROUND_S, truth.end_s + AROUND_S])
    place = load_catalogue().get(pair.movement).places[BodyPlace(pair.place)]
    return simulated.block.slice(int(start), int(stop)), len(truth.moves) // place.moves_per_period


def _within_one(sets: Sequence[tuple[SampleBlock, int]]) -> Mapping[Setting, float]:
    hits = {one: 0 for one in SETTINGS}
    for block, reps in sets:
        for one, counted in counts(main_axis(block)).items():
            hits[one] += abs(counted - reps) <= 1
    return {one: 100.0 * hit / len(sets) for one, hit in hits.items()}


@dataclass(frozen=True, slots=True)
class Misled:
    """How often a minute a careless counter sees a repetition where there is none."""

    kind: str
    real_minutes: float
    real_per_min: float
    simulated_per_min: float


def misled(kind: str, rows: Rows, corpus: Path) -> Misled | None:
    """Compare idle time; None without recordings."""
    datasets, place = IDLE_KINDS[kind]
    idle_rows = [row for row in rows if row["kind"] == "none" and row["dataset"] in datasets]
    blocks = [open_recording(corpus / row["file"]).all() for row in idle_rows if float(row["duration_s"]) > 5.0]
    if not blocks:
        return None
    minutes = sum(float(block.t_s[-1] - block.t_s[0]) for block in blocks) / 60.0
    simulated = [careless_peaks(idle_minute(FIRST_SEED + number, place)) for number in range(IDLE_MINUTES)]
    return Misled(kind, minutes, sum(map(careless_peaks, blocks)) / minutes, float(np.mean(simulated)))


def idle_minute(seed: int, place: str) -> SampleBlock:
    """Simulate a minute without exercise."""
    rng = np.random.default_rng(seed)
    stage = Stage(draw_person(rng), place, INNER_HZ)
    return measure(rng, join(idle(rng, stage, 60.0), INNER_HZ).force_g, INNER_HZ, 50.0, draw_sensor(rng))
