from dataclasses import replace

import pytest
from made_results import RESULTS
from scripted_session import KEY, RESULT, stage

from runstrong.session.commands import AdjustReps, ConfirmCount, UndoCorrection
from runstrong.session.set_events import SetEnded
from runstrong.session.set_result import EndReason, SetResult, Side
from runstrong.session.snapshot import RowState
from runstrong_tui.result_words import state_of, totals
from runstrong_tui.screens.summary import SummaryScreen

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
    assert "Enter leaves" in text
    assert all(len(line) == size[0] for line in text.splitlines())


async def test_a_long_table_scrolls_to_what_is_chosen() -> None:
    scene = stage()
    results = tuple(replace(RESULT, name=f"exercise {number}") for number in range(60))
    async with scene.app.run_test(size=(80, 24)) as pilot:
        scene.app.push_screen(SummaryScreen(results, title="", leave_after_s=None))
        await pilot.pause()
        assert "exercise 59" not in scene.screen_text
        await pilot.press("end")
        await pilot.pause()
        await pilot.pause()
        assert "± exercise 59" in scene.screen_text
        await pilot.press("q")
        await pilot.pause()
        assert not scene.app.is_running


def test_totals_leave_out_what_was_skipped() -> None:
    assert totals((RESULT, HOLD, SKIPPED)) == "2 sets · 11 repetitions · 22 s held · 1 corrected by hand (*)"


def test_a_session_of_holds_says_nothing_of_repetitions() -> None:
    assert totals((HOLD,)) == "1 set · 22 s held"


def test_a_skipped_set_counts_once_the_person_says_what_was_done() -> None:
    said = replace(SKIPPED, reps=3, corrected=True)
    assert totals((said,)) == "1 set · 3 repetitions · 1 corrected by hand (*)"
    assert (state_of(SKIPPED), state_of(said)) == (RowState.SKIPPED, RowState.SHORT)


async def test_why_the_time_of_a_hold_does_not_change_is_said() -> None:
    scene = stage()
    async with scene.app.run_test(size=(80, 24)) as pilot:
        scene.app.push_screen(SummaryScreen((HOLD,), title="x", leave_after_s=None, correct=nothing_to_correct))
        await pilot.press("down", "+")
        await pilot.pause()
        assert "A hold is timed, not counted" in scene.screen_text


def nothing_to_correct(by: int, number: int) -> tuple[SetResult, ...]:
    raise AssertionError(f"set {number} was corrected by {by}")


def test_totals_of_one_are_in_the_singular() -> None:
    assert totals((replace(RESULT, reps=1, corrected=False),)) == "1 set · 1 repetition"


async def test_a_set_that_is_chosen_shows_how_it_was_done() -> None:
    scene = stage()
    async with scene.app.run_test(size=(100, 40)) as pilot:
        scene.app.push_screen(SummaryScreen(RESULTS, title="", leave_after_s=None))
        await pilot.pause()
        await pilot.press("down")
        await pilot.pause()
        text = scene.screen_text
        assert "tempo   ▅▅▅▆▆▆▆▇▇█  2.1–3.3 s, 40 % slower at the end" in text
        assert "range   ████▇▇▇▇▆▆  44–63°" in text
        await pilot.press("down", "down")
        await pilot.pause()
        text = scene.screen_text
        assert "sway    ▄▅▅▆▇█  0.24–0.44 m/s², less steady at the end" in text
        assert "sides   left 30.2 s · right 22.4 s" in text


async def test_a_count_is_put_right_after_the_end_and_everybody_hears_of_it() -> None:
    heard: list[object] = []
    scene = stage(sinks=(heard.append,))
    async with scene.app.run_test(size=(80, 24)) as pilot:
        await scene.settle(scene.feed.driver.now, pilot)
        scene.feed.due += [SetEnded(1.0, KEY, RESULT), *scene.feed.driver.finish()]
        scene.app.live.frame()
        await pilot.pause()
        await pilot.press("+")  # nothing is chosen yet
        await pilot.press("down", "+", "-", "u")
        assert scene.feed.driver.pressed == [AdjustReps(1, 1), AdjustReps(-1, 1), UndoCorrection()]
        await pilot.press("enter")
        await pilot.pause()
        assert not scene.app.is_running


async def test_a_count_is_confirmed_after_the_end() -> None:
    doubtful = replace(RESULT, corrected=False, reps=10, reps_again=11)
    confirmed: list[int] = []

    def confirm(number: int) -> tuple[SetResult, ...]:
        confirmed.append(number)
        return (RESULT, replace(doubtful, confirmed=True))

    scene = stage()
    async with scene.app.run_test(size=(80, 24)) as pilot:
        screen = SummaryScreen((RESULT, doubtful), title="squats", leave_after_s=None, confirm=confirm)
        scene.app.push_screen(screen)
        await pilot.pause()
        await pilot.press("y")  # nothing is chosen: the set in doubt is meant
        await pilot.press("y")  # none is in doubt any more
        await pilot.press("down", "y")
        assert confirmed == [1, 0]


async def test_y_reaches_the_session_after_its_end() -> None:
    scene = stage()
    async with scene.app.run_test(size=(80, 24)) as pilot:
        await scene.settle(scene.feed.driver.now, pilot)
        scene.feed.due += [SetEnded(1.0, KEY, RESULT), *scene.feed.driver.finish()]
        scene.app.live.frame()
        await pilot.pause()
        await pilot.press("down", "y")
        assert scene.feed.driver.pressed == [ConfirmCount(1)]


async def test_what_to_do_next_time_is_said_when_it_is_known() -> None:
    scene = stage(next_time=lambda: ("squat: one repetition more", "[b]x[/]"))
    async with scene.app.run_test(size=(80, 24)) as pilot:
        await scene.settle(scene.feed.driver.now, pilot)
        scene.feed.due += scene.feed.driver.finish()
        scene.app.live.frame()
        await pilot.pause()
        await scene.app.workers.wait_for_complete()
        await pilot.pause()
        assert "Next time: squat: one repetition more" in scene.screen_text
        assert "Next time: [b]x[/]" in scene.screen_text
