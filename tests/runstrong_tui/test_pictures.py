"""How the screens look, held to stored pictures; ``pytest --update-pictures`` draws them anew."""

import re
from dataclasses import replace

import pytest
from made_desk import H10, MadeDesk
from made_results import RESULTS
from pictures import compare, picture_of
from scripted_session import MOMENTS, TONES
from scripted_session import stage as stage_of

from runstrong.ble.remembered import RememberedSensor
from runstrong.session.snapshot import Phase
from runstrong_tui.home_app import HomeApp, Opening
from runstrong_tui.screens.summary import SummaryScreen
from runstrong_tui.wording import Tone, tone_of

SIZES = ((30, 8), (60, 16), (80, 24), (120, 36))


@pytest.mark.parametrize("size", SIZES)
async def test_every_phase(size: tuple[int, int], request: pytest.FixtureRequest) -> None:
    stage = stage_of()
    async with stage.app.run_test(size=size) as pilot:
        for tone, moment in TONES.items():
            assert tone_of(moment) is tone
            await stage.settle(moment, pilot)
            compare(stage.app, f"live-{tone}", request)


@pytest.mark.parametrize("size", SIZES)
async def test_what_is_laid_over_a_phase(size: tuple[int, int], request: pytest.FixtureRequest) -> None:
    stage = stage_of()
    async with stage.app.run_test(size=size) as pilot:
        await stage.settle(replace(MOMENTS[Phase.WORK], reps=12, reps_target=10, doing_extra=True), pilot)
        compare(stage.app, "live-extra", request)
        for key, name in (("d", "distance"), ("question_mark", "help"), ("q", "question")):
            await pilot.press(key)
            await stage.settle(MOMENTS[Phase.WORK], pilot)
            compare(stage.app, f"live-{name}", request)
            await pilot.press(key if key != "q" else "escape")
        await stage.settle(MOMENTS[Phase.DONE], pilot)
        stage.show(MOMENTS[Phase.SWITCH])
        stage.show(MOMENTS[Phase.SWITCH], after_s=0.5)
        await pilot.pause()
        compare(stage.app, "live-word", request)
        stage.show(replace(TONES[Tone.TURN], turn_to=None), after_s=10.0)
        stage.show(TONES[Tone.TURN])
        await pilot.pause()
        compare(stage.app, "live-turn-word", request)


@pytest.mark.parametrize("size", SIZES)
async def test_the_summary(size: tuple[int, int], request: pytest.FixtureRequest) -> None:
    stage = stage_of()
    async with stage.app.run_test(size=size) as pilot:
        stage.app.push_screen(SummaryScreen(RESULTS, title="squats.csv", leave_after_s=None))
        await pilot.pause()
        compare(stage.app, "summary", request)


@pytest.mark.parametrize("size", SIZES)
async def test_home_and_what_leads_to_it(size: tuple[int, int], request: pytest.FixtureRequest) -> None:
    known = [RememberedSensor("Polar H10 1234", "polar-pmd", placement="waist", battery_percent=80)]
    for opening in Opening:
        app = HomeApp(MadeDesk(known=known, heard=[H10]), opening=opening)
        async with app.run_test(size=size) as pilot:
            await app.workers.wait_for_complete()
            await pilot.pause()
            compare(app, f"home-{opening.name.lower()}", request)


def test_all_phases_are_told_apart_without_any_colour() -> None:
    """Of each stored picture only the characters count here, without the numbers: border, badge and texture."""
    for size in SIZES:
        shapes = set()
        for tone in Tone:
            characters, _ = stored(f"live-{tone}-{size[0]}x{size[1]}")
            shapes.add(re.sub(r"\d", "0", characters))
        assert len(shapes) == len(Tone)


@pytest.mark.parametrize("size", SIZES)
def test_every_phase_names_itself_in_words(size: tuple[int, int]) -> None:
    words = {tone: re.sub(r"[^A-Z ]", "", tone.name) for tone in Tone}
    words |= {Tone.STAND: "STAND STILL", Tone.READY: "GET READY", Tone.BROKEN: "HOLD PAUSED", Tone.OVERDUE: "IS OVER"}
    words |= {Tone.OPEN: "BEGIN"}
    for tone, word in words.items():
        assert word in stored(f"live-{tone}-{size[0]}x{size[1]}")[0]


async def test_without_colour_everything_can_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    stage = stage_of()
    async with stage.app.run_test(size=(80, 24)) as pilot:
        for moment in TONES.values():
            await stage.settle(moment, pilot)
            greys = re.findall(r"×([0-9a-f])/([0-9a-f])", picture_of(stage.app))
            assert greys
            assert all(abs(int(front, 16) - int(ground, 16)) >= 3 for front, ground in greys if front != ground)


def stored(name: str) -> tuple[str, str]:
    """Return the characters and the styles of a stored picture."""
    from pictures import FOLDER

    characters, _, styles = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").partition("\n\n")
    return characters, styles
