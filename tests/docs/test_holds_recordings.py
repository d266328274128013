"""What the hold timer makes of real recordings; the whole is part of ``python docs/holds_study.py``."""

import sys
from pathlib import Path

import pytest

from runstrong.evaluation.index import LabelKind, Labelled, read_index

DOCS = Path(__file__).parents[2] / "docs"
sys.path.append(str(DOCS))
import holds_recordings  # noqa: E402

INDEX = Path(__file__).parents[3] / "shared" / "corpus" / "index.csv"
pytestmark = pytest.mark.skipif(not INDEX.exists(), reason="the recordings that these tests need are not here")

RESTING_MPS2 = 0.08
EVERY = 48
"""Each of so many recordings of repetitions is looked at; all of them are in the study."""


def of_kind(kind: LabelKind) -> list[Labelled]:
    return [one for one in read_index(INDEX) if one.kind is kind]


def test_still_limbs_are_held_hardly_sway_and_make_no_repetitions() -> None:
    limbs = [holds_recordings.still_limb(one) for one in of_kind(LabelKind.HOLD)]
    assert len(limbs) >= 8
    for limb in limbs:
        assert limb.held_s == pytest.approx(limb.true_s, abs=0.6), limb.file
        assert limb.sway_mps2 < RESTING_MPS2, limb.file
        assert limb.reps == 0, limb.file


def test_no_hold_is_said_over_whole_repetitions() -> None:
    chosen = of_kind(LabelKind.REPS)[::EVERY]
    assert len(chosen) > 9
    assert {one.file: spans for one in chosen if (spans := holds_recordings.held_over_reps(one))} == {}


def test_heel_raises_that_go_on_till_the_recording_ends_are_no_hold() -> None:
    """Two recordings whose last three repetitions were timed: they were about to be seen when the samples ended."""
    raises = [one for one in of_kind(LabelKind.REPS) if "SUB22_HeelRaise" in one.file]
    assert len(raises) > 1
    assert {one.file: spans for one in raises if (spans := holds_recordings.held_over_reps(one))} == {}


def test_a_hold_between_repetitions_is_a_real_one(monkeypatch: pytest.MonkeyPatch) -> None:
    labelled = of_kind(LabelKind.REPS)[0]
    monkeypatch.setattr(holds_recordings, "periods", lambda _: [(1.0, 3.0), (8.0, 10.0)])
    for span, said in (((3.0, 8.0), False), ((0.5, 4.0), True), ((2.0, 9.0), False)):
        monkeypatch.setattr(holds_recordings, "spans_of", lambda _, span=span: [span])
        assert bool(holds_recordings.held_over_reps(labelled)) is said
