"""The page: complete, closed in itself, and harmless whatever the names in the history are."""

import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from html_page import Page
from made_history import counted, held, past
from years_of_training import fill

from runstrong.exercises.catalogue import load_catalogue
from runstrong.history import Checked, PastSet, open_history
from runstrong.history.progress.summary import progress_of
from runstrong.history.progression import offers
from runstrong.plans.library import find_plan
from runstrong.plans.model import Plan
from runstrong.report.contents import report
from runstrong.session.set_result import Side

TODAY = date(2026, 2, 22)
"""The Sunday seven weeks after the first day of made-up sessions."""

HOSTILE = "</title><script>alert(1)</script><img src=x onerror=alert(2)>\x1b[31m $\\frac{1}{0}$ {{7*7}} &amp; \" ' é"


def page_of(sets: list[PastSet], plan: Plan | None = None, *, today: date = TODAY, weeks: int = 8) -> str:
    progress = progress_of(sets, plan, today=today, weeks=weeks)
    offered = () if plan is None else offers(plan, sets, load_catalogue().get)
    return report(sets, plan, progress, offered)


def weeks_of_training(name: str = "squat") -> list[PastSet]:
    sets = []
    for number in range(14):
        day = 3.0 * number
        sets.append(past(counted(0, 8 + number // 4, name=name, checked=Checked.CONFIRMED), of=number, day=day))
        for row, side in ((1, Side.LEFT), (2, Side.RIGHT)):
            hold_s = 25.0 + number - (4 if side is Side.LEFT else 0)
            facts = held(row, hold_s, exercise="side-plank-lift", name=name, side=side, sway_mps2=0.3 - 0.01 * number)
            sets.append(past(facts, of=number, day=day))
    return sets


@pytest.fixture(scope="module")
def usual() -> str:
    return page_of(weeks_of_training(), find_plan("runner-full-body"))


def test_the_page_has_all_its_parts(usual: str) -> None:
    page = Page(usual)
    for heading in ("Following the plan", "How each exercise goes", "How steady holds are", "Left and right", "Tempo"):
        assert heading in page.text
    assert "Records" in page.text
    assert "How far to trust the count" in page.text
    assert page.tags.count("svg") == 5
    assert page.tags.count("table") == 6


def test_the_page_says_what_the_history_says(usual: str) -> None:
    text = Page(usual).text
    assert "14 sessions" in text
    assert "42 sets" in text
    assert "squat 11 reps 2026-02-10" in text
    assert "(left less)" in text
    assert "Runner full body" in text


def test_the_page_needs_nothing_but_itself(usual: str) -> None:
    page = Page(usual)
    assert set(page.loads) == {"data:,"}
    assert not {"script", "iframe", "object", "embed", "form", "base"} & set(page.tags)
    assert page.handlers == []
    assert "@import" not in usual
    assert not re.search(r"url\((?!#)", usual)
    for address in re.findall(r'(?:https?:)?//[^\s"\'<>]+', usual):
        assert address in ("http://www.w3.org/1999/xlink", "http://www.w3.org/2000/svg"), "only names of formats"


def test_pictures_do_not_share_names(usual: str) -> None:
    page = Page(usual)
    assert len(page.ids) == len(set(page.ids))
    assert page.refers <= set(page.ids)
    assert page.refers, "markers are drawn by reference"


def test_colours_are_those_of_the_style_sheet(usual: str) -> None:
    pictures = usual.split("</style>", 1)[1]
    assert not re.search(r"#[0-9a-fA-F]{6}\b", pictures), "a colour that would not follow light and dark"
    used = set(re.findall(r"var\(--([a-z]+)\)", usual))
    defined = set(re.findall(r"--([a-z]+):", usual))
    assert used <= defined


def test_the_same_history_gives_the_same_page(usual: str) -> None:
    assert page_of(weeks_of_training(), find_plan("runner-full-body")) == usual


def test_hostile_names_are_text_and_nothing_else() -> None:
    sets = weeks_of_training(HOSTILE)
    plan = replace(find_plan("runner-full-body"), name=HOSTILE)
    page = Page(page_of(sets, plan))
    assert not {"script", "img"} & set(page.tags)
    assert page.handlers == []
    assert set(page.loads) == {"data:,"}
    assert "\x1b" not in page.text
    assert "<script>alert(1)</script>" in page.text
    assert "&amp;" in page.text, "shown as it is written"


def test_names_of_ten_thousand_letters_are_cut() -> None:
    assert len(page_of(weeks_of_training("x" * 10_000))) < 200_000


def test_a_single_set_is_enough_for_a_page() -> None:
    page = Page(page_of([past(counted())]))
    assert "1 session 1 set 10 repetitions" in page.text
    assert "How each exercise goes" in page.text
    assert page.tags.count("svg") == 2, "the weeks and the tempo; a line needs two days"


def test_nothing_lately_leaves_records_and_empty_weeks() -> None:
    page = Page(page_of(weeks_of_training(), today=TODAY + timedelta(days=400)))
    assert "Records" in page.text
    assert "How each exercise goes" not in page.text


def test_a_year_of_weeks_fits_under_the_bars() -> None:
    pictures = page_of(weeks_of_training(), weeks=52)
    assert Page(pictures).tags.count("svg") == 5


def test_a_long_history_costs_little_more_than_a_short_one(tmp_path: Path) -> None:
    fill(tmp_path / "history.sqlite3", sessions=60, sets=10)
    with open_history(tmp_path / "history.sqlite3") as kept:
        sets = list(kept.sets())
    assert len(sets) == 600
    page = page_of(sets, find_plan("essential-four"), today=date(2026, 11, 29))
    assert len(page) < 150_000
    assert Page(page).tags.count("svg") == 5
