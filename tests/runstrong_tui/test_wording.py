from dataclasses import replace

import pytest
from scripted_session import MOMENTS

from runstrong.session.set_result import Side
from runstrong.session.snapshot import Phase
from runstrong_tui.big_text import Texture
from runstrong_tui.wording import BADGES, Tone, bar_of, header_of, hero_of, session_clock, tone_of, words_for


def test_a_count_keeps_the_room_of_its_target() -> None:
    nine, ten = (hero_of(replace(MOMENTS[Phase.WORK], reps=reps)) for reps in (9, 10))
    assert (nine.text, ten.text) == ("9", "10")
    assert nine.reserve == ten.reserve == "88"


def test_repetitions_beyond_the_target_stand_apart() -> None:
    extra = replace(MOMENTS[Phase.WORK], reps=13, reps_target=12, doing_extra=True)
    assert hero_of(extra).text == "12+1"
    assert bar_of(extra).words == "1 more"


def test_a_count_beyond_an_open_target_is_a_plain_count() -> None:
    assert hero_of(replace(MOMENTS[Phase.WORK], reps=13, reps_target=None)).text == "13"


@pytest.mark.parametrize(
    ("hold_s", "shown"), [(0.0, "0"), (9.99, "9"), (59.0, "59"), (99.9, "99"), (100.0, "1:40"), (605.0, "10:05")]
)
def test_a_hold_shows_whole_seconds_held(hold_s: float, shown: str) -> None:
    assert hero_of(replace(MOMENTS[Phase.HOLD], hold_s=hold_s)).text == shown


@pytest.mark.parametrize(
    ("countdown_s", "shown"), [(60.0, "60"), (0.4, "1"), (0.0, "0"), (-0.5, "+0"), (-12.3, "+12"), (120.0, "2:00")]
)
def test_rest_counts_down_and_then_says_how_long_it_is_over(countdown_s: float, shown: str) -> None:
    assert hero_of(replace(MOMENTS[Phase.REST], countdown_s=countdown_s)).text == shown


def test_a_set_that_may_begin_says_so_until_it_is_due() -> None:
    work = MOMENTS[Phase.WORK]
    may, due = replace(work, reps=0, awaited_s=31.2), replace(work, reps=0, awaited_s=-12.3)
    assert (tone_of(may), hero_of(may).text, words_for(may)) == (Tone.OPEN, "BEGIN", ("BEGIN",))
    assert bar_of(may).words.startswith("begin within 32 s")
    assert (tone_of(due), hero_of(due).text) == (Tone.OVERDUE, "+12")


def test_getting_ready_has_a_minus_sign() -> None:
    assert hero_of(MOMENTS[Phase.GET_READY]).text == "-3"


def test_countdowns_look_unlike_counts_without_colour() -> None:
    striped = {phase for phase, moment in MOMENTS.items() if hero_of(moment).texture is Texture.STRIPED}
    assert striped == {Phase.GET_READY, Phase.SWITCH, Phase.REST}


def test_every_tone_has_its_own_words_and_its_own_glyph() -> None:
    assert set(BADGES) == set(Tone)
    assert len(set(BADGES.values())) == len(Tone)


def test_pause_goes_before_every_phase() -> None:
    for moment in MOMENTS.values():
        paused = replace(moment, paused=True)
        assert tone_of(paused) is Tone.PAUSED
        assert hero_of(paused).text == "PAUSE"


def test_the_prescribed_tempo_stands_beside_that_of_the_newest_repetition() -> None:
    work = replace(MOMENTS[Phase.WORK], tempo="3-0-1")
    assert bar_of(work).words.startswith("tempo 3-0-1 · ")
    assert bar_of(replace(work, rep_s=2.4)).words.startswith("2.4 s · tempo 3-0-1 · ")


def test_a_broken_hold_is_told_from_one_that_runs_and_one_that_waits() -> None:
    hold = MOMENTS[Phase.HOLD]
    assert tone_of(hold) is Tone.HOLD
    assert tone_of(replace(hold, holding=False)) is Tone.BROKEN
    assert tone_of(replace(hold, holding=False, hold_s=0.0)) is Tone.HOLD


def test_changing_sides_names_the_side_in_large_words() -> None:
    assert words_for(MOMENTS[Phase.SWITCH]) == ("SWITCH", "RIGHT")
    assert words_for(MOMENTS[Phase.GET_READY]) == ("LEFT",)
    assert words_for(replace(MOMENTS[Phase.GET_READY], side=Side.BOTH)) == ("READY",)


def test_whoever_lies_on_the_wrong_side_is_told_which_is_the_right_one() -> None:
    for phase in (Phase.GET_READY, Phase.SWITCH, Phase.HOLD):
        wrong = replace(MOMENTS[phase], side=Side.RIGHT, turn_to=Side.RIGHT)
        assert words_for(wrong) == ("TURN", "RIGHT")
        assert tone_of(wrong) is Tone.TURN
    held = replace(MOMENTS[Phase.HOLD], turn_to=Side.LEFT)
    assert (hero_of(held).text, hero_of(replace(held, hold_s=0.0)).text) == ("23", "TURN")


def test_the_header_says_what_is_next_before_a_set() -> None:
    assert header_of(MOMENTS[Phase.WORK]) == "squat · set 2/3 · 10"
    assert header_of(MOMENTS[Phase.REST]).startswith("next: squat")
    assert header_of(MOMENTS[Phase.DONE]) == "seven key muscles"


def test_as_many_as_possible_shows_the_time_that_is_left() -> None:
    amrap = replace(MOMENTS[Phase.WORK], reps_target=None, countdown_s=17.2)
    assert hero_of(amrap).text == "7"
    assert bar_of(amrap).words.startswith("18 s left")


@pytest.mark.parametrize(("t_s", "shown"), [(0.0, "0:00"), (83.9, "1:23"), (3725.0, "1:02:05"), (-1.0, "0:00")])
def test_session_time(t_s: float, shown: str) -> None:
    assert session_clock(t_s) == shown
