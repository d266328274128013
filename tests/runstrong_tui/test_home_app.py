"""From the home screen to every other, and to each wish."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from made_desk import H10, TODAY, MadeDesk
from scripted_session import text_of
from textual.widgets import OptionList

from runstrong.ble.remembered import RememberedSensor
from runstrong.errors import RunstrongError
from runstrong.exercises.catalogue import load_catalogue
from runstrong.exercises.model import BodyPlace
from runstrong.live.placement import stay_at
from runstrong.plans.library import find_plan
from runstrong.plans.model import Plan
from runstrong.session.script import script_of_plan
from runstrong_tui.desk import DemoWish, DoneSession, TrainWish
from runstrong_tui.home_app import HomeApp, Opening
from runstrong_tui.screens.exercises import ExercisesScreen
from runstrong_tui.screens.history import HistoryScreen
from runstrong_tui.screens.home import HomeScreen
from runstrong_tui.screens.plan_editor import PlanEditorScreen
from runstrong_tui.screens.plans import PlansScreen
from runstrong_tui.screens.sensor import SensorScreen

FOUR = find_plan("essential-four")
WORN_AT_CHEST = RememberedSensor("Polar H10 1234", "polar-pmd", placement="chest", battery_percent=80)
SIZES = ((30, 8), (60, 16), (80, 24), (120, 36))


def done(plan_id: str, days_ago: int) -> DoneSession:
    return DoneSession(7, plan_id, "Essential four", TODAY - timedelta(days_ago), 5, 6, 24)


def train(plan: Plan, place: BodyPlace, *, simulated: bool = False) -> TrainWish:
    sets = [step.exercise for step in script_of_plan(plan, load_catalogue().get).steps]
    return TrainWish(plan, stay_at(place, sets), simulated)


async def wish_after(*keys: str, desk: MadeDesk | None = None, opening: Opening = Opening.HOME) -> object:
    app = HomeApp(desk or MadeDesk(), opening=opening)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        for key in keys:
            await pilot.press(key)
            await pilot.pause()
    return app.return_value


@pytest.mark.parametrize(
    ("keys", "wish"),
    [
        (("enter",), train(find_plan("seven-key-muscles"), BodyPlace.WAIST)),
        (("t",), train(find_plan("seven-key-muscles"), BodyPlace.WAIST)),
        (("w",), train(find_plan("seven-key-muscles"), BodyPlace.WAIST, simulated=True)),
        (("p", "down", "down", "enter", "t"), train(FOUR, BodyPlace.THIGH)),
        (("right", "t"), train(find_plan("seven-key-muscles"), BodyPlace.CHEST)),
        (("d",), DemoWish()),
        (("down", "down", "down", "down", "down", "down", "enter"), DemoWish()),
        (("q",), None),
        (("escape",), None),
    ],
)
async def test_keys_lead_to_wishes(keys: tuple[str, ...], wish: object) -> None:
    assert await wish_after(*keys) == wish


async def test_the_plan_of_the_last_session_is_that_of_today() -> None:
    wish = await wish_after("t", desk=MadeDesk(done=[done("essential-four", 2), done("ten-essentials", 5)]))
    assert wish == train(FOUR, BodyPlace.THIGH)


async def test_a_plan_that_was_chosen_is_that_of_the_next_day() -> None:
    desk = MadeDesk(done=[done("ten-essentials", 5)])
    app = HomeApp(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("p", "down", "down", "enter")
        await pilot.pause()
    assert desk.chosen
    wish = await wish_after("t", desk=desk)
    assert isinstance(wish, TrainWish)
    assert wish.plan.id == desk.chosen != "ten-essentials"


async def test_the_sensor_goes_where_it_was_worn() -> None:
    assert await wish_after("t", desk=MadeDesk(known=[WORN_AT_CHEST])) == train(
        find_plan("seven-key-muscles"), BodyPlace.CHEST
    )


async def test_home_says_what_was_done_when_it_is_due_and_where_the_sensor_goes() -> None:
    plan = replace(FOUR, sessions_per_week=(3, 3), rest_days=True)
    desk = MadeDesk(own=[plan], done=[done("essential-four", 2)], known=[replace(WORN_AT_CHEST, placement="wrist")])
    app = HomeApp(desk)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        text = text_of(app)
    assert "Sunday, 29 November" in text
    assert "last on Friday: 5 of 6 sets · due today" in text
    assert "Sensor: Polar H10 1234, battery 80 % last time" in text
    assert "── wrist" in text
    assert re.search(r"Clip it to the wrist: it sees all of it, \d sets not so well", text)
    assert "On the thigh it sees all of it." in text


@pytest.mark.parametrize("size", SIZES)
async def test_the_place_is_named_at_every_size(size: tuple[int, int]) -> None:
    app = HomeApp(MadeDesk(heard=[H10]), opening=Opening.SENSOR)
    async with app.run_test(size=size) as pilot:
        for place in ("waist", "chest"):
            await pilot.pause()
            assert re.search(rf"(◉ {place}: |── {place})", text_of(app))
            await pilot.press("right")


async def test_who_is_new_is_greeted_and_led_to_the_demo() -> None:
    assert await wish_after("enter", opening=Opening.WELCOME) == DemoWish()


async def test_after_the_demo_comes_the_sensor_and_then_home() -> None:
    desk = MadeDesk(heard=[H10])
    app = HomeApp(desk, opening=Opening.SENSOR)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert isinstance(app.screen, SensorScreen)
        text = text_of(app)
        assert "Polar H10 1234" in text
        assert "── waist" in text
        await pilot.press("right", "enter")
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)
        assert "── chest" in text_of(app)
    assert desk.known == [RememberedSensor("Polar H10 1234", "polar-pmd", placement="chest")]


async def test_a_machine_that_cannot_listen_says_so_and_goes_on() -> None:
    desk = MadeDesk(deaf=RunstrongError("Bluetooth is off", remedy="turn it on"), known=[WORN_AT_CHEST])
    app = HomeApp(desk, opening=Opening.SENSOR)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        text = text_of(app)
        assert "Bluetooth is off; turn it on." in text
        assert "Without a sensor you can watch the demo" in text
        assert "not heard now" in text
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)


async def test_without_any_sensor_a_place_can_be_chosen() -> None:
    desk = MadeDesk(deaf=RunstrongError("this machine has no Bluetooth", remedy="plug one in"))
    app = HomeApp(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("s")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "This machine has no Bluetooth; plug one in." in text_of(app)
        await pilot.press("right", "enter")
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)
        assert "── chest" in text_of(app)
    assert desk.known == []


@pytest.mark.parametrize(
    ("key", "screen"), [("e", ExercisesScreen), ("h", HistoryScreen), ("p", PlansScreen), ("s", SensorScreen)]
)
async def test_every_screen_has_a_way_there_and_back(key: str, screen: type) -> None:
    app = HomeApp(MadeDesk())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(key)
        await pilot.pause()
        assert isinstance(app.screen, screen)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)


async def test_exercises_are_found_as_they_are_typed() -> None:
    app = HomeApp(MadeDesk())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("e", "w", "a", "l", "k")
        await pilot.pause()
        assert "PLANK WALK-UP" in text_of(app)
        await pilot.press("x")
        await pilot.pause()
        assert "Nothing is called so." in text_of(app)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("opening", list(Opening))
async def test_every_screen_keeps_to_every_size(opening: Opening, size: tuple[int, int]) -> None:
    nasty = "[bold red]x[/] [/nothing] \x1b[2J\x07\u202e" + "e" * 10_000
    known = [RememberedSensor(nasty, "polar-pmd", placement="waist")]
    plan = replace(FOUR, id="mine", name=nasty)
    heard = [replace(H10, name=nasty, models=nasty)]
    past = [replace(done("mine", 2), title=nasty)]
    app = HomeApp(MadeDesk(own=[plan], done=past, known=known, heard=heard), opening=opening, note=nasty)
    async with app.run_test(size=size) as pilot:
        for keys in ((), ("escape",), ("p",), ("escape", "e"), ("escape", "s"), ("escape", "h"), ("p",)):
            await pilot.press(*keys)
            await pilot.pause()
            lines = text_of(app).splitlines()
            assert len(lines) == size[1]
            assert all(len(line) == size[0] and line.replace("\u00a0", " ").isprintable() for line in lines)


async def test_history_shows_the_session_under_the_cursor_and_the_weeks() -> None:
    app = HomeApp(MadeDesk(done=[done("essential-four", 2), replace(done("ten-essentials", 5), id=6)]))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("h")
        await pilot.pause()
        assert "Fri 2026-11-27  Essential four" in text_of(app)
        assert "session 7" in text_of(app)
        await pilot.press("down")
        await pilot.pause()
        assert "session 6" in text_of(app)
        assert app.screen.query_one(OptionList).size.height == 2  # the page has the rest
        await pilot.press("p")
        await pilot.pause()
        assert "The last 8 weeks" in text_of(app)


async def test_a_history_without_sessions_says_so() -> None:
    app = HomeApp(MadeDesk())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("h")
        await pilot.pause()
        assert "Nothing yet." in text_of(app)


async def test_history_lists_what_a_simulated_person_did_only_if_asked_to() -> None:
    tried = replace(done("ten-essentials", 1), id=8, simulated=True)
    app = HomeApp(MadeDesk(done=[tried]))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("h")
        await pilot.pause()
        assert "Nothing of yours yet. s lists what a simulated person did." in text_of(app)
        await pilot.press("p", "s")
        await pilot.pause()
        assert "The last 8 weeks" in text_of(app)
        await pilot.press("p")
        await pilot.pause()
        assert "simulated, 5 sets, 24 min" in text_of(app)
        assert "session 8" in text_of(app)
        assert "also simulated · 1 session" in text_of(app)
        await pilot.press("s")
        await pilot.pause()
        assert "Nothing of yours yet." in text_of(app)


async def test_what_a_simulated_person_did_is_not_what_was_trained_last() -> None:
    desk = MadeDesk(done=[replace(done("essential-four", 0), simulated=True), done("ten-essentials", 5)])
    wish = await wish_after("t", desk=desk)
    assert isinstance(wish, TrainWish)
    assert wish.plan.id == "ten-essentials"


async def test_a_shipped_plan_is_copied_changed_and_saved() -> None:
    desk = MadeDesk()
    app = HomeApp(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("p", "down", "down", "e")
        await pilot.pause()
        assert "Plan: Essential four, mine" in text_of(app)
        await pilot.press("enter", *"x", "enter")  # what is there stays, and one goes on at its end
        await pilot.pause()
        text = text_of(app).splitlines()
        wrong = next(number for number, line in enumerate(text) if line.strip().startswith("^"))
        column = text[wrong].index("^")
        assert text[wrong - 1][column - 1 : column + 1].strip()
        assert text[wrong + 1].strip()
        await pilot.press("backspace", *" rest 90s", "enter")
        await pilot.pause()
        assert "rest 90s" in text_of(app)
        await pilot.press("q")
        await pilot.pause()
        assert "Not saved yet" in text_of(app)
        await pilot.press("s", "q")
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)
        assert "Essential four, mine" in text_of(app)
    assert [plan.id for plan in desk.own] == ["essential-four-mine"]
    assert desk.own[0].items[0].dose.rest_s == 90.0
    assert desk.own[0].items[1:] == FOUR.items[1:]


async def test_keys_in_quick_succession_take_the_row_under_the_cursor_out() -> None:
    desk = MadeDesk(own=[replace(FOUR, id="mine", name="Mine")])
    app = HomeApp(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("p", "e")
        await pilot.pause()
        editor = app.screen
        assert isinstance(editor, PlanEditorScreen)
        editor.query_one(OptionList).action_cursor_down()
        editor.action_remove()  # before any message could arrive
        await pilot.pause()
        await pilot.press("s")
        await pilot.pause()
        assert "Saved." in text_of(app)
    assert desk.own[0].items == (FOUR.items[0], *FOUR.items[2:])


async def test_a_plan_that_was_only_looked_at_is_left_at_once() -> None:
    desk = MadeDesk()
    app = HomeApp(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("p", "e")
        await pilot.pause()
        assert "not saved" not in text_of(app)
        await pilot.press("q")
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)
    assert desk.own == []


async def test_rows_are_added_and_taken_out_and_the_plan_renamed() -> None:
    mine = replace(FOUR, id="mine", name="Mine")
    desk = MadeDesk(own=[mine])
    app = HomeApp(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("p", "e", "x", "a", *"plank", "enter")
        await pilot.pause()
        await pilot.press("n", "end", *" 2", "enter", "s", "escape")
        await pilot.pause()
    assert desk.own[0].name == "Mine 2"
    assert [item.exercises[0] for item in desk.own[0].items] == [
        FOUR.items[1].exercises[0],
        "plank",
        *(item.exercises[0] for item in FOUR.items[2:]),
    ]
