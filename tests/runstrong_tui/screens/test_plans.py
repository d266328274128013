from dataclasses import replace

import pytest
from scripted_session import text_of

from runstrong.plans.library import shipped_plans
from runstrong.plans.model import Plan
from runstrong_tui.plan_picker import PlanPicker


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (120, 36)])
async def test_all_plans_are_listed_and_the_first_is_shown(size: tuple[int, int]) -> None:
    app = PlanPicker(shipped_plans())
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        text = text_of(app)
    for plan in shipped_plans():
        assert plan.name in text
    assert shipped_plans()[0].summary.split()[0] in text


async def test_the_page_follows_the_cursor_and_shows_rows_with_doses() -> None:
    app = PlanPicker(shipped_plans())
    async with app.run_test(size=(120, 60)) as pilot:
        await pilot.press("down", "down", "down")
        await pilot.pause()
        text = text_of(app)
    assert "D1" in text
    assert "glute bridge" in text
    assert "several seconds" in text


async def test_enter_chooses_the_plan_under_the_cursor() -> None:
    app = PlanPicker(shipped_plans())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down", "enter")
        await pilot.pause()
    assert app.return_value is shipped_plans()[1]


@pytest.mark.parametrize("key", ["q", "escape", "ctrl+c"])
async def test_leaving_chooses_nothing(key: str) -> None:
    app = PlanPicker(shipped_plans())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(key)
        await pilot.pause()
    assert app.return_value is None


@pytest.mark.parametrize("name", ["[bold]x[/]", "[/nothing]", "\x1b[2J\x07", "e" * 10_000])
async def test_untrusted_plan_titles_do_no_harm(name: str) -> None:
    plan: Plan = replace(shipped_plans()[0], name=name, summary=name, advice=(name,))
    app = PlanPicker((plan,))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        text = text_of(app)
        assert not any(char < " " for char in text.replace("\n", ""))
        await pilot.press("enter")
        await pilot.pause()
    assert app.return_value is plan
