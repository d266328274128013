from dataclasses import replace

import pytest
from scripted_session import RESULT, stage

from runstrong.session.events import EndReason, SetResult, Side
from runstrong_tui.screens.summary import SummaryScreen, totals

HOLD = replace(
    RESULT, name="side plank", side=Side.LEFT, reps=None, reps_auto=None, hold_s=22.44, reached=False, corrected=False
)
SKIPPED = replace(RESULT, name="lunge", reps=0, reps_auto=0, reached=False, reason=EndReason.SKIPPED, corrected=False)


async def shown(results: tuple[SetResult, ...], size: tuple[int, int] = (80, 24)) -> str:
    scene = stage()
    async with scene.app.run_test(size=size) as pilot:
        scene.app.push_screen(SummaryScreen(results, title="[b]squats[/b].csv", leave_after_s=None))
        await pilot.pause()
        return scene.screen_text


async def test_a_set_shows_prescribed_counted_and_corrected() -> None:
    row = next(line for line in (await shown((RESULT,))).splitlines() if "squat " in line)
    assert row.split() == ["✓", "squat", "1/3", "10", "10", "11*"]


async def test_a_hold_shows_its_seconds_and_side() -> None:
    row = next(line for line in (await shown((HOLD,))).splitlines() if "side plank" in line)
    assert row.split() == ["✗", "side", "plank", "left", "1/3", "10", "22.4", "s", "22.4", "s"]


async def test_a_skipped_set_is_marked() -> None:
    assert "– lunge" in await shown((SKIPPED,))


async def test_a_session_in_which_nothing_was_begun() -> None:
    assert "No set was begun." in await shown(())


@pytest.mark.parametrize("size", [(30, 8), (60, 16), (120, 36)])
async def test_every_size_shows_the_table_and_the_way_out(size: tuple[int, int]) -> None:
    text = await shown((RESULT, HOLD, SKIPPED), size)
    assert "squat" in text
    assert "any key leaves" in text
    assert all(len(line) == size[0] for line in text.splitlines())


async def test_a_long_table_scrolls_and_other_keys_leave() -> None:
    scene = stage()
    results = tuple(replace(RESULT, name=f"exercise {number}") for number in range(60))
    async with scene.app.run_test(size=(80, 24)) as pilot:
        scene.app.push_screen(SummaryScreen(results, title="", leave_after_s=None))
        await pilot.pause()
        assert "exercise 59" not in scene.screen_text
        await pilot.press("end")
        await pilot.pause()
        assert "exercise 59" in scene.screen_text
        await pilot.press("q")
        await pilot.pause()
        assert not scene.app.is_running


def test_totals_leave_out_what_was_skipped() -> None:
    assert totals((RESULT, HOLD, SKIPPED)) == "2 sets · 11 repetitions · 22 s held · 1 corrected by hand (*)"


def test_totals_of_one_are_in_the_singular() -> None:
    assert totals((replace(RESULT, reps=1, corrected=False),)) == "1 set · 1 repetition"
