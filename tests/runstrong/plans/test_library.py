"""From what a person types to a plan."""

from pathlib import Path

import pytest

from runstrong.errors import BadPlan, UnknownName
from runstrong.plans.files import format_plan
from runstrong.plans.library import find_plan, shipped_plans


@pytest.mark.parametrize(
    "name", ["ten-essentials", "Ten essentials", "TEN_ESSENTIALS", "tenessentials", "  ten   essentials "]
)
def test_names_of_a_shipped_plan(name: str) -> None:
    assert find_plan(name).id == "ten-essentials"


def test_ids_and_names_are_unique() -> None:
    assert len({plan.id for plan in shipped_plans()} | {plan.name for plan in shipped_plans()}) == 8


@pytest.mark.parametrize("name", ["my.toml", "plan.TOML", "without_suffix"])
def test_a_file_is_found_by_its_path(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(format_plan(shipped_plans()[2]), encoding="utf-8")
    assert find_plan(str(path)) == shipped_plans()[2]


def test_a_missing_file_is_not_an_unknown_name(tmp_path: Path) -> None:
    with pytest.raises(BadPlan, match="no such file"):
        find_plan(str(tmp_path / "missing.toml"))


@pytest.mark.parametrize(
    ("name", "nearest"),
    [
        ("ten", ("ten-essentials",)),
        ("essental four", ("essential-four",)),
        ("full body", ("runner-full-body",)),
        ("zzz", ()),
        ("", ()),
        ("nul\0byte", ()),
        ("x" * 100_000, ()),
    ],
)
def test_unknown_names_get_the_nearest(name: str, nearest: tuple[str, ...]) -> None:
    with pytest.raises(UnknownName) as caught:
        find_plan(name)
    assert caught.value.nearest[:1] == nearest
    assert len(str(caught.value)) < 500
