"""Everything that reads bears damaged input; thousands of inputs here, millions by ``python fuzz/run.py``."""

import sys
from pathlib import Path

import pytest

FUZZ = Path(__file__).parents[1] / "fuzz"
sys.path.insert(0, str(FUZZ))
import run as fuzzing  # noqa: E402
from targets import DRIVERS, TARGETS  # noqa: E402

INPUTS = {"dose": 1500, "fit": 1500, "drivers": 20}
OTHERWISE = 150


@pytest.mark.parametrize("target", [*TARGETS, DRIVERS])
def test_damaged_input_is_refused_or_read_and_never_more(target: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fuzzing, "FOUND", Path("/nonexistent"))
    tally = fuzzing.fuzz(target, 1_000_000, count=INPUTS.get(target, OTHERWISE))
    assert tally.inputs >= INPUTS.get(target, OTHERWISE)
    assert tally.not_borne == []


@pytest.mark.parametrize("target", TARGETS)
def test_whole_seeds_are_read(target: str, tmp_path: Path) -> None:
    for data in TARGETS[target].seeds():
        TARGETS[target].check(data, tmp_path / "input")


def test_what_is_not_borne_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fuzzing, "FOUND", tmp_path)
    with monkeypatch.context() as patch:
        patch.setitem(TARGETS, "dose", TARGETS["fit"])
        patch.setattr("targets.read_fit", lambda data, path: 1 / 0)
        assert fuzzing.fuzz("dose", 5, count=2).not_borne == ["5", "6"]
    assert {path.name for path in tmp_path.iterdir()} == {"dose-5", "dose-6"}
