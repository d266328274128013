"""The causes of the error of the sway, on a few people."""

import sys
from pathlib import Path

import numpy as np
import pytest

DOCS = Path(__file__).parents[2] / "docs"
sys.path.append(str(DOCS))
import holds_sway  # noqa: E402

from runstrong_signal.holds import bands  # noqa: E402

FAST_SEEDS = (1012, 1018, 1042)
"""People whose sensor sends 104 or 208 samples a second: nothing but the strap is in the way there."""


@pytest.mark.parametrize("seed", FAST_SEEDS)
def test_only_the_strap_makes_the_sway_wrong(seed: int) -> None:
    rate_hz, errors = holds_sway.errors_of(seed)
    assert rate_hz > 100.0
    for cause in ("and its noise taken out", "on a strap, the very same taken out"):
        assert errors[cause] == pytest.approx(0.0, abs=0.05)
    assert errors["on a strap, nothing taken out"] > errors["on a strap, the very same taken out"]


def test_the_usual_strap_is_put_back() -> None:
    usual = bands.strap_gain
    with pytest.raises(ValueError, match="lost"), holds_sway.undone(holds_sway.no_strap):
        raise ValueError("lost")
    assert bands.strap_gain is usual


def test_a_line_for_every_cause() -> None:
    found = [(rate_hz, {"one": 0.01, "other": -0.02}) for rate_hz in holds_sway.RATES_HZ]
    lines = list(holds_sway.table(found))
    assert lines[2] == "| one |" + " +1.0, 1.0 |" * len(holds_sway.RATES_HZ)
    assert lines[3].startswith("| other | -2.0, 2.0 |")
    assert np.unique([line.count("|") for line in lines]).tolist() == [len(holds_sway.RATES_HZ) + 2]
