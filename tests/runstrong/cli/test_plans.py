"""``runstrong plans`` as a person calls it: in a process of its own, read at its exit code and its two outputs."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from runstrong.cli.plans import plans
from runstrong.errors import BadPlanFile
from runstrong.plans.library import shipped_plans
from runstrong.plans.model import Plan

GOOD = 'format = "runstrong-plan/1"\nname = "My plan"\n[[block]]\n[[block.item]]\ndo = "squat"\ndose = "3x10"\n'


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "runstrong", "plans", *arguments], capture_output=True, text=True, encoding="utf-8"
    )


def said(*arguments: str) -> str:
    result = CliRunner().invoke(plans, arguments, catch_exceptions=False)
    assert result.exit_code == 0
    return result.output


def test_list_names_every_plan_with_its_rows_and_week() -> None:
    lines = [line.split() for line in said().splitlines()]
    assert ["ten-essentials", "Ten", "essentials", "10", "2"] in lines
    assert ["runner-full-body", "Runner", "full", "body", "17", "-"] in lines


def test_list_as_json() -> None:
    listed = json.loads(said("--json"))
    assert [(plan["id"], plan["rows"]) for plan in listed] == [(plan.id, len(plan.items)) for plan in shipped_plans()]
    assert listed[1]["sessions_per_week"] == [2, 2]


@pytest.mark.parametrize("plan", shipped_plans(), ids=lambda plan: plan.id)
def test_page_has_every_row_note_and_advice_within_80_columns(plan: Plan) -> None:
    page = said("show", plan.id)
    assert max(len(line) for line in page.splitlines()) <= 80
    words = " ".join(page.split())
    for text in (plan.name, *(item.ref for item in plan.items), *(item.note for item in plan.items), *plan.advice):
        assert text in words


def test_page_shows_alternatives_and_what_is_for_every_day() -> None:
    page = said("show", "essential four")
    assert "one of these:" in page
    assert "bicycle crunch, reverse crunch, plank, crunch" in page
    assert "Every day." in page


def test_page_as_json_has_dose_line_and_words() -> None:
    plan = json.loads(said("show", "runner-full-body", "--json"))
    item = plan["blocks"][2]["items"][0]
    assert item["exercises"] == ["one-legged-heel-raise"]
    assert (item["dose"], item["words"]) == (
        "3x10/side hold 5s",
        "3 sets of 10 on each side, 5 s held in each",
    )


def test_check_of_a_good_file(tmp_path: Path) -> None:
    path = tmp_path / "good.toml"
    path.write_text(GOOD)
    assert said("check", str(path)) == f"{path}: ok, 1 row\n"


def test_check_shows_all_mistakes_of_all_files_and_exits_with_2(tmp_path: Path) -> None:
    good, bad, missing = tmp_path / "good.toml", tmp_path / "bad.toml", tmp_path / "missing.toml"
    good.write_text(GOOD)
    bad.write_text(GOOD.replace("squat", "sqat").replace("3x10", "3x10 60s"))
    result = run("check", str(good), str(bad), str(missing))
    assert result.returncode == 2
    assert result.stdout == f"{good}: ok, 1 row\n"
    assert result.stderr.splitlines() == [
        f"runstrong: error: {bad}, line 5, column 7: no exercise is called 'sqat'; did you mean 'squat'.",
        '    do = "sqat"',
        "          ^^^^",
        f"{bad}, line 6, column 14: a bare time after the amount could be a rest or a hold; "
        "write rest 60s, or hold 60s for every repetition.",
        '    dose = "3x10 60s"',
        "                 ^^^",
        f"{missing}: there is no such file; check the name, or list the plans with 'runstrong plans'.",
    ]


def test_unknown_plan_is_one_sentence_and_exit_code_2() -> None:
    result = run("show", "essental-four")
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == "runstrong: error: no plan is called 'essental-four'; did you mean 'essential-four'.\n"


def test_markup_in_a_plan_is_plain_text(tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    path.write_text(GOOD.replace("My plan", "[bold]x[/bold]\\u001b[31m"))
    page = said("show", str(path))
    assert "[bold]x[/bold]" in page
    assert "\x1b" not in page


def test_problems_are_raised_for_the_root_command_to_print(tmp_path: Path) -> None:
    path = tmp_path / "bad.toml"
    path.write_text(GOOD.replace("3x10", "0x10"))
    with pytest.raises(BadPlanFile):
        CliRunner().invoke(plans, ["check", str(path)], catch_exceptions=False)
