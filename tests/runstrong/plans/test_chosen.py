"""The plan chosen last is remembered; a file that is of no use is no trouble."""

from pathlib import Path

from runstrong.plans.chosen import ChosenPlan


def test_it_is_remembered(tmp_path: Path) -> None:
    chosen = ChosenPlan(tmp_path / "new" / "chosen-plan.txt")
    assert chosen.read() == ""
    chosen.write("ten-essentials")
    assert ChosenPlan(tmp_path / "new" / "chosen-plan.txt").read() == "ten-essentials"


def test_a_damaged_file_is_none(tmp_path: Path) -> None:
    path = tmp_path / "chosen-plan.txt"
    path.write_bytes(b"\xff\xfe\x00" * 9)
    assert ChosenPlan(path).read() == ""
    path.unlink()
    path.mkdir()
    assert ChosenPlan(path).read() == ""
    ChosenPlan(path).write("squats")
