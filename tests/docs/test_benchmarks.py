"""The benchmarks run, and measure in the order of what is really there."""

import sys
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
sys.path.insert(0, str(BENCHMARKS))
import pipeline  # noqa: E402
import recordings  # noqa: E402
import simulation  # noqa: E402
import start  # noqa: E402
import timing  # noqa: E402


def test_a_work_beside_twice_itself_costs_about_half() -> None:
    def once() -> None:
        sum(range(2_000_000))

    def twice() -> None:
        once()
        once()

    assert 0.3 < timing.beside(once, twice, runs=3).ratio < 0.8


def test_every_part_has_a_table_with_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timing, "RUNS", 1)
    monkeypatch.setattr(timing, "SHORTEST_S", 0.0)
    for part in (pipeline, recordings, simulation, start):
        page = part.section(quick=True)
        assert page.startswith("## ")
        assert any(digit.isdigit() for digit in page.split("|")[-2])
