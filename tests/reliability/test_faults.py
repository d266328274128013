"""Sessions in which things go wrong, some of them here; many by ``python reliability/faults.py``."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "reliability"))
import faults
import faulty_world


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_a_session_survives_what_goes_wrong(seed: int) -> None:
    assert faults.trial(seed).mistakes == []


def test_every_kind_of_fault_is_drawn() -> None:
    import random

    drawn = {fault.kind for seed in range(60) for fault in faults.drawn(random.Random(seed))}
    assert drawn == set(faulty_world.Kind)
