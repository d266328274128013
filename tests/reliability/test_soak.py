"""Minutes of what ``python reliability/soak.py`` does for ten hours: packets go through, nothing piles up."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "reliability"))
import soak


def test_a_long_session_of_two_sensors_piles_nothing_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(soak, "LOOK_EVERY_S", 60.0)
    soaked = soak.soak(0.07, tmp_path)
    assert soaked.sets >= 3
    assert len(soaked.memory_mb) == 4
    assert soaked.growth_mb < soak.MOST_GROWTH_MB
    assert soaked.files[-1] == soaked.files[0]


def test_growth_is_noticed() -> None:
    soaked = soak.Soaked(1.0, memory_mb=[50.0, 51.0, 56.0], files=[7, 8, 8], p99_ms=[1.0, 1.0, 2.0])
    assert [fault.split()[0] for fault in soak.faults_of(soaked)] == ["memory", "1", "a"]
