"""The README and its neighbours: every command is real, every link leads somewhere, nothing private is in them."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from child import run

ROOT = Path(__file__).parents[2]
PAGES = (
    "README.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "docs/formats.md",
    "docs/configuration.md",
    "docs/holds.md",
    "docs/testing.md",
    "docs/reliability.md",
)
LARGEST_PICTURE_BYTES = 200_000

CODE_BLOCK = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)\s]+)\)")
FILE_NAME = re.compile(r"`((?:[\w.-]+/)+[\w.-]*\w\.(?:py|toml|md|csv))`")
PRIVATE = re.compile(r"/work\b|/home/|/root\b|/opt/|pypi\.org|files\.pythonhosted|index-url", re.IGNORECASE)


def text_of(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


def commands(page: str) -> Iterator[list[str]]:
    """Yield the arguments of every call of the program in the page's code blocks."""
    for block in CODE_BLOCK.findall(text_of(page)):
        for line in block.replace("&&", "\n").splitlines():
            words = shlex.split(line)
            if words and words[0].endswith("runstrong"):
                yield words[1:]


COMMANDS = sorted({tuple(words) for words in commands("README.md")})


def test_the_page_calls_the_program() -> None:
    assert {words[0] for words in COMMANDS if words} >= {
        "demo",
        "replay",
        "plans",
        "exercises",
        "evaluate",
        "track",
        "scan",
    }


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_command_and_option_in_the_readme_exists(words: tuple[str, ...]) -> None:
    named = [word for word in words[:2] if re.fullmatch("[a-z]+", word)]
    done = run(*named, "--help")
    if done.returncode != 0:  # the second word is an argument
        done = run(*named[:1], "--help")
    assert done.returncode == 0, done.stderr
    assert [word for word in words if word.startswith("--") and word not in done.stdout] == []


@pytest.mark.parametrize("words", [words for words in COMMANDS if any("fixtures/" in word for word in words)])
def test_commands_on_shipped_recordings_run(words: tuple[str, ...]) -> None:
    as_fast_as_possible = [word for word in words if word not in ("--speed", "4")]
    done = run(*(str(ROOT / word) if word.startswith("fixtures/") else word for word in as_fast_as_possible))
    assert done.returncode == 0, done.stderr
    assert "session ended" in done.stdout


@pytest.mark.parametrize("page", PAGES)
def test_links_and_named_files_are_there(page: str) -> None:
    targets = [link.partition("#")[0] for link in LINK.findall(text_of(page)) if not link.startswith("https://")]
    missing = [target for target in targets if target and not (ROOT / target).exists()]
    missing += [name for name in FILE_NAME.findall(text_of(page)) if not is_there(name)]
    assert missing == []


def is_there(name: str) -> bool:
    """Whether a file is at this path, or at this path in one of the packages."""
    return any((ROOT / folder / name).exists() for folder in (".", "tracker", "tracker/runstrong", "signal", "tui"))


@pytest.mark.parametrize("page", PAGES)
def test_nothing_private_is_in_the_page(page: str) -> None:
    assert PRIVATE.findall(text_of(page)) == []


def test_pictures_are_small_and_need_no_network() -> None:
    pictures = sorted((ROOT / "docs" / "pictures").iterdir())
    assert {picture.stem for picture in pictures} >= {"live", "hold", "summary"}
    for picture in pictures:
        svg = picture.read_text(encoding="utf-8")
        assert len(svg.encode()) < LARGEST_PICTURE_BYTES
        assert "@font-face" not in svg
