"""The keys of every screen: each action has one, and where a person wants others, those are bound and shown."""

import pytest
from made_desk import H10, TODAY, MadeDesk
from scripted_session import KEY, RESULT, stage, text_of

from runstrong.config.actions import ACTIONS, Scope
from runstrong.plans.library import find_plan
from runstrong.session.commands import AdjustReps, EndSession
from runstrong.session.set_events import SetEnded
from runstrong_tui import key_words
from runstrong_tui.desk import DemoWish, DoneSession
from runstrong_tui.home_app import HomeApp, Opening
from runstrong_tui.key_methods import LEAVES, METHODS
from runstrong_tui.key_words import Hint
from runstrong_tui.keymap import Keys, bindings
from runstrong_tui.screens.history import HistoryScreen
from runstrong_tui.screens.home import HomeScreen
from runstrong_tui.screens.plan_editor import PlanEditorScreen
from runstrong_tui.screens.plans import PlansScreen
from runstrong_tui.screens.sensor import SensorScreen
from runstrong_tui.widgets.key_hints import fitted

IDS = {action.id for action in ACTIONS}
DONE = DoneSession(7, "essential-four", "Essential four", TODAY, 5, 6, 24)


def test_every_action_does_something_and_every_hint_is_of_actions() -> None:
    assert set(METHODS) == IDS
    assert LEAVES < IDS
    lines = [line for line in vars(key_words).values() if isinstance(line, tuple)]
    hinted = {action for line in lines for hint in line if isinstance(hint, Hint) for action in hint.actions}
    assert len(hinted) >= 30
    assert hinted <= IDS


def test_ctrl_c_leaves_every_screen() -> None:
    for scope in set(Scope) - {Scope.LIST}:
        assert any("ctrl+c" in binding.key.split(",") for binding in bindings(scope))  # type: ignore[union-attr]


def test_keys_are_shown_as_a_person_reads_them() -> None:
    keys = Keys({"home.leave": ("pagedown", "x"), "list.take": ("comma",)})
    assert (keys.shown("home.leave"), keys.shown("list.take"), keys.shown("list.before")) == ("PgDn", ",", "↑")
    assert keys.keymap == {"home.leave": "pagedown,x,ctrl+c", "list.take": "comma"}


PARTS = [("↑ ↓", "choose"), ("", "type to search"), ("Enter", "do it"), ("q", "quit")]


@pytest.mark.parametrize(
    ("columns", "shown"),
    [
        (80, PARTS),
        (45, [("↑ ↓", ""), *PARTS[1:]]),
        (30, [("↑ ↓", ""), ("Enter", "do it"), ("q", "quit")]),
        (20, [("↑ ↓", ""), ("Enter", ""), ("q", "quit")]),
        (18, [("Enter", ""), ("q", "quit")]),
        (3, [("q", "quit")]),
    ],
)
def test_the_words_of_the_first_keys_go_first_where_there_is_little_room(columns: int, shown: list[object]) -> None:
    assert fitted(PARTS, columns) == shown


@pytest.mark.parametrize(
    ("wanted", "usual", "own", "screen", "line"),
    [
        ({"home.history": ("y",)}, ["h"], ["y"], HistoryScreen, "↑ ↓ session"),
        ({"home.plans": ("f2",)}, ["p"], ["f2"], PlansScreen, "e change  q back"),
        ({"home.plans": ("x",), "plans.edit": ("c",)}, ["x", "e"], ["c"], PlanEditorScreen, "s save  q leave"),
        ({"home.sensor": ("x",)}, ["s"], ["x"], SensorScreen, "r look again"),
    ],
)
async def test_a_key_that_a_person_wants_is_bound_and_the_usual_one_is_not(
    wanted: dict[str, tuple[str, ...]], usual: list[str], own: list[str], screen: type, line: str
) -> None:
    app = HomeApp(MadeDesk(done=[DONE], heard=[H10]), keys=wanted)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*usual)
        await pilot.pause()
        assert not isinstance(app.screen, screen)
        await pilot.press(*own)
        await pilot.pause()
        assert isinstance(app.screen, screen)
        assert line in text_of(app)


async def test_the_lines_of_keys_show_what_is_bound() -> None:
    wanted = {"home.leave": ("x",), "home.train": ("g",), "list.after": ("j",), "list.before": ("k",)}
    app = HomeApp(MadeDesk(), keys=wanted)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        text = text_of(app)
        assert "g  Train with the sensor" in text
        assert text.splitlines()[-1].startswith(" k j choose  Enter do it")
        assert "x quit" in text.splitlines()[-1]
        await pilot.press("down", "j", "j", "j", "j", "j", "k", "enter")  # down is no key any more
        await pilot.pause()
        assert app.screen.query_one("#header") is not None
        assert "Exercises" not in text_of(app).splitlines()[0]
        assert isinstance(app.screen, HistoryScreen)


async def test_the_welcome_has_keys_of_its_own() -> None:
    app = HomeApp(MadeDesk(), opening=Opening.WELCOME, keys={"welcome.demo": ("f3",), "welcome.home": ("n",)})
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "f3 watch the demo  s choose the sensor  n home" in text_of(app)
        await pilot.press("enter", "d", "escape", "f3")
        await pilot.pause()
    assert app.return_value == DemoWish()


async def test_the_summary_has_keys_of_its_own() -> None:
    scene = stage(keys={"summary.leave": ("x",), "summary.more": ("m",)})
    async with scene.app.run_test(size=(80, 24)) as pilot:
        await scene.settle(scene.feed.driver.now, pilot)
        scene.feed.due.append(SetEnded(30.0, KEY, RESULT))
        scene.app.live.frame()
        await pilot.press("q", "q")
        await pilot.pause()
        assert "m - put it right" in scene.screen_text
        assert "x leaves" in scene.screen_text
        await pilot.press("down", "m", "enter", "q")
        await pilot.pause()
        assert scene.feed.driver.pressed == [EndSession(), AdjustReps(1, 1)]
        assert scene.app.is_running
        await pilot.press("x")
        await pilot.pause()
        assert not scene.app.is_running


async def test_the_editor_says_by_which_keys_to_go_on() -> None:
    app = HomeApp(MadeDesk(), keys={"editor.save": ("w",), "editor.leave": ("z",)})
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("p", "e")
        await pilot.pause()
        assert "w save  z leave" in text_of(app)
        await pilot.press("x", "z")
        await pilot.pause()
        assert "Not saved yet: w saves, z again leaves without." in text_of(app)


async def test_ctrl_c_leaves_a_line_that_is_typed_and_then_the_screen() -> None:
    app = HomeApp(MadeDesk(own=[find_plan("essential-four")]))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("e", "x", "ctrl+c")
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)
        await pilot.press("p", "e", "enter", "9", "ctrl+c")
        await pilot.pause()
        assert isinstance(app.screen, PlanEditorScreen)
        assert "Enter dose" in text_of(app)


async def test_the_place_of_the_sensor_goes_both_ways() -> None:
    app = HomeApp(MadeDesk())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "── waist" in text_of(app)
        await pilot.press("right", "left")
        await pilot.pause()
        assert "── waist" in text_of(app)


async def test_the_page_of_the_last_weeks_is_scrolled_by_the_keys_of_a_list() -> None:
    desk = MadeDesk(done=[DONE])
    desk.progress_page = lambda *, simulated=False: [f"line {number}" for number in range(100)]  # type: ignore[method-assign]
    app = HomeApp(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("h", "p", "end")
        await pilot.wait_for_scheduled_animations()
        await pilot.pause()
        assert "line 99" in text_of(app)
        await pilot.press("home", "down", "down")
        await pilot.wait_for_scheduled_animations()
        await pilot.pause()
        assert "line 2" in text_of(app)
        assert "line 1\u00a0" not in text_of(app).replace(" ", "\u00a0")
        await pilot.press("p")
        await pilot.pause()
        assert "session 7" in text_of(app)
