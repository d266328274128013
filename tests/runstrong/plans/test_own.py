"""The person's own plans in their folder."""

from dataclasses import replace
from pathlib import Path

import pytest

from runstrong.errors import BadPlan
from runstrong.plans.library import all_plans, find_plan
from runstrong.plans.own import OwnPlans, plans_folder

PLAN = replace(find_plan("essential-four"), id="mine", name='My "four" \\ and more')


def test_a_saved_plan_is_read_back_as_it_was(tmp_path: Path) -> None:
    own = OwnPlans(tmp_path / "new" / "plans")
    assert own.plans() == ()
    own.save(PLAN)
    assert own.plans() == (PLAN,)
    own.save(replace(PLAN, name="Another"))
    assert [plan.name for plan in own.plans()] == ["Another"]
    assert [path.name for path in own.paths()] == ["mine.toml"]


def test_own_plans_are_found_by_name_and_go_before_shipped_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RUNSTRONG_HOME", str(tmp_path))
    own = OwnPlans(plans_folder())
    own.save(PLAN)
    own.save(replace(PLAN, id="essential-four", name="Changed four"))
    assert find_plan("mine") == find_plan(PLAN.name) == PLAN
    assert find_plan("essential-four").name == "Changed four"
    assert [plan.id for plan in all_plans()][:2] == ["essential-four", "mine"]
    assert [plan.id for plan in all_plans()].count("essential-four") == 1


def test_a_bad_file_hides_no_other(tmp_path: Path) -> None:
    own = OwnPlans(tmp_path)
    own.save(PLAN)
    (tmp_path / "bad.toml").write_text('format = "runstrong-plan/1"\n')
    assert own.plans() == (PLAN,)
    assert [str(tmp_path / "bad.toml") in str(bad) for bad in own.mistakes()] == [True]


@pytest.mark.parametrize("plan_id", ["../../evil", "a/b", "..", "", "nul\x00"])
def test_an_id_never_leads_out_of_the_folder(tmp_path: Path, plan_id: str) -> None:
    path = OwnPlans(tmp_path).path_of(plan_id)
    assert path.parent == tmp_path
    assert path.name.removesuffix(".toml").replace("-", "").isalnum()


def test_a_folder_that_cannot_be_written_is_said_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "plans").write_text("a file in its place")
    with pytest.raises(BadPlan, match="cannot be written"):
        OwnPlans(tmp_path / "plans").save(PLAN)
