"""The page about the configuration says what the program does."""

import re
from pathlib import Path

import pytest

from runstrong.config.actions import NAMED_KEYS
from runstrong.config.model import Config
from runstrong.config.page import renewed
from runstrong.config.reader import parse_config
from runstrong.config.settings import SETTINGS
from runstrong.config.writer import format_config, value_of
from runstrong.cues.programs import PLAYERS, VOICES
from runstrong.cues.table import CUES, PLACEHOLDERS

PAGE = Path(__file__).parents[3] / "docs" / "configuration.md"


@pytest.fixture(scope="module")
def page() -> str:
    return PAGE.read_text(encoding="utf-8")


def test_the_tables_of_the_page_are_those_of_the_program(page: str) -> None:
    assert page == renewed(page), "write it anew with: python -m runstrong.config.page docs/configuration.md"


def test_the_example_of_the_page_is_a_configuration(page: str) -> None:
    (example,) = re.findall(r"^```toml\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    assert parse_config(example) != Config()


def test_the_page_names_every_key_every_program_and_every_placeholder(page: str) -> None:
    named = [*(key for key in NAMED_KEYS if not re.fullmatch(r"f\d+", key)), *("f1", "f12")]
    named += [program.name for program in PLAYERS] + [f"{{{name}}}" for name in PLACEHOLDERS]
    assert [name for name in named if f"`{name}`" not in page] == []
    assert [voice.name for voice in VOICES if voice.name not in page.casefold()] == []


def test_every_setting_has_a_default_and_a_line_in_the_shown_file() -> None:
    shown = format_config(Config())
    for setting in SETTINGS:
        value_of(Config(), setting)
        assert re.search(rf"^{setting.key} = ", shown, re.MULTILINE)
    for name in CUES:
        assert re.search(rf"^# {name} = ", shown, re.MULTILINE)


def test_a_page_without_its_marks_is_refused() -> None:
    with pytest.raises(ValueError, match="needs the marks"):
        renewed("# nothing")
