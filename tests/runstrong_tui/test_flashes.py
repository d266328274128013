"""Cues on the full screen: seen, heard and timed by the events of the session."""

from scripted_session import KEY, MOMENTS, stage

from runstrong.config.model import Config, CueConfig
from runstrong.cues.table import CUES, Cue, CueName, Flash
from runstrong.session.set_events import SetStarted
from runstrong.session.snapshot import Phase
from runstrong_tui.app import Show
from runstrong_tui.configured import configured
from runstrong_tui.flashes import FIELD_S, SCREEN_S, Flashes


def test_a_flash_lasts_as_long_as_it_should() -> None:
    now_s = 5.0
    flashes = Flashes(lambda: now_s)
    assert not flashes.screen_is_lit(now_s)
    flashes.give(Cue(CueName.TARGET, 0.0, ""))
    assert flashes.screen_is_lit(now_s + 0.9 * SCREEN_S)
    assert not flashes.screen_is_lit(now_s + SCREEN_S)
    assert not flashes.field_is_lit(now_s)
    flashes.give(Cue(CueName.HALF_WAY, 0.0, ""))
    assert flashes.field_is_lit(now_s + 0.9 * FIELD_S)


def test_nothing_flashes_more_than_three_times_a_second() -> None:
    often = {name for name, kind in CUES.items() if kind.flash is Flash.SCREEN}
    assert not often & {CueName.REP, CueName.READY_COUNT, CueName.LAST_REPS, CueName.LAST_SECONDS}


def test_cues_are_for_what_is_played_in_the_time_of_life() -> None:
    assert configured(Show("x"), Config()).cues == CueConfig()
    assert configured(Show("x", speed=4), Config()).cues is None


async def test_the_whole_screen_lights_up_and_the_bell_rings(monkeypatch) -> None:  # noqa: ANN001
    rung: list[str] = []
    monkeypatch.setenv("PATH", "")
    one = stage(cues=CueConfig())
    monkeypatch.setattr(one.app, "bell", lambda: rung.append("bell"))
    one.feed.driver.script = scripted()
    async with one.app.run_test(size=(80, 24)) as pilot:
        await one.settle(MOMENTS[Phase.WORK], pilot)
        one.feed.due.append(SetStarted(0.0, KEY, "10", 0.0))
        one.show(MOMENTS[Phase.WORK])
        assert one.app.live.has_class("-flash-screen")
        assert rung == ["bell"]
        one.show(MOMENTS[Phase.WORK], after_s=SCREEN_S)
        assert not one.app.live.has_class("-flash-screen")


def scripted():  # noqa: ANN201
    from driven_engine import script

    return script(("squat", "3x10"))


async def test_all_of_it_can_be_off(monkeypatch) -> None:  # noqa: ANN001
    monkeypatch.setenv("PATH", "")
    one = stage(cues=CueConfig(sound=False, flash=False))
    monkeypatch.setattr(one.app, "bell", lambda: complain())
    one.feed.driver.script = scripted()
    async with one.app.run_test(size=(80, 24)) as pilot:
        await one.settle(MOMENTS[Phase.WORK], pilot)
        one.feed.due.append(SetStarted(0.0, KEY, "10", 0.0))
        one.show(MOMENTS[Phase.WORK])
        one.feed.count(3)
        one.show(one.feed.driver.now)
        assert not one.app.live.has_class("-flash-screen")
        assert not one.app.live.query_one("Hero").has_class("-flash")


def complain() -> None:
    raise AssertionError("the bell rang")
