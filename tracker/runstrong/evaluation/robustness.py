"""The share of recordings whose count stays the same when the same set reaches the counter differently."""

import zlib
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from runstrong.evaluation.counting import find_exercise, rule_for, run
from runstrong.evaluation.disturbances import Disturbance
from runstrong.evaluation.index import Labelled
from runstrong.evaluation.said import what_was_said
from runstrong.recording.open import open_recording
from runstrong_signal.samples import SampleBlock


@dataclass(frozen=True, slots=True)
class Steadiness:
    """How many recordings were counted the same with and without a disturbance, and within one."""

    recordings: int
    same: int
    within_one: int

    @property
    def same_percent(self) -> float:
        """Share of the recordings whose count is the same."""
        return 100.0 * self.same / self.recordings


@dataclass(frozen=True, slots=True)
class Undisturbed:
    """A recording, its accelerations and what is counted in it as it is."""

    labelled: Labelled
    samples: SampleBlock
    reps: int


def undisturbed(labelled: Labelled) -> Undisturbed:
    """Read and count a recording; only its accelerometer is used."""
    whole = open_recording(labelled.path).all()
    samples = SampleBlock(whole.t_s, whole.acc_g)
    return Undisturbed(labelled, samples, count(labelled, samples))


def count(labelled: Labelled, samples: SampleBlock) -> int:
    """Return the repetitions that are counted in samples as those of a recording."""
    exercise, _ = find_exercise(labelled.exercise)
    heard = run(samples, labelled.kind, exercise)
    return what_was_said(heard.live, heard.at_end, rule_for(exercise, labelled.placement)).reps


def difference(original: Undisturbed, disturbance: Disturbance, *, seed: int = 0) -> int:
    """Return how many repetitions more are counted with a disturbance; the same whenever it is called."""
    random = np.random.default_rng([seed, zlib.crc32(original.labelled.file.encode())])
    return count(original.labelled, disturbance(original.samples, random)) - original.reps


def steadiness(differences: Iterable[int]) -> Steadiness:
    """Return how many of some differences are none, and at most one."""
    found = list(differences)
    return Steadiness(len(found), sum(one == 0 for one in found), sum(abs(one) <= 1 for one in found))
