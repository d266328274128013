import re
from dataclasses import replace

import pytest
from scripted_session import KEY, MOMENTS, TONES, Stage
from scripted_session import stage as stage_of

from runstrong.exercises.model import BodyPlace
from runstrong.session.commands import AdjustReps, Advance, ConfirmCount, EndSession, PauseOrResume, UndoCorrection
from runstrong.session.set_events import RepDone, TargetReached
from runstrong.session.snapshot import CountQuestion, Phase, RowState, Snapshot
from runstrong.session.steadiness import demand_of
from runstrong_tui.big_text import Texture
from runstrong_tui.keymap import LIVE_KEYS
from runstrong_tui.screens.live import LiveScreen
from runstrong_tui.screens.summary import SummaryScreen
from runstrong_tui.widgets.hero import Hero
from runstrong_tui.widgets.set_table import SetTable
from runstrong_tui.widgets.signal_strip import SignalStrip
from runstrong_tui.wording import BADGES, Tone

SIZES = ((60, 16), (80, 24), (120, 36), (30, 8))
HERO_ROWS = {(60, 16): 10, (80, 24): 14, (120, 36): 21, (30, 8): 3}
"""Least rows of a two-digit number."""

BADGE_OF = {
    Phase.STAND: BADGES[Tone.STAND],
    Phase.GET_READY: BADGES[Tone.READY],
    Phase.WORK: BADGES[Tone.WORK],
    Phase.HOLD: BADGES[Tone.HOLD],
    Phase.SWITCH: BADGES[Tone.SWITCH],
    Phase.REST: BADGES[Tone.REST],
    Phase.CHECK: BADGES[Tone.CHECK],
    Phase.DONE: BADGES[Tone.DONE],
}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("phase", list(Phase))
async def test_every_phase_at_every_size(phase: Phase, size: tuple[int, int]) -> None:
    stage = stage_of()
    async with stage.app.run_test(size=size) as pilot:
        await stage.settle(MOMENTS[phase], pilot)
        text = stage.screen_text
        assert BADGE_OF[phase] in text
        hero = stage.app.screen.query_one(Hero)
        assert hero.shown.text == {
            "stand still": "STAND",
            "get ready": "-3",
            "work": "7",
            "hold": "23",
            "switch side": "-3",
            "check the count": "9",
        }.get(phase, "42" if phase is Phase.REST else "DONE")
        if size != (30, 8) or phase not in (Phase.DONE, Phase.STAND):
            assert len(hero.picture()) >= (HERO_ROWS[size] if phase not in (Phase.DONE, Phase.STAND) else 4)
        assert all(len(line) == size[0] for line in text.splitlines())


@pytest.mark.parametrize(("size", "table", "strip"), [((60, 16), 0, 0), ((80, 24), 1, 4), ((120, 36), 1, 8)])
async def test_what_shows_at_which_size(size: tuple[int, int], table: int, strip: int) -> None:
    stage = stage_of()
    async with stage.app.run_test(size=size) as pilot:
        await stage.settle(MOMENTS[Phase.WORK], pilot)
        screen = stage.app.screen
        assert screen.query_one(SetTable).display == bool(table)
        assert (screen.query_one(SignalStrip).size.height if screen.query_one(SignalStrip).display else 0) == strip


async def test_the_table_sets_done_against_prescribed() -> None:
    stage = stage_of()
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await stage.settle(MOMENTS[Phase.WORK], pilot)
        right = [line[46:] for line in stage.screen_text.splitlines()]
        assert re.search(r"✓ squat +1 10 +10", right[2])
        assert re.search(r"▶ squat +2 10 +7", right[3])
        assert re.search(r"· +3 10 +$", right[4])
        assert re.search(r"· side plank +1 10 +$", right[5])


async def test_the_bar_and_the_header_say_what_is_left() -> None:
    stage = stage_of()
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await stage.settle(MOMENTS[Phase.WORK], pilot)
        lines = stage.screen_text.splitlines()
        assert lines[0].startswith(" squat · set 2/3 · 10 ")
        assert lines[0].rstrip().endswith("squats.csv · 52 Hz · 1:23")
        assert "3 left" in lines[18]
        assert "hips back and down" in lines[17]


@pytest.mark.parametrize(("sway_mps2", "word"), [(0.2, " STEADY"), (0.41, "WORKING"), (0.6, "VERY UNSTEADY")])
async def test_a_hold_says_how_steady_it_is(sway_mps2: float, word: str) -> None:
    stage = stage_of()
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await stage.settle(
            replace(MOMENTS[Phase.HOLD], sway_mps2=sway_mps2, demand=demand_of(sway_mps2, BodyPlace.WAIST)), pilot
        )
        assert f"{word} {sway_mps2:.2f} m/s²" in stage.screen_text


async def test_nine_to_ten_does_not_jump() -> None:
    stage = stage_of()
    async with stage.app.run_test(size=(80, 24)) as pilot:
        ones = []
        for reps in (8, 18):
            await stage.settle(replace(MOMENTS[Phase.WORK], reps=reps, reps_target=20), pilot)
            ones.append([line[26:45] for line in stage.screen_text.splitlines()[2:16]])
        assert ones[0] == ones[1]


@pytest.mark.parametrize(
    ("phase", "words"),
    [
        (Phase.GET_READY, ["LEFT", "-3"]),
        (Phase.WORK, ["GO", "7"]),
        (Phase.HOLD, ["HOLD", "23"]),
        (Phase.SWITCH, ["SWITCH", "RIGHT", "-3"]),
        (Phase.REST, ["REST", "42"]),
    ],
)
async def test_a_change_of_phase_is_announced_at_full_size(phase: Phase, words: list[str]) -> None:
    stage = stage_of()
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await stage.settle(MOMENTS[Phase.DONE], pilot)
        hero = stage.app.screen.query_one(Hero)
        seen = []
        for _ in range(40):
            stage.show(MOMENTS[phase], after_s=0.1)
            if not seen or seen[-1] != hero.shown.text:
                seen.append(hero.shown.text)
                await pilot.pause()
                assert len(hero.picture()) >= 7
        assert seen == words


async def test_a_word_stands_for_a_second_and_a_half() -> None:
    stage = stage_of()
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await stage.settle(MOMENTS[Phase.DONE], pilot)
        hero = stage.app.screen.query_one(Hero)
        stage.show(MOMENTS[Phase.REST])
        stage.show(MOMENTS[Phase.REST], after_s=1.4)
        assert hero.shown.text == "REST"
        stage.show(MOMENTS[Phase.REST], after_s=0.2)
        assert hero.shown.text == "42"


async def test_reaching_the_target_says_done_and_the_count_goes_on() -> None:
    stage = stage_of()
    async with stage.app.run_test(size=(80, 24)) as pilot:
        reached = replace(MOMENTS[Phase.WORK], reps=10)
        await stage.settle(reached, pilot)
        hero = stage.app.screen.query_one(Hero)
        stage.feed.due.append(TargetReached(84.0, KEY))
        stage.show(reached)
        assert hero.shown.text == "DONE"
        stage.show(replace(reached, reps=11, doing_extra=True), after_s=2.0)
        assert hero.shown.text == "10+1"
        await pilot.pause()
        assert len(hero.picture()) >= 7


async def test_rest_that_is_over_says_so() -> None:
    stage = stage_of()
    async with stage.app.run_test(size=(80, 24)) as pilot:
        may_begin = replace(MOMENTS[Phase.WORK], reps=0, awaited_s=0.3)
        await stage.settle(may_begin, pilot)
        overdue = replace(may_begin, awaited_s=-0.4)
        stage.show(overdue)
        stage.show(overdue)
        hero = stage.app.screen.query_one(Hero)
        assert hero.shown.text == "DUE"
        await stage.settle(replace(overdue, awaited_s=-12.0), pilot)
        assert hero.shown.text == "+12"
        assert BADGES[Tone.OVERDUE] in stage.screen_text


async def test_a_repetition_flashes_for_a_moment() -> None:
    stage = stage_of()
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await stage.settle(MOMENTS[Phase.WORK], pilot)
        hero = stage.app.screen.query_one(Hero)
        stage.feed.count(8)
        stage.app.live.frame()
        assert hero.has_class("-flash")
        assert hero.shown.text == "8"
        stage.clock.now_s += 0.2
        stage.app.live.frame()
        assert not hero.has_class("-flash")


@pytest.mark.parametrize(
    ("key", "command"),
    [
        ("space", PauseOrResume()),
        ("n", Advance()),
        ("+", AdjustReps(1)),
        ("equals_sign", AdjustReps(1)),
        ("-", AdjustReps(-1)),
        ("u", UndoCorrection()),
        ("y", ConfirmCount()),
    ],
)
async def test_keys_become_commands(key: str, command: object) -> None:
    stage = stage_of()
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press(key)
        assert stage.feed.driver.pressed == [command]


async def test_a_count_in_doubt_is_asked_about_in_the_line_of_cues() -> None:
    stage = stage_of()
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await stage.settle(replace(MOMENTS[Phase.REST], question=CountQuestion(9, 10)), pilot)
        assert "9 or 10?  y keeps 9 · + makes it 10" in stage.screen_text
        await stage.settle(replace(MOMENTS[Phase.REST], question=CountQuestion(9, 7)), pilot)
        assert "9 or 7?  y keeps 9 · - changes it" in stage.screen_text
        await stage.settle(MOMENTS[Phase.REST], pilot)
        assert "9 or" not in stage.screen_text


async def test_a_key_can_be_another_by_the_keymap() -> None:
    stage = stage_of(keys={"session.next": ("x",)})
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("n", "x")
        assert stage.feed.driver.pressed == [Advance()]


async def test_keys_that_a_person_wants_are_shown_and_quit_by() -> None:
    stage = stage_of(keys={"session.quit": ("x",), "session.next": ("q",)})
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert " x Quit" in stage.screen_text
        assert " n " not in stage.screen_text
        await pilot.press("x")
        await pilot.pause()
        assert "x end it" in stage.screen_text
        await pilot.press("q")  # any other key goes on
        assert stage.feed.driver.pressed == []
        await pilot.press("q", "x", "x")
        assert stage.feed.driver.pressed == [Advance(), EndSession()]


async def test_a_click_on_a_key_does_the_same() -> None:
    stage = stage_of()
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.click("KeyLine", offset=(17, 0))
        assert stage.feed.driver.pressed == [Advance()]


async def test_pause_is_said_in_large_letters_and_the_key_then_resumes() -> None:
    stage = stage_of()
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await stage.settle(MOMENTS[Phase.WORK], pilot)
        await pilot.press("space")
        await stage.settle(stage.feed.driver.now, pilot)
        hero = stage.app.screen.query_one(Hero)
        assert hero.shown.text == "PAUSE"
        assert len(hero.picture()) >= 7
        text = stage.screen_text
        assert BADGES[Tone.PAUSED] in text
        assert "space Resume" in text
        await pilot.press("space")
        await pilot.pause()
        assert "space Pause" in stage.screen_text


async def test_quitting_asks_once_in_the_line_of_keys() -> None:
    stage = stage_of()
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("q")
        assert "End the session?" in stage.screen_text.splitlines()[-1]
        assert isinstance(stage.app.screen, LiveScreen)
        assert stage.feed.driver.pressed == []
        await pilot.press("q")
        await pilot.pause()
        assert stage.feed.driver.pressed == [EndSession()]
        assert isinstance(stage.app.screen, SummaryScreen)


@pytest.mark.parametrize("key", ["n", "space", "plus", "x", "escape"])
async def test_any_other_key_takes_the_question_back_and_does_nothing_else(key: str) -> None:
    stage = stage_of()
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("q", key)
        await pilot.pause()
        assert "End the session?" not in stage.screen_text
        assert stage.feed.driver.pressed == []
        await pilot.press("n")
        assert stage.feed.driver.pressed == [Advance()]


async def test_distance_leaves_the_number_alone() -> None:
    stage = stage_of()
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await stage.settle(MOMENTS[Phase.WORK], pilot)
        hero = stage.app.screen.query_one(Hero)
        before = len(hero.picture())
        await pilot.press("d")
        await stage.settle(MOMENTS[Phase.WORK], pilot)
        assert not stage.app.screen.query_one(SetTable).display
        assert not stage.app.screen.query_one(SignalStrip).display
        assert len(hero.picture()) > before


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (60, 16)])
async def test_help_names_every_key_beside_the_number(size: tuple[int, int]) -> None:
    stage = stage_of()
    async with stage.app.run_test(size=size) as pilot:
        await stage.settle(MOMENTS[Phase.WORK], pilot)
        await pilot.press("question_mark")
        await pilot.pause()
        text = " ".join(stage.screen_text.split())
        for key in LIVE_KEYS:
            assert key.help.split()[0] in text
        assert stage.app.screen.query_one(Hero).display
        await pilot.press("question_mark")
        await pilot.pause()
        assert LIVE_KEYS[0].help not in stage.screen_text


async def test_help_names_every_key_on_the_smallest_terminal_too() -> None:
    stage = stage_of()
    async with stage.app.run_test(size=(30, 8)) as pilot:
        await stage.settle(MOMENTS[Phase.WORK], pilot)
        await pilot.press("question_mark")
        await pilot.pause()
        panel = "\n".join(stage.screen_text.splitlines()[1:-2])
        assert all(key.shown in panel and key.label in panel for key in LIVE_KEYS)


async def test_a_size_that_changes_in_a_pause_takes_the_badge_along() -> None:
    stage = stage_of()
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await stage.settle(replace(MOMENTS[Phase.WORK], paused=True), pilot)
        await pilot.resize_terminal(30, 8)
        await pilot.pause()
        assert BADGES[Tone.PAUSED] in stage.screen_text.splitlines()[0]
        assert len(stage.app.screen.query_one(Hero).picture()) >= 4


async def test_the_size_may_change_in_the_middle() -> None:
    stage = stage_of()
    async with stage.app.run_test(size=(120, 36)) as pilot:
        await stage.settle(MOMENTS[Phase.HOLD], pilot)
        for size in ((30, 8), (80, 24), (2, 2), (60, 16), (200, 55)):
            await pilot.resize_terminal(*size)
            await stage.settle(MOMENTS[Phase.HOLD], pilot)
            lines = stage.screen_text.splitlines()
            assert len(lines) == size[1]
            assert all(len(line) == size[0] for line in lines)
        assert stage.app.screen.query_one(Hero).shown.text == "23"


async def test_a_lost_signal_is_said_with_its_age() -> None:
    stage = stage_of()
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await stage.settle(replace(MOMENTS[Phase.WORK], signal_age_s=4.2), pilot)
        lines = stage.screen_text.splitlines()
        assert lines[0].rstrip().endswith("signal lost 4 s")
        assert "! SIGNAL LOST 4 s" in lines[1]
        hero = stage.app.screen.query_one(Hero)
        assert hero.shown.text == "7"
        assert hero.styles.text_opacity < 1
        await stage.settle(MOMENTS[Phase.WORK], pilot)
        assert "LOST" not in stage.screen_text
        assert hero.styles.text_opacity == 1


async def test_losing_the_signal_is_announced_at_full_size_once() -> None:
    stage = stage_of()
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await stage.settle(MOMENTS[Phase.WORK], pilot)
        hero = stage.app.screen.query_one(Hero)
        seen = []
        for tenths in range(20, 70):
            stage.show(replace(MOMENTS[Phase.WORK], signal_age_s=tenths / 10), after_s=0.1)
            seen.append(hero.shown.text)
        assert seen.count("LOST") in range(14, 17)
        assert seen[0] == seen[-1] == "7"


def big_words(stage: Stage, moment: Snapshot, tenths: int = 40) -> list[str]:
    """Return what stands at full size, one after the other, while a moment lasts."""
    seen: list[str] = []
    for _ in range(tenths):
        stage.show(moment, after_s=0.1)
        if (text := stage.app.screen.query_one(Hero).shown.text) not in seen[-1:]:
            seen.append(text)
    return seen


async def test_the_wrong_side_is_announced_at_full_size_and_said_until_it_is_the_right_one() -> None:
    stage = stage_of()
    wrong = TONES[Tone.TURN]
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await stage.settle(replace(wrong, turn_to=None, cue=""), pilot)
        assert big_words(stage, wrong) == ["TURN", "RIGHT", "TURN"]
        await pilot.pause()
        assert "You lie on the left side: turn over to the right." in stage.screen_text
        assert f"{BADGES[Tone.TURN]} · RIGHT" in stage.screen_text
        assert big_words(stage, replace(wrong, turn_to=None, cue="")) == ["HOLD", "0"]
        await pilot.pause()
        assert "TURN" not in stage.screen_text


async def test_a_set_that_begins_on_the_wrong_side_says_turn_and_not_hold() -> None:
    stage = stage_of()
    wrong = TONES[Tone.TURN]
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await stage.settle(replace(wrong, phase=Phase.SWITCH, turn_to=None, countdown_s=0.1), pilot)
        assert big_words(stage, wrong) == ["TURN", "RIGHT", "TURN"]


async def test_a_pause_is_not_covered_by_the_word_to_turn_over() -> None:
    stage = stage_of()
    wrong = TONES[Tone.TURN]
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await stage.settle(wrong, pilot)
        assert big_words(stage, replace(wrong, paused=True, turn_to=None)) == ["PAUSE"]
        assert big_words(stage, wrong) == ["TURN", "RIGHT", "TURN"]


async def test_the_header_tells_battery_losses_and_rate() -> None:
    stage = stage_of()
    stage.feed.battery_percent, stage.feed.lost_share = 80, 0.034
    async with stage.app.run_test(size=(100, 24)) as pilot:
        await stage.settle(MOMENTS[Phase.WORK], pilot)
        assert "battery 80 % · 3 % lost · 52 Hz" in stage.screen_text.splitlines()[0]


async def test_an_earlier_set_is_chosen_and_put_right_by_keys_alone() -> None:
    stage = stage_of()
    rows = (
        replace(MOMENTS[Phase.REST].rows[0], can_correct=True),
        replace(MOMENTS[Phase.REST].rows[1], state=RowState.DONE, can_correct=True, counted="9"),
        *MOMENTS[Phase.REST].rows[2:],
    )
    moment = replace(MOMENTS[Phase.REST], rows=rows, row=2)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await stage.settle(moment, pilot)
        assert "9→7" in stage.screen_text
        await pilot.press("up", "+", "up", "-")
        await pilot.pause()
        assert "squat set 1: 10. + and - put it right." in stage.screen_text
        assert re.search(r"± squat +1 10 +10", stage.screen_text)
        await pilot.press("down", "down", "+")
        assert stage.feed.driver.pressed == [AdjustReps(1, 1), AdjustReps(-1, 0), AdjustReps(1)]


async def test_a_choice_ends_with_the_phase() -> None:
    stage = stage_of()
    moment = replace(MOMENTS[Phase.REST], rows=(replace(MOMENTS[Phase.REST].rows[0], can_correct=True),), row=None)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await stage.settle(moment, pilot)
        await pilot.press("up")
        await stage.settle(replace(MOMENTS[Phase.WORK], rows=moment.rows, row=0), pilot)
        await pilot.press("+")
        assert stage.feed.driver.pressed == [AdjustReps(1)]


async def test_a_sensor_that_must_move_is_said_at_full_size() -> None:
    stage = stage_of()
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await stage.settle(MOMENTS[Phase.WORK], pilot)
        moment = replace(MOMENTS[Phase.REST], move_to="upper arm", cue="Move the sensor to the upper arm.")
        hero, seen = stage.app.screen.query_one(Hero), []
        for _ in range(40):
            stage.show(moment, after_s=0.1)
            seen += [hero.shown.text] if hero.shown.text not in seen else []
        assert seen == ["MOVE", "UPPER ARM", "42"]


UNTRUSTED = (
    "[bold red]x[/]",
    "[/nothing]",
    "[@click=app.quit]go[/]",
    "\x1b[2J\x07\r\n\t",
    "蹲" * 50,
    "e" * 10_000,
    "\u202egnp",
)


@pytest.mark.parametrize("name", UNTRUSTED)
@pytest.mark.parametrize("size", [(30, 8), (120, 36)])
async def test_untrusted_names_do_no_harm(name: str, size: tuple[int, int]) -> None:
    stage = stage_of(title=name)
    nasty = replace(
        MOMENTS[Phase.WORK],
        name=name,
        plan=name,
        target=name,
        cue=name,
        rows=tuple(replace(row, name=name, target=name, done=name, ref=name) for row in MOMENTS[Phase.WORK].rows),
    )
    async with stage.app.run_test(size=size) as pilot:
        await stage.settle(nasty, pilot)
        text = stage.screen_text
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f\u202e]", text)
        assert len(text.splitlines()) == size[1]
        if name.startswith("[") and size == (120, 36):
            assert name in text
        await pilot.press("n")
        assert stage.feed.driver.pressed == [Advance()]


async def test_every_event_reaches_the_sinks_once_and_in_order() -> None:
    heard: list[object] = []
    stage = stage_of(sinks=(heard.append,))
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        stage.feed.count(8)
        stage.feed.count(9)
        stage.app.live.frame()
        assert [event.reps for event in heard if isinstance(event, RepDone)] == [8, 9]
        assert tuple(heard) == stage.app.happened


@pytest.mark.parametrize("theme", ["textual-dark", "textual-light", "runstrong-contrast"])
async def test_every_theme_shows_every_phase(theme: str) -> None:
    stage = stage_of(theme=theme)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        for phase, moment in MOMENTS.items():
            await stage.settle(moment, pilot)
            hero = stage.app.screen.query_one(Hero).visual_style
            assert abs(hero.foreground.brightness - hero.background.brightness) > 0.25, phase


async def test_phases_are_told_apart_without_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    stage = stage_of()
    async with stage.app.run_test(size=(80, 24)) as pilot:
        borders = set()
        for moment in MOMENTS.values():
            await stage.settle(replace(moment, countdown_s=42.0), pilot)
            lines = stage.screen_text.splitlines()
            borders.add((lines[1].split(maxsplit=1)[0], lines[10][0], "▀" * 3 in lines[4] and "█" not in lines[4]))
        assert len(borders) == len(Phase)
        assert stage.app.screen.query_one(Hero).shown.texture is Texture.SOLID
