"""The page on formats names every one that there is, and says of each what the program says."""

from pathlib import Path

import pytest

from runstrong.cli import plan_export
from runstrong.cli.exporting import BUNDLE, NAMES
from runstrong.exchange.export_formats import FORMATS
from runstrong.exchange.logs.formats import LOG_FORMATS
from runstrong.exchange.plans import fit_workout, liftlog_plan, liftoscript
from runstrong.recording import RecordingFormat

PAGE = (Path(__file__).parents[2] / "docs" / "formats.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("title", [*(one.value for one in RecordingFormat), *(one.title for one in LOG_FORMATS)])
def test_every_format_that_comes_in_has_its_line(title: str) -> None:
    assert f"\n| {title} |" in PAGE


@pytest.mark.parametrize("title", [fit_workout.TITLE, liftlog_plan.TITLE, liftoscript.TITLE])
def test_every_plan_that_comes_in_has_its_line(title: str) -> None:
    assert f"\n| {title} |" in PAGE


@pytest.mark.parametrize("name", [*NAMES, BUNDLE, *plan_export.LOST])
def test_every_format_that_goes_out_has_its_line(name: str) -> None:
    assert f"\n| `{name}` |" in PAGE


def test_the_command_offers_every_format() -> None:
    assert tuple(one.name for one in FORMATS) == NAMES
